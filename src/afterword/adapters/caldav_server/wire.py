"""One HTTP/1.1 connection that cannot hang, swell or wander (PROMISES R7).

Why not the caldav library's own HTTP client: its timeout bounds a single read, so that a dripped answer runs for
ever; it unpacks gzip without a limit and turns a redirected PUT into a GET that looks like success. Here every read
from the socket gets only the time that is left for the whole request, and every byte is counted. `http.client`
follows no redirect, reads no .netrc, no proxy variable, and logs nothing.
"""

from __future__ import annotations

import io
import socket
import ssl
import sys
import zlib
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from time import monotonic
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.adapters.caldav_server.address import Origin

MAX_BODY: Final = 20_000_000
CHUNK: Final = 65_536
CONNECT_SECONDS: Final = 15.0


class TooLarge(Exception):
    """The body is longer than MAX_BODY, packed or unpacked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case) and the whole body of one answer."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def left(ends: float) -> float:
    """Seconds until the deadline; raises TimeoutError when there are none."""
    seconds = ends - monotonic()
    if seconds <= 0:
        raise TimeoutError("no complete answer in time")
    return seconds


class _Bounded(io.RawIOBase):
    """The reading half of a socket; each read may take what is left of the request's time, no more."""

    def __init__(self, sock: socket.socket, ends: float) -> None:
        self._sock = sock
        self._ends = ends
        self._inner = sock.makefile("rb", buffering=0)  # keeps the socket open until the body is read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int | None:
        self._sock.settimeout(left(self._ends))
        return cast("io.RawIOBase", self._inner).readinto(cast("memoryview", buffer))

    def close(self) -> None:
        self._inner.close()
        super().close()


class _BoundedSocket:
    """What HTTPResponse needs of a socket: a file to read from."""

    def __init__(self, sock: socket.socket, ends: float) -> None:
        self._sock = sock
        self._ends = ends

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Bounded(self._sock, self._ends))


class Connection:
    """A connection to one origin, kept alive between requests where the server allows it."""

    def __init__(self, origin: Origin, ends: float) -> None:
        self._http = HTTPConnection(origin.host, origin.port)
        self._http.auto_open = 0
        self._http.sock = _connect(origin, ends)
        self.used = False

    @property
    def open(self) -> bool:
        return self._http.sock is not None

    def close(self) -> None:
        self._http.close()

    def exchange(
        self, method: str, url: str, target: str, sent: tuple[Mapping[str, str], bytes], ends: float
    ) -> Answer:
        """Send one request and read its whole answer before the deadline `ends`.

        Raises TimeoutError, OSError, HTTPException, TooLarge; the connection is closed then.
        """
        headers, body = sent
        try:
            return self._exchange(method, url, target, (headers, body), ends)
        except BaseException:
            self.close()
            raise

    def _exchange(
        self, method: str, url: str, target: str, sent: tuple[Mapping[str, str], bytes], ends: float
    ) -> Answer:
        headers, body = sent
        sock = self._http.sock
        if sock is None:
            raise ConnectionResetError("the connection is closed")
        sock.settimeout(left(ends))
        self._http.request(method, target, body or (b"" if method == "PUT" else None), dict(headers))
        self.used = True
        self._http.response_class = cast(
            "type[HTTPResponse]",
            lambda sock, **kept: HTTPResponse(cast("socket.socket", _BoundedSocket(sock, ends)), **kept),
        )
        with self._http.getresponse() as response:
            packed = _read(response)
            answered = {name.lower(): value for name, value in response.getheaders()}
            return Answer(url, response.status, answered, _unpacked(packed, answered.get("content-encoding", "")))


def _connect(origin: Origin, ends: float) -> socket.socket:
    sock = socket.create_connection((origin.host, origin.port), timeout=min(CONNECT_SECONDS, left(ends)))
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if origin.scheme == "http":
            return sock
        sock.settimeout(min(CONNECT_SECONDS, left(ends)))
        return _trust().wrap_socket(sock, server_hostname=origin.host)
    except BaseException:
        sock.close()
        raise


def _trust() -> ssl.SSLContext:
    """TLS 1.2 or later against the system's certificates; there is no switch to turn the check off, and no
    key log whatever the environment says (so not ssl.create_default_context)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    places = ssl.get_default_verify_paths()
    if sys.platform == "darwin" and places.cafile is None and places.capath is None:
        import wassima  # comes with caldav; many Pythons on a Mac do not know the system's certificates

        context.load_verify_locations(cadata=wassima.generate_ca_bundle())
    return context


def _read(response: HTTPResponse) -> bytes:
    if (response.length or 0) > MAX_BODY:
        raise TooLarge
    body = bytearray()
    while chunk := response.read(CHUNK):
        body += chunk
        if len(body) > MAX_BODY:
            raise TooLarge
    if response.length:  # http.client says nothing when a body ends early
        raise IncompleteRead(b"", response.length)
    return bytes(body)


def _unpacked(body: bytes, coding: str) -> bytes:
    """The body without its Content-Encoding. We ask for none, but some servers pack all the same; a bomb is stopped
    at MAX_BODY while it unpacks, and nothing is unpacked twice."""
    name = coding.strip().lower()
    if name in ("", "identity") or not body:
        return body
    if name not in ("gzip", "x-gzip", "deflate"):
        raise HTTPException("an answer packed in a way that was not asked for")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        plain = unpacker.decompress(body, MAX_BODY + 1)
    except zlib.error:
        raise HTTPException("an answer whose packing is damaged") from None
    if len(plain) > MAX_BODY:
        raise TooLarge
    if not unpacker.eof:
        raise IncompleteRead(b"")
    return plain

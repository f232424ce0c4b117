"""A server in this process that gives whatever bytes a test wants, and remembers what it was asked.

`FaultServer` answers with raw bytes, so that it can break HTTP, XML and CalDAV alike. `TinyCalendar` is an answer
function that keeps objects like a calendar server, faithful or not, for faults in the middle of a write.
"""

from __future__ import annotations

import re
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO, cast
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Reset:
    """In place of bytes: break the connection so that the other side sees a reset."""


Piece = bytes | float | Reset
Answers = Callable[[Request], bytes | Iterable[Piece]]
"""Bytes to send, or pieces: bytes are sent, a number is a pause in seconds, a Reset breaks off."""


@dataclass
class FaultServer:
    answers: Answers
    port: int = 0
    requests: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/cal/"

    @property
    def writes(self) -> list[Request]:
        return [one for one in self.requests if one.method in ("PUT", "DELETE", "POST")]


@contextmanager
def fault_server(answers: Answers, host: str = "127.0.0.1") -> Iterator[FaultServer]:
    state = FaultServer(answers)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # the client goes away from some answers, as it must
                self._talk()

        def _talk(self) -> None:
            request = _read(cast(BinaryIO, self.rfile))
            if request is None:
                return
            state.requests.append(request)
            given = state.answers(request)
            for piece in [given] if isinstance(given, bytes) else given:
                if isinstance(piece, Reset):
                    self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return
                if isinstance(piece, float):
                    time.sleep(piece)
                else:
                    self.wfile.write(piece)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    server = Server((host, 0), Handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def _read(stream: BinaryIO) -> Request | None:
    first = stream.readline().decode("latin-1").split()
    if len(first) < 2:
        return None
    headers: dict[str, str] = {}
    while line := stream.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Request(first[0], first[1], headers, stream.read(int(headers.get("content-length", "0"))))


def http(status: int, body: bytes | str = b"", **headers: str) -> bytes:
    """A well-formed answer; `Retry_After="5"` becomes `Retry-After: 5`."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Whatever", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
        lines.append(f"Content-Length: {len(data)}")
    return "\r\n".join([*lines, "", ""]).encode() + data


def multistatus(*responses: str) -> str:
    root = '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    return f'<?xml version="1.0"?>{root}{"".join(responses)}</d:multistatus>'


def response(href: str, props: str, status: str = "HTTP/1.1 200 OK") -> str:
    return (
        f"<d:response><d:href>{escape(href)}</d:href><d:propstat><d:prop>{props}</d:prop>"
        f"<d:status>{status}</d:status></d:propstat></d:response>"
    )


def stored(href: str, data: str, etag: str = '"1"') -> str:
    """The response for one object with its ETag and text."""
    return response(href, f"<d:getetag>{escape(etag)}</d:getetag><c:calendar-data>{escape(data)}</c:calendar-data>")


def missing(href: str) -> str:
    return f"<d:response><d:href>{escape(href)}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"


@dataclass
class TinyCalendar:
    """A calendar at /cal/ that answers PROPFIND, REPORT, GET, PUT and DELETE; a search finds everything.

    `conditions=False` ignores If-Match and If-None-Match (SOGo, Google); `report_etag` shapes the ETag of a REPORT,
    `get_etag` that of a GET; `fault` may answer before the store is asked, or after it (see `Fault`).
    """

    objects: dict[str, bytes] = field(default_factory=dict)
    conditions: bool = True
    report_etag: str = '"{}"'
    get_etag: str = '"{}"'
    versions: dict[str, int] = field(default_factory=dict)
    before: Callable[[Request], bytes | Iterable[Piece] | None] = lambda _: None
    after: Callable[[Request, bytes], bytes | Iterable[Piece]] = lambda _, answer: answer

    def __call__(self, request: Request) -> bytes | Iterable[Piece]:
        early = self.before(request)
        return self.after(request, self._answer(request)) if early is None else early

    def put(self, name: str, data: bytes) -> None:
        """Another client writes."""
        path = f"/cal/{name}"
        self.objects[path] = data
        self.versions[path] = self.versions.get(path, 0) + 1

    def _answer(self, request: Request) -> bytes:
        match request.method:
            case "REPORT":
                return self._report(request)
            case "PROPFIND":
                props = "<d:getetag>{}</d:getetag><d:resourcetype/>"
                return http(207, multistatus(*(response(at, props.format(self._etag(at))) for at in self.objects)))
            case "GET":
                if request.path not in self.objects:
                    return http(404)
                return http(200, self.objects[request.path], ETag=self._etag(request.path, self.get_etag))
            case "PUT" | "DELETE":
                return self._write(request)
            case _:
                return http(405)

    def _report(self, request: Request) -> bytes:
        asked = re.findall(rb"<(?:\w+:)?href>([^<]*)<", request.body)
        if b"calendar-multiget" not in request.body:
            return http(207, multistatus(*map(self._stored, self.objects)))
        found = [href.decode() for href in asked]
        return http(207, multistatus(*(self._stored(at) if at in self.objects else missing(at) for at in found)))

    def _stored(self, at: str) -> str:
        return stored(at, self.objects[at].decode(), self._etag(at))

    def _write(self, request: Request) -> bytes:
        there = request.path in self.objects
        wanted = request.headers.get("if-match")
        refused = (request.headers.get("if-none-match") == "*" and there) or (
            wanted is not None and (not there or wanted != self._etag(request.path, '"{}"'))
        )
        if self.conditions and refused:
            return http(412)
        if request.method == "DELETE":
            if self.objects.pop(request.path, None) is None:
                return http(404)
            return http(204)
        self.put(request.path.removeprefix("/cal/"), request.body)
        return http(204 if there else 201)

    def _etag(self, at: str, form: str | None = None) -> str:
        return (form or self.report_etag).format(f"v{self.versions.get(at, 0)}")

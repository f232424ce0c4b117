"""The demo's server, connected to what the command line expects of it."""

from __future__ import annotations

import base64
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Phone:
    """cli.seam.DemoServer: plain requests to one calendar on loopback, as the user's phone would make them."""

    address: str
    username: str
    password: str

    def get(self, href: str) -> bytes:
        return self._ask("GET", href)

    def put(self, href: str, data: bytes) -> None:
        self._ask("PUT", href, data)

    def delete(self, href: str) -> None:
        self._ask("DELETE", href)

    def _ask(self, method: str, href: str, data: bytes | None = None) -> bytes:
        from urllib.request import Request as Asked
        from urllib.request import urlopen

        url = urljoin(self.address, urlsplit(href).path)
        login = base64.b64encode(f"{self.username}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "text/calendar; charset=utf-8"}
        asked = Asked(url, data, headers, method=method)  # noqa: S310 (our own server on loopback)
        with urlopen(asked, timeout=10) as answer:  # noqa: S310
            return bytes(answer.read())


@contextmanager
def open_demo_server() -> Iterator[Phone]:
    """An empty calendar called "job-search" on an embedded server, gone with all its files afterwards."""
    from afterword.adapters.embedded_server import embedded_server

    with embedded_server({"job-search": b""}) as server:
        yield Phone(server.calendar("job-search"), server.username, server.password)

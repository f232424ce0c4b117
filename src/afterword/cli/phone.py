"""A calendar app as the demo needs one: it looks at an event, moves it, deletes it. Loopback only."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

if TYPE_CHECKING:
    from afterword.cli.seam import DemoServer

SECONDS: Final = 5
TIME: Final = re.compile(rb"^(DTSTART|DTEND)([^:\r\n]{0,200}):(\d{8}T\d{6})", re.MULTILINE)
EVENT: Final = b"BEGIN:VEVENT"
FORM: Final = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Phone:
    """Another device on the same calendar. It knows nothing of Afterword."""

    server: DemoServer
    calendar: str

    def move(self, href: str, by: timedelta) -> None:
        """As when an event is dragged to another day: only its start and end change."""
        calendar, sign, event = self._ask("GET", href).partition(EVENT)

        def later(match: re.Match[bytes]) -> bytes:
            at = datetime.strptime(match[3].decode(), FORM) + by  # noqa: DTZ007 - a wall clock time in its own zone
            return b"%s%s:%s" % (match[1], match[2], at.strftime(FORM).encode())

        self._ask("PUT", href, calendar + sign + TIME.sub(later, event))

    def delete(self, href: str) -> None:
        self._ask("DELETE", href)

    def _ask(self, method: str, href: str, data: bytes | None = None) -> bytes:
        url = urljoin(self.server.calendar(self.calendar), href)
        assert urlsplit(url).hostname == "127.0.0.1", "the demo talks to this machine only"
        login = base64.b64encode(f"{self.server.username}:{self.server.password}".encode()).decode("ascii")
        request = Request(url, data=data, method=method)  # noqa: S310 - http on loopback, asserted above
        request.add_header("Authorization", f"Basic {login}")
        request.add_header("Content-Type", "text/calendar; charset=utf-8")
        with build_opener(ProxyHandler({})).open(request, timeout=SECONDS) as answer:
            return bytes(answer.read())

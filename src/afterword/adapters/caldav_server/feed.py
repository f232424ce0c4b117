"""A published .ics address, read only: an Outlook or Google feed, or a file on a web server."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from afterword.adapters.caldav_server.address import target_of
from afterword.adapters.caldav_server.http import Http
from afterword.adapters.caldav_server.multistatus import OK, strong
from afterword.adapters.caldav_server.trouble import described, host_of, reading_trouble
from afterword.errors import NotCalendarData, ServerAnswer
from afterword.ports import Listing, Resource

if TYPE_CHECKING:
    from afterword.adapters.caldav_server.login import Login
    from afterword.core.model import TimeSpan

BOM: Final = b"\xef\xbb\xbf"


def looks_like_feed(url: str) -> bool:
    """True for webcal: and for a path that ends in .ics; anything else is asked as a CalDAV address first."""
    parts = urlsplit(url.strip().lower())
    return parts.scheme in ("webcal", "webcals") or parts.path.endswith((".ics", ".ical", ".ifb"))


class WebFeed:
    """`ports.CalendarSource` for one address; the whole file is one resource."""

    writable = False
    key = ""

    def __init__(self, url: str, login: Login, *, source_id: str | None = None) -> None:
        self._http = Http(url, login)
        self._url = self._http.url
        self._id = source_id or _shown(self._url)

    @property
    def id(self) -> str:
        return self._id

    @property
    def place(self) -> str:
        return self._url

    def read(self, window: TimeSpan) -> Listing:
        """The whole feed. Raises as CalDavCalendar does; NotCalendarData when it breaks off."""
        answer = self._http.send("GET", self._url)
        if answer.status != OK:
            raise reading_trouble(answer)
        body = answer.body.removeprefix(BOM).strip()
        if not body[:15].upper().startswith(b"BEGIN:VCALENDAR"):
            raise ServerAnswer(f"this is no calendar: {described(answer)}; nothing was written")
        if body[-13:].upper() != b"END:VCALENDAR":
            raise NotCalendarData(
                f"the calendar from {host_of(self._url)} breaks off before its end; nothing was written"
            )
        return Listing((Resource(self._id, strong(answer.headers.get("etag")), answer.body),))

    def close(self) -> None:
        self._http.close()


def _shown(url: str) -> str:
    """The address without what may be a secret: a private feed's path is its password. A short hash tells two apart."""
    target = target_of(url)
    mark = sha256(target.encode()).hexdigest()[:8]
    return f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/…{mark}"

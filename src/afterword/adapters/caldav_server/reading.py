"""Reading one collection, completely or not at all (PROMISES R4), with no object hiding the others (R5).

The usual way is one REPORT. Where that fails for a reason that one object or the search itself can cause (a character
that XML forbids, a text too long, a series that the server cannot expand in time), the objects are listed by ETag
and fetched in batches; a batch that fails is halved until the guilty object is alone, and that one is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from afterword.adapters.caldav_server import questions
from afterword.adapters.caldav_server.address import origin_of, path_of, same_path
from afterword.adapters.caldav_server.multistatus import CALDAV, DAV, MISSING, OK, Entry, entries, strong
from afterword.adapters.caldav_server.trouble import GONE, Dropped, TimedOut, Unreadable, reading_trouble
from afterword.core.model import Skipped
from afterword.errors import AfterwordError, ServerAnswer, Temporary
from afterword.ports import Listing, Resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.adapters.caldav_server.http import Http
    from afterword.adapters.caldav_server.wire import Answer
    from afterword.core.model import TimeSpan

BATCH: Final = 50
MAX_OBJECT: Final = 10_000_000
SEARCH_SECONDS: Final = 30.0
XML: Final = {"Content-Type": "application/xml; charset=utf-8"}
ONE_OBJECT_MAY_CAUSE: Final = (400, 500, 501, 504, 507)
"""Statuses of a search that a stored object can bring about (Radicale 400, DAViCal 500, a proxy's 504)."""


@dataclass(slots=True)
class _Gathered:
    resources: list[Resource] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


class Reader:
    """The read half of a collection at `url` (with a slash at its end); `source` names it in Skipped."""

    def __init__(self, http: Http, url: str, source: str) -> None:
        self._http = http
        self._url = url
        self._source = source
        self.search_timed_out = False

    def between(self, window: TimeSpan) -> Listing:
        """What may overlap `window`, by the server's own search: one REPORT; else by `everything`."""
        try:
            answer = self._report(questions.events_between(window), seconds=SEARCH_SECONDS)
            if answer.status in ONE_OBJECT_MAY_CAUSE:
                return self.everything()
            found = entries(answer)
        except TimedOut:
            self.search_timed_out = True  # a series that the server cannot expand in time: Xandikos stands still by it
            return self.everything()
        except Unreadable:
            return self.everything()
        return self._whole(found)

    def everything(self) -> Listing:
        """All of the collection, whatever its time: PROPFIND for what there is, then multiget in batches."""
        answer = self._http.send("PROPFIND", self._url, body=questions.etags(), headers={**XML, "Depth": "1"})
        members = [entry for entry in entries(answer) if not self._is_collection(entry.href)]
        wanted = [entry.href for entry in members if _may_be_event(entry)]
        gathered = _Gathered()
        for start in range(0, len(wanted), BATCH):
            self._fetch(wanted[start : start + BATCH], gathered)
        return self._listing(gathered)

    def at(self, hrefs: Sequence[str]) -> Listing:
        """What stands at these hrefs now; what is missing is left out, what cannot be read is in `skipped`."""
        gathered = _Gathered()
        for start in range(0, len(hrefs), BATCH):
            self._fetch(hrefs[start : start + BATCH], gathered)
        return self._listing(gathered)

    def with_uid(self, part: str) -> tuple[Resource, ...]:
        """The events whose UID contains `part`, or more; those that cannot be read are left out."""
        try:
            answer = self._report(questions.events_with_uid(part))
            if answer.status in ONE_OBJECT_MAY_CAUSE:
                return self.everything().resources
            found = entries(answer)
        except (TimedOut, Unreadable):
            return self.everything().resources
        return self._whole(found).resources

    def get(self, href: str) -> Resource | None:
        """One resource by GET; None when there is nothing."""
        answer = self._http.send("GET", self.url_of(href))
        if answer.status in GONE:
            return None
        if answer.status != OK:
            raise reading_trouble(answer)
        if b"BEGIN:VCALENDAR" not in answer.body:
            raise reading_trouble(answer)
        return Resource(href, strong(answer.headers.get("etag")), answer.body)

    def url_of(self, href: str) -> str:
        """Requests go to the collection's origin, whatever host an href named."""
        return f"{origin_of(self._url)}{href}"

    def _report(self, body: bytes, seconds: float | None = None) -> Answer:
        return self._http.send("REPORT", self._url, body=body, headers={**XML, "Depth": "1"}, seconds=seconds)

    def _whole(self, found: Sequence[Entry]) -> Listing:
        """The objects of an answer; those that came without data are asked for again by themselves."""
        gathered = _Gathered()
        doubtful = [entry.href for entry in found if not self._take(entry, gathered)]
        self._fetch([href for href in doubtful if not self._is_collection(href)], gathered)
        return self._listing(gathered)

    def _is_collection(self, href: str) -> bool:
        """The collection's own entry, which some servers list among its members (iCloud)."""
        return same_path(href.rstrip("/"), (path_of(self._url, "") or "").rstrip("/"))

    def _take(self, entry: Entry, gathered: _Gathered) -> bool:
        """Take the object of `entry` if it is whole; False when it has to be asked for again."""
        if entry.status != OK or entry.failed is not None or entry.data is None:
            return False
        if len(entry.data) > MAX_OBJECT:
            gathered.skipped.append(self._skip(entry.href, "larger than 10 MB"))
        else:
            gathered.resources.append(Resource(entry.href, entry.etag, entry.data))
        return True

    def _skip(self, href: str, reason: str) -> Skipped:
        return Skipped(self._source, href, reason)

    def _fetch(self, hrefs: Sequence[str], gathered: _Gathered) -> None:
        """multiget; a batch that cannot be answered is halved, a single one that cannot is named in `skipped`."""
        if not hrefs:
            return
        try:
            answer = self._report(questions.these(hrefs))
            if answer.status in ONE_OBJECT_MAY_CAUSE or answer.status in GONE:
                raise Unreadable(str(reading_trouble(answer)))  # noqa: TRY301 - sabre 1.8: one missing, the whole 404
            found = {entry.href: entry for entry in entries(answer)}
        except (Unreadable, TimedOut, Dropped) as problem:
            self._halve(hrefs, problem, gathered)
            return
        for href in hrefs:
            self._settle(href, _entry_for(href, found), gathered)

    def _halve(self, hrefs: Sequence[str], problem: AfterwordError, gathered: _Gathered) -> None:
        if len(hrefs) > 1:
            middle = len(hrefs) // 2
            self._fetch(hrefs[:middle], gathered)
            self._fetch(hrefs[middle:], gathered)
            return
        if isinstance(problem, Temporary):
            raise problem
        self._single(hrefs[0], gathered)

    def _settle(self, href: str, entry: Entry | None, gathered: _Gathered) -> None:
        """One object of a readable multiget. Left out (DAViCal, sabre) is not yet missing: GET decides."""
        if entry is not None and (entry.status == MISSING or self._take(entry, gathered)):
            return
        self._single(href, gathered)

    def _single(self, href: str, gathered: _Gathered) -> None:
        try:
            one = self.get(href)
        except ServerAnswer as problem:
            gathered.skipped.append(self._skip(href, problem.message))
            return
        if one is None:
            return
        reason = _unfit(one.data)
        if reason is None:
            gathered.resources.append(one)
        else:
            gathered.skipped.append(self._skip(href, reason))

    def _listing(self, gathered: _Gathered) -> Listing:
        return Listing(tuple(gathered.resources), tuple(gathered.skipped))


def _may_be_event(entry: Entry) -> bool:
    kind = entry.found.get(f"{DAV}resourcetype")
    return kind is None or (kind.find(f"{DAV}collection") is None and kind.find(f"{CALDAV}calendar") is None)


def _entry_for(href: str, found: dict[str, Entry]) -> Entry | None:
    if href in found:
        return found[href]
    return next((entry for at, entry in found.items() if same_path(at, href)), None)


def _unfit(data: bytes) -> str | None:
    """Why an object that no XML answer could carry is left alone; None when it may be read after all."""
    if len(data) > MAX_OBJECT:
        return "larger than 10 MB"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8 (RFC 5545 section 3.1.4)"
    if any(char in text for char in "\ufffe\uffff"):
        return "holds a character that XML forbids (U+FFFE or U+FFFF), so the server cannot list it"
    return None

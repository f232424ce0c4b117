"""One calendar on a server: `ports.CalendarSink` over CalDAV (RFC 4791).

Every write carries a condition, and its outcome is looked up, never believed: some servers ignore If-None-Match
(SOGo, Google) or If-Match on a missing object (SOGo), give ETags with a PUT that are not the ones they give later
(Cyrus, schedulers), rewrite the body, or break the connection after they have stored it (SERVERS, PROMISES R1 to R3).
So: look, write under a condition, read back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

from afterword.adapters.caldav_server.http import REQUEST_SECONDS, Http
from afterword.adapters.caldav_server.reading import Reader
from afterword.adapters.caldav_server.sameness import same_object, same_words, uid_of
from afterword.adapters.caldav_server.trouble import (
    GONE,
    Dropped,
    is_rate_limit,
    is_server_error,
    later,
    writing_trouble,
)
from afterword.adapters.caldav_server.wire import Answer
from afterword.errors import AfterwordError, AlreadyThere, ChangedMeanwhile, ServerAnswer, Temporary, WriteRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.adapters.caldav_server.discovery import CollectionInfo
    from afterword.adapters.caldav_server.login import Login
    from afterword.core.model import TimeSpan
    from afterword.ports import Listing, Resource

SAVED: Final = (201, 204)
REMOVED: Final = (200, 202, 204)
MAY_MEAN_EXISTS: Final = (400, 403, 409, 412)
"""412 for the condition, 409 no-uid-conflict (Radicale), 403 unique-scheduling-object-resource (Cyrus),
400 (Nextcloud): none is believed before somebody has looked."""
NOT_TRIED: Final = (401, 423, 429)
CHANGED: Final = (404, 409, 410, 412)
ICALENDAR: Final = {"Content-Type": "text/calendar; charset=utf-8"}
PREFIX: Final = 6


class CalDavCalendar:
    """The calendar that `discover` found as `info`, for `login`. `id` defaults to its address, which holds no secret.

    All methods raise LoginProblem (401, 403 on reading, TLS, a redirect off the origin), Temporary (no connection,
    timeout, 423, 429, 5xx) and ServerAnswer (anything that is no complete CalDAV answer).
    """

    def __init__(
        self, info: CollectionInfo, login: Login, *, source_id: str | None = None, seconds: float = REQUEST_SECONDS
    ) -> None:
        self._http = Http(info.url, login, seconds=seconds)
        self._url = self._http.url if self._http.url.endswith("/") else f"{self._http.url}/"
        self._id = source_id or self._url
        self._reader = Reader(self._http, self._url, self._id)
        self._info = info
        self._absent: set[str] = set()

    @property
    def id(self) -> str:
        return self._id

    @property
    def key(self) -> str:
        return unquote(urlsplit(self._url).path)

    @property
    def place(self) -> str:
        return self._url

    @property
    def writable(self) -> bool:
        return self._info.writable

    @property
    def info(self) -> CollectionInfo:
        """What to keep for the next run: as found, but no longer searched if a search did not end in time."""
        return replace(self._info, searches_series=self._info.searches_series and not self._reader.search_timed_out)

    @property
    def requests(self) -> int:
        """How many requests were sent so far: a run that changes nothing needs one."""
        return self._http.requests

    def close(self) -> None:
        self._http.close()

    def read(self, window: TimeSpan) -> Listing:
        """Every object that may overlap `window`: one REPORT, or all objects where the search cannot be relied on."""
        return self._reader.between(window) if self._info.searches_series else self._reader.everything()

    def fetch(self, uids: Sequence[str]) -> tuple[Resource, ...]:
        """What stands for these UIDs: at their own hrefs, and for the rest wherever another client put them."""
        hrefs = {uid: self._href(uid) for uid in uids}
        here = self._reader.at(list(hrefs.values()))
        standing = {uid_of(one.data): one for one in here.resources}
        hidden = {one.href for one in here.skipped}  # something is there that cannot be read: neither found nor missing
        missing = [uid for uid, href in hrefs.items() if uid not in standing and href not in hidden]
        for part in _parts(missing):
            for one in self._reader.with_uid(part):
                standing.setdefault(uid_of(one.data), one)
        self._absent |= {uid for uid in missing if uid not in standing}
        return tuple(self._with_strong_etag(standing[uid]) for uid in hrefs if uid in standing)

    def create(self, uid: str, data: bytes) -> Resource:
        href = self._href(uid)
        if self._look(href) is not None or (uid not in self._absent and self._elsewhere(uid)):
            raise AlreadyThere(f"{uid} is already in {self._id}")
        outcome, unsure = self._settled("PUT", href, {"If-None-Match": "*"}, data)
        if _is(outcome, SAVED):
            return self._read_back(href, data)
        there = self._look(href)
        if there is not None and unsure and same_words(there.data, data):
            return there
        if there is not None or (_is(outcome, MAY_MEAN_EXISTS) and self._elsewhere(uid)):
            raise AlreadyThere(f"{uid} is already in {self._id}")
        raise _trouble(outcome)

    def replace(self, href: str, etag: str | None, data: bytes) -> Resource:
        if self._unchanged(href, etag) is None:
            raise ChangedMeanwhile(f"{href} is gone")
        outcome, _ = self._settled("PUT", href, {"If-Match": str(etag)}, data)
        if _is(outcome, SAVED):
            return self._read_back(href, data)
        there = self._look(href)
        if there is not None and same_words(there.data, data):
            return there
        if there is None or there.etag != etag or _is(outcome, CHANGED):
            raise ChangedMeanwhile(f"{href} is no longer what was read")
        raise _trouble(outcome)

    def remove(self, href: str, etag: str | None) -> None:
        if self._unchanged(href, etag) is None:
            return
        outcome, _ = self._settled("DELETE", href, {"If-Match": str(etag)}, b"")
        if _is(outcome, REMOVED) or _is(outcome, GONE) or self._unchanged(href, etag) is None:
            return
        raise _trouble(outcome)

    def _href(self, uid: str) -> str:
        return f"{urlsplit(self._url).path}{quote(uid, safe='')}.ics"

    def _look(self, href: str) -> Resource | None:
        found = self._reader.at([href])
        if found.skipped:
            raise ServerAnswer(f"what stands at {href} cannot be read: {found.skipped[0].reason}")
        return self._with_strong_etag(found.resources[0]) if found.resources else None

    def _elsewhere(self, uid: str) -> bool:
        return any(uid_of(one.data) == uid for one in self._reader.with_uid(uid))

    def _unchanged(self, href: str, etag: str | None) -> Resource | None:
        """Look before changing: SOGo creates what is missing and deletes what has changed, whatever If-Match says.
        None when there is nothing; raises ChangedMeanwhile when there is another version than the one read."""
        there = self._look(href)
        if there is not None and there.etag is None:
            raise WriteRefused(
                f"{self._id} gives no strong ETag for {href}: changing it could overwrite another's hand"
            )
        if there is not None and there.etag != etag:
            raise ChangedMeanwhile(f"{href} is no longer what was read")
        return there

    def _with_strong_etag(self, one: Resource) -> Resource:
        """Where a REPORT gives a weak ETag or none, GET is asked (GMX: weak one way, strong the other)."""
        if one.etag is not None:
            return one
        return self._reader.get(one.href) or one

    def _settled(
        self, method: str, href: str, condition: dict[str, str], data: bytes
    ) -> tuple[Answer | Temporary, bool]:
        """The outcome, and whether a try before it may have been carried out without our knowing. A broken connection
        is tried once more, under the same condition: SOGo closes kept ones without a word."""
        outcome = self._write(method, href, condition, data)
        if isinstance(outcome, Dropped):
            return self._write(method, href, condition, data), True
        return outcome, isinstance(outcome, Temporary)

    def _write(self, method: str, href: str, condition: dict[str, str], data: bytes) -> Answer | Temporary:
        """The answer, or the trouble after which nobody knows what was done: a connection that broke or timed out,
        a 5xx of a server or proxy that may have stored it all the same."""
        headers = {**ICALENDAR, **condition} if data else condition
        try:
            answer = self._http.send(method, self._reader.url_of(href), body=data, headers=headers)
        except Temporary as problem:
            return problem
        if answer.status in NOT_TRIED or is_rate_limit(answer):
            raise writing_trouble(answer)
        return later(answer) if is_server_error(answer) else answer

    def _read_back(self, href: str, data: bytes) -> Resource:
        """What the server made of `data`, with the ETag that it gives from now on."""
        there = self._look(href)
        if there is None:
            raise ServerAnswer(f"{self._id} said that it saved {href}, but it is not there")
        if not same_object(there.data, data):
            raise ChangedMeanwhile(f"{href} holds something else right after it was saved")
        return there


def _is(outcome: Answer | Temporary, statuses: tuple[int, ...]) -> bool:
    return isinstance(outcome, Answer) and outcome.status in statuses


def _trouble(outcome: Answer | Temporary) -> AfterwordError:
    return writing_trouble(outcome) if isinstance(outcome, Answer) else outcome


def _parts(uids: Sequence[str]) -> list[str]:
    """What to search for: the beginning that all share finds them in one question, if it is long enough to be ours."""
    if not uids:
        return []
    first, last = min(uids), max(uids)  # all others lie between them, and share what these share
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    shared = first[:same]
    return [shared] if len(shared) >= PREFIX else list(uids)

"""What may happen to a run at any of its writes: it is killed before or after it, or somebody else is quicker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from afterword.adapters.memory import MemoryCalendar, MemoryLedger
    from afterword.core.model import Known, TimeSpan
    from afterword.ports import Listing, Resource


class Crash(BaseException):
    """kill -9: nothing in the program can catch it."""


@dataclass
class Trouble:
    """`what` happens before (or, if `after`, right behind) the write with this number, counted from 1; 0 is never."""

    at: int = 0
    after: bool = False
    what: Callable[[], None] | None = None
    writes: int = field(default=0, init=False)

    def before(self) -> None:
        self.writes += 1
        if not self.after:
            self._happen()

    def behind(self) -> None:
        if self.after:
            self._happen()

    def _happen(self) -> None:
        if self.writes != self.at:
            return
        if self.what is None:
            raise Crash
        self.what()


class WatchedCalendar:
    """ports.CalendarSink that lets trouble happen, and sees to it that only ours is written, and on condition only."""

    writable = True

    def __init__(self, inner: MemoryCalendar, trouble: Trouble) -> None:
        self._inner = inner
        self._trouble = trouble
        self._read: set[tuple[str, str | None]] = set()
        self.id = self.key = self.place = inner.id

    def read(self, window: TimeSpan) -> Listing:
        listing = self._inner.read(window)
        self._read |= {(one.href, one.etag) for one in listing.resources}
        return listing

    def fetch(self, uids: Sequence[str]) -> tuple[Resource, ...]:
        found = self._inner.fetch(uids)
        self._read |= {(one.href, one.etag) for one in found}
        return found

    def create(self, uid: str, data: bytes) -> Resource:
        assert f"UID:{uid}".encode() in data.splitlines(), "an object under another UID"
        assert uid.startswith("afterword-"), "not ours"
        self._trouble.before()
        stored = self._inner.create(uid, data)
        self._trouble.behind()
        return stored

    def replace(self, href: str, etag: str | None, data: bytes) -> Resource:
        self._may_write(href, etag)
        self._trouble.before()
        stored = self._inner.replace(href, etag, data)
        self._trouble.behind()
        return stored

    def remove(self, href: str, etag: str | None) -> None:
        self._may_write(href, etag)
        self._trouble.before()
        self._inner.remove(href, etag)
        self._trouble.behind()

    def _may_write(self, href: str, etag: str | None) -> None:
        assert etag is not None, "a write without condition"
        assert (href, etag) in self._read, "a write over what was never read"
        assert b"UID:afterword-" in self._inner.objects.get(href, b"UID:afterword-"), "not ours"


class WatchedLedger:
    """ports.Ledger whose writes are boundaries too."""

    def __init__(self, inner: MemoryLedger, trouble: Trouble) -> None:
        self._inner = inner
        self._trouble = trouble

    def known(self, calendars: Collection[str]) -> Mapping[str, Known]:
        return self._inner.known(calendars)

    def record(self, entries: Iterable[Known]) -> None:
        self._trouble.before()
        self._inner.record(entries)
        self._trouble.behind()

    def forget(self, uids: Iterable[str], calendar: str) -> None:
        self._trouble.before()
        self._inner.forget(uids, calendar)
        self._trouble.behind()

    def interviews(self, source: str) -> Mapping[str, tuple[TimeSpan, int]]:
        return self._inner.interviews(source)

    def record_interviews(self, source: str, seen: Mapping[str, tuple[TimeSpan, int]]) -> None:
        self._trouble.before()
        self._inner.record_interviews(source, seen)
        self._trouble.behind()

    def note(self, key: str) -> str | None:
        return self._inner.note(key)

    def notes(self, prefix: str) -> Sequence[str]:
        return self._inner.notes(prefix)

    def set_note(self, key: str, value: str | None) -> None:
        self._trouble.before()
        self._inner.set_note(key, value)
        self._trouble.behind()

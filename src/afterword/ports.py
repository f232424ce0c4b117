"""What the application needs from the world, as Protocols. Adapters implement them; one contract suite tests each.

Three words: a *resource* is one .ics object at an href; a *collection* is a calendar that holds resources; a *listing*
is the complete answer of one collection for one window (RFC 4791 section 4). Bytes in, bytes out: text ↔ values is
the business of `afterword.ical`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from afterword.core.model import Known, Skipped, TimeSpan


@dataclass(frozen=True, slots=True)
class Resource:
    """One stored object. `etag` is strong, or None where the store has none to give."""

    href: str
    etag: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Listing:
    """All resources of a collection that may overlap the window: complete, or the read raises.

    `skipped` names each object that the store could not hand out; it never hides the others.
    """

    resources: tuple[Resource, ...]
    skipped: tuple[Skipped, ...] = ()


class CalendarSource(Protocol):
    """Something that interviews are read from."""

    @property
    def id(self) -> str:
        """What the user called it or its address without secrets: stable across runs, shown in JSON."""
        ...

    @property
    def key(self) -> str:
        """What names this collection alike on every machine: the path of its address; '' for files."""
        ...

    @property
    def place(self) -> str:
        """What names this collection on this machine, whatever the user calls it: its address or absolute path."""
        ...

    @property
    def writable(self) -> bool: ...

    def read(self, window: TimeSpan) -> Listing:
        """Every resource that may have an occurrence overlapping `window`; more is allowed, less never.

        Raises InputMissing, NotCalendarData, ServerAnswer, LoginProblem, Temporary.
        """
        ...


class CalendarSink(CalendarSource, Protocol):
    """A collection that can also be written. Conditional writes only; each write is read back (PROMISES R2, R3)."""

    def fetch(self, uids: Sequence[str]) -> tuple[Resource, ...]:
        """What stands for these follow-up UIDs, at the derived href or another; what is missing is left out."""
        ...

    def create(self, uid: str, data: bytes) -> Resource:
        """Store at the href derived from `uid`; returns what was read back.

        Raises AlreadyThere if the href or the UID exists, WriteRefused, Temporary (outcome looked up first).
        """
        ...

    def replace(self, href: str, etag: str | None, data: bytes) -> Resource:
        """Replace exactly the version read (If-Match); returns what was read back.

        Raises ChangedMeanwhile, WriteRefused, Temporary.
        """
        ...

    def remove(self, href: str, etag: str | None) -> None:
        """Delete exactly the version read (If-Match); already gone is success.

        Raises ChangedMeanwhile, WriteRefused, Temporary.
        """
        ...


class Ledger(Protocol):
    """The local cache of what was written and seen. Losing it costs nothing but speed (PROMISES R8)."""

    def known(self, calendars: Collection[str]) -> Mapping[str, Known]:
        """What was written into these calendars (by `place`), by follow-up UID."""
        ...

    def record(self, entries: Iterable[Known]) -> None: ...

    def forget(self, uids: Iterable[str], calendar: str) -> None: ...

    def interviews(self, source: str) -> Mapping[str, tuple[TimeSpan, int]]:
        """Interviews known from this source: key → (its time, in how many runs in a row it was missing)."""
        ...

    def record_interviews(self, source: str, seen: Mapping[str, tuple[TimeSpan, int]]) -> None: ...

    def note(self, key: str) -> str | None:
        """A small named value (clock of the last run, addresses of the last sync, …)."""
        ...

    def notes(self, prefix: str) -> Sequence[str]:
        """The keys of all small values that begin so."""
        ...

    def set_note(self, key: str, value: str | None) -> None: ...


class Secrets(Protocol):
    """Where passwords and tokens come from: keyring, a command, an environment variable."""

    def password(self, account: str) -> str: ...


class Lock(Protocol):
    """One run at a time on this machine. Entering raises Locked at once when another run holds it."""

    def hold(self) -> AbstractContextManager[None]: ...

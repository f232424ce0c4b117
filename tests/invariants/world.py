"""A life with two calendars, two machines and a phone, and everything that may go wrong in it.

The application is the real one, with its real readers and composer; only calendars, ledgers and the clock are fakes.
What was promised is written down as it happens (`Promises`), so that any history can be held against it.
"""

from __future__ import annotations

import copy
import functools
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from afterword.adapters.memory import MemoryCalendar, MemoryLedger
from afterword.adapters.public_holidays import PublicHolidays
from afterword.app.run import Afterword
from afterword.app.tools import Tools
from afterword.core.compose.composer import Composer
from afterword.core.compose.own_templates import load_templates
from afterword.core.identity import is_memory, token
from afterword.core.model import Owner, TimeSpan
from afterword.errors import SafetyStop
from afterword.ical.decode import read
from afterword.wiring import readers
from afterword.wiring.composing import shipped
from tests.invariants.faults import Crash, Trouble, WatchedCalendar, WatchedLedger
from tests.invariants.invitations import ME, Booked, invitation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.model import PlanResult, Standing

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
BEGIN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
OWNER: Final = Owner(frozenset({ME}), "Maya Lindqvist", timezone="Europe/Berlin", country="DE")
OURS: Final = b"UID:afterword-"
ALL_TIME: Final = TimeSpan(datetime(2000, 1, 2, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class NoLock:
    def hold(self) -> AbstractContextManager[None]:
        return nullcontext()


@functools.cache
def composer() -> Composer:
    templates, problems = load_templates(shipped(), {})
    assert not problems
    return Composer(templates, OWNER)


understanding = functools.cache(readers.understanding)


HOLIDAYS: Final = PublicHolidays(MemoryLedger())


@dataclass
class Promises:
    """`dismissed`: UIDs that the user deleted after they were remembered. By calendar and href: `words` of what the
    user rewrote or ticked (the object as it stood), `times` of what they moved, `forms` of what they filled in."""

    dismissed: set[str] = field(default_factory=set)
    words: dict[tuple[str, str], bytes] = field(default_factory=dict)
    times: dict[tuple[str, str], TimeSpan] = field(default_factory=dict)
    forms: dict[tuple[str, str], str] = field(default_factory=dict)

    def drop(self, at: tuple[str, str]) -> None:
        self.words.pop(at, None)
        self.times.pop(at, None)
        self.forms.pop(at, None)


class World:
    def __init__(self) -> None:
        self.now = BEGIN
        self.calendars = {name: MemoryCalendar(name) for name in ("home", "work")}
        self.ledgers = {name: MemoryLedger() for name in ("A", "B")}
        self.foreign: dict[tuple[str, str], bytes] = {}
        self.booked: list[Booked] = []
        self.ever = 0
        self.promises = Promises()
        self.erased: set[str] = set()

    # --- looking

    def objects(self) -> dict[tuple[str, str], bytes]:
        return {(name, href): data for name, cal in self.calendars.items() for href, data in cal.objects.items()}

    def standing(self) -> list[Standing]:
        """Follow-ups of ours, in a stable order."""
        return [one for name in self.calendars for one in self._standing(name)]

    def _standing(self, name: str) -> Iterator[Standing]:
        for resource in self.calendars[name].read(ALL_TIME).resources:
            if OURS in resource.data:
                yield from read(resource, source=name, window=ALL_TIME, timezone=OWNER.timezone).standing

    def remembered(self, uid: str) -> bool:
        word = f"w-{token(uid)}".encode()
        return any(is_memory_object(data) and word in _unfolded(data) for data in self.objects().values())

    # --- interviews

    def put(self, one: Booked) -> None:
        data = invitation(one, self.now)
        self.calendars[one.calendar].objects[one.href] = data
        self.foreign[one.calendar, one.href] = data
        self.booked = [other for other in self.booked if other.href != one.href] + [one]

    def remove(self, one: Booked) -> None:
        del self.calendars[one.calendar].objects[one.href]
        del self.foreign[one.calendar, one.href]
        self.booked = [other for other in self.booked if other.href != one.href]

    # --- machines

    def tools(self, machine: str, trouble: Trouble | None = None, *, window: TimeSpan | None = None) -> Tools:
        trouble = trouble or Trouble()
        sinks = {name: WatchedCalendar(cal, trouble) for name, cal in self.calendars.items()}
        reader = understanding(OWNER)
        return Tools(
            sources=tuple(sinks.values()),
            sinks=sinks,
            target={name: name for name in sinks},
            ledger=WatchedLedger(self.ledgers[machine], trouble),
            lock=NoLock(),
            understanding=reader,
            byhand=reader.byhand,
            composer=composer(),
            reviewed=composer().reviewed,
            holidays=HOLIDAYS,
            now=self.now,
            window=window or TimeSpan(self.now - 60 * DAY, self.now + 60 * DAY),
            owner=OWNER,
            title_marks=readers.title_marks(),
            shared_domains=readers.shared_domains(),
            allow_many=True,
        )

    def run(self, machine: str, trouble: Trouble | None = None, *, window: TimeSpan | None = None) -> None:
        """A sync; it may be killed on the way."""
        try:
            Afterword(self.tools(machine, trouble, window=window)).sync()
        except Crash:
            pass
        except SafetyStop as stop:  # allow_many is on: there is nothing to stop for
            raise AssertionError(stop.message) from stop

    def undo(self, machine: str, trouble: Trouble | None = None, *, everything: bool = False) -> None:
        with suppress(Crash):
            Afterword(self.tools(machine, trouble)).undo(everything=everything)
        if everything:  # the user took all of it away, with what was remembered
            self.promises = Promises()

    def plan(self, machine: str) -> PlanResult:
        return Afterword(self.tools(machine)).plan()

    def stranger(self) -> PlanResult:
        """The plan of a machine with an empty disk."""
        kept = self.ledgers["A"]
        self.ledgers["A"] = MemoryLedger()
        try:
            return self.plan("A")
        finally:
            self.ledgers["A"] = kept

    def afresh(self) -> PlanResult:
        """The plan for the same interviews, had we never written anything."""
        other = World()
        other.now = self.now
        for (name, href), data in self.foreign.items():
            other.calendars[name].objects[href] = data
        return other.plan("A")

    def backup(self, machine: str) -> MemoryLedger:
        return copy.deepcopy(self.ledgers[machine])


def is_memory_object(data: bytes) -> bool:
    found = data.partition(b"UID:")[2].splitlines()[:1]
    return bool(found) and is_memory(found[0].decode())


def _unfolded(data: bytes) -> bytes:
    return data.replace(b"\r\n ", b"")

"""The app of one run: the application over the adapters that the Request asks for."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.adapters.ics_file import write_calendar
from afterword.adapters.ledger import SqliteLedger
from afterword.adapters.memory import MemoryCalendar, MemoryLedger
from afterword.adapters.public_holidays import PublicHolidays
from afterword.app.look import scan
from afterword.app.tools import Tools
from afterword.errors import ConfigProblem, LoginProblem, ServerAnswer
from afterword.wiring import readers
from afterword.wiring.composing import LateComposer, rewriter_of
from afterword.wiring.health import calendars_of, checks_of
from afterword.wiring.places import Finder, Places, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from afterword.adapters.lock import FileLock
    from afterword.config import Request
    from afterword.core.model import (
        CalendarInfo,
        Check,
        Notes,
        Outcome,
        PlanResult,
        ScanResult,
        SyncResult,
        TimeSpan,
        UndoResult,
    )
    from afterword.ports import Ledger

SOURCES = "sources of the last sync"
"""Ledger note: so that `undo` finds the calendars that an address on the command line named."""


@dataclass(slots=True)
class WiredApp:
    """cli.seam.App. Nothing is opened before a method needs it."""

    request: Request
    window: TimeSpan
    state: Path
    lock: FileLock
    _opened: SqliteLedger | None = field(default=None, init=False)

    def _ledger(self, *, writing: bool) -> Ledger:
        """The ledger on disk; for looking only, an empty one where there is none yet."""
        if self._opened is None:
            if not writing and not self.state.exists():
                return MemoryLedger()
            self._opened = SqliteLedger(self.state)
        return self._opened

    @contextmanager
    def _run(self, *, writing: bool, places: Places | None = None, ledger: Ledger | None = None) -> Iterator[Tools]:
        ledger = ledger or self._ledger(writing=writing)
        finder = Finder(self.request, ledger)
        try:
            yield self._tools(places or finder.places(), ledger)
        except (ServerAnswer, LoginProblem):
            finder.forget_addresses()
            raise
        finally:
            finder.learn()

    def _tools(self, places: Places, ledger: Ledger) -> Tools:
        request = self.request
        understanding = readers.understanding(request.owner)
        composer = LateComposer(request)
        return Tools(
            sources=tuple(places.sources),
            sinks=places.sinks,
            target=places.target,
            ledger=ledger,
            lock=self.lock,
            understanding=understanding,
            byhand=understanding.byhand,
            composer=composer,
            reviewed=composer.reviewed,
            rewrite=rewriter_of(request, composer, ledger),
            holidays=PublicHolidays(ledger),
            now=request.now,
            window=self.window,
            owner=request.owner,
            policy=request.policy,
            title_marks=readers.title_marks(),
            shared_domains=readers.shared_domains(),
            now_given=request.now_given,
            allow_many=request.allow_many,
        )

    def scan(self) -> ScanResult:
        with self._run(writing=False) as tools:
            return scan(tools)

    def plan(self) -> PlanResult:
        from afterword.app.run import Afterword

        with self._run(writing=False) as tools:
            return Afterword(tools).plan()

    def sync(self) -> SyncResult:
        from afterword.app.run import Afterword

        with self._run(writing=True) as tools:
            result = Afterword(tools).sync()
            tools.ledger.set_note(SOURCES, "\n".join(self.request.sources))
            return result

    def import_files(self, *, out: str | None, in_place: bool) -> SyncResult:
        """Follow-ups of the files go to `out`, into the files themselves, or to the configured calendar."""
        from afterword.app.run import Afterword

        if in_place:
            return self.sync()
        finder = Finder(self.request, self._ledger(writing=out is None))
        target = MemoryCalendar(out) if out is not None else finder.default_target()
        if target is None:
            raise ConfigProblem(
                "no calendar is configured to import into: use -o OUT.ics for a file, --in-place to add to the file "
                "itself, or name a calendar in config.toml (`afterword setup`)"
            )
        places = Places()
        for source in self.request.sources:
            places.add(local(source), target)
        ledger = MemoryLedger() if out is not None else None
        with self._run(writing=out is None, places=places, ledger=ledger) as tools:
            result = Afterword(tools).sync()
        if out is not None and isinstance(target, MemoryCalendar):
            write_calendar(Path(out).expanduser(), target.objects)
        return result

    def undo(self, *, everything: bool) -> UndoResult:
        from afterword.app.run import Afterword

        ledger = self._ledger(writing=True)
        sources = self.request.sources
        if not sources and not (self.request.config and self.request.config.names_calendars):
            sources = tuple((ledger.note(SOURCES) or "").split("\n"))
        places = Finder(self.request, ledger).places_of(tuple(source for source in sources if source))
        with self._run(writing=True, places=places) as tools:
            return Afterword(tools).undo(everything=everything)

    def calendars(self) -> tuple[CalendarInfo, ...]:
        return calendars_of(self.request, Finder(self.request, self._ledger(writing=False)))

    def doctor(self) -> tuple[Check, ...]:
        return checks_of(self.request, Finder(self.request, MemoryLedger()), self.lock, self.state)

    def note(self, uid: str, notes: Notes) -> str:
        from afterword.app import hand

        with self._run(writing=True) as tools:
            return hand.note(tools, uid, notes)

    def mark(self, uid: str, what: str) -> str:
        from afterword.app import hand

        with self._run(writing=True) as tools:
            return hand.mark(tools, uid, what)

    def close(self, company: str, outcome: Outcome) -> str:
        from afterword.app import hand

        with self._run(writing=True) as tools:
            return hand.close(tools, company, outcome)

    def snooze(self, uid: str, until: datetime) -> str:
        from afterword.app import hand

        with self._run(writing=True) as tools:
            return hand.snooze(tools, uid, until)

    def remembered(self, key: str) -> str | None:
        return self._ledger(writing=False).note(key)

    def remember(self, key: str, value: str) -> None:
        self._ledger(writing=True).set_note(key, value)

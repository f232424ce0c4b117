"""What the command line needs of the rest: `wiring` offers it, the tests bring fakes.

wiring.open_app(request: Request) -> App
wiring.open_demo_server() -> AbstractContextManager[DemoServer]
wiring.find_calendars(account, password) -> tuple[CalendarInfo, ...]     (setup: discovery and login, nothing kept)
wiring.store_password(account, password) -> None                         (setup: the system's keyring)
wiring.templates_of(request) -> tuple[Templates, tuple[str, ...]]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from afterword.config import Account, Request
    from afterword.core.compose.own_templates import Templates
    from afterword.core.model import (
        CalendarInfo,
        Check,
        Notes,
        Outcome,
        PlanResult,
        ScanResult,
        SyncResult,
        UndoResult,
    )


class App(Protocol):
    """One run of Afterword over the sources of its Request. Everything raises AfterwordError with its exit code."""

    def scan(self) -> ScanResult: ...

    def plan(self) -> PlanResult: ...

    def sync(self) -> SyncResult: ...

    def import_files(self, *, out: str | None, in_place: bool) -> SyncResult:
        """Follow-ups of the Request's sources (.ics files) go to `out` (a file), into the files themselves, or to
        the configured calendar when neither is asked for."""
        ...

    def undo(self, *, everything: bool) -> UndoResult: ...

    def calendars(self) -> tuple[CalendarInfo, ...]: ...

    def doctor(self) -> tuple[Check, ...]: ...

    def note(self, uid: str, notes: Notes) -> str:
        """Remember the user's words on an interview (or on the one a follow-up belongs to).
        Returns one sentence that says where they went."""
        ...

    def mark(self, uid: str, what: str) -> str:
        """`what`: interview, not-interview, no-show (an interview), done, skip (a follow-up). One sentence back."""
        ...

    def close(self, company: str, outcome: Outcome) -> str: ...

    def snooze(self, uid: str, until: datetime) -> str: ...

    def remembered(self, key: str) -> str | None:
        """A small value of the state folder (Ledger.note); None also when there is no state yet."""
        ...

    def remember(self, key: str, value: str) -> None: ...


class DemoServer(Protocol):
    """The embedded calendar server of `demo`, on loopback, used as a phone would: plain requests to one calendar."""

    @property
    def address(self) -> str:
        """The calendar's URL."""
        ...

    @property
    def username(self) -> str: ...

    @property
    def password(self) -> str: ...

    def get(self, href: str) -> bytes: ...

    def put(self, href: str, data: bytes) -> None:
        """Store an object; at the calendar's own address: fill the calendar with all the events in `data`."""
        ...

    def delete(self, href: str) -> None: ...


class Wiring(Protocol):
    """The functions of `afterword.wiring` that commands call; the module itself satisfies it."""

    def open_app(self, request: Request) -> App: ...

    def open_demo_server(self) -> AbstractContextManager[DemoServer]: ...

    def find_calendars(self, account: Account, password: str) -> tuple[CalendarInfo, ...]: ...

    def store_password(self, account: Account, password: str) -> None: ...

    def templates_of(self, request: Request) -> tuple[Templates, tuple[str, ...]]:
        """The templates of messages, and what is wrong with the user's own."""
        ...

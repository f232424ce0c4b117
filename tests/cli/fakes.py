"""A machine and an application that a test can look into."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from afterword.cli.host import Host
from afterword.cli.running import run
from afterword.core.model import CalendarInfo, Check, PlanResult, ScanResult, SyncResult, UndoResult
from afterword.wiring.composing import templates_of
from tests.views.made import a_plan_result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from afterword.cli.seam import DemoServer
    from afterword.config import Account, Request
    from afterword.core.compose.own_templates import Templates
    from afterword.core.model import Notes, Outcome


@dataclass
class FakeApp:
    """Gives what it was told to give; an exception instead of a result is raised."""

    planned: PlanResult = field(default_factory=a_plan_result)
    synced: SyncResult | Exception | None = None
    undone: UndoResult = field(default_factory=UndoResult)
    checks: tuple[Check, ...] = ()
    known: tuple[CalendarInfo, ...] = ()
    calls: list[tuple[object, ...]] = field(default_factory=list)
    state: dict[str, str] = field(default_factory=dict)
    trouble: BaseException | None = None

    def scan(self) -> ScanResult:
        self._did("scan")
        return self.planned.scan

    def plan(self) -> PlanResult:
        self._did("plan")
        return self.planned

    def sync(self) -> SyncResult:
        self._did("sync")
        if isinstance(self.synced, Exception):
            raise self.synced
        return self.synced or SyncResult(self.planned)

    def import_files(self, *, out: str | None, in_place: bool) -> SyncResult:
        self._did("import", out, in_place)
        assert not isinstance(self.synced, Exception)
        return self.synced or SyncResult(self.planned)

    def undo(self, *, everything: bool) -> UndoResult:
        self._did("undo", everything)
        return self.undone

    def calendars(self) -> tuple[CalendarInfo, ...]:
        return self.known

    def doctor(self) -> tuple[Check, ...]:
        return self.checks

    def note(self, uid: str, notes: Notes) -> str:
        self._did("note", uid, notes)
        return "noted"

    def mark(self, uid: str, what: str) -> str:
        self._did("mark", uid, what)
        return "marked"

    def close(self, company: str, outcome: Outcome) -> str:
        self._did("close", company, outcome)
        return "closed"

    def snooze(self, uid: str, until: datetime) -> str:
        self._did("snooze", uid, until)
        return "snoozed"

    def remembered(self, key: str) -> str | None:
        return self.state.get(key)

    def remember(self, key: str, value: str) -> None:
        self.state[key] = value

    def _did(self, *call: object) -> None:
        self.calls.append(call)
        if self.trouble is not None:
            raise self.trouble


@dataclass
class FakeServer:
    """Remembers what was asked of it; whatever is read is one event."""

    address: str = "http://127.0.0.1:1/demo/job-search/"
    username: str = "demo"
    password: str = "only-here"
    stored: dict[str, bytes] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)

    def get(self, href: str) -> bytes:
        return b"BEGIN:VEVENT\r\nDTSTART:20260330T100000\r\nEND:VEVENT\r\n"

    def put(self, href: str, data: bytes) -> None:
        self.stored[href] = data

    def delete(self, href: str) -> None:
        self.deleted.append(href)


@dataclass
class FakeWiring:
    app: FakeApp = field(default_factory=FakeApp)
    requests: list[Request] = field(default_factory=list)
    found: tuple[CalendarInfo, ...] = ()
    refusals: list[Exception] = field(default_factory=list)
    stored: list[tuple[str, str]] = field(default_factory=list)
    server: FakeServer = field(default_factory=FakeServer)

    def open_app(self, request: Request) -> FakeApp:
        self.requests.append(request)
        return self.app

    @contextmanager
    def open_demo_server(self) -> Iterator[DemoServer]:
        yield self.server

    def find_calendars(self, account: Account, password: str) -> tuple[CalendarInfo, ...]:
        if self.refusals:
            raise self.refusals.pop(0)
        return self.found

    def store_password(self, account: Account, password: str) -> None:
        self.stored.append((account.name, password))

    def templates_of(self, request: Request) -> tuple[Templates, tuple[str, ...]]:
        return templates_of(request)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@dataclass
class Machine:
    """One computer for one test: its folders are temporary, its clock stands still."""

    home: Path
    wiring: FakeWiring = field(default_factory=FakeWiring)
    environment: dict[str, str] = field(default_factory=dict)
    clock: datetime = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)
    zone: str | None = "America/Chicago"
    terminal: bool = False
    out: str = ""
    err: str = ""

    def run(self, *args: str) -> int:
        """The exit code; what was printed is in `out` and `err`."""
        out, err = (Terminal(), Terminal()) if self.terminal else (io.StringIO(), io.StringIO())
        host = Host(
            environment=self.environment,
            clock=lambda: self.clock,
            stdin=lambda: b"",
            out=out,
            err=err,
            asks=self.terminal,
            columns=lambda: 80,
            config_dir=lambda: self.home / "config",
            state_dir=lambda: self.home / "state",
            system_zone=lambda: self.zone,
            wiring=lambda: self.wiring,
        )
        code = run(args, host)
        self.out, self.err = out.getvalue(), err.getvalue()
        return code

    def config(self, toml: str, mode: int = 0o600) -> Path:
        folder = self.home / "config"
        folder.mkdir(exist_ok=True)
        path = folder / "config.toml"
        path.write_text(toml, encoding="utf-8")
        path.chmod(mode)
        return path

    @property
    def request(self) -> Request:
        return self.wiring.requests[-1]

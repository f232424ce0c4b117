"""What one run gives back: the results that the command line prints and scripts read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.model.plan import Plan
    from afterword.core.model.read import Skipped
    from afterword.core.model.understood import Interview


@dataclass(frozen=True, slots=True)
class ScanResult:
    """All that was read and how it was understood. `interviews` are those with verdict interview or uncertain, in
    time order; `others` every other event, each with the evidence that spoke against it."""

    now: datetime
    events_read: int
    skipped: tuple[Skipped, ...] = ()
    interviews: tuple[Interview, ...] = ()
    others: tuple[Interview, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanResult:
    """What `sync` would do. By follow-up UID: `calendars`, the id of the calendar it stands in or goes to;
    `hrefs`, where it stands there, None before it was written."""

    plan: Plan
    scan: ScanResult
    calendars: Mapping[str, str] = field(default_factory=dict)
    hrefs: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """One write that did not happen; the others were tried all the same. `exit_code` as in afterword.errors."""

    uid: str
    calendar: str
    message: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What `sync` (and `import`) did. The numbers count writes that were read back, not wishes."""

    plan_result: PlanResult
    created: int = 0
    updated: int = 0
    deleted: int = 0
    kept: int = 0
    failures: tuple[Failure, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What `undo` took back. `left`: sentences about what was left alone and why (edited since, already gone)."""

    removed: int = 0
    restored: int = 0
    left: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarInfo:
    """One calendar that an account or the config offers. `address` holds no user part."""

    account: str
    name: str
    address: str
    read: bool
    write: bool
    writable: bool | None = None
    """What the server says about writing (RFC 3744 privileges); None when it does not say."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `doctor`: what was looked at, whether it is well (None: only worth knowing), and what was found;
    `advice` says what to do. `exit_code` of the first check that is not well becomes doctor's own."""

    name: str
    ok: bool | None
    found: str
    advice: str | None = None
    exit_code: int = 1

"""The rules of RULES.md that are numbers or switches, in one place, with their defaults.

Every value can be changed in config.toml (`[policy]`, `[employers."…"]`) unless its line says *always*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final

THANK_YOU_DEADLINE: Final = timedelta(hours=24)
"""T1, always: due within 24 hours of the interview's end."""


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which the user is away, both inclusive (T9)."""

    start: date
    until: date
    why: str = "away"


@dataclass(frozen=True, slots=True)
class Employer:
    """What the user said about one employer in `[employers."NAME"]`; None means: not said."""

    name: str
    urgent: bool | None = None
    slow: bool | None = None
    channel: str | None = None
    timezone: str | None = None
    country: str | None = None
    ignore: bool = False
    thank_you: bool | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    # T1, T2 thank-you
    thank_you: bool = True
    thank_you_not_in: frozenset[str] = frozenset()  # countries where it is not the custom (M12)
    thank_you_after: timedelta = timedelta(hours=2)
    thank_you_from: time = time(8, 30)
    thank_you_until: time = time(20, 0)
    late_final: timedelta = timedelta(days=7)  # final stage, second and later rounds
    late_phone: timedelta = timedelta(hours=24)
    late_other: timedelta = timedelta(hours=48)
    # T3, T4 check-in
    buffer_days: int = 0  # working days added to a stated day
    check_in_days: int = 14
    # T5 final check
    final_check_days: int = 7
    # T10 urgent, slow
    urgent_days: int = 3  # working days
    slow_days: int = 3  # working days later
    # T11 working time, in the recipient's zone where known
    work_from: time = time(9, 0)
    work_until: time = time(17, 0)
    monday_from: time = time(10, 0)
    friday_until: time = time(15, 0)
    # T12 missed
    missed_days: int = 30
    # T9
    away: tuple[Away, ...] = ()
    # a follow-up's own length in the calendar (DESIGN)
    length: timedelta = timedelta(minutes=15)
    employers: tuple[Employer, ...] = field(default_factory=tuple)

"""When should it come back? What a person types after `afterword snooze UID`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from afterword.cli.settings import moment
from afterword.errors import UsageProblem

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MORNING: Final = time(10)
"""A day without a time means this: also on a Monday inside the working hours of T11."""
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST_WEEKDAY: Final = 3
UNITS: Final = {"h": "hours", "hour": "hours", "d": "days", "day": "days", "w": "weeks", "week": "weeks"}
FARTHEST: Final = 366
"""Days; what is put off for longer is given up."""


def read_when(said: str, now: datetime, here: ZoneInfo) -> datetime:
    """'2026-03-20', '2026-03-20T15:00', 'tomorrow', 'friday', '3d', '2 weeks', '4h' → a later time in `here`.

    Raises UsageProblem for anything else, for a time that has passed, and beyond a year.
    """
    at = _read(said.strip().lower(), now.astimezone(here), here) or moment("WHEN", said, here)
    if len(said.strip()) == len("2026-03-20") and at.time() == time(0):
        at = _morning(at.date(), here)
    if at <= now:
        raise UsageProblem(f"WHEN: {at:%Y-%m-%d %H:%M} has already passed.")
    if at - now > timedelta(days=FARTHEST):
        raise UsageProblem(f"WHEN: {at:%Y-%m-%d} is more than a year away.")
    return at


def _read(said: str, now: datetime, here: ZoneInfo) -> datetime | None:
    if said == "tomorrow":
        return _morning(now.date() + timedelta(days=1), here)
    if len(said) >= SHORTEST_WEEKDAY:
        for number, name in enumerate(WEEKDAYS):
            if name.startswith(said):
                ahead = (number - now.weekday() - 1) % 7 + 1
                return _morning(now.date() + timedelta(days=ahead), here)
    number_part = said.rstrip("abcdefghijklmnopqrstuvwxyz ")
    unit = UNITS.get(said[len(number_part) :].strip().removesuffix("s"))
    if unit is None or not number_part.isdecimal() or not number_part.isascii() or len(number_part) > len("999"):
        return None
    length = timedelta(**{unit: int(number_part)})
    return (now + length).replace(second=0) if unit == "hours" else _morning((now + length).date(), here)


def _morning(day: date, here: ZoneInfo) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=here)

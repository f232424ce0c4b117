"""Why a follow-up stands on its day, in sentences that a person understands."""

from __future__ import annotations

from datetime import date
from typing import Final

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spoken(day: date) -> str:
    """'Friday 13 March'."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def days(count: int) -> str:
    """'two weeks', 'ten days', '16 days'."""
    if count and count % 7 == 0:
        weeks = count // 7
        return "a week" if weeks == 1 else f"{_number(weeks)} weeks"
    return "a day" if count == 1 else f"{_number(count)} days"


def working_days(count: int) -> str:
    return "one working day" if count == 1 else f"{_number(count)} working days"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def sentence(*parts: str) -> str:
    """Parts joined by semicolons, with one full stop."""
    text = "; ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}."

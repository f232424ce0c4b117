"""Dates in figures: 5/4, 13.3., 27-02-2026, 2026-05-04."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterword.core.timeline import days

if TYPE_CHECKING:
    from datetime import date

ISO_LENGTH = 4
CENTURY = 100


def numeric_date(text: str, anchor: date, *, year: int | None = None, month_first: bool) -> date | None:
    """The date that the figures mean, on or after `anchor` where they give no year; None if there is none.

    `month_first` is the custom of en-US for slashes; dots, dashes and ISO are never read so. Where the custom gives
    no date ("7/24" in Europe) the other order is tried.
    """
    parts = [int(part) for part in re.split(r"[./-]", text) if part]
    if text[:ISO_LENGTH].isdigit():
        return days.safe_date(parts[0], parts[1], parts[2])
    first, second, *rest = parts
    if rest:
        year = rest[0] if rest[0] >= CENTURY else 2000 + rest[0]
    orders = [(first, second), (second, first)]  # (day, month)
    if month_first and "/" in text:
        orders.reverse()
    for day, month in orders[: 2 if "/" in text else 1]:
        found = days.safe_date(year, month, day) if year else _yearless(anchor, month, day)
        if found:
            return found
    return None


def _yearless(anchor: date, month: int, day: int) -> date | None:
    return days.next_date(anchor, month, day) if days.safe_date(2000, month, day) else None

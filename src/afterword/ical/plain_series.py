"""Series of which no instance was changed or added, as nearly all are: unrolled here, without a library.

The libraries take a tenth of a second to import and some milliseconds for each series. What is not plain (changed
instances, RDATE, several zones, dates beside times, an end before the start) stays theirs, and a test compares both.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from afterword.ical.lines import time_value
from afterword.ical.unroll import near_window, rule_starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.model import TimeSpan
    from afterword.ical.source import Source


def plain_times(source: Source, window: TimeSpan) -> list[tuple[date, date]] | None:
    """Start and end of each instance near the window, in order; None where the series is not plain.

    Raises Unreadable for rules that are broken or cost too much.
    """
    text = source.text
    if b"RDATE" in text.lines:
        return None
    start, end = source.times()
    excluded = set(_excluded(source))
    if len({_form(moment) for moment in (start, end, *excluded)}) > 1 or _is_time(start) is text.starts_on_date:
        return None
    length = end - start
    if length.days < 0:
        return None
    found = rule_starts(text, source.zone, near_window([text], window))
    moments = {_like(start, wall) for wall in found.near}
    if found.holds_first:
        moments.add(start)
    return [(moment, moment + length) for moment in sorted(moments - excluded)]


def _excluded(source: Source) -> Iterator[date]:
    for rest in source.text.lines.get(b"EXDATE", ()):
        head = rest[: rest.rfind(b":") + 1]
        for value in time_value(rest).split(b","):
            yield source.moment(head + value.strip())


def _is_time(moment: date) -> bool:
    return isinstance(moment, datetime)


def _form(moment: date) -> object:
    """Moments of one form are compared as they stand; between forms the libraries know what clients mean."""
    return moment.tzinfo if isinstance(moment, datetime) else date


def _like(start: date, wall: datetime) -> date:
    return wall.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else wall.date()

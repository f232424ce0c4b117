"""The starts that the rules of an event give near the window, also as lines of RDATE.

So the library that puts series together sees a short list of starts and never a rule (see `rules` for why).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final, NamedTuple

from afterword.ical.errors import Unreadable
from afterword.ical.events import EventText, time_line
from afterword.ical.lines import time_value
from afterword.ical.rules import parse_rule, starts
from afterword.ical.source import duration, wall_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterword.core.model import TimeSpan
    from afterword.ical.zones import Zone

_SLACK: Final = timedelta(days=2)
_DAY: Final = timedelta(days=1)
_EARLIEST: Final = 1970
_EARLIEST_BIRTHDAY: Final = 1600
_LATEST: Final = 2100
_LONGEST: Final = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Near:
    """Between which wall clock times a start of the series can matter."""

    low: datetime
    high: datetime


def near_window(texts: Sequence[EventText], window: TimeSpan) -> Near:
    """The window; as far around it as instances are moved into it; and the place of those that bring own rules."""
    low, high = _naive(window.start) - _SLACK, _naive(window.end) + _SLACK
    for text in texts:
        rest = text.first(b"RECURRENCE-ID")
        if rest is None:
            continue
        place, start = wall_clock(time_value(rest)), wall_clock(time_value(text.lines[b"DTSTART"][0]))
        if b"THISANDFUTURE" in rest.upper():
            moved = abs(start - place) + _length(text, start)
            low, high = low - moved, high + moved
        if text.rule_texts:
            low, high = min(low, place - _DAY), max(high, place + _DAY)
    return Near(low, high)


class Starts(NamedTuple):
    """What the rules of an event give: wall clock times near the window, and whether DTSTART is one of all of them."""

    near: set[datetime]
    holds_first: bool


def rule_starts(text: EventText, zone: Zone, near: Near) -> Starts:
    """Raises Unreadable for rules that are broken or cost too much."""
    first = wall_clock(time_value(text.lines[b"DTSTART"][0]))
    low, high = near.low - _length(text, first), near.high
    rules = [parse_rule(one) for one in text.rule_texts]
    birthday = all(rule.freq == "YEARLY" and rule.count is None for rule in rules)
    if not (_EARLIEST_BIRTHDAY if birthday else _EARLIEST) <= first.year <= _LATEST:
        raise Unreadable(f"repeats since before {_EARLIEST} or after {_LATEST}")
    found: set[datetime] = set()
    ends = []
    for rule in rules:
        until = _Until(rule.until, text, zone)
        ends.append(until)
        if first <= high:
            found.update(start for start in starts(rule, first, max(low, first), high) if until.allows(start))
    return Starts(found, not ends or not all(until.is_set and not until.allows(first) for until in ends))


def rule_lines(text: EventText, zone: Zone, near: Near, key: Callable[[str], str]) -> list[bytes]:
    """What the event's rules give near the window, as RDATE; EXDATE of the start where UNTIL is before it."""
    found = rule_starts(text, zone, near)
    rest = text.lines[b"DTSTART"][0]
    lines = []
    if found.near:
        form = "%Y%m%d" if text.starts_on_date else "%Y%m%dT%H%M%S"
        suffix = "Z" if time_value(rest).endswith(b"Z") else ""
        head = rest[: rest.rfind(b":") + 1]
        values = ",".join(start.strftime(form) + suffix for start in sorted(found.near))
        lines.append(time_line(b"RDATE", head + values.encode(), key))
    if not found.holds_first:
        lines.append(time_line(b"EXDATE", rest, key))
    return lines


class _Until:
    """UNTIL of a rule: in UTC, as a date, or (against the RFC, but seen) without its Z: then taken as UTC."""

    def __init__(self, value: str | None, text: EventText, zone: Zone) -> None:
        self.is_set = value is not None
        self._zone: tzinfo | None = None
        self._last = wall_clock(b"99991231")
        if value is None:
            return
        start = text.lines[b"DTSTART"][0]
        if text.starts_on_date:
            value = value[:8]
        elif text.tzid is not None or time_value(start).endswith(b"Z"):
            self._zone = zone.tz
        self._last = wall_clock(value.encode())

    def allows(self, start: datetime) -> bool:
        if self._zone is not None:
            start = start.replace(tzinfo=self._zone).astimezone(UTC).replace(tzinfo=None)
        return start <= self._last


def _length(text: EventText, first: datetime) -> timedelta:
    """How far back an instance may have begun and still last; generously, checked again when it is known."""
    end = text.first(b"DTEND")
    if end is not None:
        length = abs(wall_clock(time_value(end)) - first) + _DAY
    else:
        lasting = text.value(b"DURATION")
        length = _DAY if lasting is None else abs(duration(lasting)) + _DAY
    if length > _LONGEST:
        raise Unreadable("repeats and lasts for years")
    return length


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)

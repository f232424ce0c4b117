"""Whether an event can matter in a window, judged from a few values as text, by whole days and generously.

Two days of slack on either side stand for any zone that a time may turn out to be in; whatever cannot be read here
is kept. Days are eight digits, compared as such.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from afterword.ical.lines import time_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.core.model import TimeSpan

SLACK: Final = timedelta(days=2)
_DURATION: Final = re.compile(rb"\+?P(?:(\d{1,5})W|(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?)")
_DIGITS: Final = 8
_ONE_DAY: Final = timedelta(days=1)
_FAR: Final = timedelta(days=800_000)


class Times(NamedTuple):
    """The lines of an event that say when it happens: days as digits, the rest as written."""

    start: bytes | None = None
    end: bytes | None = None
    duration: bytes | None = None
    rules: tuple[bytes, ...] = ()
    has_rdate: bool = False
    recurrence_id: bytes | None = None
    and_future: bool = False

    @classmethod
    def read(cls, keys: Sequence[tuple[bytes, bytes]]) -> Times:
        """From pairs of name and rest of line."""
        start = end = duration = recurrence_id = None
        rules: list[bytes] = []
        has_rdate = and_future = False
        for name, rest in keys:
            match name.upper():
                case b"DTSTART":
                    start = time_value(rest)[:8]
                case b"DTEND":
                    end = time_value(rest)[:8]
                case b"DURATION":
                    duration = time_value(rest)
                case b"RRULE":
                    rules.append(rest)
                case b"RDATE":
                    has_rdate = True
                case b"RECURRENCE-ID":
                    recurrence_id = time_value(rest)[:8]
                    and_future = b"THISANDFUTURE" in rest.upper()
                case _:
                    pass
        return cls(start, end, duration, tuple(rules), has_rdate, recurrence_id, and_future)

    def length(self) -> timedelta | None:
        """How long it lasts, rounded up to whole days; None where that cannot be told."""
        if self.end is not None:
            first, last = _day(self.start), _day(self.end)
            return None if first is None or last is None else abs(last - first) + _ONE_DAY
        if self.duration is None:
            return _ONE_DAY
        found = _DURATION.fullmatch(self.duration.upper())
        if found is None:
            return None
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        return timedelta(days=length.days + 1)


class Within:
    """A window, with slack."""

    def __init__(self, window: TimeSpan) -> None:
        self._low = _shift(window.start.date(), -SLACK)
        self._high = _shift(window.end.date(), SLACK)
        self._low_digits = _digits(self._low)
        self._high_digits = _digits(self._high)

    def may_hold(self, times: Times) -> bool:
        """False only if no occurrence of the event can overlap the window."""
        start = times.start
        if start is None or len(start) != len(self._low_digits) or not start.isdigit():
            return True
        if start > self._high_digits:
            return times.has_rdate or (times.end is not None and times.end < start)
        if times.rules or times.has_rdate:
            return times.has_rdate or self._may_repeat(times)
        if start >= self._low_digits:
            return True
        if times.end is not None:
            return not times.end.isdigit() or max(start, times.end) >= self._low_digits
        return self._reaches(start, times.length())

    def may_change(self, times: Times, length: timedelta | None) -> bool:
        """False only if a changed instance neither is in the window nor stands for one that was. `length` is that
        of the series; None where unknown."""
        if times.and_future or times.recurrence_id is None or self.may_hold(times):
            return True
        if not times.recurrence_id.isdigit():
            return True
        return times.recurrence_id <= self._high_digits and self._reaches(times.recurrence_id, length)

    def _reaches(self, start: bytes, length: timedelta | None) -> bool:
        """Whether something of that length, begun on that day, can last until the window begins."""
        if start >= self._low_digits or length is None or length > _FAR:
            return True
        day = _day(start)
        return day is None or _shift(day, length) >= self._low

    def _may_repeat(self, times: Times) -> bool:
        """Whether the rules can still give an occurrence when the window begins."""
        length = times.length()
        for rule in times.rules:
            last = _last_day(rule, times.start)
            if last is None or self._reaches(last, length):
                return True
        return times.start is None or self._reaches(times.start, length)


def _last_day(rule: bytes, start: bytes | None) -> bytes | None:
    """The day after which the rule certainly gives nothing: of its UNTIL, or of a plain COUNT; None if unknown."""
    parts = dict(part.partition(b"=")[::2] for part in rule[rule.find(b":") + 1 :].strip().upper().split(b";"))
    until = parts.get(b"UNTIL", b"")[:8]
    if until:
        return until if len(until) == len(b"YYYYMMDD") and until.isdigit() else None
    day = _day(start)
    count, interval = parts.get(b"COUNT", b""), parts.get(b"INTERVAL", b"1")
    if day is None or not count.isdigit() or not interval.isdigit() or len(count + interval) > _DIGITS:
        return None
    freq = parts.get(b"FREQ")
    # Only where every week or day has an occurrence does COUNT bound the end; "the 31st" may skip months.
    plain = {b"FREQ", b"COUNT", b"INTERVAL", b"WKST"} | ({b"BYDAY"} if freq == b"WEEKLY" else set())
    days = {b"DAILY": 1, b"WEEKLY": 7}.get(freq or b"")
    if days is None or not parts.keys() <= plain:
        return None
    return _digits(_shift(day, timedelta(days=min(days * int(interval) * (int(count) + 1), _FAR.days))))


def _day(digits: bytes | None) -> date | None:
    if digits is None or len(digits) != len("YYYYMMDD") or not digits.isdigit():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _shift(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta(0) else date.min


def _digits(day: date) -> bytes:
    return b"%04d%02d%02d" % (day.year, day.month, day.day)

"""Recurrence rules (RFC 5545 section 3.3.10) with a bound on everything.

Why not leave them to a library: a rule of 180 bytes that never matches, repeats every second or has INTERVAL=0 keeps
dateutil busy for seconds or for ever (PROMISES 3.1), and a weekly meeting of ten years is walked from its first day.
Here only days that can be near the window are looked at, at most those of 1900 to 2101, each once. Which instance
is changed or added stays the library's business: `series` hands it these starts as RDATEs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import TYPE_CHECKING, Final

from afterword.ical.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_STARTS: Final = 4000
"""No more starts than this are made of one rule for one window: eleven years of days."""
_MOST_A_DAY: Final = 12
_LONGEST_LIST: Final = 400
_DIGITS: Final = 12
_WEEKDAYS: Final = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_WEEKDAY: Final = re.compile(r"([+-]?\d{1,3})?(MO|TU|WE|TH|FR|SA|SU)")
_LIMITS: Final = {
    "BYMONTH": (1, 12),
    "BYWEEKNO": (-53, 53),
    "BYYEARDAY": (-366, 366),
    "BYMONTHDAY": (-31, 31),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 60),
    "BYSETPOS": (-366, 366),
}
_FREQUENCIES: Final = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")


@dataclass(frozen=True, slots=True)
class Rule:
    """A RRULE taken apart. `until` is as written; `count` None means endless; `weekdays` are (ordinal or 0, day)."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: str | None = None
    week_start: int = 0
    weekdays: frozenset[tuple[int, int]] = frozenset()
    by: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def numbers(self, name: str) -> tuple[int, ...]:
        return next((values for part, values in self.by if part == name), ())


def parse_rule(text: str) -> Rule:
    """The rule of a RRULE value. Raises Unreadable for one that is broken, or could cost more than it may."""
    parts = _parts(text)
    freq = parts.get("FREQ", "")
    if freq not in _FREQUENCIES:
        raise Unreadable(
            "repeats more often than daily" if freq in {"HOURLY", "MINUTELY", "SECONDLY"} else "has a rule without FREQ"
        )
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise Unreadable("repeats by a calendar other than the Gregorian one")
    by = tuple((name, _numbers(name, parts[name])) for name in _LIMITS if parts.get(name))
    rule = Rule(
        freq=freq,
        interval=_number("INTERVAL", parts.get("INTERVAL", "1"), 1, 100_000),
        count=_count(parts.get("COUNT")),
        until=_until(parts.get("UNTIL")),
        week_start=_WEEKDAYS.get(parts.get("WKST", "MO"), 0),
        weekdays=_weekdays(parts.get("BYDAY", ""), ordinals=freq in {"YEARLY", "MONTHLY"}),
        by=by,
    )
    if len(_times(rule, time())) > _MOST_A_DAY:
        raise Unreadable("repeats too densely")
    return rule


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.strip().upper().split(";"):
        name, _, value = part.partition("=")
        if name in parts:
            raise Unreadable(f"has a rule with two {name[:20]}")
        parts[name] = value.strip()
    return parts


def _number(name: str, text: str, low: int, high: int) -> int:
    sign = text[:1] in {"+", "-"}
    if not text[sign:].isdecimal() or len(text) > _DIGITS or not low <= int(text) <= high:
        raise Unreadable(f"has a rule with a bad {name}")
    return int(text)


def _numbers(name: str, text: str) -> tuple[int, ...]:
    values = text.split(",")
    if len(values) > _LONGEST_LIST:
        raise Unreadable("repeats too densely")
    low, high = _LIMITS[name]
    return tuple(sorted({_number(name, value, low, high) for value in values}))


def _count(text: str | None) -> int | None:
    if text is None or text.startswith("-"):
        return None  # seen in the wild for "endless"
    return _number("COUNT", text, 0, 10**11)


def _until(text: str | None) -> str | None:
    if text is not None and re.fullmatch(r"\d{8}(T\d{6}Z?)?", text) is None:
        raise Unreadable("has a rule with a bad UNTIL")
    return text


def _weekdays(text: str, *, ordinals: bool) -> frozenset[tuple[int, int]]:
    days = set()
    for item in filter(None, (item.strip() for item in text[:4000].split(","))):
        found = _WEEKDAY.fullmatch(item)
        if found is None:
            raise Unreadable("has a rule with a bad BYDAY")
        days.add((int(found[1] or 0) if ordinals else 0, _WEEKDAYS[found[2]]))
    return frozenset(days)


def _times(rule: Rule, default: time) -> list[time]:
    hours = rule.numbers("BYHOUR") or (default.hour,)
    minutes = rule.numbers("BYMINUTE") or (default.minute,)
    seconds = rule.numbers("BYSECOND") or (default.second,)
    if len(hours) * len(minutes) * len(seconds) > _MOST_A_DAY:
        raise Unreadable("repeats too densely")
    return [time(h, m, min(s, 59)) for h, m, s in product(hours, minutes, seconds)]


def starts(rule: Rule, first: datetime, low: datetime, high: datetime) -> Iterator[datetime]:
    """The starts that the rule gives between `low` and `high` (inclusive), in order, UNTIL not yet regarded.

    All are wall clock times without a zone (of dates: midnight); `first` is DTSTART, which is given only if it matches.
    Raises Unreadable when there are more than MOST_STARTS.
    """
    given = 0
    for number, start in enumerate(_all_starts(rule, first, low, high)):
        if start > high or (rule.count is not None and number >= rule.count):
            return
        if start >= low:
            given += 1
            if given > MOST_STARTS:
                raise Unreadable(f"has more than {MOST_STARTS} occurrences in the time that is looked at")
            yield start


def _all_starts(rule: Rule, first: datetime, low: datetime, high: datetime) -> Iterator[datetime]:
    """The starts from `first` on (where COUNT needs them) or from some time before `low` on."""
    times = sorted(_times(rule, first.time()))
    matches = _day_test(rule, first.date())
    positions = rule.numbers("BYSETPOS")
    for days in _periods(rule, first.date(), low.date(), high.date()):
        found = (datetime.combine(day, at) for day in days if matches(day) for at in times)
        for start in _positions(found, positions) if positions else found:
            if start >= first:
                yield start


def _positions(found: Iterable[datetime], positions: tuple[int, ...]) -> list[datetime]:
    everything = list(found)
    size = len(everything)
    wanted = {at - 1 if at > 0 else size + at for at in positions if at and abs(at) <= size}
    return [everything[at] for at in sorted(wanted)]


def _periods(rule: Rule, first: date, low: date, high: date) -> Iterator[list[date]]:
    """The days of each year, month, week or day that the rule looks at, in order, up to the one with `high`.

    With COUNT from the first one on (all must be counted), else from the last one before `low`.
    """
    at = first if rule.count is not None else max(first, low)
    step = rule.interval
    match rule.freq:
        case "YEARLY":
            behind = (at.year - first.year) // step * step
            months = _months(rule, first)
            for year in range(first.year + behind, high.year + 1, step):
                yield [day for month in months for day in _month_days(year, month)]
        case "MONTHLY":
            begin = first.year * 12 + first.month - 1
            behind = (at.year * 12 + at.month - 1 - begin) // step * step
            for month in range(begin + behind, high.year * 12 + high.month, step):
                yield _month_days(month // 12, month % 12 + 1)
        case "WEEKLY":
            week = first - timedelta(days=(first.weekday() - rule.week_start) % 7)
            behind = (at - week).days // (7 * step) * step
            for ordinal in range(week.toordinal() + 7 * behind, high.toordinal() + 1, 7 * step):
                yield [date.fromordinal(day) for day in range(max(ordinal, first.toordinal()), ordinal + 7)]
        case _:
            behind = (at - first).days // step * step
            for ordinal in range(first.toordinal() + behind, high.toordinal() + 1, step):
                yield [date.fromordinal(ordinal)]


def _month_days(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    return [first + timedelta(days=day) for day in range(_month_length(year, month))]


def _months(rule: Rule, first: date) -> Iterable[int]:
    """The months in which a yearly rule can have a day."""
    if any(rule.numbers(part) for part in ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY")) or rule.weekdays:
        return rule.numbers("BYMONTH") or range(1, 13)
    return rule.numbers("BYMONTH") or (first.month,)


def _month_length(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days


def _year_length(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def _day_test(rule: Rule, first: date) -> Callable[[date], bool]:
    """Whether a day fits all BY parts; what none of them says is as in DTSTART (RFC 5545 section 3.3.10)."""
    months = frozenset(rule.numbers("BYMONTH"))
    month_days = rule.numbers("BYMONTHDAY")
    weekdays = rule.weekdays
    if not (month_days or weekdays or rule.numbers("BYYEARDAY") or rule.numbers("BYWEEKNO")):
        if rule.freq == "YEARLY":
            months = months or frozenset((first.month,))
        if rule.freq in {"YEARLY", "MONTHLY"}:
            month_days = (first.day,)
        elif rule.freq == "WEEKLY":
            weekdays = frozenset(((0, first.weekday()),))
    tests = _year_tests(rule)
    if months:
        tests.append(lambda day: day.month in months)
    if weekdays:
        tests.append(_weekday_test(weekdays, whole_year=rule.freq == "YEARLY" and not months))
    if month_days:
        tests.append(lambda day: not _month_day(day).isdisjoint(month_days))
    return lambda day: all(test(day) for test in tests)


def _year_tests(rule: Rule) -> list[Callable[[date], bool]]:
    tests: list[Callable[[date], bool]] = []
    if year_days := rule.numbers("BYYEARDAY"):
        tests.append(lambda day: not _year_day(day).isdisjoint(year_days))
    if weeks := rule.numbers("BYWEEKNO"):
        tests.append(lambda day: not _week_numbers(day, rule.week_start).isdisjoint(weeks))
    return tests


def _weekday_test(weekdays: frozenset[tuple[int, int]], *, whole_year: bool) -> Callable[[date], bool]:
    plain = frozenset(day for ordinal, day in weekdays if not ordinal)
    counted = frozenset(pair for pair in weekdays if pair[0])
    of_counted = frozenset(day for _, day in counted)

    def fits(day: date) -> bool:
        weekday = day.weekday()
        if weekday in plain:
            return True
        if weekday not in of_counted:
            return False
        if whole_year:
            at, length = day.timetuple().tm_yday, _year_length(day.year)
        else:
            at, length = day.day, _month_length(day.year, day.month)
        return ((at - 1) // 7 + 1, weekday) in counted or (-((length - at) // 7 + 1), weekday) in counted

    return fits


def _month_day(day: date) -> set[int]:
    return {day.day, day.day - 1 - _month_length(day.year, day.month)}


def _year_day(day: date) -> set[int]:
    at = day.timetuple().tm_yday
    return {at, at - 1 - _year_length(day.year)}


def _week_numbers(day: date, week_start: int) -> set[int]:
    """The number of the day's week, from the year's begin and (negative) from its end; week 1 holds four days."""
    middle = day - timedelta(days=(day.weekday() - week_start) % 7 - 3)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    weeks = (_year_length(middle.year) - middle.timetuple().tm_yday) // 7 + number
    return {number, number - 1 - weeks}

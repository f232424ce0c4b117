"""The date grammar, third part: months, quarters, weekends and lengths of time (G5 to G9). Registers its rules."""

from __future__ import annotations

from datetime import date, timedelta

from afterword.core.timeline import days
from afterword.core.timeline.grammar import (
    Days,
    Matched,
    Setting,
    ahead_of,
    part_of_month,
    rule,
    week,
)

HOURS_A_DAY = 24
QUARTER = 3


def _named_month(found: Matched, setting: Setting) -> date | None:
    """The first day of the month that is named, the coming one where no year is."""
    month = found.value("M")
    if month is None:
        return days.plus_months(setting.anchor.replace(day=1), ahead_of(found))
    year = found.value("Y")
    if year:
        return days.safe_date(year, month, 1)
    this_year = date(setting.anchor.year, month, 1)
    if days.last_of_month(this_year) >= setting.anchor:
        return this_year
    return this_year.replace(year=this_year.year + 1)


@rule(
    r"[EBCLFS]?[nrt]?m?M(?:[nt]y)?(?:,?Y)?",
    r"[EBCLFS]?(?:[nrtx]m|m[nrtx])",
    r"[EBCLFS]m",
    r"[EBC]?j[nr]?",
    r"jM",
    r"[nrt]m,?[BCL]",
)
def named_month(found: Matched, setting: Setting) -> Days | None:
    if any(item.label == "m" and item.value is True for item in found.items):
        return None
    first = _named_month(found, setting)
    return part_of_month(first, "E" if "j" in found.classes else found.first("EBCLFS")) if first else None


@rule(r"[EBCL]{2}[nrt]?m?M?")
def month_turn(found: Matched, setting: Setting) -> Days | None:
    """As in "Ende April, Anfang Mai": the later part."""
    first = _named_month(found, setting) if found.classes[-1] in "mM" else None
    return part_of_month(first, found.first("EBCL")) if first else None


@rule(r"[Oz1]~?w[i@]?(?:M(?:,?Y)?|[nrt]m|m[nrt]?|E?y)")
def week_of_month(found: Matched, setting: Setting) -> Days | None:
    """The first week of a month is the one of its first Monday, the last that of its last Monday."""
    first = _named_month(found, setting)
    if first is None:
        return None
    nth = -1 if "z" in found.classes else found.value("O") or 1
    monday = days.nth_weekday(first.year, first.month, days.MONDAY, max(-1, min(nth, 5)))
    span = week(monday, 0)
    if span.end < setting.anchor and found.value("Y") is None:
        first = days.plus_months(first, 12)
        span = week(days.nth_weekday(first.year, first.month, days.MONDAY, nth), 0)
    return span


@rule(r"[Oz]W[i@]?(?:m?M(?:,?Y)?|[nrt]m|m[nrt]|m)")
def weekday_of_month(found: Matched, setting: Setting) -> Days | None:
    first = _named_month(found, setting)
    nth = -1 if "z" in found.classes else found.value("O") or 1
    if first is None or not -1 <= nth <= 4:
        return None
    day = days.nth_weekday(first.year, first.month, found.value("W") or 0, nth)
    if day < setting.anchor and found.value("Y") is None:
        later = days.plus_months(first, 12 if found.value("M") else 1)
        day = days.nth_weekday(later.year, later.month, found.value("W") or 0, nth)
    return Days(day, day)


@rule(r"[EBCLFS]?(?:[nrt]q|q[nrt])", r"[EBCLFS]q", r"[EBCLFS]?Q(?:,?Y)?", r"[EBCLFS]?Oq(?:,?Y)?")
def quarter(found: Matched, setting: Setting) -> Days | None:
    anchor, number = setting.anchor, found.value("QO")
    if number is not None and 1 <= number <= 4:
        first = date(found.value("Y") or anchor.year, QUARTER * number - 2, 1)
        if found.value("Y") is None and days.last_of_month(days.plus_months(first, 2)) < anchor:
            first = first.replace(year=first.year + 1)
    else:
        this = date(anchor.year, (anchor.month - 1) // QUARTER * QUARTER + 1, 1)
        first = days.plus_months(this, QUARTER * ahead_of(found))
    return _part_of_quarter(first, found.first("EBCLFS"))


def _part_of_quarter(first: date, part: str) -> Days:
    last = days.last_of_month(days.plus_months(first, 2))
    match part:
        case "E":
            return Days(last, last, ending=True)
        case "B":
            return Days(first, days.last_of_month(first))
        case "C":
            return Days(days.plus_months(first, 1), days.last_of_month(days.plus_months(first, 1)))
        case "L":
            return Days(days.plus_months(first, 2), last)
        case _:
            return Days(first, last)


@rule(r"[EB]?(?:[nrt]y|y[nrt])", r"[EB]y", r"[EBC]y?Y")
def year(found: Matched, setting: Setting) -> Days | None:
    number = found.value("Y") or setting.anchor.year + ahead_of(found)
    first = date(number, 1, 1)
    match found.first("EBC"):
        case "E":
            return Days(date(number, 12, 31), date(number, 12, 31), ending=True)
        case "B":
            return Days(first, date(number, 1, 31))
        case _:
            return Days(first, date(number, 12, 31))


@rule(r"[EBt]?k", r"k[nrt]", r"[nr]k")
def weekend(found: Matched, setting: Setting) -> Days:
    friday = week(setting.anchor, int("n" in found.classes)).end
    return Days(friday + timedelta(days=1), friday + timedelta(days=2))


@rule(
    r"[nrt]?V?(?:1?N-N|1?N)~?[nr]?[dwmbhyq]",
    r"[nrt]?(?:1?V|1|1-N|N-V|V-N)~?[nr]?[dwmbhyq]",
    r"1[dwm]-N",
    r"[nr]?[1N]?f",
    r"[nr]?f-f",
    r"1(?:d|w|m)~",
)
def length(found: Matched, setting: Setting) -> Days | None:
    """N weeks and so on, counted from the anchor; a range of lengths gives both ends."""
    vague = "V" in found.classes and "N" not in found.classes
    counts = found.values("NV" if vague else "N") or [1]
    if found.classes.startswith("1-N") or (found.classes.startswith("1") and found.classes.endswith("N")):
        counts = [1, *counts]
    unit = "f" if "f" in found.classes else next(c for c in found.classes if c in "dwmbhyq")
    if unit == "f":
        counts = [count * (found.value("f") or 14) for count in found.values("N") or [1]]
    ends = [_count(setting.anchor, min(count, 9999), unit, vague=vague) for count in counts]
    if not ends:
        return None
    return Days(min(ends), max(ends), length=True)


def _count(anchor: date, count: int, unit: str, *, vague: bool) -> date:
    match unit:
        case "w":
            return days.plus(anchor, 7 * count)
        case "m":
            return days.plus_months(anchor, count)
        case "q":
            return days.plus_months(anchor, QUARTER * count)
        case "y":
            return days.plus_months(anchor, 12 * count)
        case "h":
            return days.plus(anchor, -(-count // HOURS_A_DAY))
        case "b":
            return days.plus_business_days(anchor, count)
        case _:
            return days.plus_business_days(anchor, count) if vague and unit == "d" else days.plus(anchor, count)


@rule(r"nd")
def next_day(found: Matched, setting: Setting) -> Days | None:
    if found.items[-1].value is True:
        return None
    tomorrow = days.plus(setting.anchor, 1)
    return Days(tomorrow, tomorrow)


RULES_HERE = True

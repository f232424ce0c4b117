"""Arithmetic on dates: weeks, months, working days and the holidays that people name. No zone, no clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 2, 3, 4, 5, 6
ABBREVIATIONS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
FAR = timedelta(days=3660)


def plus(day: date, days: int) -> date:
    """`day` moved by `days`, at most ten years: a hostile number must not leave the calendar."""
    return day + max(-FAR, min(timedelta(days=max(-3660, min(days, 3660))), FAR))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def plus_months(day: date, months: int) -> date:
    """The same day of the month, clipped to the month's length (G7)."""
    index = day.year * 12 + day.month - 1 + max(-120, min(months, 120))
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def plus_business_days(day: date, count: int) -> date:
    """`count` days from Monday to Friday after `day`; public holidays are not skipped (G8)."""
    count = max(0, min(count, 500))
    weeks, rest = divmod(count, 5)
    if day.weekday() > FRIDAY:  # a count that begins on a weekend begins after its Friday
        day -= timedelta(days=day.weekday() - FRIDAY)
    day += timedelta(weeks=weeks)
    for _ in range(rest):
        day += timedelta(days=3 if day.weekday() == FRIDAY else 1)
    return day


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday strictly after `day` (G10)."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def first_friday_from(day: date) -> date:
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, counted from its end where `nth` is negative."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = last_of_month(date(year, month, 1))
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))


def safe_date(year: int, month: int, day: int) -> date | None:
    if 1 <= month <= 12 and 1 <= year <= 9990 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def next_date(anchor: date, month: int, day: int) -> date | None:
    """The first 'day of month' on or after the anchor; 29 February waits for its year."""
    for year in range(anchor.year, anchor.year + 9):
        found = safe_date(year, month, day)
        if found is not None and found >= anchor:
            return found
    return None


def next_day_of_month(anchor: date, day: int) -> date | None:
    for ahead in range(4):
        month = plus_months(anchor.replace(day=1), ahead)
        found = safe_date(month.year, month.month, day)
        if found is not None and found >= anchor:
            return found
    return None


@lru_cache(maxsize=64)
def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    correction = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * correction) // 451
    month, day = divmod(h + correction - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday_in(rule: str, year: int) -> date | None:
    """A holiday by its rule: 'easter+49', '12-25' (month-day) or '4 thu 11' (fourth Thursday of November)."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    if "-" in rule and " " not in rule:
        month, day = rule.split("-")
        return safe_date(year, int(month), int(day))
    nth, weekday, month = rule.split()
    month, _, later = month.partition("+")
    return nth_weekday(year, int(month), ABBREVIATIONS[weekday], int(nth)) + timedelta(days=int(later or 0))


def next_holiday(rules: str, anchor: date, country: str | None) -> date | None:
    """The first such holiday on or after the anchor. `rules` may hold variants: '4 thu 11 | CA 2 mon 10'."""
    rule, *variants = (part.strip() for part in rules.split("|"))
    for variant in variants:
        code, _, own = variant.partition(" ")
        if code == country:
            rule = own
    for year in (anchor.year, anchor.year + 1):
        found = holiday_in(rule, year)
        if found is not None and found >= anchor:
            return found
    return None

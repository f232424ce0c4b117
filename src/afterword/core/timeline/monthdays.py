"""The date grammar, second part: days by their number ("15 March", "5/4", "the 20th"). Registers its rules."""

from __future__ import annotations

from typing import cast

from afterword.core.timeline import days
from afterword.core.timeline.grammar import Days, Matched, Setting, ahead_of, expression_at, rule, week
from afterword.core.timeline.numeric import numeric_date

FEW = 4


@rule(
    r"w[@:(g]?(?:M[NO](?:,?Y)?|[NO]M(?:,?Y)?|D|[NO](?![wmdbhN]))", r"w[@:(g]?W,?(?:M[NO](?:,?Y)?|[NO]M(?:,?Y)?|D|[NO])"
)
def week_of(found: Matched, setting: Setting) -> Days | None:
    rest = found.classes.lstrip("w@:(g")
    inner = expression_at(rest, found.items[len(found.classes) - len(rest) :], 0, setting)
    day = _bare_day(found, setting) if inner is None and len(rest) == 1 else inner and inner[0]
    return week(day.start, 0) if day else None


@rule(r"(?:W,?@?)?M,?[NO](?:,?Y(?:,?W)?)?", r"(?:W,?@?)?d?[NO]\.?d?[i@]?M(?:,?Y(?:,?W)?)?", r"W?,?NNY", r"N-M-[NY]")
def day_and_month(found: Matched, setting: Setting) -> Days | None:
    numbers = found.values("NO")
    month = found.value("M") or (numbers[1] if len(numbers) > 1 else 0)
    year = found.value("Y")
    if year is None and found.classes == "N-M-N":
        year = 2000 + numbers.pop()
    if year:
        day = days.safe_date(year, month, numbers[0])
    else:
        day = days.next_date(setting.anchor, month, numbers[0]) if days.safe_date(2000, month, numbers[0]) else None
    return Days(day, day) if day else None


@rule(r"M[NO]-[NO](?:,?Y)?", r"(?:W-W,?)?W?[NO]\.?[-@<u]W?[NO]\.?M(?:,?Y)?")
def days_of_month(found: Matched, setting: Setting) -> Days | None:
    first, last = found.values("NO")
    month, year = found.value("M") or 0, found.value("Y")
    end = days.safe_date(year, month, last) if year else days.next_date(setting.anchor, month, last)
    if end is None or not 1 <= first <= last:
        return None
    return Days(end.replace(day=first), end)


@rule(r"(?:W,?@?)?D(?:,?Y)?")
def numeric(found: Matched, setting: Setting) -> Days | None:
    text = next(cast(str, item.value) for item in found.items if item.label == "D")
    day = numeric_date(text, setting.anchor, year=found.value("Y"), month_first=setting.month_first)
    return Days(day, day) if day else None


@rule(r"W,?O(?![wmdbhWq])", r"W,?N(?![wmdbhN-])", r"O(?:[nrt]m|m[nrt])", r"Nm[nrt]", r"Od?[i@]?(?:[nrt]m|m[nrt])")
def day_of_month(found: Matched, setting: Setting) -> Days | None:
    number = found.value("NO") or 0
    if any(item.label == "m" and item.value is True for item in found.items):
        return None
    if "m" in found.classes:
        first = days.plus_months(setting.anchor.replace(day=1), ahead_of(found))
        day = days.safe_date(first.year, first.month, number)
        return Days(day, day) if day else None
    near = [days.next_day_of_month(days.plus_months(setting.anchor, ahead), number) for ahead in (0, 1, 2)]
    fitting = [day for day in near if day and day.weekday() == found.value("W")]
    return Days(fitting[0], fitting[0]) if fitting else _bare_day(found, setting)


def _bare_day(found: Matched, setting: Setting) -> Days | None:
    day = days.next_day_of_month(setting.anchor, found.value("NO") or 0)
    return Days(day, day) if day else None


@rule(r"N[-/@]N(?![wdmbhqykfNX])")
def figures_apart(found: Matched, setting: Setting) -> Days | None:
    """As in "15-2" or "2 / 15": a day and a month; "du 13 au 18" are two days."""
    if not all(item.digits for item in found.items if item.label == "N"):
        return None
    first, second = found.values("N")
    if "@" in found.classes:
        start, end = days.next_day_of_month(setting.anchor, first), days.next_day_of_month(setting.anchor, second)
        return Days(start, end) if start and end and start <= end else None
    day = numeric_date(f"{first}/{second}", setting.anchor, month_first=setting.month_first) if first < 32 else None
    return Days(day, day) if day else None


@rule(r"d[NO](?![wdmbhqykfN])")
def day_so_many(found: Matched, setting: Setting) -> Days | None:
    """As in "el día 23"."""
    return None if found.items[0].value is True else _bare_day(found, setting)


@rule(r"N(?=[.,?]|$)")
def number_alone(found: Matched, setting: Setting) -> Days | None:
    """As in "el día quince": a number in words after an article, with nothing that it could count."""
    item = found.items[0]
    return _bare_day(found, setting) if item.the and cast(int, item.value) > FEW else None


@rule(r"O(?=[.,?]|$)", r"O(?![wmdbhWqkMX])", r"N(?![wmdbhqykfN])")
def ordinal_alone(found: Matched, setting: Setting) -> Days | None:
    """As in "the 15th", "le 15": only with a definite article or a written ordinal, so "2 colleagues" is no day."""
    item = found.items[0]
    if item.digits or found.classes == "O":
        return _bare_day(found, setting) if item.the or (item.digits and item.label == "O") else None
    return None


RULES_HERE = True

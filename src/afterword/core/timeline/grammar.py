"""The date grammar: which days an expression means. One grammar for all languages, over the classes of items.

Classes: W weekday · M month · D numeric date · N number · O ordinal · Y year · V couple/few · 1 one/a ·
d w m b h q y k day, week, month, working day, hour, quarter, year, weekend · f fortnight · Q first quarter … ·
n next · r coming · t this · x after next · z last · E end · B beginning · C middle · L late · F S halves ·
T today, tomorrow · P part of a day · e j J end of week, month, year · K calendar week · H holiday ·
< by · u until · { before · > after · i in · @ on · ! at the latest · ~ about · - to, or · ( between · g from.
The windows are those of the timeline guidelines G4 to G10.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from afterword.core.timeline import days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.core.timeline.items import Item


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, both inclusive. `length`: it is a length of time counted from the anchor; `ending`: it names
    the end of a longer period ("the end of May")."""

    start: date
    end: date
    length: bool = False
    ending: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression depends on besides its words."""

    anchor: date
    month_first: bool = False
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """One matched expression: its classes and the items under them."""

    classes: str
    items: Sequence[Item]

    def value(self, labels: str) -> int | None:
        return next((cast(int, item.value) for item in self.items if item.label in labels), None)

    def values(self, labels: str) -> list[int]:
        return [cast(int, item.value) for item in self.items if item.label in labels]

    def first(self, labels: str) -> str:
        return next((c for c in self.classes if c in labels), "")


Handler = Callable[[Matched, Setting], Days | None]
RULES: list[tuple[str, Handler]] = []
LOOK_AHEAD = 20


def rule(*patterns: str) -> Callable[[Handler], Handler]:
    def keep(handler: Handler) -> Handler:
        RULES.extend((pattern, handler) for pattern in patterns)
        return handler

    return keep


def expression_at(classes: str, items: Sequence[Item], at: int, setting: Setting) -> tuple[Days, int] | None:
    """The longest expression that begins at item `at`: its days and the index after it."""
    for length, handler in _matching(classes[at : at + LOOK_AHEAD]):
        end = at + length
        found = handler(Matched(classes[at:end], items[at:end]), setting)
        if found is not None:
            return found, end
    return None


@cache
def _compiled() -> list[tuple[re.Pattern[str], Handler]]:
    """All rules of both halves, compiled when the first date is looked for, not at start-up."""
    return [(re.compile(pattern), handler) for pattern, handler in RULES]


@lru_cache(maxsize=4096)
def _matching(classes: str) -> list[tuple[int, Handler]]:
    """The rules that match at the beginning, longest first, with the number of items that each takes."""
    matches = [
        (match.end(), -order, handler)
        for order, (pattern, handler) in enumerate(_compiled())
        if (match := pattern.match(classes)) and match.end()
    ]
    matches.sort(key=lambda match: match[:2], reverse=True)
    return [(length, handler) for length, _, handler in matches]


def week(anchor: date, ahead: int) -> Days:
    """Monday to Friday (G4). Said on a weekend, "this week" is the one that comes."""
    monday = days.monday_of(anchor) + timedelta(weeks=ahead)
    if ahead == 0 and anchor.weekday() > days.FRIDAY:
        monday += timedelta(weeks=1)
    return Days(monday, monday + timedelta(days=4))


PARTS_OF_WEEK = {"B": (0, 2), "F": (0, 2), "C": (1, 3), "L": (3, 4), "S": (3, 4)}
PARTS_OF_MONTH = {"B": (1, 10), "C": (11, 20), "L": (21, 31), "F": (1, 15), "S": (16, 31)}


def part_of_week(whole: Days, part: str) -> Days:
    first, last = PARTS_OF_WEEK.get(part, (0, 4))
    monday = whole.start
    return Days(monday + timedelta(days=first), monday + timedelta(days=last), ending=part in {"E", "e"})


def part_of_month(first: date, part: str) -> Days:
    last = days.last_of_month(first)
    if part == "E":
        return Days(last, last, ending=True)
    start, end = PARTS_OF_MONTH.get(part, (1, 31))
    return Days(first.replace(day=start), first.replace(day=min(end, last.day)))


def ahead_of(found: Matched) -> int:
    """How many periods ahead: this 0, next 1, after next 2."""
    return 2 if "x" in found.classes else int(any(c in found.classes for c in "nr"))


@rule(r"[EBCLFS]?(?:[nrtx]w|w[nrtx])", r"[EBCLFS]w", r"tw", r"e[nr]?", r"Lw", r"[nrtx]w[,@i]?[BCL]", r"xw")
def named_week(found: Matched, setting: Setting) -> Days | None:
    if any(item.label == "w" and item.value is True for item in found.items):
        return None  # "in the coming weeks" commits to nothing (G12)
    return part_of_week(week(setting.anchor, ahead_of(found)), found.first("eEBCLFS"))


@rule(r"w>H")
def week_after_holiday(found: Matched, setting: Setting) -> Days | None:
    holiday = named_holiday(found, setting)
    return holiday and week(holiday.start, 1)


@rule(r"K[NO]", r"[NO]\.?K")
def calendar_week(found: Matched, setting: Setting) -> Days | None:
    number = found.value("NO") or 0
    for year in (setting.anchor.year, setting.anchor.year + 1):
        if 1 <= number <= (53 if date(year, 12, 28).isocalendar().week == 53 else 52):
            span = week(date.fromisocalendar(year, number, 1), 0)
            if span.end >= setting.anchor:
                return span
    return None


@rule(r"W", r"tW", r"rW", r"Wr(?!w)", r"Wt(?!w)", r"zW(?![iM@])")
def bare_weekday(found: Matched, setting: Setting) -> Days | None:
    if found.classes.startswith("z"):
        return None
    day = days.weekday_after(setting.anchor, found.value("W") or 0)
    return Days(day, day)


@rule(r"nW", r"Wn(?!w)", r"W[,i@]{0,2}(?:[nrtx]w|w[nrtx]|xw)", r"(?:[nrtx]w|w[nrtx])[,@i]{0,2}W")
def weekday_of_week(found: Matched, setting: Setting) -> Days | None:
    day = week(setting.anchor, ahead_of(found)).start + timedelta(days=found.value("W") or 0)
    return Days(day, day) if day >= setting.anchor else None


@rule(
    r"Ww(?![nrtx])", r"Wi?1w", r"WiNw", r"[1N]w[g>@(][tr]?W", r"WiN(?![wdmbhqykN])", r"xW", r"Wx(?!w)", r"Wf", r"WiN?d"
)
def weekday_and_weeks(found: Matched, setting: Setting) -> Days | None:
    weeks = found.value("N") or 1
    if found.classes.endswith("iN"):  # "lundi en 8", "en 15"
        weeks = {8: 1, 15: 2}.get(weeks, 0)
    elif found.classes.endswith("d"):
        weeks = max(1, weeks // 7)
    elif found.classes.endswith("f"):
        weeks = (found.value("f") or 7) // 7
    day = days.weekday_after(setting.anchor, found.value("W") or 0) + timedelta(weeks=min(weeks, 99))
    return Days(day, day) if weeks else None


@rule(r"1wT", r"Nw[g>@i(]?T", r"1w[g>@i(]T", r"W?[g>@i]?T[iW]?1w")
def weeks_from_today(found: Matched, setting: Setting) -> Days | None:
    day = days.plus(setting.anchor, 7 * (found.value("N") or 1) + (found.value("T") or 0))
    return Days(day, day)


@rule(r"T", r"P", r"Hk?", r"[nt]H", r"E?J")
def single_words(found: Matched, setting: Setting) -> Days | None:
    if "T" in found.classes:
        day = days.plus(setting.anchor, found.value("T") or 0)
    elif "P" in found.classes:
        if not found.items[0].value:
            return None
        day = setting.anchor
    elif "J" in found.classes:
        day = setting.anchor.replace(month=12, day=31)
    else:
        return named_holiday(found, setting)
    return Days(day, day)


def named_holiday(found: Matched, setting: Setting) -> Days | None:
    rules = next(cast(str, item.value) for item in found.items if item.label == "H")
    day = days.next_holiday(rules, setting.anchor, setting.country)
    return Days(day, day) if day else None

"""Dates in a row of items, each with its relation ("by", "before", "after" …), and the window that both mean.

by E      anchor … end(E)               on, in E     start(E) … end(E)
before E  anchor … day before start(E)  E1 to E2     start(E1) … end(E2), always the upper end
after E   day after end(E) … the first Friday at least four days after end(E) (G11)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from afterword.core.timeline import days, monthdays, periods
from afterword.core.timeline.grammar import Days, Setting, expression_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.core.timeline.items import Item

assert all((monthdays.RULES_HERE, periods.RULES_HERE)), "the other parts of the grammar have registered their rules"

STARTS = frozenset("WMDNOVdwmbhqykfQnrtxzEBCLFSTPejJKH1<u{>i@!~(g")
PREFIX = re.compile(r"(?:[<u{>i@!~(g]{1,6}:?)?")
DAY_PART = re.compile(r"P[<i@~,]{0,3}")
SUFFIX = re.compile(r"(?:,?P|,?~(?![WTDMO])|!){0,4}")
NOUNS = frozenset({"other", "event", "process", "material"})
PAST = frozenset({"zW", "zw", "zm", "zy", "zq"})
LATEST = re.compile(r"(?:,?[P!~]){0,4}")
JOIN = re.compile(r",?[-/]|[@u<]|,?~(?=[WTDMO])")
ELSE = re.compile(r",")
OPEN_END = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression found at items [first, last), with its relation: one of by, before, after, on, until."""

    first: int
    last: int
    relation: str
    span: Days
    latest: bool = False

    def window(self, anchor: date, *, negated: bool = False) -> tuple[date, date]:
        """The window in which word is promised, both days inclusive. `negated`: "not until E" is after E."""
        span = self.span
        relation = "after" if negated and self.relation in {"until", "before"} else self.relation
        match relation:
            case "after":
                return span.end + timedelta(days=1), days.first_friday_from(span.end + OPEN_END)
            case "before":
                return anchor, span.end if span.ending or span.length else span.start - timedelta(days=1)
            case "on":
                return max(span.start, anchor), span.end
            case _:
                return anchor, span.end


def dated_in(items: Sequence[Item], setting: Setting) -> list[Dated]:
    """Every date expression of a row of items, from left to right, none overlapping another."""
    classes = classes_of(items)
    found: list[Dated] = []
    at = 0
    while at < len(classes):
        there = replace(setting, anchor=found[-1].span.end) if found and "nd" in classes[at : at + 3] else setting
        dated = _dated_at(classes, items, at, there) if classes[at] in STARTS else None
        if dated is None:
            at += 2 if classes[at : at + 2] in PAST else 1
        else:
            found.append(dated)
            at = dated.last
    return found


def classes_of(items: Sequence[Item]) -> str:
    """One character for each item: `X` is a word that may carry a number ("2nd round"), `_` a word of the cues."""
    return "".join(item.label if len(item.label) == 1 else "X" if item.label in NOUNS else "_" for item in items)


def _dated_at(classes: str, items: Sequence[Item], at: int, setting: Setting) -> Dated | None:
    start = _end(PREFIX, classes, at)
    beyond = _end(DAY_PART, classes, start)  # "by close of business at the end of next week"
    one = expression_at(classes, items, beyond, setting) or expression_at(classes, items, start, setting)
    if one is None:
        return None
    span, last = one
    last = _end(SUFFIX, classes, last)
    ranged = _second(classes, items, last, span, setting)
    apposed = False
    if ranged is not None:
        span, last, apposed = ranged
    last = _end(LATEST, classes, last)
    counted = _counted_from(classes, items, last, span, setting)
    if counted is None or (classes[start:last] == "P" and "<" not in classes[at:start] and len(classes) > 1):
        return None
    shifted, last = counted
    around = ("!" if apposed else classes[at:start]) + classes[last - 1 : last].replace("P", "")
    relation = _relation(around, shifted, ranged=ranged is not None)
    shifted = _weekend_before(shifted, relation, classes[start:last])
    return Dated(at, last, relation, shifted, latest="!" in around)


def _end(pattern: re.Pattern[str], classes: str, at: int) -> int:
    match = pattern.match(classes, at)
    return match.end() if match else at


def _relation(around: str, span: Days, *, ranged: bool) -> str:
    for sign, relation in ((">", "after"), ("!", "by"), ("{", "before"), ("<", "by"), ("u", "until")):
        if sign in around:
            return relation
    if "g" in around and not ranged and not span.length and span.start == span.end:
        return "after"
    if span.length and not ranged and span.start == span.end and "i" not in around:
        return "by"
    return "on"


def _weekend_before(span: Days, relation: str, classes: str) -> Days:
    """By or before the weekend is by its Friday (G10)."""
    if "k" in classes and "H" not in classes and relation in {"by", "until"}:
        friday = span.start - timedelta(days=(span.start.weekday() - days.FRIDAY) % 7)
        return Days(span.start, friday)
    return span


def _second(classes: str, items: Sequence[Item], at: int, one: Days, setting: Setting) -> tuple[Days, int, bool] | None:
    """The second half of "E1 to E2", "E1 or E2", "E1/E2"; or of "E1, E2 at the latest" (then with True)."""
    start = _end(JOIN, classes, at)
    if start == at:
        return _apposed(classes, items, at, one, setting)
    begin = _end(PREFIX, classes, start)
    two = expression_at(classes, items, begin, setting)
    if two is None or classes[begin : two[1]] == "P":
        return None
    span, last = two
    if span.end < one.start and not span.length:
        again = expression_at(classes, items, begin, replace(setting, anchor=one.start))
        span = again[0] if again else span
    if span.end < one.start:
        return None
    return Days(one.start, span.end, length=one.length and span.length, ending=span.ending), last, False


def _apposed(
    classes: str, items: Sequence[Item], at: int, one: Days, setting: Setting
) -> tuple[Days, int, bool] | None:
    """The last day named in the same breath: "next week, definitely by Friday", "two weeks, latest the 25th"."""
    start = _end(ELSE, classes, at)
    if start == at:
        return None
    if start < len(items) and items[start].label in {"hedge", "breaks"}:
        start += 1
    begin = _end(PREFIX, classes, start)
    two = expression_at(classes, items, begin, setting)
    if two is None or classes[begin : two[1]] == "P":
        return None
    if set("!<").isdisjoint(classes[start:begin] + classes[two[1] : two[1] + 1]):
        return None
    if two[0].end < one.start:  # "mid-April, the 15th at the latest"
        again = expression_at(classes, items, begin, replace(setting, anchor=one.start))
        two = again if again and again[0].end <= one.end else two
    return two[0], two[1], True


def _counted_from(
    classes: str, items: Sequence[Item], at: int, span: Days, setting: Setting
) -> tuple[Days, int] | None:
    """A length may say from when it counts: "after the interview" is our anchor, "after 6 May" another one, and
    "before the interview" or "after the deadline" is no answer's day at all."""
    if not span.length or at >= len(items):
        return span, at
    follower = items[at].label
    if follower == "{":
        after = items[at + 1].label if at + 1 < len(items) else ""
        return (span, at) if after in {"promise", "candidate", "addressee", "they"} else None
    if follower not in {">", "g", "("}:
        return span, at
    after = items[at + 1].label if at + 1 < len(items) else "."
    if after in {"event", "then", "T"}:
        return span, at + 2
    other = expression_at(classes, items, at + 1, setting)
    if other is not None:
        moved = other[0].end - setting.anchor
        return Days(span.start + moved, span.end + moved), other[1]
    return (span, at) if after in {".", ",", "para", "they", "promise"} else None

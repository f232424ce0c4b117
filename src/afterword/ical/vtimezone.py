"""A time zone as a VTIMEZONE defines it (RFC 5545 section 3.6.5).

Made from the text alone, with bounds: yearly rules only, 1900 to 2100 (a rule that changes the offset every minute
since 1601 hangs a plain comparison of two times elsewhere, PROMISES 3.1). Unknown properties (RFC 7808, X-) do no harm.
Memorised by the whole definition, so that one calendar's zone can never stand in for another's of the same name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from afterword.ical.errors import Unreadable
from afterword.ical.lines import Line, content_lines, time_value, value_of
from afterword.ical.rules import Rule, parse_rule, starts

_OFFSET: Final = re.compile(rb"([+-]?)(\d{2})(\d{2})(\d{2})?")
_LONGEST: Final = 65_536
_MOST_OBSERVANCES: Final = 400
_FIRST_RULE_YEAR: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock
_LAST: Final = datetime(2100, 12, 31)  # noqa: DTZ001 - wall clock


@dataclass(frozen=True, slots=True)
class _Change:
    at: datetime  # UTC, naive
    before: timedelta
    offset: timedelta


class DefinedZone(tzinfo):
    """Offsets by the changes of a VTIMEZONE. Before the first one its TZOFFSETFROM holds, as the RFC implies."""

    def __init__(self, changes: list[_Change], name: str) -> None:
        self._name = name
        self._offsets = [changes[0].before, *(change.offset for change in changes)]
        self._utc = [change.at for change in changes]
        pairs = list(zip(self._offsets, self._offsets[1:], self._utc, strict=False))
        # The wall clock repeats or skips an hour at a change; fold=0 is the offset before it, fold=1 the one after.
        self._wall = (
            [at + max(before, after) for before, after, at in pairs],
            [at + min(before, after) for before, after, at in pairs],
        )

    def utcoffset(self, dt: datetime | None) -> timedelta:
        if dt is None:
            return self._offsets[-1]
        return self._offsets[bisect_right(self._wall[dt.fold], dt.replace(tzinfo=None, fold=0))]

    def fromutc(self, dt: datetime) -> datetime:
        utc = dt.replace(tzinfo=None)
        at = bisect_right(self._utc, utc)
        wall = utc + self._offsets[at]
        repeated = at > 0 and wall < self._utc[at - 1] + self._offsets[at - 1]
        return wall.replace(tzinfo=self, fold=int(repeated))

    def dst(self, dt: datetime | None) -> timedelta | None:  # noqa: ARG002 - the interface of tzinfo
        return None

    def tzname(self, dt: datetime | None) -> str:  # noqa: ARG002 - the interface of tzinfo
        return self._name

    def __repr__(self) -> str:
        return f"DefinedZone({self._name!r})"


@lru_cache(maxsize=64)
def defined_zone(definition: bytes, name: str) -> DefinedZone:
    """The zone of the inside of a VTIMEZONE (unfolded). Raises Unreadable if it defines none within the bounds."""
    if len(definition) > _LONGEST:
        raise Unreadable("its zone's definition is too long")
    inside = _observances(definition)
    if not inside or len(inside) > _MOST_OBSERVANCES:
        raise Unreadable("its zone's definition has no, or too many, observances")
    changes: dict[datetime, _Change] = {}
    for lines in inside:
        for change in _changes(content_lines(lines)):
            changes.setdefault(change.at, change)
    return DefinedZone([changes[at] for at in sorted(changes)], name)


def _observances(definition: bytes) -> list[bytes]:
    """The insides of its STANDARD and DAYLIGHT parts."""
    parts = (part.partition(b"\n") for part in definition.split(b"\nBEGIN:")[1:])
    return [
        b"\n" + rest.partition(b"\nEND:")[0] for name, _, rest in parts if name.strip() in {b"STANDARD", b"DAYLIGHT"}
    ]


def _changes(lines: list[Line]) -> list[_Change]:
    values: dict[bytes, list[bytes]] = {}
    for line in lines:
        values.setdefault(line.name, []).append(line.rest)
    try:
        before = _offset(values[b"TZOFFSETFROM"][0])
        offset = _offset(values[b"TZOFFSETTO"][0])
        first = _moment(time_value(values[b"DTSTART"][0]))
    except KeyError:
        raise Unreadable("its zone's definition is incomplete") from None
    onsets = {first}
    for rest in values.get(b"RDATE", []):
        onsets.update(_moment(value.partition(b"/")[0]) for value in time_value(rest).split(b","))
    for rest in values.get(b"RRULE", []):
        onsets.update(_rule_onsets(parse_rule(value_of(rest).decode("ascii", "replace")), first, before))
    return [_Change(onset - before, before, offset) for onset in onsets]


def _rule_onsets(rule: Rule, first: datetime, before: timedelta) -> list[datetime]:
    if rule.freq != "YEARLY":
        raise Unreadable("its zone changes more often than yearly")
    until = _LAST
    if rule.until is not None:
        until = _moment(rule.until.encode())
        if rule.until.endswith("Z"):
            until += before
    low = max(first, _FIRST_RULE_YEAR)
    return list(starts(rule, first, low, min(until, _LAST))) if low <= until else []


def _moment(value: bytes) -> datetime:
    digits = value.strip().rstrip(b"Zz").decode("ascii", "replace")
    try:
        return datetime.strptime(digits, "%Y%m%dT%H%M%S" if "T" in digits.upper() else "%Y%m%d")  # noqa: DTZ007
    except ValueError:
        raise Unreadable("its zone's definition has a bad time") from None


def _offset(rest: bytes) -> timedelta:
    found = _OFFSET.fullmatch(value_of(rest).strip())
    if found is None:
        raise Unreadable("its zone's definition has a bad offset")
    size = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if size >= timedelta(hours=24):
        raise Unreadable("its zone's definition has a bad offset")
    return -size if found[1] == b"-" else size

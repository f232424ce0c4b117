"""A quick look over a whole stream: which events can matter in the window, without parsing any.

Ten years of a calendar hold ten thousand events, the window some hundred. This pass reads only the few lines that say
when something happens, as text and by whole days, and errs on the side of keeping; what it keeps is parsed and judged
exactly by `decode`. Works on the unfolded text (see `lines`) with searches that run in C.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from afterword.core.identity import UID_PREFIX
from afterword.errors import NotCalendarData
from afterword.ical.lines import own_parts, own_text, unfold, value_of
from afterword.ical.relevance import Times, Within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afterword.core.model import TimeSpan

_KEYS: Final = re.compile(rb"\n(UID|DTSTART|DTEND|DURATION|RRULE|RDATE|RECURRENCE-ID)([;:][^\n]*)", re.IGNORECASE)
_OURS: Final = UID_PREFIX.encode()
_BEGIN_CALENDAR: Final = b"\nBEGIN:VCALENDAR\n"
_END_CALENDAR: Final = b"\nEND:VCALENDAR\n"


class Component(NamedTuple):
    """One VEVENT: where it stands in the unfolded text (without its BEGIN and END), and in which VCALENDAR."""

    start: int
    end: int
    calendar: int


@dataclass(frozen=True, slots=True)
class Group:
    """What stands under one UID: the master and those of its changed instances that can matter."""

    uid: str
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """One VCALENDAR: its METHOD and PRODID, and the text of its VTIMEZONEs by TZID. Zones of one say nothing
    about another, or a stranger's file could move everybody's events (PROMISES 3.1)."""

    method: str | None = None
    prodid: str | None = None
    zones: Mapping[str, bytes] = field(default_factory=dict)
    timezone: str | None = None
    """X-WR-TIMEZONE, which Google and others write: the zone of the calendar's floating times."""


@dataclass(frozen=True, slots=True)
class Scan:
    """`groups` holds what can matter in the window and all that is our own; `broken` one reason for each event
    whose end is missing; `events` counts all VEVENTs of the stream."""

    text: bytes
    calendars: tuple[Calendar, ...]
    groups: tuple[Group, ...]
    broken: tuple[str, ...]
    events: int


class _Seen(NamedTuple):
    component: Component
    times: Times


def scan(data: bytes, window: TimeSpan) -> Scan:
    """What `data` holds for the window. Raises NotCalendarData if it is not iCalendar, or is cut."""
    text = _whole(unfold(data))
    borders = _calendars(text)
    within = Within(window)
    broken: list[str] = []
    by_uid: dict[bytes, list[_Seen]] = {}
    relevant: dict[bytes, None] = {}
    events = 0
    for number, (begin, end) in enumerate(borders):
        for start, stop in _blocks(text, b"VEVENT", begin, end, broken):
            events += 1
            keys = _keys(text, start, stop)
            times = Times.read(keys)
            uid = _uid(keys) or _derived_uid(own_text(text, start, stop))
            by_uid.setdefault(uid, []).append(_Seen(Component(start, stop, number), times))
            if uid not in relevant and (within.may_hold(times) or uid.startswith(_OURS)):
                relevant[uid] = None
    groups = tuple(_group(uid, by_uid[uid], within) for uid in relevant)
    needed = {component.calendar for group in groups for component in group.components}
    calendars = tuple(
        _calendar(text, begin, end) if number in needed else Calendar() for number, (begin, end) in enumerate(borders)
    )
    return Scan(text=text, calendars=calendars, groups=groups, broken=tuple(broken), events=events)


def _whole(text: bytes) -> bytes:
    """Single components without a VCALENDAR around them, as some vdir programs keep them, with one."""
    if text.startswith((b"\nBEGIN:VEVENT\n", b"\nBEGIN:VTIMEZONE\n")) and _BEGIN_CALENDAR not in text:
        return _BEGIN_CALENDAR.removesuffix(b"\n") + text.removesuffix(b"\n") + _END_CALENDAR
    return text


def _calendars(text: bytes) -> list[tuple[int, int]]:
    """Where each VCALENDAR begins and ends. Anything but whole ones, one after the other, is no calendar."""
    if not text.startswith(_BEGIN_CALENDAR):
        raise NotCalendarData("This is not an iCalendar file: it does not begin with BEGIN:VCALENDAR.")
    borders = []
    at = 0
    while at >= 0:
        end = text.find(_END_CALENDAR, at)
        following = text.find(_BEGIN_CALENDAR, at + 1)
        if end < 0 or 0 <= following < end:
            raise NotCalendarData("This iCalendar file is cut: its END:VCALENDAR is missing.")
        borders.append((at + len(_BEGIN_CALENDAR) - 1, end))
        behind = end + len(_END_CALENDAR) - 1
        at = text.find(_BEGIN_CALENDAR, behind)
        if text.find(b"\nBEGIN:", behind, at + 1 if at >= 0 else len(text)) >= 0:
            raise NotCalendarData("There is something between or after the calendars of this file that is no calendar.")
    return borders


def _blocks(text: bytes, name: bytes, begin: int, end: int, broken: list[str]) -> Iterator[tuple[int, int]]:
    """Start and end of the inside of each component `name`; one without END is named in `broken` and left out."""
    opening, closing = b"\nBEGIN:%b\n" % name, b"\nEND:%b\n" % name
    at = text.find(opening, begin, end + 1)
    while at >= 0:
        following = text.find(opening, at + 1, end + 1)
        stop = text.find(closing, at, following + 1 if following >= 0 else end + 1)
        if stop >= 0:
            yield at + len(opening) - 1, stop
        else:
            broken.append(f"a {name.decode()} has no END")
        at = following


def _keys(text: bytes, start: int, stop: int) -> list[tuple[bytes, bytes]]:
    """The lines of an event's own that say what and when it is, as pairs of name and rest."""
    keys: list[tuple[bytes, bytes]] = []
    for begin, end in own_parts(text, start, stop):
        keys += _KEYS.findall(text, begin, end)
    return keys


def _uid(keys: list[tuple[bytes, bytes]]) -> bytes:
    for name, rest in keys:
        if name.upper() == b"UID" and (uid := value_of(rest).strip()):
            return uid
    return b""


def _derived_uid(own: bytes) -> bytes:
    """For an event without a UID one made of what it says: it must be the same in the next run."""
    telling = re.findall(rb"\n((?:DTSTART|SUMMARY)[;:][^\n]*)", own, re.IGNORECASE)
    return b"no-uid-" + hashlib.sha256(b"\n".join(sorted(telling))).hexdigest()[:32].encode()


def _group(uid: bytes, seen: list[_Seen], within: Within) -> Group:
    """Masters, and the changed instances that are in the window or take something out of it."""
    longest: timedelta | None = timedelta(0)
    for one in seen:
        if one.times.recurrence_id is None:
            length = one.times.length()
            longest = None if length is None or longest is None else max(longest, length)
    components = tuple(
        one.component for one in seen if one.times.recurrence_id is None or within.may_change(one.times, longest)
    )
    return Group(uid.decode("utf-8", "replace"), components)


def _calendar(text: bytes, begin: int, end: int) -> Calendar:
    zones: dict[str, bytes] = {}
    for start, stop in _blocks(text, b"VTIMEZONE", begin, end, []):
        found = re.search(rb"\nTZID([;:][^\n]*)", text[start:stop], re.IGNORECASE)
        tzid = value_of(found[1]).decode("utf-8", "replace").strip() if found else ""
        if tzid and tzid not in zones:
            zones[tzid] = text[start:stop]
    return Calendar(
        method=_property(text, b"METHOD", begin, end),
        prodid=_property(text, b"PRODID", begin, end),
        zones=zones,
        timezone=_property(text, b"X-WR-TIMEZONE", begin, end),
    )


def _property(text: bytes, name: bytes, begin: int, end: int) -> str | None:
    """A property of the calendar itself, before or behind its components; none of them may hold one of that name."""
    for spelt in (name, name.lower()):
        for separator in (b":", b";"):
            at = text.find(b"\n" + spelt + separator, begin, end)
            if at >= 0:
                line_end = text.find(b"\n", at + 1)
                return value_of(text[at + 1 + len(name) : line_end]).decode("utf-8", "replace").strip() or None
    return None

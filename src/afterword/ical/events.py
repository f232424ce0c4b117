"""One VEVENT as text, checked before any parser sees it, and cut down to the properties that are read.

The limits are those of PROMISES R6. They count what is handed to the parser: the event's own content lines of the
properties in `_READ`, unfolded; alarms, attachments and unknown properties neither count nor cost anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.ical.errors import Unreadable
from afterword.ical.lines import content_lines, own_text, time_value, tzid_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterword.ical.scan import Component

MOST_LINES: Final = 1000
MOST_BYTES: Final = 262_144
_TIMES: Final = (b"DTSTART", b"DTEND", b"RECURRENCE-ID", b"EXDATE", b"RDATE")
_ONCE: Final = (b"UID", b"DTSTART", b"DTEND", b"DURATION", b"RECURRENCE-ID")
_READ: Final = frozenset(
    (
        *_TIMES,
        *(b"UID", b"DURATION", b"RRULE", b"SEQUENCE", b"LAST-MODIFIED", b"DTSTAMP"),
        *(b"SUMMARY", b"DESCRIPTION", b"LOCATION", b"STATUS", b"TRANSP", b"CATEGORIES", b"RELATED-TO"),
        *(b"ORGANIZER", b"ATTENDEE", b"URL", b"CONFERENCE", b"X-ALT-DESC", b"X-GOOGLE-CONFERENCE"),
        *(b"X-MICROSOFT-CDO-BUSYSTATUS", b"X-MICROSOFT-CDO-INTENDEDSTATUS", b"X-MICROSOFT-SKYPETEAMSMEETINGURL"),
        *(b"X-MICROSOFT-ONLINEMEETINGCONFLINK", b"X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"),
        *(b"X-AFTERWORD-KIND", b"X-AFTERWORD-WRITTEN"),
    )
)
_DATE: Final = re.compile(rb"\d{8}")
_TIME: Final = re.compile(rb"\d{8}T\d{6}Z?")

_DURATION: Final = re.compile(
    rb"[+-]?P(?:\d{1,9}W|(?:\d{1,9}D)?(?:T(?:\d{1,9}H)?(?:\d{1,9}M)?(?:\d{1,9}S)?)?)", re.IGNORECASE
)
_MOMENT: Final = re.compile(rb"\d{8}(?:T\d{6}Z?)?(?:/(?:\d{8}(?:T\d{6}Z?)?|\+?P[0-9WDTHMS]{1,40}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EventText:
    """The lines of one VEVENT by name (upper case); each is the rest of the line from its ";" or ":" on."""

    lines: dict[bytes, list[bytes]]

    def first(self, name: bytes) -> bytes | None:
        found = self.lines.get(name)
        return found[0] if found else None

    def value(self, name: bytes) -> str | None:
        """The raw value of a property, None if it is missing or empty."""
        rest = self.first(name)
        return None if rest is None else value_of(rest).decode("utf-8", "replace").strip() or None

    @property
    def is_changed_instance(self) -> bool:
        return b"RECURRENCE-ID" in self.lines

    @property
    def repeats(self) -> bool:
        return any(name in self.lines for name in (b"RRULE", b"RDATE", b"EXDATE"))

    @property
    def starts_on_date(self) -> bool:
        return len(time_value(self.lines[b"DTSTART"][0])) == len(b"YYYYMMDD")

    @property
    def tzid(self) -> str | None:
        """The TZID that its start is given in: its own, or of DTEND where only that one has any (meant for both)."""
        if self.starts_on_date:
            return None
        for name in (b"DTSTART", b"DTEND"):
            rest = self.first(name)
            if rest is None or time_value(rest).endswith(b"Z"):
                return None
            if (tzid := tzid_of(rest)) is not None:
                return tzid
        return None

    @property
    def is_floating(self) -> bool:
        start = self.lines[b"DTSTART"][0]
        return not self.starts_on_date and not time_value(start).endswith(b"Z") and self.tzid is None

    def without_recurrence(self) -> EventText:
        """The same event standing alone."""
        series = {b"RRULE", b"RDATE", b"EXDATE", b"RECURRENCE-ID"}
        return EventText({name: rests for name, rests in self.lines.items() if name not in series})

    @property
    def rule_texts(self) -> list[str]:
        """The values of RRULE; an empty one, as some holiday lists have it, is none."""
        values = (value_of(rest).decode("ascii", "replace").strip() for rest in self.lines.get(b"RRULE", []))
        return [value for value in values if value]


def event_text(text: bytes, component: Component) -> EventText:
    """The checked text of the event at `component` in the unfolded `text`. Raises Unreadable."""
    lines: dict[bytes, list[bytes]] = {}
    count = size = 0
    for name, rest in content_lines(own_text(text, component.start, component.end)):
        if name in _READ:
            count += 1
            size += len(rest)
            lines.setdefault(name, []).append(rest)
    if count > MOST_LINES:
        raise Unreadable(f"has more than {MOST_LINES} lines")
    if size > MOST_BYTES:
        raise Unreadable(f"is larger than {MOST_BYTES // 1024} kB")
    for name in _ONCE:
        if len(lines.get(name, ())) > 1:
            raise Unreadable(f"has two {name.decode()}")
    _check_times(lines)
    _check_dates(lines)
    _check_duration(lines)
    return EventText(lines)


def _check_times(lines: dict[bytes, list[bytes]]) -> None:
    start = lines.get(b"DTSTART")
    if start is None:
        raise Unreadable("has no DTSTART")
    for name in (b"DTSTART", b"DTEND", b"RECURRENCE-ID"):
        for rest in lines.get(name, ()):
            value = time_value(rest)
            if _DATE.fullmatch(value) is None and _TIME.fullmatch(value) is None:
                raise Unreadable(f"has a {name.decode()} that is no date or time")


def _check_dates(lines: dict[bytes, list[bytes]]) -> None:
    for name in (b"RDATE", b"EXDATE"):
        lines[name] = [rest for rest in lines.get(name, ()) if time_value(rest)]
        if not all(_MOMENT.fullmatch(value.strip()) for rest in lines[name] for value in time_value(rest).split(b",")):
            raise Unreadable(f"has an {name.decode()} that is no date or time")
        if not lines[name]:
            del lines[name]


def _check_duration(lines: dict[bytes, list[bytes]]) -> None:
    """An empty DURATION, as some programs write for none, is none."""
    duration = value_of(lines.get(b"DURATION", [b""])[0]).strip()
    if not duration:
        lines.pop(b"DURATION", None)
    elif _DURATION.fullmatch(duration) is None:
        raise Unreadable("has a DURATION that is none")


def time_line(name: bytes, rest: bytes, zone_key: Callable[[str], str]) -> bytes:
    """A line of dates or times in the form the parser knows best: TZID by our own key, VALUE by what is there."""
    value = time_value(rest)
    tzid = tzid_of(rest)
    params = b""
    if b"/" in value:
        params += b";VALUE=PERIOD"
    elif len(value.partition(b",")[0]) == len(b"YYYYMMDD"):
        params += b";VALUE=DATE"
        tzid = None
    if tzid is not None and not value.endswith(b"Z"):
        params += b";TZID=" + zone_key(tzid).encode()
    if name == b"RECURRENCE-ID" and b"THISANDFUTURE" in rest.upper():
        params += b";RANGE=THISANDFUTURE"
    return name + params + b":" + value


def is_time_property(name: bytes) -> bool:
    return name in _TIMES

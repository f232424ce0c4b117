"""An event with the zones of the calendar it stands in: what its dates and times mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from afterword.ical.errors import Unreadable
from afterword.ical.lines import time_value, tzid_of
from afterword.ical.zones import UTC_ZONE, Zone

if TYPE_CHECKING:
    from afterword.ical.events import EventText
    from afterword.ical.zones import Zones

_DURATION: Final = re.compile(
    r"([+-]?)P(?:(\d{1,9})W|(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?)", re.IGNORECASE
)
_DATE_LENGTH: Final = len("YYYYMMDD")
_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = time()


@dataclass(frozen=True, slots=True)
class Source:
    """One VEVENT of a group with the zones of its VCALENDAR."""

    text: EventText
    zones: Zones

    @property
    def zone(self) -> Zone:
        """The zone that the event's start is given in; UTC for dates and floating times."""
        tzid = self.text.tzid
        if self.text.is_floating and self.zones.floating is not None:
            return self.zones.floating
        return UTC_ZONE if tzid is None else self.zones.find(tzid)

    def moment(self, rest: bytes) -> date:
        """The value of a DTSTART or DTEND: a date, an aware datetime, or a naive one where it is floating."""
        value = time_value(rest)
        wall = wall_clock(value)
        if len(value) == _DATE_LENGTH:
            return wall.date()
        if value.endswith(b"Z"):
            return wall.replace(tzinfo=UTC)
        tzid = tzid_of(rest)
        return wall if tzid is None else wall.replace(tzinfo=self.zones.find(tzid).tz)

    def times(self) -> tuple[date, date]:
        """Start and end as written (RFC 5545 section 3.6.1 for a missing end), as if it did not repeat."""
        text = self.text
        start = self.moment(text.lines[b"DTSTART"][0])
        ending, length = text.first(b"DTEND"), text.value(b"DURATION")
        if ending is not None:
            return start, self.moment(ending)
        if length is None:
            return start, start if isinstance(start, datetime) else start + _DAY
        lasting = duration(length)
        if lasting.seconds and not isinstance(start, datetime):
            start = datetime.combine(start, _MIDNIGHT)
        return start, start + lasting


def wall_clock(value: bytes) -> datetime:
    """Date and time of a value as the clock on the wall shows them; a date as its midnight. Raises Unreadable."""
    digits = value.decode("ascii", "replace")
    try:
        if len(digits) == _DATE_LENGTH:
            return datetime(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))  # noqa: DTZ001 - wall clock
        parts = (digits[:4], digits[4:6], digits[6:8], digits[9:11], digits[11:13], digits[13:15])
        year, month, day, hour, minute, second = map(int, parts)
        return datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 - wall clock; a leap second
    except ValueError:
        raise Unreadable("has a date that does not exist") from None


def duration(value: str) -> timedelta:
    """The length of a DURATION (RFC 5545 section 3.3.6). Raises Unreadable, OverflowError for one beyond all time."""
    found = _DURATION.fullmatch(value)
    if found is None:
        raise Unreadable("has a DURATION that is none")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length

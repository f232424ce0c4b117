"""Calendars for tests, as text that a person can read. Each is read twice: as it is, and with components reversed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from afterword.core.model import Occurrence, TimeSpan
from afterword.ical.decode import Reading, read
from afterword.ports import Resource

WINDOW = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))

BERLIN_OF_OUTLOOK = """\
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def event(lines: str, *, uid: str = "one@example.com") -> str:
    """A VEVENT with the lines given; a UID is added where they bring none."""
    body = lines.strip("\n")
    if "UID" not in body:
        body = f"UID:{uid}\n{body}"
    return f"BEGIN:VEVENT\n{body}\nEND:VEVENT\n"


def calendar(*components: str, head: str = "PRODID:-//x//y//EN\n") -> bytes:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(components)}END:VCALENDAR\n".encode()


def reading(
    *components: str, window: TimeSpan = WINDOW, timezone: str = "America/Chicago", head: str = "PRODID:-//x//y//EN\n"
) -> Reading:
    """What is read; the same whichever way round the components stand, and with any kind of line end."""
    data = calendar(*components, head=head)
    found = read_bytes(data, window=window, timezone=timezone)
    for other in (
        calendar(*reversed(components), head=head),
        data.replace(b"\n", b"\r\n"),
        data.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + data,
    ):
        assert in_order(read_bytes(other, window=window, timezone=timezone)) == in_order(found)
    return found


def read_bytes(data: bytes, *, window: TimeSpan = WINDOW, timezone: str = "America/Chicago") -> Reading:
    return read(Resource("", None, data), source="file.ics", window=window, timezone=timezone)


def in_order(found: Reading) -> tuple[object, ...]:
    standing = [replace(one, data=b"") for one in found.standing]
    return (
        sorted(found.occurrences, key=lambda one: (one.span, one.uid)),
        sorted(standing, key=lambda one: one.uid),
        sorted(found.skipped, key=lambda one: one.reason),
        found.events_read,
    )


def only(found: Reading) -> Occurrence:
    assert found.skipped == ()
    (one,) = found.occurrences
    return one


def starts(found: Reading) -> list[str]:
    """The starts in their own zones, in order."""
    return sorted(one.span.start.isoformat() for one in found.occurrences)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


HOUR = timedelta(hours=1)

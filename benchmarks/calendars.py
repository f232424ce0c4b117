"""Calendars of any size, always the same: a working life with a few interviews in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 2, 9)  # noqa: DTZ001 (written as wall clock with a TZID)

ZONE = """BEGIN:VTIMEZONE
TZID:America/Chicago
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0600
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0600
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE
"""
EVERYDAY = ("Standup", "Dentist", "Lunch with Sam", "1:1", "Sprint planning", "Gym", "School run", "Design review")
SERIES = ("FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=DAILY;COUNT=200", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=YEARLY")


def events(count: int, years: int = 10, seed: int = 7) -> Iterator[str]:
    """`count` VEVENTs over `years` years: one in a hundred a series, one in two hundred an interview around NOW."""
    random = Random(seed)
    first = NOW - timedelta(days=365 * years * 9 // 10)
    for number in range(count):
        start = first + timedelta(minutes=15 * random.randrange(365 * years * 96))
        if number % 200 == 0:
            start = NOW + timedelta(hours=random.randrange(-1200, 1200))
        yield _event(number, start, random)


def _event(number: int, start: datetime, random: Random) -> str:
    interview = number % 200 == 0
    title = f"Interview with Firm {number}" if interview else random.choice(EVERYDAY)
    lines = [
        "BEGIN:VEVENT",
        f"UID:bench-{number}@example.org",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=America/Chicago:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=America/Chicago:{start + timedelta(hours=1):%Y%m%dT%H%M%S}",
        f"SUMMARY:{title}",
        "DESCRIPTION:" + "Some words that every calendar holds\\, again and again. " * random.randrange(1, 9),
        f"ORGANIZER;CN=Person {number % 37}:mailto:person{number % 37}@firm{number % 11}.example",
        "ATTENDEE;CN=Maya Lindqvist;PARTSTAT=ACCEPTED:mailto:maya@example.com",
    ]
    if number % 100 == 1:
        lines.append(f"RRULE:{random.choice(SERIES)}")
    lines += ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Reminder", "TRIGGER:-PT10M", "END:VALARM", "END:VEVENT"]
    return "\n".join(lines) + "\n"


def calendar(count: int, years: int = 10) -> bytes:
    """One .ics file with all of them."""
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Afterword//benchmark//EN\n" + ZONE
    text = head + "".join(events(count, years)) + "END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def objects(count: int, years: int = 10) -> Iterator[tuple[str, bytes]]:
    """The same as single objects: (file name, bytes)."""
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Afterword//benchmark//EN\n" + ZONE
    for number, event in enumerate(events(count, years)):
        yield f"bench-{number}.ics", (head + event + "END:VCALENDAR\n").replace("\n", "\r\n").encode()

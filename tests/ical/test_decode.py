from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.core.model import TimeSpan
from afterword.errors import NotCalendarData
from afterword.ical.decode import read
from afterword.ports import Resource

WINDOW = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))


def test_a_timed_event_is_read_in_its_own_zone() -> None:
    data = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:one
DTSTART;TZID=Europe/Berlin:20260310T090000
DTEND;TZID=Europe/Berlin:20260310T100000
SUMMARY:Interview
END:VEVENT
END:VCALENDAR
"""
    reading = read(Resource("", None, data), source="s", window=WINDOW, timezone="America/Chicago")
    (event,) = reading.occurrences
    assert event.span.start == datetime(2026, 3, 10, 8, tzinfo=UTC)
    assert event.zone == "Europe/Berlin"
    assert event.recurrence_id is None


@pytest.mark.parametrize("data", [b"", b"<html>", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n"])
def test_what_is_no_calendar_or_is_cut_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(NotCalendarData):
        read(Resource("", None, data), source="s", window=WINDOW, timezone="UTC")

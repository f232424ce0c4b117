"""A series that only repeats is put together here as the libraries would."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.core.model import TimeSpan
from afterword.ical.events import event_text
from afterword.ical.lines import unfold
from afterword.ical.plain_series import plain_times
from afterword.ical.scan import Component
from afterword.ical.series import series_times
from afterword.ical.source import Source
from afterword.ical.zones import Zones
from tests.ical.test_differential import MOMENTS, RULES, value

CHICAGO = ZoneInfo("America/Chicago")
FORMS = ("", ";TZID=Europe/Berlin", ";TZID=America/New_York", "Z")


def source(lines: str) -> Source:
    text = unfold(f"UID:one\n{lines}".encode())
    return Source(event_text(text, Component(0, len(text) - 1, 0)), Zones({}, CHICAGO, None))


@st.composite
def series(draw: st.DrawFn) -> str:
    start = draw(MOMENTS)
    form = draw(st.sampled_from(FORMS))
    rule = draw(RULES)
    if "COUNT" not in rule and draw(st.booleans()):
        until = start + timedelta(days=draw(st.integers(-3, 900)), minutes=draw(st.integers(-90, 90)))
        rule += f";UNTIL={until:%Y%m%dT%H%M%S}" + draw(st.sampled_from(["", "Z"]))
    length = timedelta(minutes=15 * draw(st.integers(0, 300)))
    end = draw(st.sampled_from([f"DTEND{value(start + length, form)}", f"DURATION:PT{length.seconds // 60}M"]))
    weeks = draw(st.lists(st.integers(0, 60), max_size=3))
    gone = [f"EXDATE{value(start + timedelta(days=7 * week), form)}" for week in weeks]
    return "\n".join([f"DTSTART{value(start, form)}", end, f"RRULE:{rule}", *gone])


@given(series(), MOMENTS, st.integers(1, 200))
@settings(max_examples=100, deadline=None)
def test_a_plain_series_has_the_instances_that_the_libraries_give_it(lines: str, start: datetime, days: int) -> None:
    window = TimeSpan(start.replace(tzinfo=UTC), start.replace(tzinfo=UTC) + timedelta(days=days))
    one = source(lines)
    plain = plain_times(one, window)
    assert plain is not None
    assert inside(plain, window) == inside([(start, end) for _, start, end in series_times([one], window)], window)


def inside(times: list[tuple[date, date]], window: TimeSpan) -> list[TimeSpan]:
    return sorted(span for start, end in times if (span := spanned(start, end)).overlaps(window))


def spanned(start: date, end: date) -> TimeSpan:
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    return TimeSpan(*(moment if moment.tzinfo else moment.replace(tzinfo=CHICAGO) for moment in (start, end)))


@pytest.mark.parametrize(
    "lines",
    [
        "DTSTART:20260303T090000Z\nRRULE:FREQ=WEEKLY\nRDATE:20260304T090000Z",
        "DTSTART:20260303T090000Z\nDTEND:20260303T080000Z\nRRULE:FREQ=WEEKLY",
        "DTSTART:20260303T090000Z\nDTEND:20260303T100000\nRRULE:FREQ=WEEKLY",
        "DTSTART:20260303T090000Z\nRRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20260310",
        "DTSTART;TZID=Europe/Berlin:20260303T090000\nRRULE:FREQ=WEEKLY\nEXDATE:20260310T090000Z",
        "DTSTART;TZID=Europe/Berlin:20260303T090000\nDTEND;TZID=Europe/Paris:20260303T093000\nRRULE:FREQ=WEEKLY",
        "DTSTART;VALUE=DATE:20260303\nDTEND:20260303T100000Z\nRRULE:FREQ=WEEKLY",
        "DTSTART;VALUE=DATE:20260303\nDURATION:PT3H\nRRULE:FREQ=WEEKLY",
    ],
)
def test_what_mixes_forms_or_adds_dates_is_left_to_the_libraries(lines: str) -> None:
    assert plain_times(source(lines), TimeSpan(utc(2026, 3, 1), utc(2026, 4, 1))) is None


def utc(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)

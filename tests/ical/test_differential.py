"""The quick reader finds what the slow one finds: on made-up calendars, and on those of the corpus."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.core.model import TimeSpan
from afterword.errors import NotCalendarData
from tests.ical.calendars import BERLIN_OF_OUTLOOK, calendar, event, read_bytes
from tests.ical.naive import Found, naive, same_form

if TYPE_CHECKING:
    from afterword.ical.decode import Reading

BERLIN = BERLIN_OF_OUTLOOK.replace("W. Europe Standard Time", "Europe/Berlin")
ZONES = ["", ";TZID=Europe/Berlin", ";TZID=W. Europe Standard Time", ";TZID=America/New_York", "Z"]
MOMENTS = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2026-12-31")).map(
    lambda moment: moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
)
RULES = st.sampled_from(
    [
        *(
            "FREQ=DAILY",
            "FREQ=DAILY;COUNT=10",
            "FREQ=DAILY;INTERVAL=3;COUNT=200",
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;COUNT=30",
        ),
        *("FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "FREQ=MONTHLY", "FREQ=YEARLY"),
        *("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=3,6;BYDAY=2MO"),
    ]
)


def value(moment: datetime, zone: str) -> str:
    if zone == "Z":
        return f":{moment:%Y%m%dT%H%M%S}Z"
    return f"{zone}:{moment:%Y%m%dT%H%M%S}"


@st.composite
def groups(draw: st.DrawFn) -> list[str]:
    """The events of one UID: alone, of days, or a series with what happens to series."""
    uid = draw(st.text("abcdefgh", min_size=6, max_size=6))
    start = draw(MOMENTS)
    zone = draw(st.sampled_from(ZONES))
    if draw(st.integers(0, 4)) == 0:
        days = draw(st.integers(1, 40))
        rule = draw(st.sampled_from(["", "RRULE:FREQ=YEARLY", "RRULE:FREQ=MONTHLY;COUNT=5"]))
        return [
            event(
                f"DTSTART;VALUE=DATE:{start:%Y%m%d}\nDTEND;VALUE=DATE:{start + timedelta(days=days):%Y%m%d}\n{rule}",
                uid=uid,
            )
        ]
    length = timedelta(minutes=15 * draw(st.integers(0, 200)))
    lines = [f"DTSTART{value(start, zone)}", f"DTEND{value(start + length, zone)}"]
    if draw(st.booleans()):
        return [event("\n".join(lines), uid=uid)]
    return [event("\n".join([*lines, *draw(repetition(start, zone))]), uid=uid), *draw(changes(uid, start, zone))]


@st.composite
def repetition(draw: st.DrawFn, start: datetime, zone: str) -> list[str]:
    rule = draw(RULES)
    if "COUNT" not in rule and draw(st.booleans()):
        until = start + timedelta(days=draw(st.integers(0, 900)))
        rule += f";UNTIL={until:%Y%m%dT%H%M%S}" + ("" if zone == "" else "Z")
    weeks = draw(st.lists(st.integers(0, 60), max_size=4))
    lines = [f"RRULE:{rule}", *(f"EXDATE{value(start + timedelta(days=7 * week), zone)}" for week in weeks)]
    if draw(st.booleans()):
        lines.append(f"RDATE{value(draw(MOMENTS), zone)}")
    return lines


@st.composite
def changes(draw: st.DrawFn, uid: str, start: datetime, zone: str) -> list[str]:
    made = []
    for week in draw(st.sets(st.integers(0, 80), max_size=4)):
        place = start + timedelta(days=7 * week)
        moved = draw(st.one_of(st.just(place), MOMENTS))
        lines = f"RECURRENCE-ID{value(place, zone)}\nDTSTART{value(moved, zone)}\nDURATION:PT{draw(st.integers(0, 5))}H"
        made.append(event(lines, uid=uid))
    return made


@given(
    st.lists(groups(), max_size=6, unique_by=lambda group: re.findall("UID:.*", group[0])[0]),
    MOMENTS,
    st.integers(1, 200),
)
@settings(max_examples=40, deadline=None)
def test_the_quick_reader_finds_what_the_slow_one_finds(made: list[list[str]], start: datetime, days: int) -> None:
    first = start.replace(tzinfo=UTC)
    window = TimeSpan(first, first + timedelta(days=days))
    flat = [one for group in made for one in group]
    data = calendar(BERLIN, BERLIN_OF_OUTLOOK, *flat)
    found = read_bytes(data, window=window)
    assert found.skipped == ()
    assert same_form(found) == naive(data, window, "America/Chicago")
    reversed_order = read_bytes(calendar(*reversed(flat), BERLIN_OF_OUTLOOK, BERLIN), window=window)
    assert same_form(reversed_order) == same_form(found)


ON_PURPOSE = {
    "event5.ics": "a date with a TZID is a day, not a midnight",
    "event3.ics": "the same",
    "event_issue1812_2.ics": "the same",
    "event_issue1812_getetag.ics": "the same",
    "event_full_day_rrule.ics": "the same",
    "event_full_day_rrule_count_500.ics": "the same",
    "event_full_day_rrule_until_2y.ics": "the same",
    "event_full_day_rrule_until_50y.ics": "the same",
    "event_full_day_rrule_until_5000y.ics": "the same",
    "issue_201_mixed_datetime_and_date.ics": "a date beside a time in UTC is a day of the reader",
    "issue_201_test_matrix.ics": "the same",
    "event_issue2172.ics": "a TZID with a blank behind it is the zone defined beside it",
    "event_dt_mixed_awareness.ics": "a value that ends with Z is UTC whatever TZID stands beside it",
    "event_dtr_no_tz_exdatez.ics": "an EXDATE in UTC does not move a start whose zone is unknown to UTC",
}
"""Where the reader differs from the libraries, and means to."""


@pytest.mark.acceptance
def test_on_the_corpus_the_quick_reader_finds_what_the_slow_one_finds(corpus: Path) -> None:
    files = sorted((corpus / "ics").rglob("*.ics"))
    assert len(files) > 100
    different = []
    for path in files:
        data = path.read_bytes()
        for window in windows(data):
            found = read_or_refuse(data, window)
            expected = slow(data, window)
            if found is None:
                assert not is_whole(data), path.name
            elif expected is None:
                continue  # the libraries give up on the whole file; what of it can be read is read, the rest named
            elif same_form(found) != expected and not found.skipped and path.name not in ON_PURPOSE:
                different.append((path.name, window.start.year))
    assert different == []


def windows(data: bytes) -> list[TimeSpan]:
    years = sorted({int(year) for year in re.findall(rb"\nDTSTART[^\n]*:(\d{4})", data)})
    return [
        TimeSpan(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 3, 1, tzinfo=UTC))
        for year in years[:2]
        if 1950 < year < 2100
    ]


def read_or_refuse(data: bytes, window: TimeSpan) -> Reading | None:
    try:
        return read_bytes(data, window=window)
    except NotCalendarData:
        return None


def slow(data: bytes, window: TimeSpan) -> Found | None:
    try:
        return naive(data, window, "America/Chicago")
    except Exception:  # noqa: BLE001 - the libraries raise whatever they like
        return None


def is_whole(data: bytes) -> bool:
    text = data.upper().strip()
    return text.startswith(b"BEGIN:VCALENDAR") and text.endswith(b"END:VCALENDAR")

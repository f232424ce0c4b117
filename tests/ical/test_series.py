"""Series: what repeats, what is excluded, added, changed, moved (RFC 5545 section 3.8.5)."""

from __future__ import annotations

import pytest

from afterword.core.model import TimeSpan
from tests.ical.calendars import event, only, reading, starts, utc

WEEKLY = "DTSTART;TZID=Europe/Berlin:20260303T090000\nDTEND;TZID=Europe/Berlin:20260303T100000\nSUMMARY:Weekly\n"


def changed(recurrence_id: str, lines: str) -> str:
    return event(f"RECURRENCE-ID;TZID=Europe/Berlin:{recurrence_id}\n{lines}")


def test_a_series_gives_its_instances_in_the_window_each_known_by_its_start() -> None:
    found = reading(event(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=3"))
    assert [one.recurrence_id for one in sorted(found.occurrences, key=lambda one: one.span)] == [
        "2026-03-03T09:00:00+01:00",
        "2026-03-10T09:00:00+01:00",
        "2026-03-17T09:00:00+01:00",
    ]
    assert found.events_read == 3


def test_whole_days_are_known_by_their_date() -> None:
    found = reading(event("DTSTART;VALUE=DATE:20260310\nRRULE:FREQ=DAILY;COUNT=2"))
    assert sorted(one.recurrence_id or "" for one in found.occurrences) == ["2026-03-10", "2026-03-11"]


def test_a_series_that_began_years_ago_is_still_read() -> None:
    found = reading(event(WEEKLY.replace("2026", "2016") + "RRULE:FREQ=WEEKLY"))
    assert len(found.occurrences) == 9


@pytest.mark.parametrize(
    "until", ["20260317", "20260317T080000Z", "20260317T235959Z", "20260317T100000", "20260318T000000Z"]
)
def test_until_is_the_last_moment_written_as_date_or_time(until: str) -> None:
    found = reading(event(WEEKLY + f"RRULE:FREQ=WEEKLY;UNTIL={until}"))
    # A bare date is taken as its first moment in UTC, as the libraries of most calendars do.
    assert len(found.occurrences) == (2 if until == "20260317" else 3)


def test_a_series_that_ended_before_the_window_is_silent() -> None:
    found = reading(event(WEEKLY.replace("2026", "2016") + "RRULE:FREQ=WEEKLY;UNTIL=20251231T000000Z"))
    assert (found.occurrences, found.skipped) == ((), ())


@pytest.mark.parametrize("exdate", [";TZID=Europe/Berlin:20260310T090000", ":20260310T080000Z", ";VALUE=DATE:20260310"])
def test_an_excluded_instance_is_gone(exdate: str) -> None:
    found = reading(event(WEEKLY + f"RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE{exdate}"))
    assert starts(found) == ["2026-03-03T09:00:00+01:00", "2026-03-17T09:00:00+01:00"]


def test_dates_are_added_one_by_one_and_as_periods() -> None:
    found = reading(
        event(
            WEEKLY + "RDATE;TZID=Europe/Berlin:20260305T110000,20260306T110000\n"
            "RDATE;VALUE=PERIOD:20260307T110000Z/PT3H"
        )
    )
    assert starts(found) == [
        "2026-03-03T09:00:00+01:00",
        "2026-03-05T11:00:00+01:00",
        "2026-03-06T11:00:00+01:00",
        "2026-03-07T11:00:00+00:00",
    ]
    assert {one.span.length.total_seconds() for one in found.occurrences} == {3600, 3 * 3600}


def test_a_changed_instance_takes_the_place_of_its_own_and_keeps_the_id_as_written() -> None:
    found = reading(
        event(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=2"),
        changed("20260310T090000", "DTSTART;TZID=Europe/Berlin:20260311T140000\nSUMMARY:Moved"),
    )
    moved = next(one for one in found.occurrences if one.summary == "Moved")
    assert moved.recurrence_id == "20260310T090000"
    assert starts(found) == ["2026-03-03T09:00:00+01:00", "2026-03-11T14:00:00+01:00"]


def test_a_changed_instance_without_its_series_stands_alone() -> None:
    one = only(reading(changed("20260310T090000", "DTSTART;TZID=Europe/Berlin:20260310T110000\nSUMMARY:Invited")))
    assert one.recurrence_id == "20260310T090000"


def test_an_instance_moved_into_the_window_is_read() -> None:
    found = reading(
        event(WEEKLY.replace("20260303", "20250107") + "RRULE:FREQ=WEEKLY;COUNT=3"),
        changed("20250114T090000", "DTSTART;TZID=Europe/Berlin:20260310T090000\nSUMMARY:Late"),
    )
    assert [one.summary for one in found.occurrences] == ["Late"]


def test_an_instance_moved_out_of_the_window_is_not() -> None:
    found = reading(
        event(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=3"),
        changed("20260310T090000", "DTSTART;TZID=Europe/Berlin:20270310T090000\nSUMMARY:Gone"),
    )
    assert starts(found) == ["2026-03-03T09:00:00+01:00", "2026-03-17T09:00:00+01:00"]


def test_a_long_instance_moved_away_does_not_leave_its_old_place_behind() -> None:
    window = TimeSpan(utc("2026-03-15"), utc("2026-03-20"))
    series = event("DTSTART:20260305T000000Z\nDTEND:20260317T000000Z\nRRULE:FREQ=MONTHLY;COUNT=2")
    moved = event("RECURRENCE-ID:20260305T000000Z\nDTSTART:20270101T000000Z\nDTEND:20270102T000000Z")
    assert reading(series, moved, window=window).occurrences == ()


def test_this_and_future_moves_the_rest() -> None:
    found = reading(
        event(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=4"),
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260310T090000\n"
            "DTSTART;TZID=Europe/Berlin:20260311T150000\nDTEND;TZID=Europe/Berlin:20260311T160000"
        ),
    )
    assert [start[:16] for start in starts(found)] == [
        "2026-03-03T09:00",
        "2026-03-11T15:00",
        "2026-03-18T15:00",
        "2026-03-25T15:00",
    ]
    assert sorted(one.recurrence_id or "" for one in found.occurrences) == [
        "2026-03-03T09:00:00+01:00",
        "2026-03-18T15:00:00+01:00",
        "2026-03-25T15:00:00+01:00",
        "20260310T090000",
    ]


def test_a_cancelled_instance_is_read_as_cancelled() -> None:
    found = reading(
        event(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=2"),
        changed("20260310T090000", "DTSTART;TZID=Europe/Berlin:20260310T090000\nSTATUS:CANCELLED"),
    )
    assert sorted(one.status or "" for one in found.occurrences) == ["", "CANCELLED"]


def test_birthdays_of_long_ago_are_no_reason_to_skip() -> None:
    found = reading(event("DTSTART;VALUE=DATE:19530412\nRRULE:FREQ=YEARLY\nSUMMARY:Grandma"))
    assert [one.span.start.date().isoformat() for one in found.occurrences] == ["2026-04-12"]


def test_the_higher_sequence_counts_when_one_uid_stands_twice() -> None:
    old = event(WEEKLY + "SEQUENCE:1")
    new = event(WEEKLY.replace("T09", "T11").replace("T10", "T12") + "SEQUENCE:2")
    assert starts(reading(old, new)) == ["2026-03-03T11:00:00+01:00"]


def test_events_without_uid_get_one_that_stays_the_same() -> None:
    def bare(name: str) -> str:
        return f"BEGIN:VEVENT\nDTSTART:20260310T090000Z\nSUMMARY:{name}\nEND:VEVENT\n"

    first = reading(bare("a"), bare("b"))
    again = reading(bare("b"), bare("a"))
    assert len({one.uid for one in first.occurrences}) == 2
    assert {one.uid for one in first.occurrences} == {one.uid for one in again.occurrences}


def test_instances_of_one_event_share_its_words_and_keep_their_own_times() -> None:
    whole = "DTSTART;TZID=Europe/Berlin:20260303T090000\nDTEND;TZID=Europe/Berlin:20260303T100000\nSUMMARY:Both\n"
    found = reading(event(whole + "RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20260305T120000Z"))
    assert {one.summary for one in found.occurrences} == {"Both"}
    assert len({(one.span, one.recurrence_id) for one in found.occurrences}) == 3

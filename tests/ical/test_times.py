"""When something happens: zones, dates, ends (PROMISES R10)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from afterword.core.model import TimeSpan
from tests.ical.calendars import BERLIN_OF_OUTLOOK, calendar, event, only, read_bytes, reading, utc

ZONES = [
    *("Africa/Cairo", "Africa/Casablanca", "America/Chicago", "America/Havana", "America/New_York", "America/Nuuk"),
    *("America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Tokyo"),
    *("Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin", "Europe/Dublin", "Europe/London", "Pacific/Auckland"),
    *("Pacific/Chatham", "Pacific/Apia"),
]


def test_a_time_in_utc() -> None:
    one = only(reading(event("DTSTART:20260310T090000Z\nDTEND:20260310T100000Z")))
    assert (one.span.start, one.span.end) == (utc("2026-03-10T09:00"), utc("2026-03-10T10:00"))
    assert one.zone is None
    assert one.recurrence_id is None
    assert not one.floating


def test_a_time_in_a_zone_of_the_iana_database() -> None:
    one = only(reading(event("DTSTART;TZID=Europe/Berlin:20260310T090000\nDTEND;TZID=Europe/Berlin:20260310T100000")))
    assert one.span.start.isoformat() == "2026-03-10T09:00:00+01:00"
    assert one.zone == "Europe/Berlin"
    assert one.zone_doubt is None


def test_a_floating_time_is_taken_in_the_readers_zone_and_says_so() -> None:
    one = only(reading(event("DTSTART:20260310T090000\nDTEND:20260310T100000")))
    assert one.span.start.isoformat() == "2026-03-10T09:00:00-05:00"
    assert one.floating
    assert one.zone is None


@pytest.mark.parametrize("value", [";VALUE=DATE:20260310", ":20260310", ";VALUE=DATE;TZID=Europe/Berlin:20260310"])
def test_a_whole_day_is_a_day_of_the_reader(value: str) -> None:
    one = only(reading(event(f"DTSTART{value}")))
    assert one.all_day
    assert not one.floating
    assert one.span.start.isoformat() == "2026-03-10T00:00:00-05:00"
    assert one.span.end.isoformat() == "2026-03-11T00:00:00-05:00"


def test_several_days_end_before_the_day_in_dtend() -> None:
    one = only(reading(event("DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260313")))
    assert one.span.length == timedelta(days=3)


def test_a_day_that_ends_on_itself_is_that_day() -> None:
    one = only(reading(event("DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260310")))
    assert one.span.length == timedelta(days=1)


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        ("DURATION:PT45M", timedelta(minutes=45)),
        ("DURATION:P1DT2H", timedelta(hours=26)),
        ("DURATION:P2W", timedelta(days=14)),
        ("DTEND:20260310T103000Z", timedelta(minutes=90)),
        ("", timedelta(0)),
        ("DTEND:20260310T083000Z", timedelta(minutes=30)),
    ],
)
def test_the_end_comes_from_dtend_or_duration_or_is_the_start(lines: str, length: timedelta) -> None:
    assert only(reading(event(f"DTSTART:20260310T090000Z\n{lines}"))).span.length == length


def test_an_event_without_length_counts_as_its_start_at_the_windows_edges() -> None:
    window = TimeSpan(utc("2026-03-10T09:00"), utc("2026-03-10T10:00"))
    inside = event("DTSTART:20260310T090000Z", uid="in")
    outside = event("DTSTART:20260310T100000Z", uid="out")
    assert [one.uid for one in reading(inside, outside, window=window).occurrences] == ["in"]


def test_a_windows_zone_with_its_definition() -> None:
    one = only(reading(BERLIN_OF_OUTLOOK, event("DTSTART;TZID=W. Europe Standard Time:20260410T090000")))
    assert one.span.start.isoformat() == "2026-04-10T09:00:00+02:00"
    assert one.zone == "Europe/Berlin"


def test_a_windows_zone_without_definition() -> None:
    one = only(reading(event('DTSTART;TZID="Eastern Standard Time":20260410T090000')))
    assert one.span.start.isoformat() == "2026-04-10T09:00:00-04:00"
    assert one.zone == "America/New_York"
    assert one.zone_doubt is None


@pytest.mark.parametrize("quote", ['"', ""])
def test_a_display_name_with_colon_and_commas_and_its_definition(quote: str) -> None:
    name = "(UTC+01:00) Amsterdam, Berlin, Bern, Rome"
    zone = BERLIN_OF_OUTLOOK.replace("W. Europe Standard Time", name)
    one = only(reading(zone, event(f"DTSTART;TZID={quote}{name}{quote}:20260410T090000")))
    assert one.span.start.isoformat() == "2026-04-10T09:00:00+02:00"
    assert one.zone_doubt is None


def test_a_display_name_without_definition_is_an_offset_in_doubt() -> None:
    one = reading(event("DTSTART;TZID=(UTC+05:30) Chennai, Kolkata:20260410T090000")).occurrences[0]
    assert one.span.start.isoformat() == "2026-04-10T09:00:00+05:30"
    assert one.zone_doubt is not None


@pytest.mark.parametrize("prefix", ["/freeassociation.sourceforge.net/", "/mozilla.org/20070129_1/", "/citadel.org/x/"])
def test_a_zone_with_the_prefix_of_a_library(prefix: str) -> None:
    one = only(reading(event(f"DTSTART;TZID={prefix}America/Argentina/Buenos_Aires:20260410T090000")))
    assert one.zone == "America/Argentina/Buenos_Aires"


@pytest.mark.parametrize(
    "name", ["Europe/Nowhere", "Customized Time Zone", "/etc/passwd", "../../etc/passwd", "America"]
)
def test_an_unknown_zone_is_taken_as_the_readers_and_doubted_never_floating(name: str) -> None:
    one = reading(event(f"DTSTART;TZID={name}:20260310T090000")).occurrences[0]
    assert one.span.start.isoformat() == "2026-03-10T09:00:00-05:00"
    assert one.zone_doubt is not None
    assert name.strip("/.") in one.zone_doubt
    assert not one.floating
    assert one.zone is None


@pytest.mark.parametrize(("name", "offset"), [("UTC", "+00:00"), ("GMT+0200", "+02:00"), ("UTC-5", "-05:00")])
def test_a_zone_whose_name_is_its_offset(name: str, offset: str) -> None:
    one = only(reading(event(f"DTSTART;TZID={name}:20260310T090000")))
    assert one.span.start.isoformat() == f"2026-03-10T09:00:00{offset}"
    assert one.zone_doubt is None


def test_no_file_can_move_a_zone_that_everybody_knows() -> None:
    liar = BERLIN_OF_OUTLOOK.replace("W. Europe Standard Time", "Europe/Berlin").replace("+0100", "-1200")
    one = only(reading(liar, event("DTSTART;TZID=Europe/Berlin:20260310T090000")))
    assert one.span.start.isoformat() == "2026-03-10T09:00:00+01:00"


def test_a_zone_defined_by_one_object_says_nothing_about_another() -> None:
    def custom(offset: str) -> bytes:
        zone = (
            "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
            f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
        )
        return calendar(zone, event("DTSTART;TZID=Customized Time Zone:20260310T090000", uid=offset))

    stranger, honest = custom("-1200"), custom("+0100")
    for data in (stranger, honest):
        read_bytes(data)
    (one,) = read_bytes(honest).occurrences
    assert one.span.start.isoformat() == "2026-03-10T09:00:00+01:00"
    in_one_file = read_bytes(stranger + honest)
    assert {one.uid: one.span.start.isoformat()[-6:] for one in in_one_file.occurrences} == {
        "-1200": "-12:00",
        "+0100": "+01:00",
    }
    (bare,) = read_bytes(calendar(event("DTSTART;TZID=Customized Time Zone:20260310T090000"))).occurrences
    assert bare.zone_doubt is not None


@pytest.mark.parametrize("name", ZONES)
def test_around_every_change_of_the_clock_the_moment_is_that_of_the_zone(name: str) -> None:
    zone = ZoneInfo(name)
    moments = [
        change + timedelta(minutes=minutes)
        for change in changes(zone, utc("2025-01-01"), utc("2031-01-01"))
        for minutes in (-90, -30, 0, 30, 90)
    ] or [utc("2026-03-10T09:00")]
    walls = sorted({moment.astimezone(zone).replace(tzinfo=None, fold=0) for moment in moments})
    events = [event(f"DTSTART;TZID={name}:{wall:%Y%m%dT%H%M%S}", uid=f"{at}") for at, wall in enumerate(walls)]
    found = read_bytes(calendar(*events), window=TimeSpan(utc("2024-12-30"), utc("2031-01-03")))
    assert {one.uid: one.span.start.astimezone(UTC) for one in found.occurrences} == {
        f"{at}": wall.replace(tzinfo=zone).astimezone(UTC) for at, wall in enumerate(walls)
    }


def changes(zone: ZoneInfo, first: datetime, last: datetime) -> list[datetime]:
    """The hours after which another offset holds."""
    found = []
    at = first
    while at < last:
        following = at + timedelta(hours=1)
        if at.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            found.append(following)
        at = following
    return found


def test_a_weekly_series_keeps_its_wall_clock_over_the_change_of_the_clock() -> None:
    found = reading(event("DTSTART;TZID=Europe/Berlin:20260324T090000\nRRULE:FREQ=WEEKLY;COUNT=2"))
    assert sorted(one.span.start.isoformat() for one in found.occurrences) == [
        "2026-03-24T09:00:00+01:00",
        "2026-03-31T09:00:00+02:00",
    ]


def test_a_value_in_utc_stays_utc_whatever_zone_is_named_beside_it() -> None:
    one = only(reading(event("DTSTART;TZID=Europe/Berlin:20260310T090000Z")))
    assert one.span.start == utc("2026-03-10T09:00")


@pytest.mark.parametrize("rule", ["", "RRULE:FREQ=DAILY;COUNT=1"])
def test_hours_of_a_duration_pass_days_of_it_are_days_on_the_wall(rule: str) -> None:
    night = "DTSTART;TZID=Europe/Berlin:20260329T010000\n"  # the clock goes from two to three
    assert only(reading(event(f"{night}DURATION:PT3H\n{rule}"))).span.end.astimezone(UTC) == utc("2026-03-29T03:00")
    assert only(reading(event(f"{night}DURATION:P1D\n{rule}"))).span.end.astimezone(UTC) == utc("2026-03-29T23:00")


def test_a_zone_that_only_the_end_names_is_meant_for_both() -> None:
    one = only(reading(event("DTSTART:20260310T090000\nDTEND;TZID=Europe/Berlin:20260310T100000")))
    assert one.span.start.isoformat() == "2026-03-10T09:00:00+01:00"
    assert (one.zone, one.floating) == ("Europe/Berlin", False)
    one = only(reading(event("DTSTART:20260310T090000\nDTEND:20260310T160000Z")))
    assert one.span.start.isoformat() == "2026-03-10T09:00:00-05:00"
    assert one.floating


def test_the_floating_times_of_a_calendar_that_names_its_zone_are_in_that_zone() -> None:
    head = "X-WR-TIMEZONE:Europe/Brussels\n"
    one = only(reading(event("DTSTART:20260310T090000"), head=head))
    assert one.span.start.isoformat() == "2026-03-10T09:00:00+01:00"
    assert (one.zone, one.floating) == ("Europe/Brussels", False)
    assert only(reading(event("DTSTART;VALUE=DATE:20260310"), head=head)).span.start == utc("2026-03-10T05:00")
    assert only(reading(event("DTSTART:20260310T090000"), head="X-WR-TIMEZONE:Nowhere\n")).floating

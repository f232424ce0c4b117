from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.core.model import Interview, Kind, Owner, Stage
from afterword.core.policy import Employer, Policy
from tests.plan.world import (
    HOUR,
    NOON_UTC,
    application,
    calendar,
    interview,
    local,
    loop,
    of,
    plan,
    refused,
    start,
)

THANKS = Kind.THANK_YOU


@pytest.mark.parametrize(
    ("begins", "hours", "thanks"),
    [
        ("2026-03-03 10:00", 1, "2026-03-03 13:00"),
        ("2026-03-03 15:30", 1, "2026-03-03 18:30"),
        ("2026-03-03 17:00", 1, "2026-03-03 20:00"),  # the last moment of the evening
        ("2026-03-03 17:01", 1, "2026-03-04 08:30"),
        ("2026-03-03 23:30", 1, "2026-03-04 08:30"),  # ends after midnight
        ("2026-03-03 05:00", 1, "2026-03-03 08:30"),
        ("2026-03-06 16:00", 2, "2026-03-06 20:00"),
        ("2026-03-06 18:00", 1, "2026-03-07 08:30"),  # a Saturday does not move it
    ],
)
def test_T1_thanks_come_two_hours_after_the_end_in_waking_hours(begins: str, hours: float, thanks: str) -> None:
    wanted = of(plan(application(interview(begins, hours=hours)), now="2026-03-01 09:00"), THANKS)
    assert start(wanted) == thanks
    assert wanted.rules == ("T1",)
    assert wanted.deadline == local(begins) + timedelta(hours=hours + 24)


def test_T1_after_whole_days_thanks_come_the_next_morning() -> None:
    day = interview("2026-03-03 00:00", hours=24, all_day=True)
    wanted = of(plan(application(day), now="2026-03-01 09:00"), THANKS)
    assert start(wanted) == "2026-03-04 08:30"
    assert wanted.why_then == "The interview is on Tuesday 3 March; a thank-you belongs within 24 hours."


def test_T1_a_holiday_does_not_move_thanks() -> None:
    wanted = plan(
        application(interview("2026-12-25 10:00")), now="2026-12-20 09:00", holidays=lambda *_: lambda _: True
    )
    assert start(of(wanted, THANKS)) == "2026-12-25 13:00"


@pytest.mark.parametrize(
    ("begins", "zone", "thanks"),
    [
        ("2026-03-07 18:00", "America/Chicago", "2026-03-08 08:30"),  # clocks go forward that night
        ("2026-10-31 18:00", "America/Chicago", "2026-11-01 08:30"),  # and back
        ("2026-03-28 19:00", "Europe/Berlin", "2026-03-29 08:30"),
        ("2026-10-24 22:00", "Europe/Berlin", "2026-10-25 08:30"),
        ("2026-04-04 20:00", "Australia/Lord_Howe", "2026-04-05 08:30"),  # half an hour
    ],
)
def test_T1_the_night_of_a_clock_change_keeps_the_morning(begins: str, zone: str, thanks: str) -> None:
    there = ZoneInfo(zone)
    owner = Owner(timezone=zone)
    app = application(interview(local(begins, there)))
    assert start(of(plan(app, now=local("2026-03-01 09:00", there), owner=owner), THANKS), there) == thanks


@given(
    minutes=st.integers(0, 400 * 24 * 60),
    length=st.integers(0, 10 * 60),
    zone=st.sampled_from(["America/Chicago", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia", "Africa/Cairo"]),
)
def test_T1_thanks_are_never_past_24_hours_and_never_in_the_night(minutes: int, length: int, zone: str) -> None:
    begins = NOON_UTC + timedelta(minutes=minutes)
    app = application(interview(begins, hours=length / 60))
    wanted = of(plan(app, now=begins - timedelta(days=7), owner=Owner(timezone=zone)), THANKS)
    end = begins + timedelta(minutes=length)
    assert end + 2 * HOUR <= wanted.span.start <= end + 24 * HOUR
    clock = wanted.span.start.astimezone(ZoneInfo(zone)).time()
    assert Policy().thank_you_from <= clock <= Policy().thank_you_until


@pytest.mark.parametrize(
    ("now", "thanks"),
    [
        ("2026-03-03 15:20", "2026-03-03 15:20"),
        ("2026-03-03 21:00", "2026-03-04 08:30"),
        ("2026-03-04 10:59", "2026-03-04 10:59"),
    ],
)
def test_T1_found_after_its_slot_it_comes_now(now: str, thanks: str) -> None:
    wanted = of(plan(application(interview("2026-03-03 10:00")), now=now), THANKS)
    assert (start(wanted), wanted.rules) == (thanks, ("T1",))


def test_T1_found_in_the_last_night_hours_it_comes_even_at_night() -> None:
    late = interview("2026-03-03 20:00", hours=2)  # ends at 22:00, within 24 hours only until 22:00 of the next day
    assert start(of(plan(application(late), now="2026-03-04 21:10"), THANKS)) == "2026-03-04 21:10"


def test_T1_what_was_placed_late_stays_where_it_was_placed() -> None:
    app = application(interview("2026-03-03 10:00"))
    first = plan(app, now="2026-03-03 15:20")
    again = plan(app, now="2026-03-03 15:50", standing=calendar(first))
    assert again == first


@pytest.mark.parametrize(
    ("stage", "now", "written"),
    [
        (Stage.FINAL, "2026-03-10 10:59", True),
        (Stage.FINAL, "2026-03-10 11:01", False),
        (Stage.PHONE_SCREEN, "2026-03-04 10:59", True),
        (Stage.PHONE_SCREEN, "2026-03-04 11:01", False),
        (Stage.TECHNICAL, "2026-03-05 10:59", True),
        (Stage.TECHNICAL, "2026-03-05 11:01", False),
        (None, "2026-03-05 10:59", True),
        (None, "2026-03-05 11:01", False),
    ],
)
def test_T2_how_late_a_thank_you_may_be(stage: Stage | None, now: str, *, written: bool) -> None:
    wanted = plan(application(interview("2026-03-03 10:00", stage=stage)), now=now)
    assert (THANKS in [one.kind for one in wanted.follow_ups]) is written
    if not written:
        assert refused(wanted, THANKS).rules == ("T2",)


def test_T2_later_rounds_have_a_week() -> None:
    app = application(interview("2026-03-03 10:00", "a"), interview("2026-03-10 10:00", "b"))
    wanted = plan(app, now="2026-03-16 09:00")
    assert of(wanted, THANKS).rules == ("T2",)
    assert of(wanted, THANKS).interview_uid == "b"
    assert refused(wanted, THANKS).interview_uid == "a"


def test_T2_a_thank_you_that_was_written_stays_when_its_time_has_passed() -> None:
    app = application(interview("2026-03-03 10:00"))
    first = plan(app, now="2026-03-01 09:00")
    later = plan(app, now="2026-03-20 09:00", standing=calendar(first))
    assert of(later, THANKS) == of(first, THANKS)


def test_T2_a_late_one_stays_late() -> None:
    app = application(interview("2026-03-03 10:00", stage=Stage.FINAL))
    first = plan(app, now="2026-03-06 21:00")
    assert start(of(first, THANKS)) == "2026-03-07 08:30"
    assert plan(app, now="2026-03-06 23:00", standing=calendar(first)) == first
    assert of(plan(app, now="2026-03-09 23:00", standing=calendar(first)), THANKS) == of(first, THANKS)


def blocks() -> tuple[Interview, Interview, Interview]:
    return (
        interview("2026-03-03 09:00", "a"),
        interview("2026-03-03 10:00", "b"),
        interview("2026-03-03 13:00", "c", hours=2),
    )


def test_T8_a_loop_has_one_thank_you_timed_from_its_end() -> None:
    app = application()
    from dataclasses import replace

    wanted = plan(replace(app, rounds=(loop(*blocks()),)), now="2026-03-01 09:00")
    thanks = of(wanted, THANKS)
    assert start(thanks) == "2026-03-03 17:00"
    assert thanks.interview_uid == "c"
    assert thanks.related_to == ("a", "b", "c")
    assert thanks.rules == ("T1", "T8")


@pytest.mark.parametrize("first_known", [0, 1, 2])
def test_T8_a_loop_that_grows_keeps_its_thank_you(first_known: int) -> None:
    from dataclasses import replace

    empty = application()
    known = blocks()[first_known]
    before = plan(replace(empty, rounds=(loop(known),)), now="2026-03-01 09:00")
    after = plan(replace(empty, rounds=(loop(*blocks()),)), now="2026-03-01 10:00", standing=calendar(before))
    assert of(after, THANKS).uid == of(before, THANKS).uid
    assert {of(after, kind).uid for kind in (Kind.CHECK_IN, Kind.FINAL_CHECK)} <= set(calendar(before))


@pytest.mark.parametrize(
    ("policy", "country", "written"),
    [
        (Policy(), "US", True),
        (Policy(thank_you=False), "US", False),
        (Policy(thank_you_not_in=frozenset({"JP"})), "JP", False),
        (Policy(thank_you_not_in=frozenset({"JP"})), "US", True),
        (Policy(employers=(Employer("Nordwind GmbH", thank_you=False),)), "US", False),
        (Policy(thank_you=False, employers=(Employer("nordwind", thank_you=True),)), "US", True),
        (Policy(thank_you_not_in=frozenset({"JP"}), employers=(Employer("Nordwind", country="JP"),)), "US", False),
    ],
)
def test_M12_thanks_follow_custom_and_wish(policy: Policy, country: str, *, written: bool) -> None:
    owner = Owner(timezone="America/Chicago", country=country)
    wanted = plan(application(interview("2026-03-03 10:00")), now="2026-03-01 09:00", policy=policy, owner=owner)
    assert (THANKS in [one.kind for one in wanted.follow_ups]) is written
    assert Kind.CHECK_IN in [one.kind for one in wanted.follow_ups]
    if not written:
        assert refused(wanted, THANKS).rules == ("M12",)

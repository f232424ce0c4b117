from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.core.identity import follow_up_uid
from afterword.core.model import Kind, Known, Notes, Owner, Person, Stated
from afterword.core.plan import Answer
from afterword.core.policy import Away, Employer, Policy
from tests.plan.world import (
    CHICAGO,
    DAY,
    application,
    calendar,
    holidays_on,
    interview,
    kinds,
    local,
    loop,
    moved,
    of,
    plan,
    refused,
    start,
)

CHECK, FINAL = Kind.CHECK_IN, Kind.FINAL_CHECK
BEFORE = "2026-03-01 09:00"


def by(day: str) -> Stated:
    return Stated(date.fromisoformat(day), date.fromisoformat(day), "the words")


# T3, T4


@pytest.mark.parametrize(
    ("said", "check_in"),
    [
        ("2026-03-13", "2026-03-16 10:30"),  # a Friday: Monday after, not before ten
        ("2026-03-10", "2026-03-11 10:00"),
        ("2026-03-14", "2026-03-16 10:30"),  # a Saturday
        ("2026-03-03", "2026-03-04 10:00"),  # the day itself
        ("2026-04-02", "2026-04-03 10:00"),
    ],
)
def test_T3_the_check_in_comes_the_first_working_day_after_the_stated_day(said: str, check_in: str) -> None:
    wanted = of(plan(application(interview("2026-03-03 10:00", stated=by(said))), now=BEFORE), CHECK)
    assert start(wanted) == check_in
    assert "T3" in wanted.rules


def test_T3_the_sentence_says_why() -> None:
    wanted = of(plan(application(interview("2026-03-03 10:00", stated=by("2026-03-13"))), now=BEFORE), CHECK)
    assert wanted.why_then == "They said by Friday 13 March; Monday 16 March is the first working day after."


def test_T3_a_buffer_adds_working_days() -> None:
    app = application(interview("2026-03-03 10:00", stated=by("2026-03-12")))
    assert start(of(plan(app, now=BEFORE, policy=Policy(buffer_days=2)), CHECK)) == "2026-03-17 10:00"


def test_T3_a_stated_day_before_the_interview_is_none() -> None:
    wanted = of(plan(application(interview("2026-03-03 10:00", stated=by("2026-02-20"))), now=BEFORE), CHECK)
    assert wanted.rules == ("T4",)


def test_T3_the_last_block_of_a_loop_speaks_for_it() -> None:
    first, last = interview("2026-03-03 09:00", "a", stated=by("2026-03-05")), interview("2026-03-03 13:00", "b")
    app = replace(application(), rounds=(loop(first, replace(last, stated=by("2026-03-10"))),))
    assert start(of(plan(app, now=BEFORE), CHECK)) == "2026-03-11 10:00"


def test_T3_the_new_invitation_speaks_and_not_the_one_it_replaced() -> None:
    old, new = interview("2026-03-03 10:00", "old", stated=by("2026-03-09")), interview("2026-03-05 10:00", "new")
    app = replace(application(), rounds=(loop(replace(new, stated=by("2026-03-12")), replaced=(old,)),))
    assert start(of(plan(app, now=BEFORE), CHECK)) == "2026-03-13 10:00"


def test_T3_a_note_on_the_users_own_copy_speaks_for_the_invitation() -> None:
    copy = interview("2026-03-03 10:00", "own", stated=by("2026-03-12"), notes=Notes(they_said="Thursday week"))
    invitation = interview("2026-03-03 10:00", "inv", stated=by("2026-03-20"))
    app = replace(application(), rounds=(loop(invitation, replaced=(copy,)),))
    assert start(of(plan(app, now=BEFORE), CHECK)) == "2026-03-13 10:00"


def test_T3_what_the_user_answered_in_the_form_goes_over_the_invitation() -> None:
    app = application(interview("2026-03-03 10:00", stated=by("2026-03-05")))
    answers = {follow_up_uid(Kind.THANK_YOU, "one"): Answer(Notes(talked_about="queues"), by("2026-03-20"))}
    wanted = plan(app, now=BEFORE, answers=answers)
    assert start(of(wanted, CHECK)) == "2026-03-23 10:30"
    assert "talked queues" in of(wanted, Kind.THANK_YOU).description


def test_T3_what_the_user_noted_on_the_interview_goes_over_the_invitation() -> None:
    app = application(interview("2026-03-03 10:00", stated=by("2026-03-05")))
    assert start(of(plan(app, now=BEFORE, answers={"one": Answer(stated=by("2026-03-20"))}), CHECK)) == (
        "2026-03-23 10:30"
    )


@pytest.mark.parametrize(
    ("begins", "check_in"),
    [
        ("2026-03-03 10:00", "2026-03-17 10:00"),
        ("2026-03-07 10:00", "2026-03-23 10:30"),  # a Saturday, so two weeks later is one
        ("2026-03-03 23:30", "2026-03-18 10:00"),  # it ends on the next day
        ("2026-03-03 23:00", "2026-03-17 10:00"),  # it ends at midnight
    ],
)
def test_T4_nothing_stated_means_two_weeks(begins: str, check_in: str) -> None:
    wanted = of(plan(application(interview(begins)), now=BEFORE), CHECK)
    assert start(wanted) == check_in
    assert "T4" in wanted.rules


def test_T4_counts_from_the_date_where_the_interview_takes_place() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    there = interview(local("2026-03-04 09:00", tokyo), zone="Asia/Tokyo")  # still the 3rd in Chicago
    assert of(plan(application(there), now=BEFORE), CHECK).span.start.astimezone(CHICAGO).date() == date(2026, 3, 18)


# T5


def test_T5_the_final_check_comes_a_week_after_the_check_in() -> None:
    wanted = plan(application(interview("2026-03-03 10:00")), now=BEFORE)
    assert start(of(wanted, FINAL)) == "2026-03-24 10:00"
    assert of(wanted, FINAL).rules == ("T5",)
    assert "after 2026-03-17" in of(wanted, FINAL).description


def test_T5_it_counts_from_the_day_on_which_the_check_in_was_marked_done() -> None:
    app = application(interview("2026-03-03 10:00"))
    standing = calendar(plan(app, now=BEFORE))
    uid = follow_up_uid(CHECK, "one")
    ticked = replace(standing[uid], summary="✓ check-in Nordwind", last_modified=local("2026-03-19 18:00"))
    wanted = plan(app, now="2026-03-20 09:00", standing=standing | {uid: ticked})
    assert start(of(wanted, FINAL)) == "2026-03-26 10:00"


def test_T5_without_last_modified_it_counts_from_when_it_was_first_seen_done() -> None:
    app = application(interview("2026-03-03 10:00"))
    standing = calendar(plan(app, now=BEFORE))
    uid = follow_up_uid(CHECK, "one")
    ticked = standing | {uid: replace(standing[uid], summary="done: check-in Nordwind")}
    seen = Known(uid, "cal", "", "", "")
    assert start(of(plan(app, now="2026-03-19 09:00", standing=ticked, known={uid: seen}), FINAL)) == "2026-03-26 10:00"
    noted = {uid: replace(seen, done_at=local("2026-03-19 09:00"))}
    assert start(of(plan(app, now="2026-03-22 09:00", standing=ticked, known=noted), FINAL)) == "2026-03-26 10:00"


def test_T5_it_follows_a_check_in_that_the_user_moved() -> None:
    app = application(interview("2026-03-03 10:00"))
    standing = calendar(plan(app, now=BEFORE))
    uid = follow_up_uid(CHECK, "one")
    standing[uid] = moved(standing[uid], 3 * DAY)
    assert start(of(plan(app, now=BEFORE, standing=standing), FINAL)) == "2026-03-27 10:00"


def test_T5_a_weekend_moves_it_on() -> None:
    app = application(interview("2026-03-03 10:00"))
    wanted = of(plan(app, now=BEFORE, policy=Policy(final_check_days=4)), FINAL)
    assert (start(wanted), wanted.rules) == ("2026-03-23 10:30", ("T5", "T11"))


# T6, T7


def test_T6_one_application_has_at_most_two_checks_however_many_rounds() -> None:
    app = application(*(interview(f"2026-03-{day:02} 10:00", f"r{day}") for day in (3, 10, 17, 24)))
    wanted = plan(app, now=BEFORE)
    assert kinds(wanted).count(CHECK) == kinds(wanted).count(FINAL) == 1
    assert kinds(wanted).count(Kind.THANK_YOU) == 4


def test_T7_the_pair_is_anchored_on_the_latest_round_also_a_coming_one() -> None:
    app = application(interview("2026-03-03 10:00", "a", stated=by("2026-03-05")), interview("2026-03-10 10:00", "b"))
    wanted = plan(app, now="2026-03-04 09:00")
    assert of(wanted, CHECK).interview_uid == "b"
    assert start(of(wanted, CHECK)) == "2026-03-24 10:00"
    assert of(wanted, CHECK).rules == ("T4", "T7")
    assert "next round" in wanted.gone[follow_up_uid(CHECK, "a")]
    assert "next round" in wanted.gone[follow_up_uid(FINAL, "a")]


def test_T7_a_new_round_makes_a_new_pair_also_where_the_old_one_was_dismissed() -> None:
    first = application(interview("2026-03-03 10:00", "a"))
    known = {one.uid: Known(one.uid, "cal", "", "", "") for one in plan(first, now=BEFORE).follow_ups}
    both = replace(first, rounds=(*first.rounds, loop(interview("2026-03-10 10:00", "b"))))
    assert of(plan(both, now="2026-03-04 09:00", known=known), CHECK).uid not in known


# T9


@pytest.mark.parametrize(
    ("away", "now", "check_in", "rules"),
    [
        (("2026-03-16", "2026-03-20"), BEFORE, "2026-03-13 10:00", ("T4", "T9")),
        (("2026-03-17", "2026-03-17"), BEFORE, "2026-03-16 10:30", ("T4", "T9")),
        (("2026-03-04", "2026-03-20"), BEFORE, "2026-03-23 10:30", ("T4", "T9")),  # nothing left in between
        (("2026-03-16", "2026-03-20"), "2026-03-15 09:00", "2026-03-23 10:30", ("T4", "T9", "T12")),
        (("2026-03-18", "2026-03-20"), BEFORE, "2026-03-17 10:00", ("T4",)),
    ],
)
def test_T9_away_brings_the_check_in_forward(away: tuple[str, str], now: str, check_in: str, rules: object) -> None:
    period = Away(date.fromisoformat(away[0]), date.fromisoformat(away[1]))
    wanted = of(plan(application(interview("2026-03-03 10:00")), now=now, away=(period,)), CHECK)
    assert (start(wanted), wanted.rules) == (check_in, rules)


def test_T9_before_the_stated_day_the_message_is_told_why() -> None:
    app = application(interview("2026-03-03 10:00", stated=by("2026-03-17")))
    policy = Policy(away=(Away(date(2026, 3, 16), date(2026, 3, 27)),))
    wanted = plan(app, now=BEFORE, policy=policy)
    assert start(of(wanted, CHECK)) == "2026-03-13 10:00"
    assert "early 2026-03-16" in of(wanted, CHECK).description


def test_T9_the_final_check_goes_to_the_first_working_day_after() -> None:
    app = application(interview("2026-03-03 10:00"))
    wanted = of(plan(app, now=BEFORE, away=(Away(date(2026, 3, 23), date(2026, 3, 27)),)), FINAL)
    assert (start(wanted), wanted.rules) == ("2026-03-30 10:30", ("T5", "T9"))


def test_T9_absences_that_touch_are_one() -> None:
    away = (Away(date(2026, 3, 16), date(2026, 3, 18)), Away(date(2026, 3, 11), date(2026, 3, 15)))
    wanted = plan(application(interview("2026-03-03 10:00")), now=BEFORE, away=away)
    assert start(of(wanted, CHECK)) == "2026-03-10 10:00"


def test_T9_once_placed_before_an_absence_it_stays_there() -> None:
    app, away = application(interview("2026-03-03 10:00")), (Away(date(2026, 3, 16), date(2026, 3, 20)),)
    first = plan(app, now=BEFORE, away=away)
    later = plan(app, now="2026-03-18 09:00", away=away, standing=calendar(first))
    assert of(later, CHECK) == of(first, CHECK)


def test_T9_an_absence_without_end_does_not_end_the_run() -> None:
    for away in (Away(date.min, date.max), Away(date(2026, 3, 10), date.max), Away(date.min, date(2026, 3, 20))):
        wanted = plan(application(interview("2026-03-03 10:00")), now=BEFORE, away=(away,))
        assert len(wanted.follow_ups) == 3


def test_T3_a_day_that_nobody_would_wait_for_is_none() -> None:
    wanted = of(plan(application(interview("2026-03-03 10:00", stated=by("9999-12-31"))), now=BEFORE), CHECK)
    assert wanted.rules == ("T4",)


# T10


def test_T10_urgent_and_nothing_stated_means_the_third_working_day() -> None:
    app = application(interview("2026-03-05 10:00"), urgent=True)
    wanted = of(plan(app, now=BEFORE), CHECK)
    assert (start(wanted), wanted.rules) == ("2026-03-10 10:00", ("T10",))


def test_T10_urgent_and_a_day_stated_means_that_day() -> None:
    app = application(interview("2026-03-05 10:00", stated=by("2026-03-12")), urgent=True)
    assert start(of(plan(app, now=BEFORE), CHECK)) == "2026-03-13 10:00"


@pytest.mark.parametrize(("stated", "check_in"), [(None, "2026-03-20 10:00"), (by("2026-03-12"), "2026-03-18 10:00")])
def test_T10_slow_means_three_working_days_later(stated: Stated | None, check_in: str) -> None:
    wanted = of(plan(application(interview("2026-03-03 10:00", stated=stated), slow=True), now=BEFORE), CHECK)
    assert start(wanted) == check_in
    assert "T10" in wanted.rules


# T11


def test_T11_holidays_of_user_and_employer_are_no_working_days() -> None:
    def holidays(country: str, _subdivision: str | None) -> object:
        return {"US": date(2026, 3, 17), "DE": date(2026, 3, 18)}[country].__eq__

    policy = Policy(employers=(Employer("Nordwind", country="DE"),))
    app = application(interview("2026-03-03 10:00"))
    wanted = of(plan(app, now=BEFORE, policy=policy, holidays=holidays), CHECK)
    assert (start(wanted), wanted.rules) == ("2026-03-19 10:00", ("T4", "T11"))


def test_T11_the_zone_of_the_employers_invitation_says_whose_holidays_count_too() -> None:
    there = interview("2026-03-03 10:00", zone="Europe/Berlin", organizer=Person("Priya", "priya@nordwind.example"))
    wanted = plan(
        application(there),
        now=BEFORE,
        holidays=lambda country, _: lambda day: country == "DE" and day == date(2026, 3, 17),
        country_of={"Europe/Berlin": "DE"}.get,
    )
    assert start(of(wanted, CHECK), ZoneInfo("Europe/Berlin")) == "2026-03-18 10:00"


def test_T11_regional_holidays_are_asked_for_by_subdivision() -> None:
    asked: list[tuple[str, str | None]] = []

    def holidays(country: str, subdivision: str | None) -> object:
        asked.append((country, subdivision))
        return lambda _: False

    owner = Owner(timezone="Europe/Berlin", country="DE", subdivision="BY")
    plan(application(interview("2026-03-03 10:00")), now=BEFORE, owner=owner, holidays=holidays)
    assert set(asked) == {("DE", "BY")}


@pytest.mark.parametrize(
    ("organizer", "setting", "zone"),
    [
        (Person("Priya", "priya@nordwind.example"), None, "Europe/Berlin"),
        (None, None, "America/Chicago"),
        (Person("Maya", "maya@example.com"), None, "America/Chicago"),
        (Person("Priya", "priya@nordwind.example"), "Asia/Tokyo", "Asia/Tokyo"),
        (Person("Priya", "priya@nordwind.example"), "Nowhere/Land", "America/Chicago"),
    ],
)
def test_T11_the_hours_count_where_the_recipient_is(organizer: Person | None, setting: str | None, zone: str) -> None:
    there = interview("2026-03-03 10:00", zone="Europe/Berlin", organizer=organizer)
    policy = Policy(employers=(Employer("Nordwind", timezone=setting),))
    wanted = of(plan(application(there), now=BEFORE, policy=policy), CHECK)
    assert start(wanted, ZoneInfo(zone)) == "2026-03-17 10:00"
    assert wanted.why_then.endswith(f"it is 10:00 there then ({zone}).") is (zone != "America/Chicago")
    assert wanted.zone == "America/Chicago"


@given(offset=st.integers(0, 800), zone=st.sampled_from(["America/Chicago", "Europe/Berlin", "Pacific/Auckland"]))
def test_T11_checks_start_in_working_hours_of_working_days(offset: int, zone: str) -> None:
    there = ZoneInfo(zone)
    begins = datetime(2026, 1, 1, 15, tzinfo=UTC) + timedelta(days=offset)
    owner = Owner(timezone=zone, country="XX")
    wanted = plan(
        application(interview(begins)), now=begins, owner=owner, holidays=holidays_on("2026-12-25", "2027-01-01")
    )
    for kind in (CHECK, FINAL):
        local_start = of(wanted, kind).span.start.astimezone(there)
        assert local_start.weekday() < 5
        assert 9 <= local_start.hour < 17
        assert local_start.weekday() != 0 or local_start.hour >= 10
        assert local_start.date() not in {date(2026, 12, 25), date(2027, 1, 1)}


# T12


@pytest.mark.parametrize(
    ("now", "check_in"),
    [
        ("2026-03-18 11:07", "2026-03-18 11:15"),
        ("2026-03-18 06:00", "2026-03-18 10:00"),
        ("2026-03-18 17:30", "2026-03-19 10:00"),
        ("2026-03-20 15:30", "2026-03-23 10:30"),  # not on Friday after three
        ("2026-03-23 07:00", "2026-03-23 10:30"),  # not on Monday before ten
        ("2026-03-21 12:00", "2026-03-23 10:30"),
        ("2026-04-16 09:30", "2026-04-16 10:00"),
    ],
)
def test_T12_an_overdue_check_in_comes_in_the_next_working_slot(now: str, check_in: str) -> None:
    wanted = plan(application(interview("2026-03-03 10:00")), now=now)
    assert start(of(wanted, CHECK)) == check_in
    assert of(wanted, CHECK).rules == ("T4", "T12")


def test_T12_the_final_check_counts_from_the_new_day() -> None:
    wanted = plan(application(interview("2026-03-03 10:00")), now="2026-04-01 12:00")
    assert (start(of(wanted, CHECK)), start(of(wanted, FINAL))) == ("2026-04-01 12:00", "2026-04-08 10:00")


def test_T12_after_thirty_days_it_is_only_named() -> None:
    wanted = plan(application(interview("2026-03-03 10:00")), now="2026-04-16 10:30")
    assert refused(wanted, CHECK).rules == ("T4", "T12")
    assert start(of(wanted, FINAL)) == "2026-04-16 10:30"  # a missed final check is treated alike
    assert kinds(plan(application(interview("2026-03-03 10:00")), now="2026-05-01 10:00")) == []


def test_T12_caught_up_once_it_stays() -> None:
    app = application(interview("2026-03-03 10:00"))
    first = plan(app, now="2026-04-01 12:00")
    for now in ("2026-04-01 12:30", "2026-04-02 12:00", "2026-04-20 09:00"):
        assert plan(app, now=now, standing=calendar(first)).follow_ups == first.follow_ups


def test_T12_a_stated_day_that_passed_is_no_reason_to_give_up() -> None:
    app = application(interview("2026-03-03 10:00", stated=by("2026-03-06")))
    assert start(of(plan(app, now="2026-03-30 12:00"), CHECK)) == "2026-03-30 12:00"


def test_T12_an_answer_that_makes_a_standing_check_in_overdue_brings_it_forward_once() -> None:
    app = application(interview("2026-03-03 10:00"))
    standing = calendar(plan(app, now=BEFORE))
    answers = {"one": Answer(stated=by("2026-03-05"))}
    wanted = plan(app, now="2026-03-10 12:00", standing=standing, answers=answers)
    assert start(of(wanted, CHECK)) == "2026-03-10 12:00"
    again = plan(app, now="2026-03-10 13:00", standing=calendar(wanted), answers=answers)
    assert again.follow_ups == wanted.follow_ups


# all together


@given(
    stated=st.none() | st.integers(0, 40),
    found=st.integers(-20 * 24, 70 * 24),
    later=st.lists(st.integers(0, 40 * 60), max_size=4),
    urgent=st.booleans(),
    away=st.none() | st.integers(0, 40),
)
def test_a_later_run_with_the_same_calendar_wants_the_same(
    stated: int | None, found: int, later: list[int], *, urgent: bool, away: int | None
) -> None:
    said = None if stated is None else Stated(date(2026, 3, 3), date(2026, 3, 3) + timedelta(days=stated), "words")
    app = application(interview("2026-03-03 10:00", stated=said), urgent=urgent)
    period = () if away is None else (Away(date(2026, 3, 3) + timedelta(days=away), date(2026, 3, 8) + away * DAY),)
    now = local("2026-03-03 10:00") + timedelta(hours=found)
    first = plan(app, now=now, away=period)
    standing = calendar(first)
    for minutes in later:
        now += timedelta(minutes=minutes)
        assert plan(app, now=now, away=period, standing=standing).follow_ups == first.follow_ups

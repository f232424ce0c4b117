"""T13: what is over gets no reminders. A reminder after a cancellation is the classic fault of this field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.core.model import Action, Interview, Kind, Marks, Outcome, State, Verdict
from afterword.core.policy import Away, Employer, Policy
from tests.plan.calendar import Calendar
from tests.plan.world import DAY, interview, kinds, local, moved, of, refused, start

OVER = ("cancelled", "declined", "withdrawn", "tentative-slot")
PENDING = {Kind.THANK_YOU, Kind.CHECK_IN, Kind.FINAL_CHECK}


def with_word(one: Interview, why_not: str) -> Interview:
    return replace(one, why_not=why_not)


def talk(start_: str, about: str) -> Interview:
    return replace(interview(start_, "talk", summary="Call"), verdict=Verdict.NOT, about=about)


@pytest.mark.parametrize("why_not", OVER)
def test_T13_what_is_over_before_it_was_known_is_never_followed_up(why_not: str) -> None:
    calendar = Calendar(interview("2026-03-03 10:00", why_not=why_not))
    assert calendar.run("2026-03-01 09:00") == ()


@pytest.mark.parametrize("why_not", OVER)
@pytest.mark.parametrize("when", ["2026-03-02 09:00", "2026-03-03 08:00"])
def test_T13_no_reminder_is_left_when_it_is_called_off(why_not: str, when: str) -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    assert calendar.kinds() == PENDING
    calendar.interviews = [with_word(calendar.interviews[0], why_not)]
    changes = calendar.run(when)
    assert [change.action for change in changes] == [Action.DELETE] * 3
    assert len({change.reason for change in changes}) == 1
    assert calendar.standing == {}
    assert calendar.run(when) == ()


def test_T13_called_off_after_the_thank_you_only_what_is_pending_goes() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    calendar.interviews = [with_word(calendar.interviews[0], "cancelled")]
    calendar.run("2026-03-04 09:00")
    assert calendar.kinds() == {Kind.THANK_YOU}  # its time has passed: history


def test_T13_what_the_user_moved_stays_and_the_plan_says_that_it_was_called_off() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    check_in = calendar.of(Kind.CHECK_IN)
    calendar.standing[check_in.uid] = moved(check_in, DAY)
    calendar.interviews = [with_word(calendar.interviews[0], "cancelled")]
    (kept,) = [change for change in calendar.run("2026-03-02 09:00") if change.action is Action.KEEP]
    assert kept.state is State.EDITED
    assert "cancelled" in kept.reason


def test_T13_called_off_and_on_again_brings_them_back() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    first = calendar.run("2026-03-01 09:00")
    on = calendar.interviews[0]
    calendar.interviews = [with_word(on, "cancelled")]
    calendar.run("2026-03-01 10:00")
    calendar.interviews = [on]
    again = calendar.run("2026-03-01 11:00")
    assert [change.uid for change in again] == [change.uid for change in first]
    assert {change.action for change in again} == {Action.CREATE}


def test_T13_one_cancelled_round_leaves_the_others() -> None:
    calendar = Calendar(interview("2026-03-03 10:00", "a"), interview("2026-03-10 10:00", "b", summary="Second talk"))
    calendar.run("2026-03-01 09:00")
    assert calendar.of(Kind.CHECK_IN).related_to == ("b",)
    calendar.interviews[1] = with_word(calendar.interviews[1], "cancelled")
    calendar.run("2026-03-04 09:00")
    assert calendar.of(Kind.CHECK_IN).related_to == ("a",)  # back to the round that took place
    assert all("b" not in one.related_to for one in calendar.standing.values())


def test_T13_rescheduled_under_its_own_uid_everything_moves_along() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    calendar.interviews = [interview("2026-03-05 10:00")]
    changes = calendar.run("2026-03-02 09:00")
    assert {change.action for change in changes} == {Action.UPDATE}
    assert f"{calendar.of(Kind.THANK_YOU).span.start:%d %H:%M}" == "05 13:00"


def test_T13_rescheduled_under_a_new_uid_everything_moves_along() -> None:
    old = interview("2026-03-03 10:00", "old", summary="Interview with Priya")
    calendar = Calendar(old)
    calendar.run("2026-03-01 09:00")
    uids = set(calendar.standing)
    calendar.interviews = [
        with_word(old, "cancelled"),
        interview("2026-03-05 10:00", "new", summary="Interview with Priya"),
    ]
    changes = calendar.run("2026-03-02 09:00")
    assert {change.action for change in changes} == {Action.UPDATE}
    assert set(calendar.standing) == uids
    assert {change.action for change in calendar.run("2026-03-02 10:00")} == {Action.KEEP}


def test_T13_not_an_interview_after_all_takes_them_away() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    calendar.interviews = [replace(calendar.interviews[0], verdict=Verdict.NOT)]
    assert {change.action for change in calendar.run("2026-03-02 09:00")} == {Action.DELETE}


@pytest.mark.parametrize(
    ("about", "answer"),
    [
        ("offer", {Kind.OFFER_REVIEW}),
        ("contract", {Kind.OFFER_REVIEW}),
        ("rejection", {Kind.FEEDBACK_REQUEST}),
        ("feedback", set()),
    ],
)
def test_T13_word_in_the_calendar_ends_the_waiting(about: str, answer: set[Kind]) -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    calendar.others = (talk("2026-03-11 11:00", about),)
    changes = calendar.run("2026-03-10 09:00")
    gone = [change for change in changes if change.action is Action.DELETE]
    assert len(gone) == 2
    assert all("“Call” on Wednesday 11 March" in change.reason for change in gone)
    assert calendar.kinds() - {Kind.THANK_YOU} == answer
    assert {change.action for change in calendar.run("2026-03-10 10:00")} == {Action.KEEP}


@pytest.mark.parametrize(
    ("outcome", "answer", "when"),
    [
        (Outcome.OFFER, Kind.OFFER_REVIEW, "2026-03-13 10:00"),
        (Outcome.REJECTED, Kind.FEEDBACK_REQUEST, "2026-03-13 10:00"),
    ],
)
def test_T13_the_users_word_on_the_interview_ends_the_waiting(outcome: Outcome, answer: Kind, when: str) -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    wrote = local("2026-03-12 18:30")
    calendar.interviews = [interview("2026-03-03 10:00", last_modified=wrote, marks=Marks(outcome=outcome))]
    calendar.run("2026-03-12 19:00")
    assert calendar.kinds() == {Kind.THANK_YOU, answer}
    assert f"{calendar.of(answer).span.start:%Y-%m-%d %H:%M}" == when


def test_T13_feedback_is_asked_for_within_two_working_days() -> None:
    friday = interview(
        "2026-03-03 10:00", last_modified=local("2026-03-06 16:00"), marks=Marks(outcome=Outcome.REJECTED)
    )
    wanted = of(Calendar(friday).wanted(local("2026-03-06 17:00")), Kind.FEEDBACK_REQUEST)
    assert (start(wanted), wanted.rules) == ("2026-03-09 10:30", ("T13",))


def test_T13_withdrawn_means_nothing_more() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    calendar.interviews = [interview("2026-03-03 10:00", marks=Marks(outcome=Outcome.WITHDRAWN), why_not="withdrawn")]
    calendar.run("2026-03-02 09:00")
    assert calendar.standing == {}


def test_T13_a_word_of_unknown_date_is_answered_once_and_stays() -> None:
    calendar = Calendar(interview("2026-03-03 10:00", marks=Marks(outcome=Outcome.OFFER)))
    calendar.run("2026-04-20 12:00")
    assert f"{calendar.of(Kind.OFFER_REVIEW).span.start:%d %H:%M}" == "20 12:00"
    for now in ("2026-04-20 13:00", "2026-04-21 09:00", "2026-06-21 09:00"):
        assert {change.action for change in calendar.run(now)} == {Action.KEEP}


def test_T13_who_did_not_come_is_asked_for_a_new_date() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    calendar.interviews = [with_word(calendar.interviews[0], "no-show")]
    calendar.run("2026-03-03 10:30")
    assert calendar.kinds() == {Kind.NO_SHOW_NOTE}
    assert f"{calendar.of(Kind.NO_SHOW_NOTE).span.start:%d %H:%M}" == "03 11:00"
    assert {change.action for change in calendar.run("2026-03-03 10:40")} == {Action.KEEP}


def test_T13_a_no_show_in_a_later_round_takes_the_pair_along_with_one_note() -> None:
    calendar = Calendar(interview("2026-03-03 10:00", "a"), interview("2026-03-10 10:00", "b", summary="Second talk"))
    calendar.run("2026-03-04 09:00")
    calendar.interviews[1] = with_word(calendar.interviews[1], "no-show")
    calendar.run("2026-03-10 10:30")
    assert calendar.kinds() == {Kind.THANK_YOU, Kind.NO_SHOW_NOTE}


def test_T13_with_a_new_date_nobody_asks_for_one() -> None:
    missed = interview("2026-03-03 10:00", "a", why_not="no-show")
    calendar = Calendar(missed)
    calendar.run("2026-03-03 10:30")
    calendar.interviews.append(interview("2026-03-06 10:00", "b"))
    calendar.run("2026-03-03 10:40")
    assert calendar.kinds() == PENDING


def test_T13_a_no_show_in_an_absence_waits_for_the_first_day_back() -> None:
    policy = Policy(away=(Away(local("2026-03-03 10:00").date(), local("2026-03-06 10:00").date()),))
    calendar = Calendar(interview("2026-03-03 10:00", why_not="no-show"), policy=policy)
    assert start(of(calendar.wanted(local("2026-03-03 10:30")), Kind.NO_SHOW_NOTE)) == "2026-03-09 10:30"


def test_T13_an_answer_too_late_is_only_named() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"), others=(talk("2026-03-11 11:00", "rejection"),))
    wanted = calendar.wanted(local("2026-04-25 09:00"))
    assert kinds(wanted) == []
    assert refused(wanted, Kind.FEEDBACK_REQUEST).rules == ("T13", "T12")


def test_an_employer_to_be_ignored_gets_nothing() -> None:
    calendar = Calendar(interview("2026-03-03 10:00"))
    calendar.run("2026-03-01 09:00")
    calendar.policy = Policy(employers=(Employer("Nordwind", ignore=True),))
    changes = calendar.run("2026-03-01 10:00")
    assert {change.action for change in changes} == {Action.DELETE}
    assert {change.reason for change in changes} == {"You asked to ignore Nordwind."}


def test_T7_the_next_round_takes_the_pair_along_and_leaves_what_was_done() -> None:
    calendar = Calendar(interview("2026-03-03 10:00", "a"))
    calendar.run("2026-03-01 09:00")
    check_in = calendar.of(Kind.CHECK_IN)
    calendar.standing[check_in.uid] = replace(check_in, summary=f"✓ {check_in.summary}")
    calendar.interviews.append(interview("2026-03-20 10:00", "b"))
    changes = {change.uid: change for change in calendar.run("2026-03-18 09:00")}
    assert changes[check_in.uid].state is State.DONE
    assert sum(change.action is Action.DELETE for change in changes.values()) == 1  # the old final check
    ours = [one for one in calendar.standing.values() if one.related_to == ("b",)]
    assert {one.kind for one in ours} == PENDING


def test_T7_a_check_in_that_the_user_moved_stays_theirs_beside_the_new_pair() -> None:
    calendar = Calendar(interview("2026-03-03 10:00", "a"))
    calendar.run("2026-03-01 09:00")
    check_in = calendar.of(Kind.CHECK_IN)
    calendar.standing[check_in.uid] = moved(check_in, DAY)
    calendar.interviews.append(interview("2026-03-10 10:00", "b"))
    changes = {change.uid: change for change in calendar.run("2026-03-04 09:00")}
    assert changes[check_in.uid].state is State.EDITED
    assert "next round" in changes[check_in.uid].reason


def test_T7_a_round_that_is_only_in_doubt_keeps_its_pair_and_no_second_is_made() -> None:
    calendar = Calendar(interview("2026-03-03 10:00", "a"), interview("2026-03-10 10:00", "b", summary="Second talk"))
    calendar.run("2026-03-01 09:00")
    del calendar.interviews[1]
    assert {change.action for change in calendar.run("2026-03-04 09:00")} == {Action.KEEP}
    calendar.run("2026-03-04 10:00")  # gone twice: believed
    assert calendar.kinds() == PENDING
    assert calendar.of(Kind.CHECK_IN).related_to == ("a",)

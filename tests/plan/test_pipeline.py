from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from afterword.core.model import Interview, Marks, Outcome, Person, Stage, Verdict
from afterword.core.pipeline import Context, Pipeline, assemble
from afterword.core.policy import Employer, Policy
from tests.plan.world import MAYA, interview, local

PRIYA = Person("Priya Raman", "priya@nordwind.example")
TOM = Person("Tom Berg", "tom@nordwind.example")
RECRUITER = Person("Jan Smit", "jan@talentbridge.example")


def joined(*interviews: Interview, **context: Any) -> Pipeline:
    """Assembled, and the same with the calendar's order turned round."""
    context.setdefault("policy", Policy())
    result = assemble(interviews, Context(MAYA, **context))
    turned = assemble(interviews[::-1], Context(MAYA, **context))
    assert turned.applications == result.applications
    assert turned.interviews == result.interviews[::-1]
    return result


def shape(result: Pipeline) -> list[list[list[str]]]:
    """UIDs by application and round."""
    return [[[one.occurrence.uid for one in r.interviews] for r in app.rounds] for app in result.applications]


# one employer, many spellings


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nordwind", "Nordwind GmbH"),
        ("Nordwind Energie GmbH & Co. KG", "nordwind energie"),
        ("The Harbour Trust", "Harbour Trust Ltd."),
        ("Nordwind", "Nordwind Energie AG"),
        ("Café Müller", "Cafe Muller"),
        ("Société Lumière SAS", "Societe Lumiere"),
        ("International Widget Makers", "IWM"),
        ("Acme B.V.", "ACME"),
        ("Straße & Co. KG", "Strasse"),
    ],
)
def test_T6_rounds_of_one_employer_are_one_application_however_it_is_written(first: str, second: str) -> None:
    a, b = interview("2026-03-03 10:00", "a", company=first), interview("2026-03-17 10:00", "b", company=second)
    assert shape(joined(a, b)) == [[["a"], ["b"]]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nordwind", "Südwind"),
        ("University of Leeds", "University of York"),
        ("Bank Lenz", "Bank"),
        ("Deutsche Werft", "Deutsche"),
        ("Arc", "Archer Labs"),
    ],
)
def test_different_employers_stay_apart(first: str, second: str) -> None:
    a, b = interview("2026-03-03 10:00", "a", company=first), interview("2026-03-03 12:00", "b", company=second)
    assert shape(joined(a, b)) == [[["a"]], [["b"]]]


def test_a_short_name_that_fits_two_employers_joins_neither() -> None:
    names = ("Nordwind", "Nordwind Energie", "Nordwind Media")
    apps = joined(*(interview(f"2026-03-{n + 3:02} 10:00", name, company=name) for n, name in enumerate(names)))
    assert len(apps.applications) == 3


def test_an_interview_without_a_company_goes_where_its_domain_points() -> None:
    a = interview("2026-03-03 10:00", "a", company="Nordwind")
    b = interview("2026-03-10 10:00", "b", company=None, contact=PRIYA)
    c = interview("2026-03-11 10:00", "c", company=None, contact=Person("Someone", "someone@gmail.com"))
    assert shape(joined(a, b, c)) == [[["a"], ["b"]], [["c"]]]


def test_the_owners_own_address_joins_nothing() -> None:
    mine = Person("Maya", "maya@example.com")
    a = interview("2026-03-03 10:00", "a", company=None, organizer=mine)
    b = interview("2026-03-10 10:00", "b", company=None, organizer=mine)
    assert shape(joined(a, b)) == [[["a"]], [["b"]]]


def test_senders_that_serve_everybody_join_nothing() -> None:
    sender = Person("Scheduling", "invite@mail.bookings.example")
    a = interview("2026-03-03 10:00", "a", company=None, organizer=sender)
    b = interview("2026-03-10 10:00", "b", company=None, organizer=sender)
    assert len(joined(a, b, shared=frozenset({"bookings.example"})).applications) == 2


def test_an_agency_call_goes_with_the_client_that_its_recruiter_leads_to() -> None:
    agency = interview("2026-03-03 10:00", "a", company="Talentbridge", contact=RECRUITER)
    client = interview("2026-03-10 10:00", "b", company="Nordwind", contact=RECRUITER)
    assert shape(joined(agency, client)) == [[["a"], ["b"]]]
    another = interview("2026-03-11 10:00", "c", company="Südwind", contact=RECRUITER)
    assert len(joined(agency, client, another).applications) == 3


def test_two_roles_at_one_company_are_two_applications() -> None:
    a = interview("2026-03-03 10:00", "a", role="Backend Engineer")
    b = interview("2026-03-10 10:00", "b", role="Product Designer")
    c = interview("2026-03-12 10:00", "c", role="Senior Backend Developer (m/w/d)")
    assert shape(joined(a, b, c)) == [[["a"], ["c"]], [["b"]]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Engineering Manager", "EM"),
        ("backend", "Senior Backend Engineer"),
        ("Data Scientist, Growth", "Data Scientist"),
    ],
)
def test_one_role_in_two_ways_is_one_application(one: str, other: str) -> None:
    a, b = interview("2026-03-03 10:00", "a", role=one), interview("2026-03-10 10:00", "b", role=other)
    assert len(joined(a, b).applications) == 1


def test_who_names_no_role_goes_with_the_only_one_or_with_its_people() -> None:
    a = interview("2026-03-03 10:00", "a", role="Backend Engineer", contact=PRIYA)
    b = interview("2026-03-05 10:00", "b")
    assert shape(joined(a, b)) == [[["a"], ["b"]]]
    c = interview("2026-03-06 10:00", "c", role="Product Designer", contact=TOM)
    d = interview("2026-03-12 10:00", "d", contact=PRIYA)
    assert shape(joined(a, c, d)) == [[["a"], ["d"]], [["c"]]]


def test_a_role_that_the_other_event_names_somewhere_is_the_same() -> None:
    a = interview("2026-03-03 10:00", "a", role="Data Analyst")
    b = interview("2026-03-10 10:00", "b", role="SQL case", summary="Technical interview (Data Analyst)")
    assert shape(joined(a, b)) == [[["a"], ["b"]]]


def test_a_persons_name_is_no_company_and_a_title_may_name_one() -> None:
    joanna = Person("Joanna Pike", None)
    a = interview("2026-03-03 10:00", "a", company="Joanna Pike", summary="Intro call w/ Joanna Pike")
    b = interview("2026-03-10 10:00", "b", interviewers=(joanna,))
    c = interview("2026-03-12 10:00", "c", company=None, summary="Nordwind: second talk")
    d = interview("2026-03-13 10:00", "d", company=None, interviewers=(joanna,))
    (app,) = joined(a, b, c, d).applications
    assert app.company == "Nordwind"


def test_the_same_employer_after_a_long_pause_is_a_new_application() -> None:
    a, b = interview("2026-03-03 10:00", "a"), interview("2026-09-03 10:00", "b")
    assert shape(joined(a, b)) == [[["a"]], [["b"]]]


def test_the_application_id_does_not_hang_on_the_spelling() -> None:
    a, b = interview("2026-03-03 10:00", "a"), interview("2026-03-10 10:00", "b")
    (one,), (other,) = joined(a, b).applications, joined(replace(a, company="Nordwind Energie"), b).applications
    assert one.id == other.id
    assert {found.application for found in joined(a, b).interviews} == {one.id}


def test_the_uncertain_and_the_others_stay_by_themselves() -> None:
    unsure = replace(interview("2026-03-03 10:00", "a"), verdict=Verdict.UNCERTAIN)
    result = joined(unsure)
    assert result == Pipeline((), (unsure,))


# loops


def test_T8_blocks_of_one_day_are_one_round_with_one_loop_id() -> None:
    blocks = [interview(f"2026-03-03 {hour}:00", f"b{hour}") for hour in ("09", "10", "14")]
    other = interview("2026-03-10 10:00", "later")
    result = joined(*blocks, other)
    assert shape(result) == [[["b09", "b10", "b14"], ["later"]]]
    assert len({one.loop for one in result.interviews[:3]}) == 1
    assert result.interviews[0].loop
    assert result.interviews[3].loop is None


def test_T8_a_day_is_a_day_where_it_takes_place() -> None:
    blocks = [interview(f"2026-03-03 {hour}:00", hour, zone="Asia/Tokyo") for hour in ("17", "20", "23")]  # 8 to 15 h
    assert len(joined(*blocks).applications[0].rounds) == 1


def test_T8_the_days_of_one_assessment_are_one_round() -> None:
    first = interview("2026-03-03 09:00", "a", summary="Assessment centre, day 1 of 2", hours=8)
    second = interview("2026-03-04 09:00", "b", summary="Assessment centre, day 2 of 2", hours=8)
    assert shape(joined(first, second)) == [[["a", "b"]]]
    series = [interview(f"2026-03-{day:02} 09:00", "s", recurrence_id=f"202603{day:02}T090000") for day in (3, 4, 10)]
    assert [len(one.interviews) for one in joined(*series).applications[0].rounds] == [2, 1]


def test_T8_two_talks_on_following_days_are_two_rounds() -> None:
    a, b = interview("2026-03-03 10:00", "a"), interview("2026-03-04 10:00", "b")
    assert shape(joined(a, b)) == [[["a"], ["b"]]]


def test_T8_a_cancelled_block_leaves_the_loop_and_gives_it_its_identity() -> None:
    a, b = interview("2026-03-03 09:00", "a"), interview("2026-03-03 10:00", "b", summary="Coding", why_not="cancelled")
    (app,) = joined(a, b).applications
    assert [one.occurrence.uid for one in app.rounds[0].interviews] == ["a"]
    assert [one.occurrence.uid for one in app.rounds[0].replaced] == ["b"]
    assert app.over == ()


# copies


def test_one_uid_in_two_calendars_counts_once() -> None:
    a = interview("2026-03-03 10:00", "a")
    copy = replace(a, occurrence=replace(a.occurrence, source="other"))
    result = joined(a, copy)
    assert shape(result) == [[["a"]]]
    assert {one.loop for one in result.interviews} == {None}
    assert len({one.application for one in result.interviews}) == 1


def test_of_two_copies_the_newer_state_counts() -> None:
    old = interview("2026-03-03 10:00", "a", sequence=0)
    new = interview("2026-03-05 10:00", "a", sequence=1)
    moved = replace(new, occurrence=replace(new.occurrence, source="other"))
    assert joined(old, moved).applications[0].rounds[0].interviews[0].occurrence.span == new.occurrence.span
    cancelled = replace(old, why_not="cancelled", occurrence=replace(old.occurrence, source="other"))
    assert joined(old, cancelled).applications[0].rounds == ()


def test_an_own_entry_beside_the_invitation_counts_once() -> None:
    own = interview("2026-03-03 10:00", "own", summary="Nordwind!!")
    invitation = interview("2026-03-03 10:00", "inv", organizer=PRIYA, interviewers=(TOM,))
    (app,) = joined(own, invitation).applications
    assert [one.occurrence.uid for one in app.rounds[0].interviews] == ["inv"]
    assert [one.occurrence.uid for one in app.rounds[0].replaced] == ["own"]


def test_an_own_entry_goes_with_the_invitation_that_was_cancelled() -> None:
    own = interview("2026-03-03 10:00", "own", summary="Nordwind!!")
    invitation = interview("2026-03-03 10:00", "inv", organizer=PRIYA, why_not="cancelled")
    (app,) = joined(own, invitation).applications
    assert app.rounds == ()
    assert {one.occurrence.uid for one in app.over} == {"own", "inv"}


def test_an_invitation_sent_anew_for_the_same_time_goes_on() -> None:
    old = interview("2026-03-03 10:00", "old", organizer=PRIYA, why_not="cancelled")
    new = interview("2026-03-03 10:00", "new", organizer=PRIYA)
    (app,) = joined(old, new).applications
    assert [one.occurrence.uid for one in app.rounds[0].interviews] == ["new"]
    assert app.over == ()


def test_two_interviewers_at_once_in_two_invitations_are_two_blocks() -> None:
    a = interview("2026-03-03 10:00", "a", interviewers=(PRIYA,))
    b = interview("2026-03-03 10:00", "b", interviewers=(TOM,))
    assert shape(joined(a, b)) == [[["a", "b"]]]


# moved under a new UID


def pair(old_day: str, new_day: str, **fields: Any) -> tuple[Interview, Interview]:
    old = interview(f"{old_day} 10:00", "old", summary="Canceled: Interview", why_not="cancelled", **fields)
    return old, interview(f"{new_day} 10:00", "new", summary="Interview", **fields)


def test_T7_cancelled_and_booked_anew_is_the_same_interview() -> None:
    (app,) = joined(*pair("2026-03-03", "2026-03-06")).applications
    assert [one.occurrence.uid for one in app.rounds[0].interviews] == ["new"]
    assert [one.occurrence.uid for one in app.rounds[0].replaced] == ["old"]
    assert app.over == ()


def test_T7_brought_forward_is_seen_by_both_having_changed_at_once() -> None:
    changed = local("2026-02-20 10:00")
    (app,) = joined(*pair("2026-03-06", "2026-03-03", last_modified=changed)).applications
    assert len(app.rounds[0].replaced) == 1
    (app,) = joined(*pair("2026-03-06", "2026-03-03")).applications
    assert len(app.over) == 1


def test_T7_another_talk_does_not_replace_a_cancelled_one() -> None:
    old = interview("2026-03-03 10:00", "old", summary="Coding", stage=Stage.TECHNICAL, why_not="cancelled")
    new = interview("2026-03-06 10:00", "new", summary="Meet the team", stage=Stage.PANEL)
    assert [one.occurrence.uid for one in joined(old, new).applications[0].over] == ["old"]


# the end


def talk(start: str, about: str, summary: str = "Offer call", **fields: Any) -> Interview:
    return replace(interview(start, "talk", summary=summary, **fields), verdict=Verdict.NOT, about=about)


@pytest.mark.parametrize(
    ("about", "outcome"),
    [("offer", Outcome.OFFER), ("contract", Outcome.OFFER), ("rejection", Outcome.REJECTED), ("feedback", None)],
)
def test_T13_a_talk_in_the_calendar_says_how_it_ended(about: str, outcome: Outcome | None) -> None:
    (app,) = joined(interview("2026-03-03 10:00"), others=[talk("2026-03-10 10:00", about)]).applications
    assert app.outcome is outcome
    assert app.outcome_from == "“Offer call” on Tuesday 10 March"


def test_T13_a_later_round_overtakes_it() -> None:
    rounds = (interview("2026-03-03 10:00", "a"), interview("2026-03-17 10:00", "b"))
    (app,) = joined(*rounds, others=[talk("2026-03-10 10:00", "feedback")]).applications
    assert app.outcome_from is None


def test_T13_another_employers_talk_says_nothing() -> None:
    said = [talk("2026-03-10 10:00", "offer", company="Südwind"), talk("2026-03-10 10:00", "offer", company=None)]
    (app,) = joined(interview("2026-03-03 10:00"), others=said).applications
    assert app.outcome is None


def test_T13_a_cancelled_talk_says_nothing() -> None:
    said = [talk("2026-03-10 10:00", "offer", status="CANCELLED")]
    assert joined(interview("2026-03-03 10:00"), others=said).applications[0].outcome is None


def test_T13_of_two_roles_the_talk_ends_the_one_it_is_about() -> None:
    a = interview("2026-03-03 10:00", "a", role="Backend Engineer")
    b = interview("2026-03-04 10:00", "b", role="Product Designer")
    apps = joined(a, b, others=[talk("2026-03-10 10:00", "offer", role="Backend Engineer")]).applications
    assert [app.outcome for app in apps] == [Outcome.OFFER, None]


def test_T13_the_users_word_goes_first_and_dates_from_its_writing() -> None:
    wrote = local("2026-03-09 18:00")
    marked = interview("2026-03-03 10:00", last_modified=wrote, marks=Marks(outcome=Outcome.REJECTED))
    (app,) = joined(marked, others=[talk("2026-03-10 10:00", "offer")]).applications
    assert (app.outcome, app.outcome_at) == (Outcome.REJECTED, wrote)
    (app,) = joined(replace(marked, occurrence=replace(marked.occurrence, last_modified=None))).applications
    assert (app.outcome, app.outcome_at) == (Outcome.REJECTED, None)


def test_T13_a_round_long_after_the_users_word_is_a_new_process() -> None:
    wrote = local("2026-03-09 18:00")
    said = interview("2026-03-03 10:00", "a", last_modified=wrote, marks=Marks(outcome=Outcome.REJECTED))
    planned, new = interview("2026-03-17 10:00", "b"), interview("2026-04-20 10:00", "c")
    assert joined(said, planned).applications[0].outcome is Outcome.REJECTED
    assert joined(said, planned, new).applications[0].outcome is None


def test_T13_closing_a_company_ends_its_applications() -> None:
    closed: dict[str, tuple[Outcome, datetime]] = {"nordwind": (Outcome.WITHDRAWN, local("2026-03-09 18:00"))}
    a, b = interview("2026-03-03 10:00", "a"), interview("2026-03-03 10:00", "b", company="Südwind")
    apps = joined(a, b, closed=closed).applications
    assert [app.outcome for app in apps] == [Outcome.WITHDRAWN, None]


def test_T13_who_withdraws_from_the_last_round_withdraws() -> None:
    a = interview("2026-03-03 10:00", "a")
    b = interview("2026-03-10 10:00", "b", why_not="withdrawn")
    assert joined(a, b).applications[0].outcome is Outcome.WITHDRAWN
    earlier = replace(a, why_not="withdrawn")
    assert joined(earlier, replace(b, why_not=None)).applications[0].outcome is None


def test_T10_pace_comes_from_the_users_tag_or_the_config() -> None:
    a = interview("2026-03-03 10:00", marks=Marks(urgent=True))
    assert joined(a).applications[0].urgent
    policy = Policy(employers=(Employer("NORDWIND gmbh", slow=True),))
    (app,) = joined(interview("2026-03-03 10:00"), policy=policy).applications
    assert (app.urgent, app.slow) == (False, True)


def test_hundreds_of_interviews_are_joined_in_good_time() -> None:
    many = [
        interview(local("2026-01-05 09:00") + timedelta(hours=n * 3), f"u{n}", company=f"Company{n % 90}")
        for n in range(600)
    ]
    assert len(joined(*many).applications) == 90

"""What a judgement says beside its verdict: evidence, reasons, and that it answers whatever the event holds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.adapters.package_data import language_tables, shared_table
from afterword.core.detect.verdict import NO_SIGN, Judge, Judgement
from afterword.core.model import Attendee, Occurrence, Owner, Person, Verdict
from tests.detect.event_files import case


@cache
def judge() -> Judge:
    return Judge(language_tables("signals"), shared_table("vendors"), shared_table("weights"))


def judged(**event: object) -> Judgement:
    one = case({"want": "not", **event}, "event")
    return judge().judge(one.occurrence, one.owner)


def test_evidence_quotes_the_words_as_written() -> None:
    found = judged(t="VORSTELLUNGSGESPRÄCH bei Müller", o="hr@mueller.example")
    assert ("title: a job interview", "VORSTELLUNGSGESPRÄCH") in {(one.signal, one.text) for one in found.evidence}


def test_the_heaviest_evidence_comes_first() -> None:
    weights = [abs(one.weight) for one in judged(t="Interview prep for Acme", d="bring CV").evidence]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) > 1


def test_an_event_without_any_trigger_says_so() -> None:
    found = judged(t="Lunch")
    assert (found.verdict, found.why_not, found.evidence) == (Verdict.NOT, NO_SIGN, ())


def test_an_offer_talk_is_told_as_what_ends_an_application() -> None:
    assert judged(t="Offer call", o="dana@acme.example").about == "offer"


def test_a_feedback_talk_is_told_too() -> None:
    found = judged(t="Feedback call", d="Feedback on your interview", o="dana@acme.example")
    assert (found.verdict, found.about) == (Verdict.NOT, "feedback")


def test_a_contract_talk_is_told_too() -> None:
    assert judged(t="Contract signing Acme").about == "contract"


def test_the_same_invitation_from_the_own_company_is_somebody_elses_interview() -> None:
    event = {"t": "Interview: Noor Saleh", "o": "hr@acme.example"}
    assert judged(**event, me="robin@acme.example").why_not == "owner-interviews"
    assert judged(t="Interview: Robin Hale", o="hr@acme.example").verdict is Verdict.INTERVIEW


def test_a_public_mailbox_is_no_common_employer() -> None:
    found = judged(t="Interview", o="chef@example.org", me="robin@example.org")
    assert found.verdict is Verdict.INTERVIEW


def test_an_internal_application_is_an_interview_though_the_own_company_invites() -> None:
    event = {"t": "Internal interview: Team Lead", "o": "hr@acme.example", "me": "robin@acme.example"}
    assert judged(**event).verdict is Verdict.INTERVIEW


def test_declining_under_any_own_address_counts() -> None:
    one = case({"t": "Interview Acme", "o": "hr@acme.example", "want": "interview"}, "event")
    owner = Owner(emails=frozenset({"robin@example.com", "r.hale@example.net"}))
    attendee = Attendee(Person("Robin", "r.hale@example.net"), partstat="DECLINED")
    found = judge().judge(replace(one.occurrence, attendees=(attendee,)), owner)
    assert (found.verdict, found.why_not) == (Verdict.INTERVIEW, "declined")


def test_a_judge_without_a_weights_file_weighs_by_the_priors() -> None:
    one = case({"t": "Job interview at Acme", "want": "interview"}, "event")
    plain = Judge(language_tables("signals"))
    assert plain.judge(one.occurrence, one.owner).verdict is Verdict.INTERVIEW


TEXT = st.text(max_size=300) | st.sampled_from(
    [
        "interview for " * 2000,
        "\u202eInterview\u202c",
        "İnterview",
        "<b>Interview</b>",
        "面接" * 500,
        "'s interview" * 400,
    ]
)


@given(title=TEXT, text=TEXT, place=TEXT, mail=st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_an_answer(title: str, text: str, place: str, mail: str) -> None:
    one = case({"want": "not"}, "event").occurrence
    event: Occurrence = replace(
        one,
        summary=title,
        description=text,
        location=place,
        organizer=Person(title, mail),
        attendees=(Attendee(Person(None, None)), Attendee(Person(mail, mail))),
        links=(text,),
    )
    found = judge().judge(event, Owner(emails=frozenset({mail})))
    assert 0.0 <= found.score <= 1.0
    assert (found.verdict is Verdict.NOT) == (found.score < 0.3)

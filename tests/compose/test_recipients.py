"""Who gets which message (M5), and over which channel (M6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.compose import builders as b

from afterword.core.model import Channel, Kind, Person, Round, Stated


def recipients(kind: Kind, **facts: object) -> list[tuple[str | None, str | None]]:
    note = b.composer().write(b.brief(kind, b.interview(**facts)))
    return [(person.name, person.email) for message in note.messages for person in message.to]


def test_M5_each_interviewer_gets_a_thank_you() -> None:
    found = recipients(Kind.THANK_YOU, interviewers=(b.DANA, b.BEN))
    assert found == [("Dana Whitlock", b.DANA.email), ("Ben Ortega", b.BEN.email)]


def test_M5_an_interviewer_who_is_named_twice_gets_one() -> None:
    twice = (Person("Dana Whitlock", None), b.DANA, Person("dana whitlock", b.DANA.email))
    assert recipients(Kind.THANK_YOU, interviewers=twice) == [("Dana Whitlock", b.DANA.email)]


def test_M5_the_contact_passes_on_what_has_no_address() -> None:
    note = b.composer().write(b.brief(Kind.THANK_YOU, b.interview(interviewers=(Person("Helen Osei"), b.BEN))))
    first, second = note.messages
    assert first.to == (b.PRIYA,)
    assert first.subject is not None
    assert first.subject.startswith("For Helen Osei: thank you")
    assert first.body.startswith("Dear Priya,\n\nI do not have the address of Helen Osei.")
    assert "\n\nDear Helen,\n\n" in first.body
    assert second.to == (b.BEN,)


def test_M5_the_contact_who_interviewed_lends_the_address() -> None:
    one = b.interview(interviewers=(Person("Priya Raman"),))
    assert b.composer().write(b.brief(Kind.THANK_YOU, one)).messages[0].to == (b.PRIYA,)


def test_M5_without_interviewers_the_contact_is_thanked() -> None:
    assert recipients(Kind.THANK_YOU, interviewers=()) == [("Priya Raman", b.PRIYA.email)]


def test_M5_with_nobody_known_the_message_says_what_to_fill_in() -> None:
    message = b.composer().write(b.brief(Kind.THANK_YOU, b.interview(interviewers=(), contact=None))).messages[0]
    assert message.to == (Person(None, None),)
    assert message.unfinished == ("topic", "recipient")
    assert message.body.startswith("Hello,")


@pytest.mark.parametrize("kind", [Kind.CHECK_IN, Kind.FINAL_CHECK, Kind.FEEDBACK_REQUEST, Kind.OFFER_REVIEW])
def test_M5_everything_else_goes_to_the_contact(kind: Kind) -> None:
    assert recipients(kind) == [("Priya Raman", b.PRIYA.email)]


def test_M5_without_a_contact_to_an_interviewer() -> None:
    assert recipients(Kind.CHECK_IN, contact=None, interviewers=(b.DANA,)) == [("Dana Whitlock", b.DANA.email)]


def test_M5_the_contact_of_an_earlier_round_is_remembered() -> None:
    first = b.interview(uid="first", start=b.START.replace(day=3))
    second = b.interview(contact=None, interviewers=(b.DANA,))
    brief = b.brief(Kind.CHECK_IN, second, rounds=(Round((first,)), Round((second,))))
    assert b.composer().write(brief).messages[0].to == (b.PRIYA,)


@pytest.mark.parametrize(
    "email",
    ["no-reply@ats.example", "noreply+x1@ats.example", "do-not-reply@n.example", "notifications@ats.example",
     "calendar-notification@n.example", "mailer-daemon@n.example", "no_reply@n.example"],
)  # fmt: skip
def test_M5_a_box_that_nobody_reads_never_gets_a_message(email: str) -> None:
    system = Person("Hiring", email)
    for kind in Kind:
        brief = b.brief(kind, b.interview(contact=system, interviewers=(system,)))
        for message in b.composer().write(brief).messages:
            assert all(person.email is None for person in message.to)


@pytest.mark.parametrize("me", [Person("Maya L.", "maya@example.com"), Person("maya lindqvist", None)])
def test_M5_the_owner_never_gets_a_message(me: Person) -> None:
    for kind in Kind:
        note = b.composer().write(b.brief(kind, b.interview(contact=me, interviewers=(me, b.DANA))))
        assert [person.name for message in note.messages for person in message.to] == ["Dana Whitlock"]


@pytest.mark.parametrize("kind", Kind)
def test_M6_a_call_is_prepared_where_the_employer_asked_for_one(kind: Kind) -> None:
    message = b.composer().write(b.brief(kind, channel="phone")).messages[0]
    assert (message.channel, message.subject) == ("phone", None)
    steps = message.body.split("\n\n")
    assert "Maya Lindqvist" in steps[0]
    assert "convenient" in steps[0]
    assert "Backend Engineer" in steps[1]
    assert "?" in steps[2]
    assert steps[-1].startswith("Thank you")


@pytest.mark.parametrize(
    ("channel", "by", "offered"),
    [
        (Channel.IN_PERSON, None, True),
        (Channel.IN_PERSON, date(2026, 3, 17), True),
        (Channel.IN_PERSON, date(2026, 3, 16), False),
        (Channel.VIDEO, None, False),
        (Channel.PHONE, date(2026, 4, 1), False),
        (None, None, False),
    ],
)
def test_M6_a_card_is_offered_after_a_visit_with_a_week_left(
    channel: Channel | None, by: date | None, offered: object
) -> None:
    stated = None if by is None else Stated(by, by, "then")
    note = b.composer().write(b.brief(Kind.THANK_YOU, b.interview(channel=channel), stated=stated))
    assert [one.channel for one in note.messages] == (["email", "card"] if offered else ["email"])


def test_M6_no_card_for_an_urgent_application_or_a_late_note() -> None:
    visit = b.interview(channel=Channel.IN_PERSON)
    brief = b.brief(Kind.THANK_YOU, visit)
    urgent = replace(brief, application=replace(brief.application, urgent=True))
    for one in (urgent, replace(brief, late=True)):
        assert len(b.composer().write(one).messages) == 1

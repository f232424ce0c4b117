"""The user's own words fill the slots, and the description is laid out with the form first (M1, M2, M7, M8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.compose import builders as b

from afterword.core.byhand import ByHand
from afterword.core.compose import layout
from afterword.core.model import Attendee, Kind, Notes, Owner, Person, Round


def written(kind: Kind, notes: Notes, **more: object) -> str:
    return b.composer().write(b.brief(kind, notes=notes, **more)).messages[0].body


def test_M7_notes_fill_topic_strength_and_question() -> None:
    body = written(Kind.THANK_YOU, b.NOTES)
    for text in (b.NOTES.talked_about, b.NOTES.strength, b.NOTES.question):
        assert f": {text}." in body
    assert "[[" not in body


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("The label printer.", ": the label printer."),
        ("Kubernetes, and how they run it", ": Kubernetes, and how they run it."),
        ("why does the printer jam?", ": why does the printer jam?"),
        ("  spaces   and\nlines ", ": spaces and lines."),
        ("I liked the tour", ": I liked the tour."),
    ],
)
def test_M7_a_sloppy_note_becomes_the_end_of_a_sentence(typed: str, ends: str) -> None:
    body = written(Kind.THANK_YOU, Notes(talked_about=typed))
    assert ends in body
    assert "?." not in body
    assert ".." not in body


def test_M7_a_long_note_is_cut_at_a_word() -> None:
    body = written(Kind.THANK_YOU, Notes(talked_about="conveyor " * 100))
    assert "conveyor…" in body


def test_M7_several_topics_are_shared_out_among_interviewers() -> None:
    panel = b.interview(interviewers=(b.DANA, b.BEN))
    note = b.composer().write(b.brief(Kind.THANK_YOU, panel, notes=Notes(talked_about="label printer; night shifts")))
    assert "label printer" in note.messages[0].body
    assert "night shifts" in note.messages[1].body
    assert "night shifts" not in note.messages[0].body


def test_M7_a_topic_with_a_name_goes_to_that_person() -> None:
    panel = b.interview(interviewers=(b.DANA, b.BEN, b.CHI))
    notes = Notes(talked_about="Ben: night shifts; Dana: the label printer")
    dana, ben, chi = b.composer().write(b.brief(Kind.THANK_YOU, panel, notes=notes)).messages
    assert ": the label printer." in dana.body
    assert ": night shifts." in ben.body
    assert chi.unfinished == ("topic",)


def test_M7_one_recipient_gets_all_topics() -> None:
    assert ": printers; shifts." in written(Kind.THANK_YOU, Notes(talked_about="printers; shifts"))


def test_M7_a_free_note_is_used_only_if_it_can_be_said_to_an_employer() -> None:
    assert ": the loading dock." in written(Kind.THANK_YOU, Notes(free=("the loading dock",)))
    assert "salary" not in written(Kind.THANK_YOU, Notes(free=("salary 80k, awful parking",)))


def test_M1_next_steps_are_asked_for_only_if_no_day_was_named() -> None:
    open_end = b.composer().write(b.brief(Kind.THANK_YOU))
    named = b.composer().write(b.brief(Kind.THANK_YOU, stated=b.FRIDAY))
    assert "next steps" in open_end.messages[0].body or "how the process goes on" in open_end.messages[0].body
    assert "?" not in named.messages[0].body


def test_M2_a_check_in_names_the_stated_day_and_the_interview() -> None:
    body = written(Kind.CHECK_IN, b.NOTES, stated=b.FRIDAY)
    assert "Friday, March 13" in body
    assert "Tuesday, March 10" in body
    assert b.NOTES.strength is not None
    assert b.NOTES.strength in body


def test_T9_a_check_in_before_an_absence_says_so() -> None:
    body = written(Kind.CHECK_IN, b.NOTES, stated=b.FRIDAY, before_stated=date(2026, 3, 12))
    assert "away from Thursday, March 12" in body


def test_the_day_of_the_interview_is_that_of_the_users_zone() -> None:
    late = b.interview(start=datetime(2026, 3, 11, 2, 0, tzinfo=UTC))  # still the tenth in Chicago
    assert "Tuesday, March 10" in b.composer().write(b.brief(Kind.CHECK_IN, late)).messages[0].body


def test_an_event_of_a_whole_day_keeps_its_day_and_has_no_time() -> None:
    whole = b.interview(start=datetime(2026, 3, 10, tzinfo=UTC), all_day=True)
    note = b.composer().write(b.brief(Kind.NO_SHOW_NOTE, whole))
    assert "Tuesday, March 10" in note.messages[0].body
    assert " at 7" not in note.description
    assert "7:00" not in note.messages[0].body


@pytest.mark.parametrize("language", b.LANGUAGES)
def test_M8_a_thank_you_starts_with_the_form_and_reads_its_own_answers_back(language: str) -> None:
    reader = ByHand.build(b.shipped().byhand)
    notes = replace(b.NOTES, free=())
    note = b.composer().write(b.brief(Kind.THANK_YOU, b.interview(language=language), notes=notes))
    lines = note.description.splitlines()
    assert [line.partition(":")[0] for line in lines[:4]] == list(b.shipped().texts(language).labels.values())
    assert reader.form(layout.split(note.description).form) == notes


@pytest.mark.parametrize("language", b.LANGUAGES)
def test_M8_an_empty_form_with_its_first_line_reads_as_nothing(language: str) -> None:
    reader = ByHand.build(b.shipped().byhand)
    note = b.composer().write(b.brief(Kind.THANK_YOU, b.interview(language=language)))
    form = layout.split(note.description).form
    assert reader.form(form) == Notes()
    assert reader.form(" ".join(form.split())) == Notes()


def test_M8_only_the_thank_you_has_a_form() -> None:
    for kind in Kind:
        note = b.composer().write(b.brief(kind))
        assert ("Talked about:" in note.description) is (kind is Kind.THANK_YOU)


def test_the_same_brief_gives_the_same_note() -> None:
    brief = b.brief(Kind.THANK_YOU, b.interview(interviewers=(b.DANA, b.BEN)))
    assert b.composer().write(brief) == b.composer().write(brief)


def test_without_a_name_in_the_config_the_signature_is_a_slot() -> None:
    one = b.interview(attendees=())
    note = b.composer(Owner(frozenset({"maya@example.com"}))).write(b.brief(Kind.FINAL_CHECK, one))
    assert note.messages[0].unfinished == ("my_name",)
    assert note.messages[0].body.endswith("[[your name]]\nmaya@example.com")
    assert note.description.splitlines()[0].startswith("Still to add: your name.")


def test_a_name_that_is_not_in_the_config_is_taken_from_the_invitation() -> None:
    me = Attendee(Person("Maya Lindqvist", "maya@example.com"))
    composer = b.composer(Owner(frozenset({"maya@example.com"})))
    message = composer.write(b.brief(Kind.FINAL_CHECK, b.interview(attendees=(me,)))).messages[0]
    assert message.unfinished == ()
    assert message.body.endswith("Maya Lindqvist\nmaya@example.com")


def test_what_one_round_does_not_say_an_earlier_one_may_know() -> None:
    first = b.interview(uid="first", start=b.START.replace(day=3))
    second = b.interview(role=None, company="Northwind")
    brief = b.brief(Kind.CHECK_IN, second, rounds=(Round((first,)), Round((second,))))
    brief = replace(brief, application=replace(brief.application, company="Northwind Robotics"))
    assert "Backend Engineer role at Northwind Robotics" in b.composer().write(brief).messages[0].body


def test_contact_lines_come_from_the_config() -> None:
    plain = Owner(frozenset({"maya@example.com", "m@example.net"}), "Maya Lindqvist", "+1 312 555 0100")
    assert written_by(plain).endswith("Maya Lindqvist\n+1 312 555 0100")
    once = replace(plain, sign_off="Maya Lindqvist\n+1 (312) 555-0100")
    assert written_by(once).endswith("Maya Lindqvist\n+1 (312) 555-0100")
    invited = replace(plain, phone=None)
    assert written_by(invited).endswith("Maya Lindqvist\nmaya@example.com")


def written_by(owner: Owner) -> str:
    return b.composer(owner).write(b.brief(Kind.CHECK_IN, notes=b.NOTES)).messages[0].body


@pytest.mark.parametrize(
    ("kind", "person", "company", "title"),
    [
        (Kind.THANK_YOU, "Dana Whitlock", "Northwind Robotics", "Thank Dana Whitlock (Northwind Robotics)"),
        (Kind.THANK_YOU, "Dana Whitlock", None, "Thank Dana Whitlock"),
        (Kind.CHECK_IN, None, "Northwind", "Check in with Northwind"),
        (Kind.FINAL_CHECK, "Dana Whitlock", "Northwind", "Last check with Dana Whitlock (Northwind)"),
        (Kind.FINAL_CHECK, None, None, "Last check after the interview"),
        (
            Kind.CHECK_IN,
            "Dana Whitlock",
            "The Northwind International Institute of Applied Robotics",
            "Check in with Dana Whitlock (The Northwind International…)",
        ),
    ],
)
def test_a_title_says_verb_person_and_company(kind: Kind, person: str | None, company: str | None, title: str) -> None:
    who = Person(person, "dana@northwind.example") if person else None
    one = b.interview(company=company, contact=who, interviewers=(who,) if who else ())
    assert b.composer().write(b.brief(kind, one)).summary == title

"""What the user wrote in the calendar is what the link and the draft hold."""

from __future__ import annotations

from tests.compose import builders as b

from afterword.core.compose.reread import reread
from afterword.core.model import Kind, Note, Person


def a_note() -> Note:
    lone = b.interview(interviewers=(b.DANA, Person("Ben Ortega")), contact=None)
    return b.composer().write(b.brief(Kind.THANK_YOU, lone))


def test_an_untouched_description_gives_the_same_messages() -> None:
    note = a_note()
    assert reread(note.messages, note.description) == note.messages


def test_words_subject_and_address_of_the_user_are_taken() -> None:
    note = a_note()
    edited = note.description.replace("[[e-mail address]]", "Ben@Northwind.example")
    edited = edited.replace("[[one thing you talked about with Ben]]", "the night shifts")
    edited = edited.replace(f"Subject: {note.messages[1].subject}", "Subject: Thanks again: Ben")
    dana, ben = reread(note.messages, edited)
    assert dana == note.messages[0]
    assert ben.to == (Person("Ben Ortega", "ben@northwind.example"),)
    assert ben.subject == "Thanks again: Ben"
    assert ": the night shifts." in ben.body
    assert ben.unfinished == ()


def test_what_cannot_be_told_apart_stays_ours() -> None:
    note = a_note()
    assert reread(note.messages, "All my own words.") == note.messages
    assert reread(note.messages, " ".join(note.description.split())) == note.messages


def test_a_script_for_the_telephone_has_no_subject() -> None:
    note = b.composer().write(b.brief(Kind.CHECK_IN, channel="phone"))
    (message,) = reread(note.messages, note.description.replace("Hello,", "Good morning,"))
    assert message.subject is None
    assert message.body.startswith("Good morning, this is Maya")

"""The facts of an interview, and the words that gave them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.adapters.package_data import language_tables, shared_table
from afterword.core.detect.facts import FactReader
from afterword.core.model import Attendee, Channel, Occurrence, Owner, Person, Stage, TimeSpan

if TYPE_CHECKING:
    from afterword.core.detect.facts import Facts

ZONE = ZoneInfo("Europe/Berlin")
SPAN = TimeSpan(datetime(2026, 3, 2, 10, tzinfo=ZONE), datetime(2026, 3, 2, 11, tzinfo=ZONE))
OWNER = Owner(emails=frozenset({"robin.vale@example.com"}), name="Robin Vale")


READER = FactReader(language_tables("facts"), shared_table("vendors"))


@pytest.fixture(scope="module")
def reader() -> FactReader:
    return READER


def read(reader: FactReader, title: str, text: str = "", *, by: Person | None = None, place: str = "") -> Facts:
    occurrence = Occurrence("x.ics", "1", SPAN, summary=title, description=text, location=place, organizer=by)
    return reader.read(occurrence, OWNER, "en")


def test_every_fact_keeps_the_words_that_gave_it(reader: FactReader) -> None:
    facts = read(reader, "Phone screen: Ship Cook @ Gullwing Ferries", place="+44 20 7946 0101")
    assert {(fact.field, fact.value) for fact in facts.sources} == {
        ("company", "Gullwing Ferries"),
        ("role", "Ship Cook"),
        ("stage", "phone_screen"),
        ("channel", "phone"),
    }
    assert all(fact.text for fact in facts.sources)


def test_a_domain_is_written_as_a_name_when_nothing_else_says_it(reader: FactReader) -> None:
    facts = read(reader, "Interview", by=Person("Ola Berg", "ola@careers.gullwing-ferries.co.uk"))
    assert facts.company == "Gullwing Ferries"


@pytest.mark.parametrize("sender", ["no-reply@us.greenhouse-mail.io", "scheduler@calendly.com", "someone@gmail.com"])
def test_a_vendor_or_mail_provider_is_never_the_employer(reader: FactReader, sender: str) -> None:
    assert read(reader, "Interview", by=Person(None, sender)).company is None


def test_a_no_reply_sender_is_neither_met_nor_asked(reader: FactReader) -> None:
    facts = read(reader, "Interview with Gullwing Ferries", by=Person("Gullwing", "no-reply@gullwing.example"))
    assert (facts.interviewers, facts.contact) == ((), None)


def test_letters_of_another_script_and_bidi_marks_do_not_make_another_company(reader: FactReader) -> None:
    assert read(reader, "Interview with G\u202eullw\u0456ng F\u0435rries").company == "Gullwing Ferries"


def test_rooms_and_the_owner_are_not_met(reader: FactReader) -> None:
    attendees = (
        Attendee(Person("Robin Vale", "robin.vale@example.com")),
        Attendee(Person("Ana Ruiz", "ana@gullwing.example")),
        Attendee(Person("Room 4", "room4@gullwing.example"), cutype="ROOM"),
    )
    occurrence = Occurrence("x.ics", "1", SPAN, summary="Interview", attendees=attendees)
    facts = reader.read(occurrence, OWNER, "en")
    assert [person.name for person in facts.interviewers] == ["Ana Ruiz"]


def test_the_employers_wish_to_be_called_is_kept(reader: FactReader) -> None:
    facts = read(reader, "Interview at Gullwing", "If anything changes please call rather than e-mail.")
    assert facts.preferred_channel == "phone"


def test_hostile_text_is_read_without_complaint(reader: FactReader) -> None:
    text = "with " * 5000 + "(" * 5000 + "a." * 5000 + "@" * 500
    facts = read(reader, "Interview with X" * 200, text)
    assert facts.stage is None
    assert facts.channel is None or facts.channel is Channel.VIDEO


def test_the_stage_follows_the_first_rule_that_fits(reader: FactReader) -> None:
    assert read(reader, "Final panel interview at Gullwing").stage is Stage.FINAL
    assert read(reader, "Panel interview: coding, Gullwing").stage is Stage.PANEL


PIECES = st.lists(
    st.sampled_from(
        [
            "Interview",
            "with",
            "Ana Ruiz",
            "(",
            ")",
            ":",
            "\n",
            "@",
            "Dr.",
            "at",
            "Acme",
            "engineer",
            ",",
            "Herr",
            "role",
            "+49 30",
            "/",
            "\u202e",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(
    title=PIECES | st.text(max_size=40),
    text=PIECES | st.text(max_size=200),
    language=st.sampled_from(["en", "de", "fr", "xx"]),
)
def test_whatever_the_text_it_is_read_without_an_error_and_nothing_unprintable_comes_out(
    title: str, text: str, language: str
) -> None:
    reader = READER
    by = Person("Ana Ruiz", "ana@acme.example")
    facts = reader.read(Occurrence("x.ics", "1", SPAN, summary=title, description=text, organizer=by), OWNER, language)
    said = [facts.company or "", facts.role or "", *(person.name or "" for person in facts.interviewers)]
    assert not any("\u202e" in value or "\n" in value for value in said)

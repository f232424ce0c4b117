"""The tone check finds what a careful friend would find, in seven languages, and nothing in ordinary letters (M9)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compose import builders as b

from afterword.core.compose import layout
from afterword.core.compose.tone import Tone
from afterword.core.model import FollowUp, Kind, Person

TONE = Tone(b.shipped().tone)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "What would the salary be?", "salary"),
        ("en", "Could you send me the benefits package?", "benefits package"),
        ("en", "My last manager was incompetent.", "incompetent"),
        ("en", "Hey Dana, that was awesome", "awesome"),
        ("en", "Please answer as soon as possible.", "as soon as possible"),
        ("en", "I’m just checking in on my application.", "just checking in"),
        ("en", "I am frustrated that nobody has answered.", "frustrated"),
        ("en", "I still haven’t heard from you.", "i still haven't heard"),
        ("de", "Wie hoch wäre das Gehalt?", "gehalt"),
        ("de", "Bitte antworten Sie umgehend.", "umgehend"),
        ("de", "Ich bin enttäuscht.", "enttäuscht"),
        ("de", "Ich wollte nur kurz nachfragen.", "wollte nur kurz"),
        ("fr", "Quel serait le salaire ?", "salaire"),
        ("fr", "Merci de répondre dès que possible.", "dès que possible"),
        ("fr", "Coucou Dana,", "coucou"),
        ("es", "¿Cuál sería el sueldo?", "sueldo"),
        ("es", "Responda cuanto antes.", "cuanto antes"),
        ("pt", "Qual seria o salário?", "salário"),
        ("pt", "Ainda não recebi resposta.", "ainda não recebi"),
        ("it", "Quale sarebbe lo stipendio?", "stipendio"),
        ("it", "Ciao Dana,", "ciao"),
        ("nl", "Wat is het salaris?", "salaris"),
        ("nl", "Ik wilde alleen even vragen.", "wilde alleen even"),
    ],
)
def test_M9_what_does_not_belong_is_named_in_the_language_of_the_message(language: str, text: str, found: str) -> None:
    reasons = TONE.check(text, language)
    assert any(found in reason for reason in reasons), reasons


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the attention you paid to my questions.",
        "We talked about wagering on open source, and about payment terminals.",
        "I am happy to answer questions about my work!",
        "It was a pleasure. I look forward to hearing from you.",
    ],
)
def test_M9_ordinary_sentences_pass(text: str) -> None:
    assert TONE.check(text, "en") == ()


def test_M9_names_company_and_role_are_never_objected_to() -> None:
    text = "Dear Cool, thank you for the talk about Compensation and Benefits Manager at Awful Waffle."
    assert TONE.words(text, "en") != ()
    assert TONE.check(text, "en", names=("Cool", "Compensation and Benefits Manager"), company="Awful Waffle") == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Dear Dana Whitlok,", "Whitlok"),
        ("Dear Dana Withlock,", "Withlock"),
        ("I would like to work at Northwnd Robotics.", "Northwnd"),
        ("I would like to work at NorthWind Robotics.", "NorthWind"),
    ],
)
def test_M9_a_slip_in_a_name_is_found(text: str, wrong: str) -> None:
    reasons = TONE.check(text, "en", names=("Dana Whitlock",), company="Northwind Robotics")
    assert len(reasons) == 1
    assert wrong in reasons[0]


def test_M9_a_word_that_happens_to_be_near_a_name_is_left_alone() -> None:
    assert TONE.check("Prior to that I worked elsewhere. Dear Maria,", "en", names=("Prior", "Maria", "Marie")) == ()
    assert TONE.check("The clerk helped.", "en", names=("Clark",)) == ()


def test_M9_length_and_exclamation_marks() -> None:
    reasons = TONE.check("Thanks!! " + "word " * 160, "en", kind=Kind.THANK_YOU)
    assert reasons == ("161 words; better at most 150.", "Fewer exclamation marks read calmer.")
    assert TONE.check("word " * 130, "de", kind=Kind.CHECK_IN) == ("130 Wörter; besser höchstens 120.",)


def test_M9_an_unknown_language_is_checked_as_english() -> None:
    assert TONE.check("What about the salary?", "ja") != ()


def test_M9_an_edited_message_is_read_through_again() -> None:
    composer = b.composer()
    brief = b.brief(Kind.CHECK_IN, notes=b.NOTES)
    note = composer.write(brief)
    wanted = FollowUp(
        "afterword-1", Kind.CHECK_IN, "one", "app-1", "Northwind Robotics", brief.span, brief.zone, note.summary,
        note.description, note.messages, "en", "then", (), "maya.ics",
    )  # fmt: skip
    assert composer.reviewed(wanted, note.description) == replace(wanted, warnings=())
    edited = note.description.replace("Dear Priya,", "Hey Pryia,").replace("Could you", "You must")
    reviewed = composer.reviewed(wanted, edited)
    assert reviewed.messages[0].body.startswith("Hey Pryia,")
    assert reviewed.description == note.description
    assert reviewed.messages[0].warnings == reviewed.warnings
    assert any("hey" in reason for reason in reviewed.warnings)
    assert any("Pryia" in reason for reason in reviewed.warnings)
    assert composer.reviewed(wanted, "My own words, and what of the salary?").warnings != ()


def test_bodies_come_without_their_heads() -> None:
    note = b.composer().write(b.brief(Kind.THANK_YOU, b.interview(interviewers=(b.DANA, b.BEN)), notes=b.NOTES))
    assert layout.bodies(note.description) == tuple(message.body for message in note.messages)
    assert layout.bodies("only this") == ("only this",)


def test_a_megabyte_is_read_in_part_and_at_once() -> None:
    assert TONE.check("a" * 1_000_000, "en", names=(Person("Dana Whitlock").name or "",)) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I can start immediately, and I am used to deadlines and to explaining the benefits of automation."),
        ("de", "Ich bin ab sofort verfügbar und kenne das Arbeiten mit Fristen."),
        ("fr", "Je suis disponible immédiatement, et nul doute que ce poste me plairait."),
        ("es", "Conozco bien el cálculo de comisiones y podría empezar de aquí a un mes."),
        ("pt", "Tenho experiência em produção em massa e em giro de stock."),
        ("it", "Potrei iniziare subito; lavoro da anni con i ragazzi e rispetto ogni scadenza."),
        ("nl", "Ik kan meteen beginnen en ken het werk op de spoed en in de opslag."),
    ],
)
def test_M9_what_speaks_for_a_candidate_is_no_fault(language: str, text: str) -> None:
    assert TONE.check(text, language) == ()

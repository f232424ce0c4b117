from __future__ import annotations

import pytest

from afterword.adapters.package_data import language_tables
from afterword.core.byhand import ByHand
from afterword.core.byhand.fold import fold
from afterword.core.model import Marks, Notes, Outcome

HAND = ByHand.build(language_tables("byhand"))


def test_folding_keeps_every_place_where_it_was() -> None:
    text = "Stärke: „groß“ İstanbul ﬁn’"
    assert len(fold(text)) == len(text)
    assert fold("STÄRKE’S") == "starke's"


def test_M7_labelled_lines_of_a_description_become_notes() -> None:
    notes = HAND.notes(
        "Zoom link below\nTalked about: the migration to Rust\nthey said - by Friday\nStrength: on-call work\n"
    )
    assert notes == Notes(talked_about="the migration to Rust", they_said="by Friday", strength="on-call work")


def test_M7_free_lines_stand_under_a_notes_heading_until_an_empty_line() -> None:
    assert HAND.notes("Agenda\nNotes\n- they use Kafka\n- team of six\n\nJoin Zoom").free == (
        "they use Kafka",
        "team of six",
    )


def test_M7_an_invitation_without_notes_gives_none() -> None:
    assert HAND.notes("Please ask any question by mail.\nWe talked about you with the team.") == Notes()


@pytest.mark.parametrize(
    "typed",
    [
        "Talked about: Rust\nThey answer by: Friday\nStrength to mention: ops\nQuestion or concern: notice period",
        (
            "talked about : Rust\r\nThey Answer By: Friday\r\n\r\nstrength to mention: ops\r\n"
            "question or concern: notice period"
        ),
        "Talked about: Rust They answer by: Friday Strength to mention: ops Question or concern: notice period",
        (
            "Talked about：Rust\nThey answer by: Friday\nStrength: ops\nConcern: notice period\n———\n"
            "Dear Dana, strength: none"
        ),
    ],
    ids=["as shown", "phone capitals and line ends", "line ends lost", "other labels, then the message"],
)
def test_M8_a_form_is_read_however_the_phone_left_it(typed: str) -> None:
    assert HAND.form(typed) == Notes(talked_about="Rust", they_said="Friday", strength="ops", question="notice period")


@pytest.mark.parametrize(
    "empty", ["Talked about:\nThey answer by: …\nStrength to mention: ___\nQuestion or concern: -", ""]
)
def test_M8_an_empty_form_gives_nothing(empty: str) -> None:
    assert HAND.form(empty) == Notes()


@pytest.mark.parametrize("language", language_tables("byhand"))
def test_M8_the_form_of_every_language_is_read_back_without_accents_too(language: str) -> None:
    table = language_tables("byhand")[language]["form"]
    for bend in (str, str.upper, fold):
        lines = [
            f"{bend(table[field][0])}: {field} x" for field in ("talked_about", "they_said", "strength", "question")
        ]
        assert HAND.form("\n".join(lines)) == Notes("talked_about x", "they_said x", "strength x", "question x")


@pytest.mark.parametrize(
    ("summary", "description", "expected"),
    [
        ("Interview Acme", "nice chat\n#urgent", Marks(urgent=True)),
        ("Coffee with Ann #interview", "", Marks(interview=True)),
        ("Interview with a user #not-interview", "", Marks(interview=False)),
        ("Interview Acme", "Rejected", Marks(outcome=Outcome.REJECTED)),
        ("Interview Acme", "we offer flexible hours", Marks()),
        ("Interview Acme", "Offer: flexible hours and lunch", Marks()),
        ("[Withdrawn] Interview Acme", "", Marks(outcome=Outcome.WITHDRAWN)),
        ("No-show: Interview Acme", "", Marks(no_show=True)),
        ("Vorstellungsgespräch", "Angebot\n", Marks(outcome=Outcome.OFFER)),
        ("Entretien", "refusé.", Marks(outcome=Outcome.REJECTED)),
        ("Interview", "see https://x.example/#urgent", Marks()),
        ("Offerte besprechen", "", Marks()),
    ],
)
def test_tags_and_words_by_hand(summary: str, description: str, expected: Marks) -> None:
    assert HAND.marks(summary, description) == expected


@pytest.mark.parametrize("title", ["Urlaub", "OOO", "Vacances d'été", "Annual leave – back on Monday", "Férias"])
def test_T9_titles_that_say_away(title: str) -> None:
    assert HAND.says_away(title)


def test_T9_other_titles_do_not_say_away() -> None:
    assert not HAND.says_away("Interview at Hideaway Labs")


@pytest.mark.parametrize("typed", ["Temas da conversa: Rust", "Falámos de: Rust", "Falamos sobre: Rust", "Temas: Rust"])
def test_M8_the_words_of_portugal_and_of_brazil_are_read_alike(typed: str) -> None:
    assert HAND.form(typed) == Notes(talked_about="Rust")

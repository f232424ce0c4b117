"""Why a follow-up stands on its day is said in the language of its message (M10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from tests.compose import builders as b

from afterword.core.compose import layout
from afterword.core.model import Kind, Owner, Reason
from afterword.core.sentences import ENGLISH, IN_ENGLISH

FRIDAY, MONDAY = date(2026, 3, 13), date(2026, 3, 16)
SAID = Reason("heard", FRIDAY, words="Offer call")
EVERY = (
    Reason("ended_late", FRIDAY),
    Reason("better_late"),
    Reason("ends", FRIDAY, clock=time(14, 30)),
    Reason("loop_ends", FRIDAY, clock=time(9, 0)),
    Reason("is_on", FRIDAY),
    Reason("loop_is_on", FRIDAY),
    Reason("within_a_day"),
    Reason("with_time"),
    Reason("next_morning"),
    Reason("stated", FRIDAY),
    Reason("first_after", MONDAY),
    Reason("working_days_later", MONDAY, working_days=3),
    Reason("unstated", FRIDAY),
    Reason("later", MONDAY, days=14),
    Reason("later_next", MONDAY, FRIDAY, days=10),
    Reason("urgent", MONDAY, working_days=1),
    Reason("slow", MONDAY, working_days=12),
    Reason("away_before", FRIDAY, MONDAY),
    Reason("away_first_back", MONDAY),
    Reason("away_back", MONDAY),
    Reason("after_check_in", FRIDAY, days=7),
    Reason("first_working_day", MONDAY),
    Reason("caught_up", MONDAY),
    Reason("over_there", clock=time(10, 0), words="Europe/Paris"),
    Reason("no_show", FRIDAY),
    Reason("offer", said=SAID),
    Reason("rejected", said=Reason("you_said")),
    SAID,
    Reason("noted", FRIDAY, words="offer"),
    Reason("closed", words="Northwind"),
    Reason("you_said"),
)


def why(language: str, *reasons: Reason, owner: Owner = b.MAYA) -> str:
    """The line of the footer that says why."""
    brief = b.brief(Kind.CHECK_IN, b.interview(language=language), because=reasons)
    footer = layout.split(b.composer(owner).write(brief).description).footer
    return footer.splitlines()[0].partition(": ")[2]


def test_the_rows_above_are_all_the_reasons_there_are() -> None:
    assert {reason.key for reason in EVERY} == {
        key for key, form in ENGLISH.items() if isinstance(form, str) and key != "join"
    }


def test_M10_english_says_the_same_in_the_calendar_and_on_the_terminal() -> None:
    assert b.shipped().messages["en"]["why"] == ENGLISH
    london = replace(b.MAYA, timezone="Europe/London", country="GB")
    two = (Reason("stated", FRIDAY), Reason("first_after", MONDAY))
    assert why("en", *two, owner=london) == IN_ENGLISH.sentence(two)


@pytest.mark.parametrize("language", b.LANGUAGES)
@pytest.mark.parametrize("reason", EVERY, ids=lambda reason: reason.key)
def test_M10_every_reason_is_said_in_every_language_with_all_that_belongs_to_it(language: str, reason: Reason) -> None:
    text = why(language, reason)
    assert all(str(day.day) in text for day in (reason.day, reason.other) if day is not None)
    assert not reason.words or reason.words in text or reason.key == "noted"
    assert text.endswith(".")
    assert "{{" not in text
    assert "  " not in text
    assert language == "en" or text != why("en", reason)


@pytest.mark.parametrize("language", b.LANGUAGES)
def test_M10_no_language_knows_a_reason_that_does_not_exist(language: str) -> None:
    table = b.shipped().messages[language]["why"]
    assert set(table) | {"dates"} == set(ENGLISH)


@pytest.mark.parametrize(
    ("language", "said", "so"),
    [
        ("en", "They said by Friday, March 13", "Monday, March 16 is the first working day after."),
        (
            "de",
            "Angekündigt war eine Antwort bis Freitag, den 13. März",
            "der erste Arbeitstag danach ist Montag, 16. März.",
        ),
        (
            "fr",
            "Une réponse était attendue d'ici au vendredi 13 mars",
            "le premier jour ouvré suivant est le lundi 16 mars.",
        ),
        (
            "es",
            "Se esperaba una respuesta para el viernes 13 de marzo",
            "el primer día laborable después es el lunes 16 de marzo.",
        ),
        (
            "pt",
            "Esperava-se uma resposta até sexta-feira, 13 de março",
            "o primeiro dia útil depois disso é segunda-feira, 16 de março.",
        ),
        (
            "it",
            "La risposta era attesa entro venerdì 13 marzo",
            "il primo giorno lavorativo successivo è lunedì 16 marzo.",
        ),
        (
            "nl",
            "Een antwoord werd uiterlijk vrijdag 13 maart verwacht",
            "de eerste werkdag daarna is maandag 16 maart.",
        ),
    ],
)
def test_M10_a_stated_day_and_the_day_after_it(language: str, said: str, so: str) -> None:
    text = why(language, Reason("stated", FRIDAY), Reason("first_after", MONDAY))
    semicolon = "\xa0;" if language == "fr" else ";"
    assert text == f"{said}{semicolon} {so}"


@pytest.mark.parametrize(
    ("days", "text"),
    [(1, "a day"), (7, "a week"), (14, "two weeks"), (10, "ten days"), (16, "16 days"), (0, "no days")],
)
def test_a_period_is_said_in_weeks_where_it_is_whole_weeks(days: int, text: str) -> None:
    assert IN_ENGLISH.period(days) == text


def test_what_a_title_in_the_calendar_says_cannot_forge_a_part_of_the_event() -> None:
    text = why("de", Reason("offer", said=Reason("heard", FRIDAY, words="▸ To: {{ name }}\n▹ x")))
    assert "▸" not in text
    assert "To: {{ name }}" in text

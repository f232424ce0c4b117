"""Phrases of the word lists and how they are found."""

from __future__ import annotations

import pytest

from afterword.core.detect.fold import fold, tidy
from afterword.core.detect.lexicon import IGNORE, Lexicon, Listed


def found(lists: list[Listed], text: str) -> list[tuple[str, str]]:
    written = tidy(text, 10_000)
    return [(hit.label, written[hit.start : hit.end]) for hit in Lexicon(lists).find(fold(written))]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("trial shift", "Trial-Shift at Bar Lumen", "Trial-Shift"),
        ("bewerb*", "Ihre Bewerbung", "Bewerbung"),
        ("*gespräch", "Das VORSTELLUNGSGESPRÄCH", "VORSTELLUNGSGESPRÄCH"),
        ("*bewerb*", "eine Initiativbewerbung", "Initiativbewerbung"),
        ("meet _ team", "Meet our team", "Meet our team"),
        ("müssen ... absagen", "Leider müssen wir das Gespräch absagen.", "müssen wir das Gespräch absagen"),
        ("^read", "Read the brief", "Read"),
        ("entretien d'embauche", "Entretien d’embauche", "Entretien d’embauche"),
        ("面接", "一次面接（開発部）", "面接"),
    ],
)
def test_a_phrase_is_found_as_it_is_written(phrase: str, text: str, words: str) -> None:
    assert found([Listed("x", phrase)], text) == [("x", words)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("bewerb*", "Erwerb"),
        ("^read", "I read"),
        ("müssen ... absagen", "müssen eins zwei drei vier absagen"),
        ("trial shift", "trial of a shift"),
        ("interview", "interviewer"),
    ],
)
def test_what_only_looks_like_it_is_not_found(phrase: str, text: str) -> None:
    assert found([Listed("x", phrase)], text) == []


def test_a_longer_phrase_hides_the_shorter_ones_in_it() -> None:
    lists = [Listed("word", "interview"), Listed("leaving", "exit interview")]
    assert found(lists, "Exit interview") == [("leaving", "Exit interview")]


def test_an_ignored_phrase_hides_what_stands_in_the_same_place() -> None:
    assert found([Listed("prep", "prep*"), Listed(IGNORE, "prep cook")], "Prep cook wanted") == []


def test_remarks_and_empty_phrases_in_a_list_mean_nothing() -> None:
    assert found([Listed("x", "# one, two\n ,, three # four\n")], "one two three four") == [("x", "three")]


def test_control_characters_between_letters_do_not_hide_a_word() -> None:
    assert found([Listed("x", "interview")], "Inter\u200bview\u202e") == [("x", "Interview")]

"""The main language of an event, and what every language file must hold."""

from __future__ import annotations

import pytest

from afterword.adapters.package_data import language_tables
from afterword.core.detect.language import LanguageGuesser

TABLES = language_tables("signals")
WRITTEN = ("de", "en", "es", "fr", "it", "nl", "pt")
REASONS = (
    "own-follow-up",
    "owner-interviews",
    "hiring-sync",
    "other-person",
    "prep",
    "mock",
    "fair",
    "task",
    "offer",
    "contract",
    "feedback",
    "rejection",
    "reference",
    "hr",
    "admissions",
    "home",
    "research",
    "press",
    "sales",
    "travel",
    "networking",
    "lookalike",
    "everyday",
    "scam",
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We look forward to meeting you on Tuesday at our office", "en"),
        ("Wir freuen uns auf das Gespräch mit Ihnen am Dienstag", "de"),
        ("Nous vous attendons à l'accueil pour un échange avec l'équipe", "fr"),
        ("Le esperamos en la oficina para hablar del puesto con el equipo", "es"),
        ("Esperamos por si no escritório para falar sobre a vaga com a equipa", "pt"),
        ("La aspettiamo in ufficio per parlare della posizione con il team", "it"),
        ("Wij verwachten je op kantoor voor een gesprek over de functie", "nl"),
        ("一次面接のご案内です。よろしくお願いいたします。", "ja"),
        ("岗位：数据分析师，视频面试", "zh"),
        ("株式会社青空 最終面接", "ja"),
        ("XKCD", "en"),
    ],
)
def test_the_small_words_tell_the_language(text: str, language: str) -> None:
    assert LanguageGuesser(TABLES).guess(text)[0] == language


@pytest.mark.parametrize("language", WRITTEN)
def test_every_language_file_is_complete(language: str) -> None:
    table = TABLES[language]
    assert set(table) >= {"language", "for", "ignore", "not", "state", "direction"}
    assert set(table["for"]) == {
        "sure",
        "word",
        "round",
        "maybe",
        "skill",
        "hiring",
        "to_you",
        "post",
        "promise",
        "trade",
        "talk",
        "about",
        "agency",
        "leader",
    }
    assert set(table["not"]) == set(REASONS)
    assert set(table["state"]) == {
        "cancelled",
        "cancelled_text",
        "declined",
        "withdrawn",
        "tentative",
        "tentative_text",
        "confirmed",
        "rescheduled",
        "no_show",
    }
    assert {"candidate", "interviewer", "internal", "internal_word", "kin"} <= set(table["direction"])


@pytest.mark.parametrize("language", sorted(TABLES))
def test_no_list_of_a_language_is_unknown_to_the_program(language: str) -> None:
    assert set(TABLES[language].get("not", {})) <= set(REASONS)
    for lists in TABLES[language].get("not", {}).values():
        assert set(lists) <= {"title", "hint", "text"}

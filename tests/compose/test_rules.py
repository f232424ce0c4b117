"""M rules that stand for themselves; those about recipients, notes, the form and tone are tested beside them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.compose.builders import FRIDAY, LANGUAGES, brief, composer, interview

import afterword
from afterword.core.model import Kind

SOURCES = sorted(Path(afterword.__file__).parent.rglob("*.py"))


def body(kind: Kind, **more: object) -> str:
    return composer().write(brief(kind, **more)).messages[0].body


def words(text: str) -> int:
    return len(text.split())


def test_M3_a_final_check_is_short_asks_once_and_leaves_the_door_open() -> None:
    text = body(Kind.FINAL_CHECK, stated=FRIDAY)
    assert words(text) <= 100
    assert text.count("?") <= 1
    assert "success" in text or "all the best" in text or "well" in text
    for reproach in ("still waiting", "promised", "as agreed", "deadline", "unless"):
        assert reproach not in text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_M4_each_situation_has_a_text_of_its_own(language: str) -> None:
    one = interview(language=language)
    kinds = [Kind.THANK_YOU, Kind.FEEDBACK_REQUEST, Kind.OFFER_REVIEW, Kind.NO_SHOW_NOTE]
    texts = {composer().write(brief(kind, one)).messages[0].body for kind in kinds}
    late = composer().write(brief(Kind.THANK_YOU, one, late=True)).messages[0].body
    assert len(texts | {late}) == len(kinds) + 1


@pytest.mark.parametrize(
    ("language", "expected"), [*((one, one) for one in LANGUAGES), ("ja", "en"), ("xx", "en"), ("", "en")]
)
def test_M10_a_message_is_in_the_language_of_the_interview_else_english(language: str, expected: str) -> None:
    note = composer().write(brief(Kind.CHECK_IN, interview(language=language)))
    assert note.language == expected
    assert {message.language for message in note.messages} == {expected}


def test_M10_the_seven_languages_do_not_share_a_text() -> None:
    said = {composer().write(brief(Kind.CHECK_IN, interview(language=one))).messages[0].body for one in LANGUAGES}
    assert len(said) == len(LANGUAGES)


def test_M11_no_code_of_ours_can_send_mail() -> None:
    """Drafts only: nothing in the package imports what speaks SMTP, and nothing starts a mail program."""
    forbidden = {"smtplib", "aiosmtplib", "imaplib", "poplib", "nntplib", "webbrowser"}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not forbidden.intersection(name.split(".")[0] for name in names), path
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "sendmail" not in node.value, path

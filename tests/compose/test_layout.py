"""A description is taken apart again whatever a phone, a server or a web calendar did to it."""

from __future__ import annotations

import html

import pytest

from afterword.core.compose import layout

FORM = "Talked about: the label printer\nThey answer by: Friday\nStrength to mention:\nQuestion or concern:"
MESSAGE = (
    "▸ To: Dana Whitlock · dana@northwind.example\nSubject: Thank you\n\n"
    "Dear Dana,\n\nIt's “good” — really.\n\nBest regards,\nMaya"
)
FOOTER = "Why this day: within a day of the interview.\nDone: put ✓ before the title."
WHOLE = f"{FORM}\n\n{MESSAGE}\n\n▹ {FOOTER}"


def lost_line_ends(text: str) -> str:
    return " ".join(text.split())


def as_html(text: str) -> str:
    return f"<html><body><p>{html.escape(text).replace(chr(10), '<br/>')}</p></body></html>"


def html_by_paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line) or '&nbsp;'}</p>" for line in text.split("\n"))


def straight_quotes(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("—", "-").replace("'", "’")


def without_blank_lines(text: str) -> str:
    return text.replace("\n\n", "\n")


def escaped_twice(text: str) -> str:
    return text.replace("\n", "\\n")


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n") + "\r\n"


def indented(text: str) -> str:
    return "\n".join(f"  {line} " for line in text.split("\n"))


HANDS = [
    lost_line_ends, as_html, html_by_paragraphs, straight_quotes, without_blank_lines, escaped_twice, crlf, indented,
]  # fmt: skip


def test_the_three_parts_come_back_as_written() -> None:
    parts = layout.split(WHOLE)
    assert (parts.form, parts.message, parts.footer) == (FORM, MESSAGE, FOOTER)


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.__name__)
def test_the_parts_are_found_and_equal_in_normal_form_after(hand: object) -> None:
    assert callable(hand)
    parts = layout.split(hand(WHOLE))
    assert layout.normal(parts.form) == layout.normal(FORM)
    assert layout.normal(parts.message) == layout.normal(MESSAGE)
    assert layout.normal(parts.footer) == layout.normal(FOOTER)


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.__name__)
def test_a_changed_word_in_the_message_shows_in_normal_form(hand: object) -> None:
    assert callable(hand)
    parts = layout.split(hand(WHOLE.replace("really", "truly")))
    assert layout.normal(parts.message) != layout.normal(MESSAGE)


def test_filling_in_the_form_leaves_the_message_as_it_was() -> None:
    filled = WHOLE.replace("Question or concern:", "Question or concern: on call duty")
    assert layout.split(filled).message == MESSAGE
    assert "on call duty" in layout.split(filled).form


def test_the_mark_is_the_last_line_and_outside_the_message() -> None:
    marked = layout.with_mark(WHOLE + "\n\n", "afterword 1234abcd\n")
    assert marked.splitlines()[-1] == "afterword 1234abcd"
    assert layout.split(marked).message == MESSAGE
    assert layout.split(marked).footer.endswith("afterword 1234abcd")


def test_a_text_without_our_signs_is_all_message() -> None:
    parts = layout.split("My own words.\nNothing else.")
    assert (parts.form, parts.message, parts.footer) == ("", "My own words.\nNothing else.", "")


def test_a_text_that_kept_only_the_footer_gives_message_and_footer() -> None:
    parts = layout.split(f"My own words.\n▹ {FOOTER}")
    assert (parts.form, parts.message, parts.footer) == ("", "My own words.", FOOTER)


def test_plain_text_that_only_looks_a_little_like_html_stays() -> None:
    assert layout.plain("x < y and a <dana@northwind.example> b") == "x < y and a <dana@northwind.example> b"


@pytest.mark.parametrize("text", ["", "▸", "▹", "▹▸", "▸▹▸", "<" * 50_000, "<p " * 30_000, "▸" * 50_000, "\\n" * 9])
def test_odd_texts_never_raise(text: str) -> None:
    parts = layout.split(text)
    assert isinstance(parts.message, str)
    assert isinstance(layout.normal(text), str)

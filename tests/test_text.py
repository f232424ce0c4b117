"""No control, bidi or invisible character passes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.core.text import clean_line, clean_text

ALLOWED_FORMAT = "\u200c\u200d"  # joiners: letters and emoji need them


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07shown", "shown"),
        ("\x1b]52;c;aGk=\x1b\\shown", "shown"),
        ("\x9b1mshown\x00", "shown"),
        ("gpj\u202eexe", "gpjexe"),
        ("a\tb\ufeff\ufffe", "a b"),
        ("Zoë Müller-Łuczak 李", "Zoë Müller-Łuczak 李"),
    ],
)
def test_text_is_cleaned(given_text: str, expected: str) -> None:
    assert clean_text(given_text) == expected


def test_a_line_is_one_line() -> None:
    assert clean_line("  Northwind\r\nX-EVIL:1 \u2029 Robotics ") == "Northwind X-EVIL:1 Robotics"


@given(st.text())
def test_nothing_unseen_is_left_and_cleaning_twice_changes_nothing(text: str) -> None:
    clean = clean_text(text)
    unseen = {c for c in clean if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"}
    assert unseen == set()
    assert clean_text(clean) == clean


def test_a_megabyte_of_escapes_is_no_work() -> None:
    assert clean_text("\x1b]" * 300_000) == ""

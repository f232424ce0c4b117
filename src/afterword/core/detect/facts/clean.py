"""A calendar text as it is read for facts: cleaned (core.text), and no letter passes for one of another script."""

from __future__ import annotations

import re
from typing import Final

from afterword.core.text import clean_text

FOREIGN: Final = re.compile("[\u0370-\u052f]")
LATIN: Final = re.compile("[A-Za-z]")
WORD: Final = re.compile(r"\w+")
LOOKS_LIKE: Final = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіјѕԁһԛԝІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
    "ABEKMHOPCTYXaeopcyxijsdhqwIJSABEZHIKMNOPTYXoav",
)


def clean(text: str) -> str:
    """The text without control, bidi and invisible characters, with plain blanks and apostrophes. In a word that
    mixes Latin letters with Cyrillic or Greek ones that look like them (a homoglyph), those are written in Latin."""
    text = clean_text(text).replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    return WORD.sub(_one_script, text) if FOREIGN.search(text) else text


def _one_script(word: re.Match[str]) -> str:
    return word[0].translate(LOOKS_LIKE) if LATIN.search(word[0]) else word[0]

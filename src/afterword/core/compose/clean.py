"""Calendar text and the user's notes made fit to stand in a message, or rightly unknown."""

from __future__ import annotations

import re
from typing import Final

from afterword.core.text import clean_line

LONGEST_NAME: Final = 60
LONGEST_FACT: Final = 90
"""A company's name or a role that is longer is a mistake of reading, or an attack: it counts as unknown."""
LONGEST_NOTE: Final = 300

_SIGNS: Final = str.maketrans("", "", "▸▹")
_MARKUP: Final = str.maketrans("[]", "()", "{}<>\\|`▸▹")
_GENDERS: Final = re.compile(
    r"\s*[\[(](?:[mwfdxhiug]{1,2}\s?[/|,:*·]\s?){1,4}[mwfdxhiugn]{1,2}[\])]|\s*\((?:all genders|gn|tous genres)\)"
    r"|\s+[hfmw]/[hfmw](?:/[dx])?$",
    re.IGNORECASE,
)
_ABBREVIATION: Final = re.compile(r"\b(?:Inc|Co|Corp|Ltd|Bros|St|Jr|Sr|\w\.[A-Za-z])\.$")


def fact(text: str | None) -> str | None:
    """A company or role as one clean line without markup signs; None if nothing or too much is left."""
    if text is None:
        return None
    line = " ".join(clean_line(text[: 4 * LONGEST_FACT]).translate(_MARKUP).split()).strip(" ,;:-–—·")
    line = line if _ABBREVIATION.search(line) else line.rstrip(".")
    has_letter = any(c.isalnum() for c in line)
    return line if has_letter and len(line) <= LONGEST_FACT else None


def role(text: str | None) -> str | None:
    """A role as `fact`, without the "(m/w/d)" or "H/F" that belongs to advertisements."""
    return fact(None if text is None else _GENDERS.sub("", text[: 4 * LONGEST_FACT]))


def note(text: str | None) -> str:
    """What the user wrote, as the end of a sentence: one line, no full stop, no sign of ours; cut at a word."""
    line = clean_line((text or "")[: 4 * LONGEST_NOTE])
    line = " ".join(line.translate(_SIGNS).replace("[[", "[").replace("]]", "]").split())
    if len(line) > LONGEST_NOTE:
        line = line[:LONGEST_NOTE].rsplit(" ", 1)[0].rstrip(",;:-–") + "…"
    return line.strip().rstrip(".;,").rstrip()


def answer(text: str | None) -> str:
    """A filled line of the form (or any other line we only show), as it was written, as one clean line."""
    line = clean_line((text or "")[: 4 * LONGEST_NOTE])
    return " ".join(line.translate(_SIGNS).split())[: 2 * LONGEST_NOTE].rstrip()


def line(text: str) -> str:
    """One line of a text that somebody else wrote, without control characters and signs of ours."""
    return clean_line(text.translate(_SIGNS))


def signature(text: str) -> str:
    """The user's sign-off: clean lines, as many as a signature has."""
    lines = [clean_line(line.translate(_SIGNS)) for line in text[:1000].replace("\\n", "\n").splitlines()]
    return "\n".join(line for line in lines if line)

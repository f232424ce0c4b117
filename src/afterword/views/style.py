"""Plain lines for a terminal of any width: the same words with and without colour.

Every text that comes from a calendar goes through `line` or `paragraph` here and is cleaned on the way (S3).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.core.text import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

NARROWEST: Final = 40
WIDEST: Final = 100
"""Longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Style:
    """How to print: `width` in columns; `colour` false gives no escape at all."""

    colour: bool = False
    columns: int = 80

    @property
    def width(self) -> int:
        return max(NARROWEST, min(self.columns, WIDEST))

    def bold(self, text: str) -> str:
        return self._painted(text, "1")

    def dim(self, text: str) -> str:
        return self._painted(text, "2")

    def green(self, text: str) -> str:
        return self._painted(text, "32")

    def yellow(self, text: str) -> str:
        return self._painted(text, "33")

    def red(self, text: str) -> str:
        return self._painted(text, "31")

    def blue(self, text: str) -> str:
        return self._painted(text, "36")

    def _painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


def line(text: str | None, columns: int = WIDEST) -> str:
    """One clean line of at most `columns`, cut with an ellipsis."""
    cleaned = clean_line(text or "")
    if width_of(cleaned) <= columns:
        return cleaned
    kept, room = "", columns - 1
    for character in cleaned:
        room -= width_of(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + "…"


def paragraph(text: str, indent: str, width: int) -> Iterator[str]:
    """Clean lines of a text of one or more paragraphs, wrapped and indented; blank lines stay blank."""
    for part in clean_text(text).rstrip().split("\n"):
        yield from wrapped(part, indent, width) if part.strip() else [""]


def wrapped(text: str, indent: str, width: int, first: str | None = None) -> Iterator[str]:
    """One paragraph wrapped by its width in columns; `first` (as wide as `indent`) begins its first line."""
    room = max(width - len(indent), NARROWEST // 2)
    before, current = indent if first is None else first, ""
    for word in clean_line(text).split(" "):
        if current and width_of(current) + 1 + width_of(word) > room:
            yield before + current
            before, current = indent, word
        else:
            current = f"{current} {word}" if current else word
    yield before + current


def padded(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width_of(text))


def width_of(text: str) -> int:
    """Columns on a terminal: wide characters take two, combining ones none (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )

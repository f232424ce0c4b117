"""Where in a text a promise can stand at all: the pieces around the words that promise. Cheap, before heavy work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.timeline.lexicon import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.timeline.lexicon import Lexicon

PIECE = re.compile(r"[^.!?;\n]{1,400}[.!?;\n]*|[.!?;\n]+")
DIGIT = re.compile(r"\d")
BEFORE, AFTER = 2, 3
"""Pieces kept before and after one with a cue: a date with dots ("am 3. Sept. 2026") is cut into several."""
MOST = 4_096
"""Characters of a text that are looked at closely; a real promise stands long before that."""


@dataclass(slots=True)
class Budget:
    """How many characters of a text may still be looked at closely."""

    left: int = MOST


def neighbourhoods(folded: str, span: tuple[int, int], lexicon: Lexicon, budget: Budget) -> Iterator[tuple[int, int]]:
    """The parts of folded[start:end] that are worth reading closely, in order, none touching another: those around
    a word that promises, where something like a date is near."""
    pieces = [match.span() for match in PIECE.finditer(folded, *span)]
    words = [plain_words(folded[first:last]) for first, last in pieces]
    dates = [
        lexicon.dates(found) or DIGIT.search(folded, *piece) is not None
        for found, piece in zip(words, pieces, strict=True)
    ]
    kept: list[tuple[int, int]] = []
    for index, found in enumerate(words):
        near = range(max(0, index - BEFORE), min(len(pieces), index + AFTER + 1))
        if lexicon.touches(found) and any(dates[place] for place in near):
            begin, finish = pieces[near[0]][0], pieces[near[-1]][1]
            if kept and begin <= kept[-1][1]:
                kept[-1] = (kept[-1][0], finish)
            else:
                kept.append((begin, finish))
    for begin, finish in kept:
        if budget.left <= 0:
            return
        yield begin, min(finish, begin + budget.left)
        budget.left -= finish - begin

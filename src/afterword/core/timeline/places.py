"""Where in a text a promise can stand at all: the pieces around the words that promise. Cheap, before heavy work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from afterword.core.timeline.lexicon import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.timeline.lexicon import Lexicon

PIECE = re.compile(r"[^.!?;\n]{1,400}[.!?;\n]*|[.!?;\n]+")
DIGIT = re.compile(r"\d")
BEFORE, AFTER = 2, 3
"""Pieces kept before and after one with a cue: a date with dots ("am 3. Sept. 2026") is cut into several."""
TYPED = 1_280
"""Characters at both ends of a text in which slips of the finger are forgiven: people type notes there."""
MOST = 2_560
"""Characters of a text that are looked at closely; a real promise stands long before that."""


SPLIT = 4_096
LAST = 768
"""Of a text longer than SPLIT the last LAST characters have their own share, however much is promised before."""


@dataclass(slots=True)
class Budget:
    """How many characters of a text may still be looked at closely."""

    left: int = MOST

    def spend(self, begin: int, finish: int) -> Iterator[tuple[int, int]]:
        """The span as far as the budget goes, if there is any."""
        if begin < finish and self.left > 0:
            yield begin, min(finish, begin + self.left)
            self.left -= finish - begin


def neighbourhoods(folded: str, span: tuple[int, int], lexicon: Lexicon, budget: Budget) -> Iterator[tuple[int, int]]:
    """The parts of folded[start:end] that are worth reading closely, in order, none touching another: those around
    a word that promises, where something like a date is near."""
    pieces = [match.span() for match in PIECE.finditer(folded, *span)]
    words = [plain_words(folded[first:last]) for first, last in pieces]

    def by_hand(place: int) -> bool:
        return min(place, len(folded) - place) < TYPED

    @cache
    def dated(place: int) -> bool:
        typed = DIGIT.search(folded, *pieces[place]) is not None
        return typed or lexicon.dates(words[place], forgiving=by_hand(pieces[place][0]))

    kept = [0, 0]
    for index, found in enumerate(words):
        near = range(max(0, index - BEFORE), min(len(pieces), index + AFTER + 1))
        if kept[1] - kept[0] > budget.left:
            break
        if lexicon.touches(found, forgiving=by_hand(pieces[index][0])) and any(dated(place) for place in near):
            begin, finish = pieces[near[0]][0], pieces[near[-1]][1]
            if begin > kept[1]:
                yield from budget.spend(*kept)
                kept[0] = begin
            kept = [kept[0] if kept[1] else begin, finish]
    yield from budget.spend(*kept)

"""Slips of the finger in long words: which are forgiven, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FORGIVEN = frozenset({"word", "promise", "tell"})
"""Cue labels whose words are forgiven a slip, besides the words of dates."""


SHORT = range(4, 6)
"""Of words so short only two swapped letters are forgiven ("wohce"), of longer ones every slip."""
LONGEST = 16
MOST = 4096
"""Words remembered: a hostile text must not fill the memory."""


class Speller:
    """Finds the word of a language that a typed one is a slip of."""

    def __init__(self, misspelt: Iterable[tuple[str, list[str]]]) -> None:
        """`misspelt`: words with misspellings that are no mere slips."""
        self._listed = {form: word for word, forms in misspelt for form in forms}
        self._short: set[str] = set()
        self._long: dict[str, dict[str, tuple[int, int]]] = {}
        self._seen: dict[str, str] = {}

    def learn(self, word: str, label: str) -> None:
        """Let slips of `word`, which stands in a phrase with this label, be forgiven."""
        if len(word) in SHORT and word.isalpha():
            self._short.add(word)
        edits = forgiven_edits(word, label)
        if edits:
            self._long.setdefault(word[0], {})[word] = (edits, letters(word))

    def meant(self, word: str) -> str:
        """The word that was meant, or `word` itself."""
        if word in self._listed:
            return self._listed[word]
        if not SHORT.start <= len(word) <= LONGEST:
            return word
        if word not in self._seen:
            if len(self._seen) > MOST:
                self._seen.clear()
            self._seen[word] = self._swapped(word) or self._slipped(word)
        return self._seen[word]

    def _swapped(self, word: str) -> str | None:
        if len(word) not in SHORT:
            return None
        swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
        return next((swap for swap in swaps if swap in self._short), None)

    def _slipped(self, word: str) -> str:
        if len(word) < SHORT.stop - 1:
            return word
        own = letters(word)
        found = [
            known
            for known, (edits, theirs) in self._long.get(word[0], {}).items()
            if (own ^ theirs).bit_count() <= 2 * edits and slip(word, known, edits)
        ]
        return min(found, key=lambda known: (abs(len(known) - len(word)), known), default=word)


def forgiven_edits(word: str, label: str) -> int:
    """How many slips are forgiven in a word: none in short ones, two in long names of dates."""
    if word.endswith("*") or len(word) < 6:
        return int(word == "touch")
    return 2 if len(word) > 7 and len(label) == 1 else 1


def letters(word: str) -> int:
    """The letters of a word as a set of bits: words whose sets differ much cannot be slips of one another."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def slip(typed: str, meant: str, allowed: int) -> bool:
    """True if `typed` is `meant` but for so many slips of Damerau's four kinds (drop, add, swap, mistype)."""
    if abs(len(typed) - len(meant)) > allowed or typed == meant:
        return False
    typed, meant = _where_they_differ(typed, meant)
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, a in enumerate(typed, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(meant, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == meant[j - 2] and typed[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return False
    return row[-1] <= allowed


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Both words without their common beginning and end, which cost nothing."""
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]

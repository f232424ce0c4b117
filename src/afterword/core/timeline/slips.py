"""Slips of the finger in long words: which are forgiven, and how many."""

from __future__ import annotations

FORGIVEN = frozenset({"word", "promise", "tell"})
"""Cue labels whose words are forgiven a slip, besides the words of dates."""


def forgiven_edits(word: str, label: str) -> int:
    """How many slips are forgiven in a word: none in short ones, two in long names and nouns."""
    if word.endswith("*") or len(word) < 6:  # noqa: PLR2004
        return int(word == "touch")
    return 2 if len(word) > 7 and label not in {"promise", "tell"} else 1  # noqa: PLR2004


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

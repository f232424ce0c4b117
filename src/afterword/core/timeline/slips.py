"""Slips of the finger in long words: which are forgiven, and how many."""

from __future__ import annotations

FORGIVEN = frozenset({"word", "promise", "tell"})
"""Cue labels whose words are forgiven a slip, besides the words of dates."""


def forgiven_edits(word: str, label: str) -> int:
    """How many slips are forgiven in a word: none in short ones, two in long names and nouns."""
    if word.endswith("*") or len(word) < 6:  # noqa: PLR2004
        return int(word == "touch")
    return 2 if len(word) > 7 and label not in {"promise", "tell"} else 1  # noqa: PLR2004


def slip(typed: str, meant: str, allowed: int) -> bool:
    """True if `typed` is `meant` but for so many slips of Damerau's four kinds (drop, add, swap, mistype)."""
    if abs(len(typed) - len(meant)) > allowed or typed == meant:
        return False
    if len(set(typed) ^ set(meant)) > 2 * allowed:
        return False
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

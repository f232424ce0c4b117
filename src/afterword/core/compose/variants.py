"""Which variant of a sentence whom is written: derived, so that every run and machine agrees, and different for each
person of a panel, so that two who compare notes do not find the same message."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def _number(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:4])


@dataclass(frozen=True, slots=True)
class Choice:
    """The choices for one recipient; `rank` is the place among all recipients of the follow-up, by hash."""

    seed: str
    rank: int

    def of(self, part: str, place: int, count: int) -> int:
        """The index of the variant for the part at this place of the message: 0 ≤ index < count.

        Neighbours in rank differ in every part. After `count` people the parts shift against each other by their
        place, and after `count` times `count` once more, so that three parts of three variants each give 27 people
        27 different messages.
        """
        shift = (self.rank // count) * place + (self.rank // count**2) * (place * (place - 1) // 2)
        return (_number(self.seed, part) + self.rank + shift) % count


def choices(seed: str, keys: tuple[str, ...]) -> tuple[Choice, ...]:
    """One choice for each recipient key, in the order given."""
    if len(keys) == 1:
        return (Choice(f"{seed}\0{keys[0]}", 0),)
    ranked = sorted(range(len(keys)), key=lambda i: (_number(seed, keys[i]), i))
    ranks = {index: rank for rank, index in enumerate(ranked)}
    return tuple(Choice(seed, ranks[i]) for i in range(len(keys)))

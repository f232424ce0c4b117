"""Text as a phone may have bent it, made comparable without moving a character."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

ALIKE: Final = {
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "：": ":",
    "﹕": ":",
    "\u00a0": " ",
}


@lru_cache(maxsize=4096)
def _one(character: str) -> str:
    character = ALIKE.get(character, character)
    base = unicodedata.normalize("NFD", character)[:1]
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


def fold(text: str) -> str:
    """Lower case without accents, straight quotes; as long as `text`, so that places in one are places in the other."""
    return "".join(map(_one, text))

"""Which language a text is mainly written in: its small words are counted, nothing more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterword.core.detect.fold import fold
from afterword.core.detect.lexicon import split_list

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u3400-\u9fff]")
_ENOUGH = 4000
_SURE = 1.9
_ALSO = 0.34
_JAPANESE = ("株式", "面接", "面談", "選考", "様", "採用", "書類")


class LanguageGuesser:
    """Counts the words that each language's file lists as its own (`[language] words`)."""

    def __init__(self, tables: Mapping[str, Mapping[str, object]]) -> None:
        self._votes: dict[str, list[str]] = {}
        for language, table in tables.items():
            section = table.get("language")
            words = section.get("words", "") if isinstance(section, dict) else ""
            for word in split_list(words):
                self._votes.setdefault(fold(word), []).append(language)

    def guess(self, text: str, *, default: str = "en") -> tuple[str, frozenset[str]]:
        """The language with most votes in the first 4000 characters, and all that the text may well be in.

        A word that n languages share gives each 1/n of a vote. Without a vote: `default`, and the set is empty,
        which means that nothing is excluded.
        """
        text = text[:_ENOUGH]
        if not text.isascii() and (asian := _asian(text)):
            return asian, frozenset((asian, "en"))
        counts: dict[str, float] = {}
        for word in _WORD.findall(fold(text)):
            for language in self._votes.get(word, ()):
                counts[language] = counts.get(language, 0.0) + 1 / len(self._votes[word])
        if not counts:
            return default, frozenset()
        best = max(counts.values())
        main = default if counts.get(default, 0.0) == best else min(k for k, v in counts.items() if v == best)
        if best < _SURE:
            return main, frozenset()
        return main, frozenset(k for k, v in counts.items() if v >= best * _ALSO)


def _asian(text: str) -> str | None:
    """Japanese by its kana or by words that only it has; Chinese where Han characters stand without them."""
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if kana + han < max(2, len(text) // 40):
        return None
    return "ja" if kana * 8 >= han or any(word in text for word in _JAPANESE) else "zh"

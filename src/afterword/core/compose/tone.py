"""Would a careful friend send this? (M9) Reasons in the message's language, words and reasons read from `tone.toml`.

Warnings, never a refusal: who knows the employer decides.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from afterword.core.compose.engine import fill
from afterword.core.compose.texts import FALLBACK
from afterword.core.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_CHECKED: Final = 16_384
WORD_LIMITS: Final = {
    Kind.THANK_YOU: 150,
    Kind.CHECK_IN: 120,
    Kind.FINAL_CHECK: 100,
    Kind.FEEDBACK_REQUEST: 120,
    Kind.OFFER_REVIEW: 120,
    Kind.NO_SHOW_NOTE: 120,
}
"""M1, M2; the others are to be short as well."""

SHORTEST_SPELLED: Final = 5
"""Letters that a word needs before one wrong letter in it is called a slip."""

MOST_NAMED: Final = 3
"""Words that one reason names."""

LONG_NAME: Final = 8
ALIKE: Final = 0.85
"""From this many letters on, two names that are that much alike (difflib) count as one and its slip: Withlock."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SLOT: Final = re.compile(r"\[\[[^\[\]]{0,200}\]\]")
_SHOUTING: Final = re.compile(r"!\s?!|\?\s?!|!\s?\?|\?\s?\?")
_STRAIGHT: Final = str.maketrans("’‘`´\u00a0\u202f", "''''  ")


class Tone:
    """Built once from the tables; each language's lists are compiled when first needed."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._tables = tables
        self._patterns = lru_cache(maxsize=None)(self._compile)

    def check(
        self,
        text: str,
        language: str,
        *,
        kind: Kind | None = None,
        names: tuple[str, ...] = (),
        company: str | None = None,
    ) -> tuple[str, ...]:
        """What is better said otherwise, one sentence each; empty for a message that can go out.

        `names` and `company` as the invitation spells them: they are never objected to, and slips in them are.
        """
        text = _SLOT.sub(" ", text[:LONGEST_CHECKED])
        spelled = (*names, *((company,) if company else ()))
        says = self._table(language)["says"]
        found = list(self.words(_without(text, spelled), language))
        found += self.too_long(text, language, kind)
        if _SHOUTING.search(text) or text.count("!") > 2:
            found.append(says["shouting"])
        slips = _slips(text, spelled)
        return (*found, *(fill(says["spelling"], {"right": right, "wrong": wrong}) for right, wrong in slips))

    def too_long(self, text: str, language: str, kind: Kind | None) -> tuple[str, ...]:
        """The reason against more words than a message of this kind should have (M1, M2)."""
        count = len(text.split())
        if kind is None or count <= WORD_LIMITS[kind]:
            return ()
        says = self._table(language)["says"]["too_long"]
        return (fill(says, {"count": str(count), "limit": str(WORD_LIMITS[kind])}),)

    def words(self, text: str, language: str) -> tuple[str, ...]:
        """The reasons for words alone: salary, bad words, slang, pressure, frustration."""
        folded = text.translate(_STRAIGHT).casefold()
        found = []
        for says, pattern in self._patterns(self._language(language)):
            words = list(dict.fromkeys(match[0] for match in pattern.finditer(folded)))
            if words:
                found.append(fill(says, {"words": ", ".join(words[:MOST_NAMED])}))
        return tuple(found)

    def _language(self, language: str) -> str:
        return language if language in self._tables else FALLBACK

    def _table(self, language: str) -> Mapping[str, Any]:
        return self._tables[self._language(language)]

    def _compile(self, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        rules: Mapping[str, Mapping[str, Any]] = self._table(language)["rules"]
        return tuple((str(rule["says"]), _any_of(rule["words"])) for rule in rules.values())


def _any_of(words: list[str]) -> re.Pattern[str]:
    """One pattern for whole words; a star at the end takes any ending."""
    ordered = sorted({word.translate(_STRAIGHT).casefold() for word in words}, key=lambda word: (-len(word), word))
    parts = (rf"{re.escape(word[:-1])}\w{{0,20}}" if word.endswith("*") else re.escape(word) for word in ordered)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _without(text: str, spelled: tuple[str, ...]) -> str:
    for name in sorted(spelled, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def _slips(text: str, spelled: tuple[str, ...]) -> list[tuple[str, str]]:
    """(as the invitation spells it, as it stands here) for each name that is nearly but not quite there."""
    right = {word for name in spelled for word in _WORD.findall(name)}
    here = [(match[0], match.start()) for match in _WORD.finditer(text)]
    missing = sorted(word for word in right - {word for word, _ in here} if len(word) >= SHORTEST_SPELLED)
    slips = []
    for name in missing:
        near = {word: at for word, at in here if abs(len(word) - len(name)) < 2 and word[0].isupper()}
        found = (word for word, at in near.items() if _nearly(name, word) and not _starts_sentence(text, at))
        slips += [(name, word) for word in sorted(found) if word not in right]
    return slips


def _starts_sentence(text: str, at: int) -> bool:
    """True where every word is written with a capital: that of a name says nothing there."""
    before = text[max(at - 3, 0) : at].rstrip(" \"'“„«¿¡(")
    return not before or before[-1] in ".?!:\n"


def _nearly(name: str, word: str) -> bool:
    if _one_apart(name, word):
        return True
    return len(name) >= LONG_NAME and name != word and SequenceMatcher(None, name, word).ratio() >= ALIKE


def _one_apart(one: str, other: str) -> bool:
    """True for one letter wrong, too many or missing, or two swapped; capitals count as letters."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]

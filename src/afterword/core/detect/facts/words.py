"""Finds the words and phrases of the language tables in a text, in one pass over its words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORD: Final = re.compile(r"\b[wc]/|<>|[@&]|[^\W_]+")
PHRASE_WORD: Final = re.compile(r"\*?(?:[wc]/|<>|[@&]|[^\W_]+)\*?")
PARTING: Final = frozenset(":;,()?!–—|")
MOST: Final = 1_200
"""Words of a text that are looked at: what comes later is no invitation's business."""
REMEMBERED: Final = 20_000
NONE: Final[frozenset[int]] = frozenset()
STEM: Final = 3
"""The letters of a starred word by which it is looked up; a stem is at least that long."""


def _plain_letters() -> dict[int, str]:
    table = {ord("ß"): "s", ord("ø"): "o", ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("ı"): "i", ord("İ"): "i"}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base
    return table


LETTERS: Final = _plain_letters()


def fold(text: str) -> str:
    """The text in lower case without accents, letter for letter (never longer or shorter)."""
    folded = (text if text.isascii() else text.translate(LETTERS)).lower()
    return folded if len(folded) == len(text) else "".join(letter.lower()[:1] or " " for letter in text)


class Token(NamedTuple):
    word: str
    start: int
    end: int


class Hit(NamedTuple):
    """A phrase of `kind` found at the tokens [first, last)."""

    kind: str
    first: int
    last: int


EMPTY: Final[dict[int, Hit]] = {}


@dataclass(frozen=True)
class Scan:
    """A text, its words, and every phrase of the lexicon found in it."""

    text: str
    tokens: list[Token]
    hits: dict[str, list[Hit]]
    _covers: dict[str, frozenset[int]] = field(default_factory=dict)
    _ends: dict[str, dict[int, Hit]] = field(default_factory=dict)
    _starts: dict[str, dict[int, Hit]] = field(default_factory=dict)
    _unions: dict[tuple[str, ...], frozenset[int]] = field(default_factory=dict)

    def all(self, kind: str) -> list[Hit]:
        return self.hits.get(kind, [])

    def covers(self, kind: str) -> frozenset[int]:
        """The indexes of the tokens that lie in a phrase of this kind."""
        if kind not in self.hits:
            return NONE
        found = self._covers.get(kind)
        if found is None:
            found = frozenset([at for hit in self.hits[kind] for at in range(hit.first, hit.last)])
            self._covers[kind] = found
        return found

    def covers_any(self, kinds: tuple[str, ...]) -> frozenset[int]:
        """The indexes of the tokens that lie in a phrase of any of these kinds."""
        found = self._unions.get(kinds)
        if found is None:
            found = NONE.union(*[self.covers(kind) for kind in kinds if kind in self.hits])
            self._unions[kinds] = found
        return found

    def starts(self, kind: str) -> dict[int, Hit]:
        """The longest phrase of this kind by the token it begins at."""
        if kind not in self.hits:
            return EMPTY
        longest = self._starts.get(kind)
        if longest is None:
            longest = {}
            for hit in self.hits[kind]:
                if hit.first not in longest or hit.last > longest[hit.first].last:
                    longest[hit.first] = hit
            self._starts[kind] = longest
        return longest

    def raw(self, first: int, last: int) -> str:
        """The text from token `first` to the end of token `last - 1`, spaces made single."""
        if first >= last:
            return ""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def gap(self, at: int) -> str:
        """What stands between token `at - 1` and token `at`."""
        if at <= 0 or at >= len(self.tokens):
            return "\n"
        return self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def bracket_end(self, at: int) -> int:
        """The token after the bracket that begins before this one; a few words on, if it does not close."""
        end = at + 1
        while end < len(self.tokens) and end - at < STEM + STEM and ")" not in self.gap(end):
            end += 1
        return end

    def capital(self, at: int) -> bool:
        letter = self.text[self.tokens[at].start]
        return letter.isupper() or letter > "\u3000"

    def quote(self, hit: Hit) -> str:
        return self.raw(hit.first, hit.last)

    def ends(self, kind: str) -> dict[int, Hit]:
        """The phrases of this kind by the token after their last."""
        if kind not in self.hits:
            return EMPTY
        found = self._ends.get(kind)
        if found is None:
            found = {hit.last: hit for hit in self.hits[kind]}
            self._ends[kind] = found
        return found


Learnt: TypeAlias = "tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]"
"""The kinds of a word alone, and the longer phrases that begin with it."""


class Lexicon:
    """All phrases by their first word. A star at the end or the start of a word stands for the rest of it."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._prefix: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._suffix: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._known: dict[str, dict[str, Learnt]] = {}
        for kind, phrases in kinds.items():
            for phrase in dict.fromkeys(phrases):
                self._add(kind, phrase)

    def _add(self, kind: str, phrase: str) -> None:
        folded = fold(phrase)
        plain = folded.replace(" ", "").isalpha()
        words = tuple(folded.split() if plain else PHRASE_WORD.findall(folded))
        if not words:
            return
        first = words[0]
        if first.endswith("*"):
            self._prefix.setdefault(first[:STEM], []).append((words, kind))
        elif first.startswith("*"):
            self._suffix.setdefault(first[-STEM:], []).append((words, kind))
        else:
            self._whole.setdefault(first, []).append((words, kind))

    def scan(self, text: str, language: str = "en") -> Scan:
        """The words of the text and the phrases in it; of the small words, those of `language` and English."""
        folded = fold(text)
        tokens = [Token(found[0], found.start(), found.end()) for found in islice(WORD.finditer(folded), MOST)]
        hits: dict[str, list[Hit]] = {}
        known = self._known.setdefault(language, {})
        for at, token in enumerate(tokens):
            entry = known.get(token.word)
            if entry is None:
                entry = self._learn(token.word, language)
            for kind in entry[0]:
                hits.setdefault(kind, []).append(Hit(kind, at, at + 1))
            for phrase, kind in entry[1]:
                if _follows(phrase, tokens, at, folded):
                    hits.setdefault(kind, []).append(Hit(kind, at, at + len(phrase)))
        return Scan(text, tokens, hits)

    def _learn(self, word: str, language: str) -> Learnt:
        """The kinds of the word alone, and the longer phrases that begin with it; remembered for the next text."""
        found = list(self._whole.get(word, ()))
        found += [entry for entry in self._prefix.get(word[:STEM], ()) if word.startswith(entry[0][0][:-1])]
        found += [entry for entry in self._suffix.get(word[-STEM:], ()) if word.endswith(entry[0][0][1:])]
        own = ("", "en", language)
        found = [(phrase, kind.partition(":")[0]) for phrase, kind in found if kind.partition(":")[2] in own]
        alone = dict.fromkeys(kind for phrase, kind in found if len(phrase) == 1)
        entry = (tuple(alone), tuple(entry for entry in found if len(entry[0]) > 1))
        known = self._known[language]
        if len(known) < REMEMBERED:
            known[word] = entry
        return entry


def _follows(phrase: tuple[str, ...], tokens: list[Token], at: int, text: str) -> bool:
    """True if the phrase stands here, with no colon, comma or bracket inside."""
    last = at + len(phrase)
    if last > len(tokens):
        return False
    for offset in range(1, len(phrase)):
        wanted, word = phrase[offset], tokens[at + offset].word
        if wanted != word and not ("*" in wanted and _same(wanted, word)):
            return False
    between = text[tokens[at].end : tokens[last - 1].start]
    return PARTING.isdisjoint(between)


def _same(pattern: str, word: str) -> bool:
    if pattern[-1] == "*":
        return word.startswith(pattern[:-1])
    if pattern[0] == "*":
        return word.endswith(pattern[1:])
    return pattern == word

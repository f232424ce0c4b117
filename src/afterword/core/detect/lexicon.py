"""Finds the phrases of the word lists in a text, in one pass, however long the lists grow.

A phrase is words with a few marks that need no programmer (docs/languages.md):

    trial shift        these words in this order
    bewerb*            any word that begins so; *gespräch ends so; *bewerb* has it inside
    interview _ team   "_" is any one word
    hire ... role      "..." is up to three words
    ^read              only as the first word of the text
    面接               where words are not spaced, the characters anywhere

Accents, case, hyphens and apostrophes do not count. Where a longer phrase covers a shorter one, only the longer one
is found: "exit interview" is not also an "interview", "prep cook" is no "prep".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from afterword.core.detect.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GAP = 3
IGNORE = "ignore"
"""The label of phrases that only hide others: what stands in the same place is not found."""
_REMEMBERED = 20_000


class Found(NamedTuple):
    """One phrase found: its label, and where it stands in the text."""

    label: str
    start: int
    end: int
    language: str = ""


class Entry(NamedTuple):
    """A phrase as listed. `language` binds it to texts that may be in that language; empty: to any."""

    label: str
    phrase: str
    language: str = ""


class _Phrase(NamedTuple):
    label: str
    language: str
    begins: bool
    rest: tuple[str, ...]


def split_list(text: str) -> Iterator[str]:
    """The phrases of a list as it is written in a language file: by commas and lines, '#' begins a remark."""
    for line in text.splitlines():
        for phrase in line.split("#", 1)[0].split(","):
            if stripped := phrase.strip():
                yield stripped


class Lexicon:
    """Labelled phrases, made ready for finding."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: dict[str, list[_Phrase]] = {}
        self._begins: dict[str, list[_Phrase]] = {}
        self._ends: dict[str, list[_Phrase]] = {}
        self._inside: list[tuple[str, _Phrase]] = []
        self._unspaced: list[tuple[str, str]] = []
        self._seen: dict[str, tuple[_Phrase, ...]] = {}
        for label, phrase, language in entries:
            self._add(label, fold(phrase), language)
        self._begin_sizes = sorted({len(stem) for stem in self._begins})
        self._end_sizes = sorted({len(stem) for stem in self._ends})

    def _add(self, label: str, phrase: str, language: str) -> None:
        if _UNSPACED.search(phrase):
            self._unspaced.append((phrase, label))
            return
        begins = phrase.startswith("^")
        parts = phrase.lstrip("^").replace("-", " ").replace("'", " ").replace("/", " ").split()
        first, rest = parts[0], tuple(parts[1:])
        stem, entry = first.strip("*"), _Phrase(label, language, begins, rest)
        match (first.startswith("*"), first.endswith("*")):
            case (False, False):
                self._exact.setdefault(stem, []).append(entry)
            case (False, True):
                self._begins.setdefault(stem, []).append(entry)
            case (True, False):
                self._ends.setdefault(stem, []).append(entry)
            case _:
                self._inside.append((stem, entry))

    def find(self, folded: str) -> list[Found]:
        """Every phrase in the folded text, the longest where they overlap; in order of place."""
        words = [(hit.group(), hit.start(), hit.end()) for hit in _WORD.finditer(folded)]
        found = [
            (at, end, phrase.label, phrase.language)
            for at, end, phrase in self._matches([word for word, _, _ in words])
        ]
        longest = _longest(found)
        hidden = {(at, end) for at, end, label, _ in longest if label == IGNORE}
        kept = [
            Found(label, words[at][1], words[end - 1][2], language)
            for at, end, label, language in longest
            if (at, end) not in hidden
        ]
        if self._unspaced and not folded.isascii():
            kept += self._find_unspaced(folded)
        return kept

    def _matches(self, words: Sequence[str]) -> Iterator[tuple[int, int, _Phrase]]:
        seen, count = self._seen, len(words)
        for at, word in enumerate(words):
            phrases = seen.get(word)
            if phrases is None:
                phrases = self._begun_by(word)
            for phrase in phrases:
                if at and phrase.begins:
                    continue
                end = _follow(phrase.rest, words, at + 1, count)
                if end:
                    yield at, end, phrase

    def _begun_by(self, word: str) -> tuple[_Phrase, ...]:
        phrases = list(self._exact.get(word, ()))
        for size in self._begin_sizes:
            if size > len(word):
                break
            phrases += self._begins.get(word[:size], ())
        for size in self._end_sizes:
            if size > len(word):
                break
            phrases += self._ends.get(word[-size:], ())
        phrases += [phrase for stem, phrase in self._inside if stem in word]
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        self._seen[word] = tuple(phrases)
        return self._seen[word]

    def _find_unspaced(self, folded: str) -> list[Found]:
        places = [
            (at, at + len(phrase), label, "")
            for phrase, label in self._unspaced
            if (at := folded.find(phrase)) >= 0
        ]  # fmt: skip
        return [Found(label, at, end) for at, end, label, _ in _longest(places)]


def _follow(rest: tuple[str, ...], words: Sequence[str], at: int, count: int) -> int:
    """The index after the last word, when the words from `at` on are those of the phrase; else 0."""
    for number, part in enumerate(rest):
        if part == "...":
            after = rest[number + 1 :]
            ends = (_follow(after, words, begin, count) for begin in range(at, min(at + _GAP, count - 1) + 1))
            return next((end for end in ends if end), 0)
        if at >= count or not _fits(part, words[at]):
            return 0
        at += 1
    return at


def _fits(part: str, word: str) -> bool:
    if part in (word, "_"):
        return True
    if part.endswith("*"):
        stem = part.strip("*")
        return stem in word if part.startswith("*") else word.startswith(stem)
    return part.startswith("*") and word.endswith(part[1:])


def _longest(found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Those that no longer one covers; of one place all labels."""
    if len(found) < 2:  # noqa: PLR2004
        return found
    kept: list[tuple[int, int, str, str]] = []
    reach, begin = -1, -1
    for one in sorted(set(found), key=lambda hit: (hit[0], -hit[1])):
        if one[1] > reach or (one[0] == begin and one[1] == reach):
            kept.append(one)
            if one[1] > reach:
                begin, reach = one[0], one[1]
    return kept

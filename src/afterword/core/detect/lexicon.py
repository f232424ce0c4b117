"""Finds the phrases of the word lists in a text, in one pass, however long the lists grow.

A phrase is words with a few marks that need no programmer (docs/languages.md):

    trial shift        these words in this order
    bewerb*            any word that begins so; *gespräch ends so; *bewerb* has it inside
    interview _ team   "_" is any one word
    hire ... role      "..." is up to three words
    ^read              only as the first word of the text
    面接               where words are not spaced, the characters anywhere

Accents, case, hyphens and apostrophes do not count. A phrase ends where a sentence or a bracket does ("interview, new
date" is not "interview new"). Where a longer phrase covers a shorter one, only the longer one
is found: "exit interview" is not also an "interview", "prep cook" is no "prep".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from afterword.core.detect.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_REMARK = re.compile(r"#[^\n]*")
_BREAK = re.compile(r"[;!?\n()|,]|(?<=[^\W\d_]{4})\.\s")
"""What no phrase reaches across. A point after a short word belongs to it: "Hr. Ott", "2. Runde"."""
_JOINTS = str.maketrans("-'/", "   ")
_GAP = 3
_ENOUGH = 60  # a word that comes more often in one text says nothing new; hostile texts repeat
_REMEMBERED = 20_000
IGNORE = "ignore"
"""The label of phrases that only hide others: what stands in the same place is not found."""


class Found(NamedTuple):
    """One phrase found: its label, where it stands in the text, and the language it is bound to (empty: none)."""

    label: str
    start: int
    end: int
    language: str = ""


class Listed(NamedTuple):
    """A list of phrases as written in a language file, and how they are labelled.

    Phrases of one word get `single`, and are bound to `language` when one is given: what is harmless in one language
    may be a trap in the next.
    """

    label: str
    text: str
    language: str = ""
    single: str = ""


_Kind = tuple[str, str, str]
"""Label, label of phrases of one word, language that binds those."""
_Phrase = tuple[str, bool, tuple[str, ...]]
"""Label, only at the beginning, the words after the first."""
_Span = tuple[int, int, str, str]


class _Begun(NamedTuple):
    """The phrases that begin with one word: by their second word where that is plain, else one by one."""

    alone: tuple[tuple[str, str, bool], ...]
    by_second: dict[str, list[_Phrase]]
    other: list[_Phrase]


_NOTHING = _Begun((), {}, [])


def split_list(text: str) -> Iterator[str]:
    """The phrases of a list as it is written in a language file: by commas and lines, '#' begins a remark."""
    plain = _REMARK.sub("", text) if "#" in text else text
    return filter(None, map(str.strip, plain.replace("\n", ",").split(",")))


class Lexicon:
    """Labelled phrases, made ready for finding. What follows the first word is taken apart when that word is met."""

    def __init__(self, lists: Iterable[Listed]) -> None:
        self._exact: dict[str, list[tuple[_Kind, str]]] = {}
        self._begins: dict[str, list[tuple[_Kind, str]]] = {}
        self._ends: dict[str, list[tuple[_Kind, str]]] = {}
        self._inside: list[tuple[str, tuple[_Kind, str]]] = []
        self._unspaced: list[tuple[str, str]] = []
        self._seen: dict[str, _Begun] = {}
        for one in lists:
            self._add(one)
        self._begin_sizes = sorted({len(stem) for stem in self._begins})
        self._end_sizes = sorted({len(stem) for stem in self._ends})

    def _add(self, listed: Listed) -> None:
        text = fold(listed.text).translate(_JOINTS)
        if not text.isascii() and _UNSPACED.search(text):
            self._unspaced += [(phrase, listed.label) for phrase in split_list(text)]
            return
        kind = (listed.label, listed.single or listed.label, listed.language)
        exact = self._exact
        for phrase in split_list(text):
            first, _, rest = phrase.partition(" ")
            if "*" in first:
                self._add_pattern(first, (kind, rest))
            elif first in exact:
                exact[first].append((kind, rest))
            else:
                exact[first] = [(kind, rest)]

    def _add_pattern(self, first: str, entry: tuple[_Kind, str]) -> None:
        stem = first.strip("*")
        if not first.startswith("*"):
            self._begins.setdefault(stem, []).append(entry)
        elif not first.endswith("*"):
            self._ends.setdefault(stem, []).append(entry)
        else:
            self._inside.append((stem, entry))

    def find(self, folded: str) -> list[Found]:
        """Every phrase in the folded text, the longest where they overlap; in order of place."""
        words = list(_WORD.finditer(folded))
        whole = [one for one in self._matches([word.group() for word in words]) if _unbroken(one, words, folded)]
        longest = _longest(whole)
        hidden = {(at, end) for at, end, label, _ in longest if label == IGNORE}
        kept = [
            Found(label, words[at].start(), words[end - 1].end(), language)
            for at, end, label, language in longest
            if (at, end) not in hidden
        ]
        if self._unspaced and not folded.isascii() and _UNSPACED.search(folded):
            kept += self._find_unspaced(folded)
        return kept

    def _matches(self, words: list[str]) -> Iterator[_Span]:
        seen, count, times = self._seen, len(words), dict[str, int]()
        for at, word in enumerate(words):
            begun = seen.get(word)
            if begun is None:
                begun = self._begun_by(word)
            if begun is _NOTHING or (met := times.get(word, 0)) > _ENOUGH:
                continue
            times[word] = met + 1
            for label, language, begins in begun.alone:
                if not (begins and at):
                    yield at, at + 1, label, language
            if at + 1 < count:
                yield from _longer(begun, words, at, count)

    def _begun_by(self, word: str) -> _Begun:
        entries = [(entry, False) for entry in self._candidates(word)]
        entries += [(entry, True) for entry in self._candidates("^" + word)]
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        self._seen[word] = begun = _sorted_by_second(entries) if entries else _NOTHING
        return begun

    def _candidates(self, word: str) -> list[tuple[_Kind, str]]:
        found = list(self._exact.get(word, ()))
        for size in self._begin_sizes:
            if size > len(word):
                break
            found += self._begins.get(word[:size], ())
        for size in self._end_sizes:
            if size > len(word):
                break
            found += self._ends.get(word[-size:], ())
        return found + [entry for stem, entry in self._inside if stem in word]

    def _find_unspaced(self, folded: str) -> list[Found]:
        places = [
            (at, at + len(phrase), label, "") for phrase, label in self._unspaced if (at := folded.find(phrase)) >= 0
        ]
        return [Found(label, at, end) for at, end, label, _ in _longest(places)]


def _unbroken(span: _Span, words: list[re.Match[str]], folded: str) -> bool:
    at, end = span[0], span[1]
    return end - at == 1 or not _BREAK.search(folded, words[at].end(), words[end - 1].start())


def _sorted_by_second(entries: list[tuple[tuple[_Kind, str], bool]]) -> _Begun:
    alone, by_second, other = [], dict[str, list[_Phrase]](), list[_Phrase]()
    for ((label, single, language), text), begins in entries:
        rest = tuple(text.split())
        if not rest:
            alone.append((single, language, begins))
        elif "*" in rest[0] or rest[0] in {"_", "..."}:
            other.append((label, begins, rest))
        else:
            by_second.setdefault(rest[0], []).append((label, begins, rest))
    return _Begun(tuple(alone), by_second, other)


def _longer(begun: _Begun, words: list[str], at: int, count: int) -> Iterator[_Span]:
    for label, begins, rest in (*begun.by_second.get(words[at + 1], ()), *begun.other):
        end = _follow(rest, words, at + 1, count)
        if end and not (begins and at):
            yield at, end, label, ""


def _follow(rest: tuple[str, ...], words: list[str], at: int, count: int) -> int:
    """The index after the last word, when the words from `at` on are those of the phrase; else 0."""
    for number, part in enumerate(rest):
        if part == "...":
            return _after_gap(rest[number + 1 :], words, at, count)
        if at >= count or (part != words[at] and not _fits(part, words[at])):
            return 0
        at += 1
    return at


def _after_gap(rest: tuple[str, ...], words: list[str], at: int, count: int) -> int:
    """The same for what stands after up to three words of any kind."""
    part, stop = rest[0], min(at + _GAP + 1, count)
    if "*" not in part and part not in words[at:stop]:
        return 0
    for begin in range(at, stop):
        if _fits(part, words[begin]) and (end := _follow(rest, words, begin, count)):
            return end
    return 0


def _fits(part: str, word: str) -> bool:
    if part in (word, "_"):
        return True
    if part.endswith("*"):
        stem = part.strip("*")
        return stem in word if part.startswith("*") else word.startswith(stem)
    return part.startswith("*") and word.endswith(part[1:])


def _longest(found: list[_Span]) -> list[_Span]:
    """Those that no longer one covers; of one place all labels."""
    if len(found) < 2:
        return found
    kept: list[_Span] = []
    reach, begin = -1, -1
    for one in sorted(set(found), key=lambda hit: (hit[0], -hit[1])):
        if one[1] > reach or (one[0] == begin and one[1] == reach):
            kept.append(one)
            if one[1] > reach:
                begin, reach = one[0], one[1]
    return kept

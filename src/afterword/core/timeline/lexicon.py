"""The words of one language, compiled from its `timeline.toml`: which phrase means what.

A phrase is a row of words as a reader would type them; `word*` stands for every word that begins so (four letters
or more), `...` for up to nine words between (dates among them are read all the same). Case, accents and typographic
quotes do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple, cast

from afterword.core.timeline.slips import FORGIVEN, Speller

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Table = Mapping[str, object]

TOKEN = re.compile(
    r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))"
    r"|(?P<full>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d))"
    r"|(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2}h\d{2}\b|\d{1,2}\s?uhr\b)"
    r"|(?P<part>\d{1,2}/\d{1,2}(?![\d/])|\d{1,2}\.\d{1,2}(?!\d)\.?)"
    r"|(?P<ord>\d{1,2}(?:st|nd|rd|th|ers?|re|emes?|e|de|ste|te[nrs]?|[ºª°oa])(?!\w))"
    r"|(?P<num>\d{1,9})"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<line>\n\s*)"
    r"|(?P<mark>[^\w\s]|_)"
)
PLAIN = re.compile(r"[^\W\d_]+")
STEM = 4
NOTE = 30
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONG_GAP = 9
ELLIPSIS = "…"


def _fold_table() -> dict[int, str]:
    table = {ord(c): "'" for c in "’‘ʼ´`"} | {ord(c): "-" for c in "–—−‒‐‑"} | {0x0130: "i", 0x00A0: " ", 0x202F: " "}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()
        if code not in table and len(plain) == 1:
            table[code] = plain
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """Lower case without accents, one character for each (so that positions stay those of the text)."""
    return text.translate(_FOLD).lower()


class Meaning(NamedTuple):
    label: str
    """One character for the date grammar (see grammar.py), a word for the cue grammar (see cues.py)."""
    value: object


class Phrase(NamedTuple):
    words: tuple[str, ...]
    meaning: Meaning


DATE_LABELS: dict[str, tuple[str, object]] = {
    "day": ("d", False), "days": ("d", True), "week": ("w", False), "weeks": ("w", True), "month": ("m", False),
    "months": ("m", True), "working_day": ("b", True), "hour": ("h", True), "quarter": ("q", False),
    "year": ("y", False), "weekend": ("k", False),
    "fortnight": ("f", 14), "eight_days": ("f", 7), "fifteen_days": ("f", 15),
    "next": ("n", 1), "coming": ("r", 1), "this": ("t", 0), "after_next": ("x", 2), "last": ("z", -1),
    "week_after_next": ("xw", 2), "following_week": (">w", 1), "next_week": ("nw", 1),
    "end": ("E", 0), "start": ("B", 0), "middle": ("C", 0), "late": ("L", 0),
    "first_half": ("F", 0), "second_half": ("S", 0),
    "today": ("T", 0), "tomorrow": ("T", 1), "day_after_tomorrow": ("T", 2),
    "part_of_day": ("P", False), "end_of_day": ("P", True), "end_of_week": ("e", 0), "end_of_month": ("j", 0),
    "end_of_year": ("J", 0), "week_number": ("K", 0),
    "by": ("<", 0), "until": ("u", 0), "before": ("{", 0), "after": (">", 0), "in": ("i", 0), "on": ("@", 0),
    "latest": ("!", 0), "about": ("~", 0), "to": ("-", 0), "between": ("(", 0), "from": ("g", 0),
    "couple": ("V", 2), "few": ("V", 3), "one": ("1", 1), "week_later": ("W7", 7),
}  # fmt: skip
DATE_CLASSES = frozenset([*"aAWMHTQPdwmbhqykfejJK", "xw", ">w", "nw", "FM", "SM"])
COMMON = frozenset(["they", "addressee", "candidate", "negation", "breaks", "hedge", "them", "skip", "please"])
NAME_LABELS = {"weekdays": "W", "weekdays_short": "a", "months": "M", "months_short": "A"}


class Lexicon:
    """Finds the longest phrase at a word. Cheap to ask: `touches` says whether a text can hold a cue at all."""

    def __init__(self, table: Table) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        self._seen: dict[str, tuple[dict[str, list[Phrase]], list[Phrase]]] = {}
        self._known: set[str] = set()
        self._speller = Speller(_lists(table, "misspelt"))
        names = cast("Table", table.get("names", {}))
        self.numbers = {fold(form): int(number) for number, forms in _lists(names, "numbers") for form in forms}
        self.ordinal_dot = bool(table.get("ordinal_dot", False))
        cues = cast("Table", table.get("cues", {}))
        self._stopwords = stopwords_of(table)
        self._articles = frozenset(fold(str(word)) for word in _list(cast("Table", table.get("dates", {})), "the"))
        for phrase in self._phrases(table):
            self._add(phrase)
        self._date_words = frozenset(
            max(phrase.words, key=len)
            for phrases in self._exact.values()
            for phrase in phrases
            if phrase.meaning.label in DATE_CLASSES
        )
        self._date_stems = frozenset(
            stem
            for stem, phrases in self._stems.items()
            if any(phrase.meaning.label in DATE_CLASSES for phrase in phrases)
        )
        self._triggers = self._trigger_words(cues)

    def _phrases(self, table: Table) -> Iterator[Phrase]:
        yield from _name_phrases(cast("Table", table.get("names", {})))
        for rules, forms in _lists(table, "holidays"):
            yield from _meaning(forms, "H", rules)
        dates = cast("Table", table.get("dates", {}))
        for key, (label, value) in DATE_LABELS.items():
            yield from _meaning(cast("list[str]", _list(dates, key)), label, value)
        for key in ("skip", "the"):
            yield from _meaning(cast("list[str]", _list(dates, key)), key, None)
        for number, forms in _lists(dates, "quarters"):
            yield from _meaning(forms, "Q", int(number))
        yield from _cue_phrases(cast("Table", table.get("cues", {})))

    def _add(self, phrase: Phrase) -> None:
        first = phrase.words[0]
        if first.endswith("*"):
            self._stems.setdefault(first[:STEM], []).append(phrase)
        else:
            self._exact.setdefault(first, []).append(phrase)
        self._known.update(word.rstrip("*") for word in phrase.words)
        if phrase.meaning.label in FORGIVEN or len(phrase.meaning.label) == 1:
            for word in phrase.words:
                self._speller.learn(word, phrase.meaning.label)

    def _trigger_words(self, cues: Table) -> tuple[frozenset[str], frozenset[str]]:
        """Of every phrase that can promise its most telling word: without one of them a text promises nothing."""
        common = self._common_words()
        words: set[str] = set()
        stems: set[str] = set()
        for key in ("promise", "tell", "word", "correction", "said"):
            for text in _list(cues, key):
                longest = max(words_of(str(text)), key=lambda word: (word not in common, len(word)))
                (stems if longest.endswith("*") else words).add(longest[:STEM] if longest[-1] == "*" else longest)
        return frozenset(words), frozenset(stems)

    def _common_words(self) -> frozenset[str]:
        """Words that say nothing of their own: of dates, subjects, objects, hedges."""
        return self._stopwords | {
            phrase.words[0]
            for phrases in self._exact.values()
            for phrase in phrases
            if len(phrase.words) == 1 and (len(phrase.meaning.label) == 1 or phrase.meaning.label in COMMON)
        }

    def touches(self, words: set[str], *, forgiving: bool = True) -> bool:
        """True if one of the (folded) words can belong to a promise; `forgiving`: or a slip of one, in a note."""
        exact, stems = self._triggers
        if forgiving and len(words) < NOTE:  # a note typed by hand: its cue may be misspelt
            words = words | {self.spelled(word) for word in words}
        return not exact.isdisjoint(words) or not stems.isdisjoint([word[:STEM] for word in words])

    def dates(self, words: set[str], *, forgiving: bool = True) -> bool:
        """True if one of the words, or a slip of one, names a day or a length of time."""
        if not self._date_words.isdisjoint(words) or any(word[:STEM] in self._date_stems for word in words):
            return True
        return forgiving and any(self.spelled(word) in self._date_words for word in words)

    def ends_in_article(self, word: str) -> bool:
        return word in self._articles

    def phrases_from(self, word: str, after: str) -> Iterator[Phrase]:
        """The phrases that can begin with `word` and may go on with `after`, best first."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) > 4096:
                self._seen.clear()
            known = self._seen[word] = self._gather(word)
        exact, loose = known
        going_on = exact.get(after)
        return merge(going_on, loose, key=_precedence) if going_on else iter(loose)

    def _gather(self, word: str) -> tuple[dict[str, list[Phrase]], list[Phrase]]:
        """Phrases by their second word, and those for which it does not matter (one word, a gap, a stem)."""
        stems = [p for p in self._stems.get(word[:STEM], ()) if word.startswith(p.words[0][:-1])]
        exact: dict[str, list[Phrase]] = {}
        loose: list[Phrase] = []
        for phrase in sorted([*self._exact.get(word, ()), *stems], key=_precedence):
            second = phrase.words[1] if len(phrase.words) > 1 else ELLIPSIS
            if second == ELLIPSIS or second.endswith("*"):
                loose.append(phrase)
            else:
                exact.setdefault(second, []).append(phrase)
        return exact, loose

    def spelled(self, word: str) -> str:
        """The word as it was meant: a word of the language if `word` is a slip of it, else itself."""
        return word if word in self._known else self._speller.meant(word)


def _precedence(phrase: Phrase) -> tuple[int, bool, bool, int]:
    """Longer phrases first; among equals those without a gap, then exact words before stems."""
    gap = ELLIPSIS in phrase.words
    return gap - len(phrase.words), gap, phrase.words[0].endswith("*"), -len(phrase.words[0])


def plain_words(folded: str) -> set[str]:
    return set(PLAIN.findall(folded))


def stopwords_of(table: Table) -> frozenset[str]:
    """The little words by which a text in this language is known."""
    return frozenset(fold(str(word)) for word in _list(table, "stopwords"))


def words_of(phrase: str) -> tuple[str, ...]:
    """The phrase as the tokens of a text, `*` kept at its word, `...` as one."""
    plain = fold(phrase)
    if plain.replace(" ", "").isalpha():
        return tuple(plain.split())
    words: list[str] = []
    for match in TOKEN.finditer(plain.replace("...", ELLIPSIS)):
        if match[0] == "*" and words:
            words[-1] += "*"
        else:
            words.append(match[0])
    return tuple(words)


def _name_phrases(names: Table) -> Iterator[Phrase]:
    for key, label in NAME_LABELS.items():
        for number, forms in enumerate(_list(names, key), start=key.startswith("months")):
            yield from _meaning(cast("list[str]", forms), label, number)
    for number, forms in enumerate(_list(names, "half_months"), start=1):
        for half, label in (("1", "FM"), ("2", "SM")):  # "ersten Märzhälfte"
            which = _list(cast("Table", names.get("ordinals", {})), half)
            yield from _meaning((f"{nth} {form}" for nth in which for form in cast("list[str]", forms)), label, number)
    for key, label in (("numbers", "N"), ("ordinals", "O")):
        for text, forms in _lists(names, key):
            yield from _meaning(forms, label, int(text))


def _cue_phrases(cues: Table) -> Iterator[Phrase]:
    """`event` goes before `other`: what stands in both is the interview itself after "after" only (value True).
    `then` goes before `breaks` alike."""
    other = frozenset(_list(cues, "other"))
    for form in cast("list[str]", _list(cues, "event")):
        yield from _meaning([form], "event", form in other)
    breaks = frozenset(_list(cues, "breaks"))
    for form in cast("list[str]", _list(cues, "then")):
        yield from _meaning([form], "then", "breaks" if form in breaks else "")
    yield from _meaning(cast("list[str]", _list(cues, "thereafter")), "then", "after")
    for key in cues:
        if key not in {"event", "then", "thereafter"}:
            yield from _meaning(cast("list[str]", _list(cues, key)), key, None)


def _lists(table: Table, key: str) -> Iterable[tuple[str, list[str]]]:
    return cast("Mapping[str, list[str]]", table.get(key, {})).items()


def _meaning(forms: Iterable[str], label: str, value: object) -> Iterator[Phrase]:
    meaning = Meaning(label, value)
    for form in forms:
        for spelling in _spellings(form):
            yield Phrase(words_of(spelling), meaning)


def _spellings(form: str) -> Iterator[str]:
    """The form itself, and as people write it without umlauts."""
    yield form
    if not form.isascii():
        plain = form.translate(UMLAUTS)
        if plain != form:
            yield plain


def _list(table: Table, key: str) -> list[object]:
    return cast("list[object]", table.get(key, []))

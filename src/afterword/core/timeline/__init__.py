"""When did they say they would answer? A cue grammar (who promises what) over a date grammar (which days it means).

    text ─fold, cut─▶ parts (each mail counts from its own day) ─▶ items (phrases of a language) ─▶ sentences
         ─▶ dates with their relation (windows.py, grammar.py, periods.py) ─▶ those that a promise governs (cues.py)
         ─▶ the one that holds: the last correction, else the newest mail's, else the first moment (G13–G15)

Words are data (`timeline.toml` of each language); what a phrase means is code, and follows the guidelines G0–G16.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from afterword.core.model import Stated
from afterword.core.timeline.choice import Found, choose, promises_in
from afterword.core.timeline.grammar import Setting
from afterword.core.timeline.items import items_of
from afterword.core.timeline.lexicon import Lexicon, fold, plain_words, stopwords_of
from afterword.core.timeline.mails import parts_of
from afterword.core.timeline.places import LAST, MOST, SPLIT, Budget, neighbourhoods
from afterword.core.timeline.windows import dated_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

HEAD, TAIL = 12_288, 4_096
"""A text is read to 16 kB (PROMISES S6): its beginning, where the newest mail of a thread stands, and its end, where
people add notes. What is between in a longer text is not read."""
ANSWER = 200
LANGUAGE_EVIDENCE = 2
MONTH_FIRST = frozenset({"US", None})
NO_DAY = frozenset({"refuse", "third"})


class TimelineReader:
    """Built once from the language tables (`timeline.toml` of each language); a language is compiled when first met."""

    def __init__(self, tables: Mapping[str, Mapping[str, object]]) -> None:
        self._tables = tables
        self._lexicons: dict[str, Lexicon] = {}
        self._stopwords: dict[str, frozenset[str]] = {}

    def read(self, text: str, *, anchor: date, language: str, country: str | None) -> Stated | None:
        """The stated timeline in `text`, or None.

        `anchor` is the local date on which the interview ends; `language` is the event's main language (text in
        another supported language is read all the same); `country` (ISO 3166 alpha-2) decides numeric dates and
        holidays.
        """
        text = _cut(text)
        folded = fold(text)
        words = plain_words(folded)
        for code in self._likely(words, language):
            lexicon = self._lexicon(code)
            if lexicon.touches(words):
                found = self._read_in(code, text, folded, _setting(anchor, code, country))
                if found is not None:
                    return found
        return None

    def answer(self, text: str, *, anchor: date, language: str, country: str | None) -> Stated | None:
        """The same for a bare answer to "They answer by:" ("Friday", "in two weeks"), without a cue (M8)."""
        text = " ".join(text[:ANSWER].split())
        folded = fold(text)
        for code in dict.fromkeys([language, "en", *self._tables]):
            if code not in self._tables:
                continue
            setting = _setting(anchor, code, country)
            items = items_of(folded, text, self._lexicon(code), bare=True)
            dated = dated_in(items, setting)
            if any(item.label in NO_DAY for item in items) and code in (language, "en"):
                return None
            if not dated:
                continue
            negated = any(item.label == "negation" for item in items)
            windows = [one.window(anchor, negated=negated) for one in dated]
            start, by = next((w for w, one in zip(windows, dated, strict=True) if one.latest), windows[0])
            if by >= anchor:
                return Stated(min(start, by), by, text)
        return None

    def _lexicon(self, language: str) -> Lexicon:
        if language not in self._lexicons:
            self._lexicons[language] = Lexicon(self._tables[language])
        return self._lexicons[language]

    def _likely(self, words: set[str], language: str) -> Iterator[str]:
        """The event's language, then the others that a text with these words may be in, likeliest first."""
        if language in self._tables:
            yield language
        if not self._stopwords:  # tables may be read from disk when first asked for, so not before they are needed
            self._stopwords = {code: stopwords_of(table) for code, table in self._tables.items()}
        counts = {code: len(stop & words) for code, stop in self._stopwords.items() if code != language}
        own = len(self._stopwords.get(language, frozenset()) & words)
        for code in sorted(counts, key=lambda code: -counts[code]):
            if counts[code] >= (LANGUAGE_EVIDENCE if counts[code] <= own else 1):
                yield code

    def _read_in(self, code: str, text: str, folded: str, setting: Setting) -> Stated | None:
        lexicon = self._lexicon(code)
        lexicons = [lexicon] if code == "en" or "en" not in self._tables else [lexicon, self._lexicon("en")]
        found: list[Found] = []
        tail = folded.find("\n", len(folded) - LAST) + 1 if len(folded) > SPLIT else 0
        head, rest = Budget(MOST - LAST if tail else MOST), Budget(LAST)
        for part in parts_of(folded, text, lexicons, setting):
            local = Setting(part.anchor, setting.month_first, setting.country)
            border = min(part.end, max(part.start, tail)) if tail else part.end
            early = neighbourhoods(folded, (part.start, border), lexicon, head)
            for start, end in chain(early, neighbourhoods(folded, (border, part.end), lexicon, rest)):
                items = items_of(folded[start:end], text[start:end], lexicon)
                found.extend(promises_in(items, text[start:end], local, promised=bool(found)))
        return choose(found, setting.anchor)


def _setting(anchor: date, language: str, country: str | None) -> Setting:
    return Setting(anchor, month_first=language == "en" and country in MONTH_FIRST, country=country)


def _cut(text: str) -> str:
    if len(text) <= HEAD + TAIL:
        return text
    return text[:HEAD].rsplit(None, 1)[0] + "\n\n" + text[-TAIL:].split(None, 1)[-1]

"""An event made ready for judging: cut, folded, and the phrases of the word lists found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.detect.fold import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.detect.language import LanguageGuesser
    from afterword.core.detect.lexicon import Found, Lexicon
    from afterword.core.model import Occurrence

TITLE_CUT = 1_000
TEXT_CUT = 8_000
QUOTE = 60
_JOINING = re.compile(r"_{16}|-::~|(?i:join zoom meeting|microsoft teams|join with google meet|google meet:)")
"""Where the part begins that a meeting service wrote: often in English, whatever the language of the rest."""


@dataclass(frozen=True, slots=True)
class Zone:
    """One part of an event (title or text): as written, folded, and the phrases found in it by label."""

    written: str
    folded: str
    by_label: Mapping[str, list[Found]]

    def has(self, label: str) -> bool:
        return label in self.by_label

    def words(self, label: str) -> str:
        """The words of the first phrase with this label, as written, at most 60 characters."""
        hit = self.by_label[label][0]
        return " ".join(self.written[hit.start : hit.end].split())[:QUOTE]

    def all_words(self, label: str) -> list[str]:
        """All phrases found with this label, folded."""
        return [self.folded[hit.start : hit.end] for hit in self.by_label.get(label, ())]

    def variety(self, label: str) -> int:
        """How many different phrases with this label were found."""
        return len(set(self.all_words(label)))


@dataclass(frozen=True, slots=True)
class Reading:
    """An event made ready for judging."""

    title: Zone
    text: Zone
    occurrence: Occurrence
    language: str


def read(occurrence: Occurrence, lexicon: Lexicon, languages: LanguageGuesser) -> Reading:
    """Title and text (description, place) cut, folded and searched. Reads at most 8,000 characters of text."""
    title = tidy(occurrence.summary, TITLE_CUT)
    text = tidy(f"{occurrence.description[:TEXT_CUT]}\n{occurrence.location[:TITLE_CUT]}", TEXT_CUT + TITLE_CUT)
    said = text[: joining.start()] if (joining := _JOINING.search(text)) else text
    language, likely = languages.guess(f"{title}\n{said}")
    return Reading(_zone(title, lexicon, likely), _zone(text, lexicon, likely), occurrence, language)


def _zone(written: str, lexicon: Lexicon, likely: frozenset[str]) -> Zone:
    folded = fold(written)
    by_label: dict[str, list[Found]] = {}
    for hit in lexicon.find(folded):
        if not (hit.language and likely) or hit.language in likely:
            by_label.setdefault(hit.label, []).append(hit)
    return Zone(written, folded, by_label)

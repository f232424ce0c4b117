"""What a person types by hand, in any calendar app and in seven languages: notes, a form, tags, words, title marks.

Phones change what is typed: capitals, smart quotes, lost accents, lines run together. Everything here compares
folded text (`fold`) and returns the words as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.byhand.form import Labels, read_form, read_notes
from afterword.core.byhand.marks import MarkWords, read_marks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from afterword.core.model import Marks, Notes

__all__ = ["ByHand"]


@dataclass(frozen=True, slots=True)
class ByHand:
    """Built once from the tables of `byhand.toml`, for all languages together: who types mixes them."""

    labels: Labels
    words: MarkWords

    @classmethod
    def build(cls, tables: Mapping[str, Mapping[str, Any]]) -> ByHand:
        return cls(Labels.build(tables), MarkWords.build(tables))

    def notes(self, description: str) -> Notes:
        """The user's notes in an interview's description (M7)."""
        return read_notes(description, self.labels)

    def form(self, text: str) -> Notes:
        """The answers in a thank-you's form (M8)."""
        return read_form(text, self.labels)

    def marks(self, summary: str, description: str) -> Marks:
        """Tags and outcome words of an interview."""
        return read_marks(summary, description, self.words)

    def says_away(self, summary: str) -> bool:
        """True if the title of an event of whole days says that its owner is away (T9)."""
        return self.words.says_away(summary)

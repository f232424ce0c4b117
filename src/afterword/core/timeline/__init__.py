"""When did they say they would answer? A cue grammar (who promises what) over a date grammar (which days it means)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from afterword.core.model import Stated


class TimelineReader:
    """Built once from the language tables (`timeline.toml` of each language)."""

    def __init__(self, tables: Mapping[str, Mapping[str, object]]) -> None:
        self._tables = tables

    def read(self, text: str, *, anchor: date, language: str, country: str | None) -> Stated | None:  # noqa: ARG002
        """The stated timeline in `text`, or None.

        `anchor` is the local date on which the interview ends; `language` is the event's main language (text in
        another supported language is read all the same); `country` (ISO 3166 alpha-2) decides numeric dates and
        holidays.
        """
        return None

    def answer(self, text: str, *, anchor: date, language: str, country: str | None) -> Stated | None:  # noqa: ARG002
        """The same for a bare answer to "They answer by:" ("Friday", "in two weeks"), without a cue (M8)."""
        return None

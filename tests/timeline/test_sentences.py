"""Sentences of our own in each language; the days were computed by hand from the timeline guidelines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from afterword.adapters.package_data import language_tables
from afterword.core.timeline import TimelineReader

READER = TimelineReader(language_tables("timeline"))
INTERVIEW = date(2026, 3, 11)  # a Wednesday
COUNTRY = {"en": "US", "de": "DE", "fr": "FR", "es": "ES", "pt": "PT", "it": "IT", "nl": "NL"}


def rows() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted((Path(__file__).parent / "sentences").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                day, _, text = line.partition("\t")
                found.append((path.stem, day, text))
    return found


@pytest.mark.parametrize(("language", "day", "text"), rows(), ids=lambda value: value[:60])
def test_a_sentence_means_the_day_that_a_careful_friend_would_name(language: str, day: str, text: str) -> None:
    stated = READER.read(text, anchor=INTERVIEW, language=language, country=COUNTRY[language])
    assert (f"{stated.by:%m-%d}" if stated else "-") == day


def test_every_language_has_some_forty_sentences() -> None:
    counts = {language: sum(row[0] == language for row in rows()) for language in COUNTRY}
    assert all(count >= 35 for count in counts.values()), counts

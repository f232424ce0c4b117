"""Invitations of many trades in seven languages, read whole: every fact right, and none invented."""

from __future__ import annotations

import pytest

from afterword.adapters.package_data import language_tables, shared_table
from afterword.core.detect.facts import FactReader
from tests.detect.invitations import AT_WORK, OWNER, Example, examples, wrong

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
READER = FactReader(language_tables("facts"), shared_table("vendors"))
CASES = [(language, example) for language in LANGUAGES for example in examples(language)]


@pytest.mark.parametrize(
    ("language", "example"), CASES, ids=[f"{language}: {example.occurrence.summary}" for language, example in CASES]
)
def test_an_invitation_is_read_as_a_careful_friend_would(language: str, example: Example) -> None:
    assert wrong(example, READER.read(example.occurrence, OWNER, language)) == {}


@pytest.mark.parametrize("example", examples("work"), ids=lambda example: example.occurrence.summary)
def test_an_invitation_to_somebody_who_has_a_job_is_read_alike(example: Example) -> None:
    assert wrong(example, READER.read(example.occurrence, AT_WORK, "en")) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_file_has_every_list_of_the_english_one(language: str) -> None:
    tables = language_tables("facts")
    optional = {
        "inner",
        "house",
        "saint",
        "agency",
        "no_job",
        "machine",
        "option",
        "reference",
        "process",
        "article",
        "legal",
        "vendor",
        "of",
        "particle",
        "nobodys",
        "ends",
        "ask_after",
        "honorific_small",
    }
    for section, keys in tables["en"].items():
        assert set(keys) - optional <= set(tables[language][section]), section

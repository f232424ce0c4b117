"""Debrief notes, pasted mails, slips, corrections, holidays: cases of our own for every class of the guidelines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from afterword.adapters.package_data import language_tables
from afterword.core.timeline import TimelineReader

READER = TimelineReader(language_tables("timeline"))


def rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    ("language", "country", "interview", "day", "text"), rows(), ids=lambda value: value.replace("\\n", " ")[:50]
)
def test_a_text_promises_the_day_that_it_promises(
    language: str, country: str, interview: str, day: str, text: str
) -> None:
    said = text.replace("\\n", "\n")
    stated = READER.read(said, anchor=date.fromisoformat(interview), language=language, country=country)
    assert (f"{stated.by:%m-%d}" if stated else "-") == day

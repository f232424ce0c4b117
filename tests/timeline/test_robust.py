"""Hostile and odd text: no exception, only a bounded part looked at closely; language files complete."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.adapters.package_data import language_tables
from afterword.core.timeline import TimelineReader
from afterword.core.timeline.lexicon import DATE_LABELS
from afterword.core.timeline.places import MOST, Budget, neighbourhoods

TABLES = language_tables("timeline")
READER = TimelineReader(TABLES)
INTERVIEW = date(2026, 3, 11)
WORDS = ["Friday", "by", "next", "week", "31", "99", "2.3.", "13/13", "we will let you know", "Feb", "of", "9" * 30]
WORDS += [
    "week of",
    "end",
    "KW",
    "\n",
    "On 3 May X wrote:",
    "-",
    ",",
    "not before",
    "\u202e",
    "\x00",
    "29 Feb",
    "W",
    "ß",
    "İ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(sorted(TABLES)))
def test_no_row_of_words_raises_or_names_a_day_before_the_interview(words: list[str], language: str) -> None:
    text = "We will decide " + " ".join(words)
    for stated in (
        READER.read(text, anchor=INTERVIEW, language=language, country="US"),
        READER.answer(text, anchor=INTERVIEW, language=language, country=None),
    ):
        assert stated is None or stated.by >= INTERVIEW


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    READER.read("decision " + text, anchor=INTERVIEW, language="en", country="US")
    READER.answer(text, anchor=INTERVIEW, language="xx", country="US")


@pytest.mark.parametrize("anchor", [date(1, 1, 1), date(9990, 12, 31)])
def test_the_ends_of_the_calendar_are_no_trap(anchor: date) -> None:
    stated = READER.answer("in 2 weeks", anchor=anchor, language="en", country="US")
    assert stated is not None


def test_a_long_thread_is_read_at_its_beginning_and_its_end() -> None:
    filler = "Agenda: introductions and a walk through the roadmap of the team.\n" * 4000
    assert READER.read("You will hear by Friday.\n" + filler, anchor=INTERVIEW, language="en", country="US")
    assert READER.read(filler + "They'll call me by Friday.", anchor=INTERVIEW, language="en", country="US")


def test_a_note_at_the_end_is_read_however_much_is_promised_before() -> None:
    old = "Sent: 3 March 2025\n" + "We hoped to decide by Friday, sadly not yet.\n" * 120
    stated = READER.read(
        old + "Sent: 10 March 2026\nThey'll call me by Monday.", anchor=INTERVIEW, language="en", country="US"
    )
    assert stated is not None
    assert stated.by == date(2026, 3, 16)


def test_only_a_bounded_part_is_looked_at_closely() -> None:
    text = "we will let you know by friday. " * 4000
    lexicon = READER._lexicon("en")
    spans = list(neighbourhoods(text, (0, len(text)), lexicon, Budget()))
    assert sum(end - start for start, end in spans) <= MOST


def test_a_text_in_another_language_than_the_event_is_read_all_the_same() -> None:
    stated = READER.read(
        "Wir melden uns bis Ende nächster Woche bei Ihnen.", anchor=INTERVIEW, language="en", country="DE"
    )
    assert stated is not None
    assert stated.by == date(2026, 3, 20)


@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_language_file_has_every_list(language: str) -> None:
    table, model = TABLES[language], TABLES["en"]
    assert set(table["cues"]) == set(model["cues"])
    assert set(table["dates"]) <= {*DATE_LABELS, "the", "skip", "quarters"}
    assert [len(table["names"][key]) for key in ("weekdays", "weekdays_short", "months", "months_short")] == [
        7,
        7,
        12,
        12,
    ]
    assert len(table["stopwords"]) >= 10
    for key in (
        "day",
        "week",
        "month",
        "next",
        "this",
        "by",
        "before",
        "after",
        "in",
        "on",
        "to",
        "end",
        "start",
        "today",
    ):
        assert table["dates"][key], key

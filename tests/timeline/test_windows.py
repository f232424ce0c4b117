"""The window rules of the guidelines (G1–G11) as rows, on the grammar itself: which days does an expression mean?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.adapters.package_data import language_tables
from afterword.core.timeline import TimelineReader, days

READER = TimelineReader(language_tables("timeline"))


@pytest.mark.parametrize(
    ("said", "interview", "start", "by"),
    [
        ("by Friday", "2026-03-11", "2026-03-11", "2026-03-13"),
        ("on Friday", "2026-03-13", "2026-03-20", "2026-03-20"),  # G10: said on a Friday, the next one
        ("before Friday", "2026-03-11", "2026-03-11", "2026-03-12"),
        ("next week", "2026-03-11", "2026-03-16", "2026-03-20"),
        ("this week", "2026-03-11", "2026-03-11", "2026-03-13"),
        ("the week after next", "2026-03-11", "2026-03-23", "2026-03-27"),
        ("the week of March 23", "2026-03-11", "2026-03-23", "2026-03-27"),
        ("early next week", "2026-03-11", "2026-03-16", "2026-03-18"),
        ("middle of next week", "2026-03-11", "2026-03-17", "2026-03-19"),
        ("late next week", "2026-03-11", "2026-03-19", "2026-03-20"),
        ("in two weeks", "2026-03-11", "2026-03-25", "2026-03-25"),
        ("within two weeks", "2026-03-11", "2026-03-11", "2026-03-25"),
        ("in 1-2 weeks", "2026-03-11", "2026-03-18", "2026-03-25"),
        ("within a month", "2026-01-31", "2026-01-31", "2026-02-28"),  # G7: clipped
        ("within 3 business days", "2026-03-12", "2026-03-12", "2026-03-17"),
        ("within 3 business days", "2026-03-14", "2026-03-14", "2026-03-18"),
        ("within 72 hours", "2026-03-11", "2026-03-11", "2026-03-14"),
        ("in a few days", "2026-03-12", "2026-03-17", "2026-03-17"),  # G9: vague days are working days
        ("in a couple of weeks", "2026-03-11", "2026-03-25", "2026-03-25"),
        ("Friday week", "2026-03-11", "2026-03-20", "2026-03-20"),
        ("a week from Monday", "2026-03-11", "2026-03-23", "2026-03-23"),
        ("before the weekend", "2026-03-11", "2026-03-11", "2026-03-13"),
        ("after Easter", "2026-03-11", "2026-04-06", "2026-04-10"),
        ("after Thanksgiving", "2026-11-18", "2026-11-27", "2026-12-04"),
        ("after Labor Day", "2026-09-01", "2026-09-08", "2026-09-11"),
        ("in April", "2026-03-11", "2026-04-01", "2026-04-30"),
        ("in early April", "2026-03-11", "2026-04-01", "2026-04-10"),
        ("mid-April", "2026-03-11", "2026-04-11", "2026-04-20"),
        ("the first week of April", "2026-03-11", "2026-04-06", "2026-04-10"),
        ("by the end of the year", "2026-03-11", "2026-03-11", "2026-12-31"),
        ("on January 15", "2026-12-03", "2027-01-15", "2027-01-15"),
        ("between Monday and Wednesday", "2026-03-11", "2026-03-16", "2026-03-18"),
        ("today", "2026-03-11", "2026-03-11", "2026-03-11"),
        ("by 2026-03-20", "2026-03-11", "2026-03-11", "2026-03-20"),
    ],
)
def test_an_expression_means_its_window(said: str, interview: str, start: str, by: str) -> None:
    stated = READER.read(
        f"We will let you know {said}.", anchor=date.fromisoformat(interview), language="en", country="US"
    )
    assert stated is not None
    assert (stated.start.isoformat(), stated.by.isoformat()) == (start, by)


@pytest.mark.parametrize(
    ("country", "language", "text", "by"),
    [
        ("US", "en", "You will hear from us by 5/4.", "2026-05-04"),
        ("GB", "en", "You will hear from us by 5/4.", "2026-04-05"),
        ("US", "en", "You will hear from us by 25/3.", "2026-03-25"),
        ("GB", "en", "You will hear from us by 05-04-2026.", "2026-04-05"),
        ("CA", "en", "You will hear from us before Thanksgiving.", "2026-10-11"),
        ("US", "en", "You will hear from us before Thanksgiving.", "2026-11-25"),
        ("DE", "de", "Sie hören von uns bis 5.4.", "2026-04-05"),
    ],
)
def test_the_country_decides_numeric_dates_and_holidays(country: str, language: str, text: str, by: str) -> None:
    stated = READER.read(text, anchor=date(2026, 3, 11), language=language, country=country)
    assert stated is not None
    assert stated.by.isoformat() == by


def test_the_text_quotes_the_words_that_said_it() -> None:
    text = "Thanks for coming in. They'll circle  back by\nFriday, said Kim. The role starts in May."
    stated = READER.read(text, anchor=date(2026, 3, 11), language="en", country="US")
    assert stated is not None
    assert stated.text == "circle back by Friday"


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 60))
def test_business_days_count_mondays_to_fridays(start: date, count: int) -> None:
    naive, left = start, count
    while left:
        naive += timedelta(days=1)
        left -= naive.weekday() < 5
    found = days.plus_business_days(start, count)
    assert found == naive or (count == 0 and start.weekday() > 4)


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter", 2026, "2026-04-05"),
        ("easter", 2038, "2038-04-25"),
        ("easter+49", 2026, "2026-05-24"),
        ("easter-47", 2026, "2026-02-17"),
        ("4 thu 11", 2026, "2026-11-26"),
        ("4 thu 11+1", 2026, "2026-11-27"),
        ("-1 mon 5", 2026, "2026-05-25"),
        ("8-15", 2026, "2026-08-15"),
    ],
)
def test_a_holiday_follows_its_rule(rule: str, year: int, day: str) -> None:
    found = days.holiday_in(rule, year)
    assert found is not None
    assert found.isoformat() == day

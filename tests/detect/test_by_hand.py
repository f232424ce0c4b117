"""The user's hand wins over every signal (RULES, last section)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from afterword.core.detect import local_end, marked
from afterword.core.model import Interview, Marks, Occurrence, Outcome, Owner, TimeSpan, Verdict

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
EVENT = Occurrence("memory", "1", TimeSpan(START, START + timedelta(hours=1)), "Interview")
FOUND = Interview(EVENT, Verdict.INTERVIEW, 0.9)
NOT = Interview(EVENT, Verdict.NOT, 0.1, why_not="prep")


@pytest.mark.parametrize(
    ("finding", "marks", "verdict", "why_not"),
    [
        (FOUND, Marks(interview=False), Verdict.NOT, "you said it is none"),
        (NOT, Marks(interview=True), Verdict.INTERVIEW, None),
        (replace(FOUND, why_not="cancelled"), Marks(interview=True), Verdict.INTERVIEW, "cancelled"),
        (FOUND, Marks(no_show=True), Verdict.INTERVIEW, "no-show"),
        (FOUND, Marks(outcome=Outcome.WITHDRAWN), Verdict.INTERVIEW, "withdrawn"),
        (FOUND, Marks(outcome=Outcome.OFFER), Verdict.INTERVIEW, None),
    ],
)
def test_what_the_user_says_decides(finding: Interview, marks: Marks, verdict: Verdict, why_not: str | None) -> None:
    said = marked(replace(finding, marks=marks))
    assert (said.verdict, said.why_not) == (verdict, why_not)


def test_an_interview_late_in_the_evening_ends_on_its_own_local_date() -> None:
    late = replace(EVENT, span=TimeSpan(datetime(2026, 3, 3, 3, tzinfo=UTC), datetime(2026, 3, 3, 4, tzinfo=UTC)))
    assert local_end(late, Owner(timezone="America/Chicago")).isoformat() == "2026-03-02"


def test_an_assessment_of_whole_days_ends_on_its_last_day() -> None:
    days = TimeSpan(datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC))
    assert local_end(replace(EVENT, span=days, all_day=True), Owner()).isoformat() == "2026-03-03"

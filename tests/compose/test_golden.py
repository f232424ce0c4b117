"""What is written, in full, as a person would find it in the calendar.

After a change of words: read the new pages, then run
`AFTERWORD_GOLDEN=write python -m pytest tests/compose/test_golden.py`."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.compose import builders as b

from afterword.core.model import Channel, Kind, Notes, Person, Reason, Stage

if TYPE_CHECKING:
    from afterword.core.model import Brief

PAGES = Path(__file__).parent / "golden"
ONE = b.interview()
BARE = replace(ONE, company=None, role=None, interviewers=(), contact=None)
STRONG = Notes(strength=b.NOTES.strength)

CASES: dict[str, Brief] = {
    "thank-you-before": b.brief(Kind.THANK_YOU, replace(ONE, interviewers=(b.DANA, b.BEN, b.CHI), stage=Stage.PANEL)),
    "thank-you-filled-in": b.brief(
        Kind.THANK_YOU,
        replace(ONE, channel=Channel.IN_PERSON, stage=Stage.ONSITE, interviewers=(b.DANA, Person("Dr. Helen Osei"))),
        notes=b.NOTES,
    ),
    "thank-you-phone-screen": b.brief(Kind.THANK_YOU, replace(ONE, stage=Stage.PHONE_SCREEN), stated=b.FRIDAY),
    "thank-you-late": b.brief(Kind.THANK_YOU, ONE, late=True, notes=b.NOTES),
    "thank-you-nothing-known": b.brief(Kind.THANK_YOU, BARE),
    "check-in-stated": b.brief(Kind.CHECK_IN, ONE, stated=b.FRIDAY, notes=STRONG),
    "check-in-unstated": b.brief(Kind.CHECK_IN, ONE),
    "check-in-slow": b.brief(Kind.CHECK_IN, ONE, slow=True, notes=STRONG),
    "check-in-away": b.brief(
        Kind.CHECK_IN, ONE, stated=b.FRIDAY, before_stated=date(2026, 3, 12), notes=STRONG
    ),
    "check-in-by-phone": b.brief(Kind.CHECK_IN, ONE, channel="phone"),
    "final-check": b.brief(Kind.FINAL_CHECK, ONE, check_in_on=date(2026, 3, 24)),
    "feedback-request": b.brief(Kind.FEEDBACK_REQUEST, ONE),
    "offer-review": b.brief(Kind.OFFER_REVIEW, ONE),
    "no-show-note": b.brief(Kind.NO_SHOW_NOTE, ONE),
}  # fmt: skip
WHY = {
    Kind.THANK_YOU: (Reason("ends", date(2026, 3, 10), clock=time(15, 0)), Reason("with_time")),
    Kind.CHECK_IN: (Reason("stated", date(2026, 3, 13)), Reason("first_after", date(2026, 3, 16))),
}
LANGUAGES = [language for language in b.LANGUAGES if language != "en"]


def page(brief: Brief) -> str:
    note = b.composer().write(brief)
    return f"{note.summary}\n{'=' * len(note.summary)}\n{note.description}\n"


def compare(name: str, text: str) -> None:
    path = PAGES / f"{name}.txt"
    if os.environ.get("AFTERWORD_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_the_english_page_reads_as_approved(name: str) -> None:
    compare(f"en-{name}", page(CASES[name]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thank_you_and_a_check_in_read_as_approved_in(language: str) -> None:
    one = replace(ONE, language=language)
    pages = [page(b.brief(kind, one, stated=b.FRIDAY, because=why)) for kind, why in WHY.items()]
    compare(language, "\n".join(pages))

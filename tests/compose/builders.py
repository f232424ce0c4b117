"""Small builders: interviews, briefs and a composer in one line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from afterword.adapters.package_data import LazyTables, shared_table
from afterword.core.compose.composer import Composer
from afterword.core.compose.own_templates import Templates, load_templates
from afterword.core.compose.texts import Shipped
from afterword.core.model import (
    Application,
    Attendee,
    Brief,
    Channel,
    Interview,
    Kind,
    Notes,
    Occurrence,
    Owner,
    Person,
    Round,
    Stage,
    Stated,
    TimeSpan,
    Verdict,
)

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
MAYA = Owner(
    frozenset({"maya@example.com"}),
    "Maya Lindqvist",
    "+1 312 555 0100",
    "Maya Lindqvist\nmaya-lindqvist.example",
    "America/Chicago",
    "US",
)
DANA = Person("Dana Whitlock", "dana.whitlock@northwind.example")
BEN = Person("Ben Ortega", "ben.ortega@northwind.example")
CHI = Person("Chi Nguyen", "chi.nguyen@northwind.example")
PRIYA = Person("Priya Raman", "priya.raman@northwind.example")
START = datetime(2026, 3, 10, 19, 0, tzinfo=UTC)  # 14:00 in Chicago
FRIDAY = Stated(date(2026, 3, 13), date(2026, 3, 13), "by Friday")
NOTES = Notes(
    talked_about="the move to a new label printer",
    they_said="Friday",
    strength="three years of running a warehouse floor",
    question="how the night shifts are shared",
)


@cache
def shipped() -> Shipped:
    return Shipped(LazyTables("messages"), LazyTables("byhand"), LazyTables("tone"), shared_table("honorifics"))


@cache
def templates() -> Templates:
    loaded, problems = load_templates(shipped(), {})
    assert problems == ()
    return loaded


def composer(owner: Owner = MAYA) -> Composer:
    return Composer(templates(), owner)


def interview(**facts: Any) -> Interview:
    """An interview of an hour with Dana at Northwind; any field of Interview or of its Occurrence can be given."""
    start = facts.pop("start", START)
    span = TimeSpan(start, facts.pop("end", start + timedelta(hours=1)))
    attendees = facts.pop("attendees", (Attendee(Person("Maya Lindqvist", "maya@example.com")),))
    at = Occurrence(
        "maya.ics",
        facts.pop("uid", "one@northwind.example"),
        span,
        facts.pop("summary", "Interview: Backend Engineer"),
        all_day=facts.pop("all_day", False),
        attendees=attendees,
    )
    base = Interview(
        at,
        Verdict.INTERVIEW,
        0.97,
        company="Northwind Robotics",
        role="Backend Engineer",
        channel=Channel.VIDEO,
        interviewers=(DANA,),
        contact=PRIYA,
    )
    return replace(base, **facts)


def brief(kind: Kind, *interviews: Interview, **more: Any) -> Brief:
    """A brief for one round of these interviews, one hour after their end."""
    found = interviews or (interview(),)
    one = Round(found)
    application = Application("app-1", found[-1].company, more.pop("rounds", (one,)))
    start = one.end + timedelta(hours=2)
    base = Brief(
        kind,
        application,
        one,
        TimeSpan(start, start + timedelta(minutes=15)),
        "America/Chicago",
        "Two hours after the interview ends, within 24 hours of it",
        ("T1",),
        Notes(),
    )
    return replace(base, **more)


def stage(value: str) -> Stage:
    return Stage(value)

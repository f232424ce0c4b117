"""A small run with one of everything, made by hand: what the views and the command line are tested on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from afterword.core.model import (
    Action,
    Change,
    Channel,
    Evidence,
    Fact,
    FollowUp,
    Interview,
    Kind,
    Message,
    NotWritten,
    Occurrence,
    Person,
    Plan,
    PlanResult,
    ScanResult,
    Skipped,
    Stage,
    Standing,
    State,
    Stated,
    TimeSpan,
    Verdict,
)

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=CHICAGO)
PRIYA = Person("Priya Raman", "priya@northwind.example")
HOSTILE = "\x1b]52;c;cm0=\x07Evil\x9b31m\u202egnp.exe\ufffe\r\nATTENDEE:x"


def at(day: int, hour: int, minutes: int = 0, length: int = 45, month: int = 3) -> TimeSpan:
    start = datetime(2026, month, day, hour, minutes, tzinfo=CHICAGO)
    return TimeSpan(start, start + timedelta(minutes=length))


def an_interview(
    uid: str = "nw-1@northwind.example", *, span: TimeSpan | None = None, summary: str = "Interview with Northwind"
) -> Interview:
    return Interview(
        occurrence=Occurrence("maya.ics", uid, span or at(16, 10), summary),
        verdict=Verdict.INTERVIEW,
        score=0.9712,
        company="Northwind Analytics",
        role="Data Analyst",
        stage=Stage.TECHNICAL,
        channel=Channel.VIDEO,
        interviewers=(PRIYA, Person("Tom Okafor")),
        contact=Person("Dana Whitlock", "dana@northwind.example"),
        stated=Stated(date(2026, 3, 23), date(2026, 3, 27), "we will get back to you next week"),
        evidence=(Evidence("title_word", 2.1, "Interview"), Evidence("reminder", -0.4, "don't forget")),
        facts=(Fact("company", "Northwind Analytics", "with Northwind Analytics"),),
        application="a1",
    )


def cancelled() -> Interview:
    return Interview(
        Occurrence("maya.ics", "c-1", at(17, 9), "Call with Contoso", all_day=False),
        Verdict.INTERVIEW,
        0.8,
        why_not="cancelled",
    )


def uncertain() -> Interview:
    return Interview(Occurrence("maya.ics", "u-1", at(18, 9), "Chat w/ Jo"), Verdict.UNCERTAIN, 0.5)


def another() -> Interview:
    return Interview(
        Occurrence("maya.ics", "d-1", at(19, 9), "Dentist", recurrence_id="2026-03-19T09:00:00-05:00"),
        Verdict.NOT,
        0.01,
        evidence=(Evidence("health_word", -2.0, "Dentist"),),
    )


def a_message(*, body: str = "Dear Priya,\n\nthank you.\n\nMaya", unfinished: tuple[str, ...] = ("topic",)) -> Message:
    return Message("email", (PRIYA,), "Thank you for today", body, "en", unfinished, ())


def a_follow_up(uid: str = "afterword-1f3a9c", kind: Kind = Kind.THANK_YOU, span: TimeSpan | None = None) -> FollowUp:
    return FollowUp(
        uid=uid,
        kind=kind,
        interview_uid="nw-1@northwind.example",
        application="a1",
        company="Northwind Analytics",
        span=span or at(16, 12, 45, 15),
        zone="America/Chicago",
        summary="Thank Priya Raman, Northwind Analytics",
        description="▸ To: Priya …",
        messages=(a_message(),),
        language="en",
        why_then="Two hours after the interview, within a day of it.",
        rules=("T1",),
        home="maya.ics",
        deadline=datetime(2026, 3, 17, 15, 45, tzinfo=UTC),
        related_to=("nw-1@northwind.example",),
    )


def a_standing(uid: str, summary: str = "Check in with Northwind", span: TimeSpan | None = None) -> Standing:
    return Standing(
        uid, "Job search", f"/maya/{uid}.ics", '"1"', span or at(30, 10, 0, 15), summary, "old text", "f", 0
    )


def changes() -> tuple[Change, ...]:
    check_in = a_follow_up("afterword-2b7e44", Kind.CHECK_IN, at(30, 10, 0, 15))
    gone = a_standing("afterword-3c0d55", "Final check, Contoso", at(20, 10, 0, 15))
    return (
        Change(Action.KEEP, State.EDITED, "you moved it", check_in, a_standing(check_in.uid)),
        Change(Action.CREATE, State.NEW, "not in the calendar yet", a_follow_up(), None),
        Change(Action.DELETE, State.STANDING, "its interview was cancelled", None, gone),
    )


def a_scan() -> ScanResult:
    return ScanResult(
        NOW,
        212,
        (Skipped("maya.ics", "/maya/bomb.ics", "its rule repeats every second"),),
        (an_interview(), cancelled(), uncertain()),
        (another(),),
    )


def a_plan_result(*, skipped: bool = True) -> PlanResult:
    scan = a_scan() if skipped else ScanResult(NOW, 212, (), a_scan().interviews, a_scan().others)
    not_written = (NotWritten(Kind.THANK_YOU, "o-1", "Oldco", "it is too late", ("T2",)),)
    plan = Plan(NOW, changes(), not_written, scan.skipped)
    return PlanResult(plan, scan, {"afterword-1f3a9c": "Job search"}, {"afterword-1f3a9c": None})

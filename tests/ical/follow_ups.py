from __future__ import annotations

from datetime import UTC, datetime, timedelta

from afterword.core.model import FollowUp, Kind, Message, Person, TimeSpan

NOW = datetime(2026, 3, 9, 12, 30, tzinfo=UTC)
START = datetime(2026, 3, 11, 8, 30, tzinfo=UTC)
FINGERPRINT = "0123456789abcdef01234567"


def mail(body: str = "Dear Jane,\n\nthank you for your time.", subject: str = "Thank you") -> Message:
    return Message("email", (Person("Jane Doe", "jane@acme.example"),), subject, body, "en")


def follow_up(
    *,
    summary: str = "Thank Jane Doe (Acme)",
    description: str = "Dear Jane,\n\nthank you for your time.\n\nWhy now: within a day.",
    zone: str = "Europe/Berlin",
    start: datetime = START,
    messages: tuple[Message, ...] = (mail(),),
    related_to: tuple[str, ...] = ("interview-1@example.com",),
) -> FollowUp:
    return FollowUp(
        uid="afterword-0123456789abcdef0123456789abcdef",
        kind=Kind.THANK_YOU,
        interview_uid="interview-1@example.com",
        application="acme",
        company="Acme",
        span=TimeSpan(start, start + timedelta(minutes=15)),
        zone=zone,
        summary=summary,
        description=description,
        messages=messages,
        language="en",
        why_then="Within 24 hours.",
        rules=("T1",),
        home="file.ics",
        related_to=related_to,
    )

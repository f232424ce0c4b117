"""Invitations as an employer sends them, in few variants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

ME: Final = "maya.lindqvist@example.com"
EMPLOYERS: Final = (
    ("Nordwind Energie", "priya.raman@nordwind.example", "Priya Raman"),
    ("Blue Harbor", "tom.keller@blueharbor.example", "Tom Keller"),
)
STAGES: Final = ("Phone screen", "Technical interview", "Final interview")
SAID: Final = (
    "",
    "We will get back to you within a week.",
    "You will hear from us within three weeks.",
    "They said: by Friday",
    "rejected",
    "offer",
    "no-show",
)


@dataclass(frozen=True)
class Booked:
    """`named`: whether the invitation says which company it is of."""

    uid: str
    calendar: str
    employer: int
    start: datetime
    stage: int = 1
    said: int = 0
    named: bool = True
    status: str = "CONFIRMED"
    partstat: str = "ACCEPTED"
    sequence: int = 0

    @property
    def href(self) -> str:
        return f"{self.uid}.ics"

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=45)

    @property
    def company(self) -> str:
        return EMPLOYERS[self.employer][0]

    @property
    def off(self) -> bool:
        return self.status == "CANCELLED" or self.partstat == "DECLINED" or SAID[self.said] == "no-show"


def invitation(one: Booked, now: datetime) -> bytes:
    company, email, person = EMPLOYERS[one.employer]
    title = f"{STAGES[one.stage]} with {company}" if one.named else STAGES[one.stage]
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//An employer//EN", "BEGIN:VEVENT"),
        f"UID:{one.uid}",
        f"DTSTAMP:{_utc(now)}",
        f"LAST-MODIFIED:{_utc(now)}",
        f"SEQUENCE:{one.sequence}",
        f"DTSTART:{_utc(one.start)}",
        f"DTEND:{_utc(one.end)}",
        f"SUMMARY:{title}",
        f"DESCRIPTION:Interview for the position of Data Engineer.\\n{SAID[one.said]}",
        f"STATUS:{one.status}",
        *((f"ORGANIZER;CN={person}:mailto:{email}",) if one.named else ()),
        f"ATTENDEE;CN=Maya;PARTSTAT={one.partstat}:mailto:{ME}",
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    return "\r\n".join(lines).encode()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

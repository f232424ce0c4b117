"""What is read from a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.core.model.time import TimeSpan


@dataclass(frozen=True, slots=True)
class Person:
    """A name, an address (lower case, without mailto:), or both."""

    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """ATTENDEE with the parameters that matter (RFC 5545 section 3.2), upper case; defaults as the RFC says."""

    person: Person
    partstat: str = "NEEDS-ACTION"
    role: str = "REQ-PARTICIPANT"
    cutype: str = "INDIVIDUAL"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One VEVENT at one time: a single event, a changed instance, or one instance of a series.

    `recurrence_id`: the value of RECURRENCE-ID as written for a changed instance, the occurrence's start
    (RFC 3339) for the others of a series, None outside a series. `zone`: the IANA name the start was given
    in, None for UTC, floating or unknown. An unknown TZID is flagged in `zone_doubt`, never taken as floating.
    `description` is plain text (HTML taken apart, X-ALT-DESC used where it says more).
    """

    source: str
    uid: str
    span: TimeSpan
    summary: str = ""
    description: str = ""
    location: str = ""
    href: str | None = None
    recurrence_id: str | None = None
    all_day: bool = False
    zone: str | None = None
    zone_doubt: str | None = None
    floating: bool = False
    links: tuple[str, ...] = ()
    """URL, CONFERENCE, X-GOOGLE-CONFERENCE, X-MICROSOFT-…URL and the hrefs of an HTML description."""
    organizer: Person | None = None
    attendees: tuple[Attendee, ...] = ()
    status: str | None = None
    """CONFIRMED, TENTATIVE, CANCELLED or None (RFC 5545 section 3.8.1.11)."""
    transparent: bool = False
    categories: tuple[str, ...] = ()
    busy_status: str | None = None
    """X-MICROSOFT-CDO-BUSYSTATUS: FREE, TENTATIVE, BUSY, OOF, WORKINGELSEWHERE."""
    method: str | None = None
    prodid: str | None = None
    sequence: int = 0
    last_modified: datetime | None = None
    related_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """One object that could not be read, with the reason; the others are read all the same (PROMISES R5)."""

    source: str
    href: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Who the job seeker is in invitations, and the settings that belong to the person."""

    emails: frozenset[str] = frozenset()
    name: str | None = None
    phone: str | None = None
    sign_off: str | None = None
    timezone: str = "UTC"
    country: str | None = None
    subdivision: str | None = None

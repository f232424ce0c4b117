"""What is wanted in the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.core.model.read import Person
    from afterword.core.model.reason import Reason
    from afterword.core.model.time import TimeSpan
    from afterword.core.model.understood import Application, Notes, Round, Stated


class Kind(StrEnum):
    THANK_YOU = "thank-you"
    CHECK_IN = "check-in"
    FINAL_CHECK = "final-check"
    FEEDBACK_REQUEST = "feedback-request"
    OFFER_REVIEW = "offer-review"
    NO_SHOW_NOTE = "no-show-note"


@dataclass(frozen=True, slots=True)
class Message:
    """One message ready to send (or to speak: `channel` phone; or to write by hand: card)."""

    channel: str
    to: tuple[Person, ...]
    subject: str | None
    body: str
    language: str
    unfinished: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """What it was written from, by the names of the template variables; for a program of the user's (docs)."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up as it is wanted in the calendar.

    `uid` is derived (core.identity); `aliases` are the UIDs it may stand under from an earlier shape of its
    round (the loop grew, the interview was rescheduled). `zone` is the IANA zone its times are written in.
    `home` is the source the interview was read from; where it is written to is the app's decision.
    """

    uid: str
    kind: Kind
    interview_uid: str
    application: str
    company: str | None
    span: TimeSpan
    zone: str
    summary: str
    description: str
    messages: tuple[Message, ...]
    language: str
    why_then: str
    rules: tuple[str, ...]
    home: str
    deadline: datetime | None = None
    aliases: tuple[str, ...] = ()
    related_to: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    ideal: TimeSpan | None = None
    """Where `span` is the user's (they moved it): the time we would have chosen. The fingerprint is made of it
    (core.identity.stamp), so that the next run still sees that the user moved the follow-up."""
    draft: str = ""
    """Where a program of the user's wrote the text: the fingerprint of our own draft (core.identity.draft_part)."""


@dataclass(frozen=True, slots=True)
class NotWritten:
    kind: Kind
    interview_uid: str
    company: str | None
    reason: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    follow_ups: tuple[FollowUp, ...]
    not_written: tuple[NotWritten, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict)
    """By UID: why a follow-up that may stand is no longer wanted, as a sentence."""


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a follow-up's text is written from: core.plan decides it, core.compose turns it into a Note.

    `round` is the round the text is about (for a check-in the application's latest). `notes` are the user's own
    words from the interview and from the form together. `late`: T2. `slow`: marked slow (T10). `before_stated`: the
    check-in comes before the stated day because the user is away (T9); holds the first day away. `stated`: the
    timeline in force, also when the user answered it in the form. `check_in_on`: for the final check, the day of
    the check-in before it. `zone` is the zone that dates in the text are local to (the user's).
    """

    kind: Kind
    application: Application
    round: Round
    span: TimeSpan
    zone: str
    why_then: str
    rules: tuple[str, ...]
    notes: Notes
    stated: Stated | None = None
    late: bool = False
    slow: bool = False
    before_stated: date | None = None
    check_in_on: date | None = None
    deadline: datetime | None = None
    channel: str | None = None
    """How this employer wants to be reached: 'email', 'phone'; None: e-mail (M6)."""
    because: tuple[Reason, ...] = ()
    """What `why_then` says in English, for the language of the message; empty: `why_then` is all there is."""


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a follow-up: title, the whole description as laid out for a phone, and its messages."""

    summary: str
    description: str
    messages: tuple[Message, ...]
    language: str

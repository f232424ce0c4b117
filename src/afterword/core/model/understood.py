"""What is understood of it: interviews, and the applications they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.core.model.read import Occurrence, Person
    from afterword.core.model.reason import Reason


class Verdict(StrEnum):
    INTERVIEW = "interview"
    UNCERTAIN = "uncertain"
    NOT = "not"


class Stage(StrEnum):
    PHONE_SCREEN = "phone_screen"
    TECHNICAL = "technical"
    PANEL = "panel"
    ONSITE = "onsite"
    FINAL = "final"


class Channel(StrEnum):
    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One signal that fired: a name a user understands, its weight (+ speaks for, − against), the words."""

    signal: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Where a fact comes from: its field name, the value as printed, the words that gave it."""

    field: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Stated:
    """When the employer said word would come: local dates, both inclusive, and the words quoted."""

    start: date
    by: date
    text: str


class Outcome(StrEnum):
    OFFER = "offer"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Notes:
    """What the user wrote about an interview, by hand, in its description or in the thank-you's form (M7, M8).

    Empty when nothing was written; never filled by us. `they_said` is the user's own text ("Friday"),
    read into a date by core.timeline. `free` are the lines under a Notes heading.
    """

    talked_about: str | None = None
    they_said: str | None = None
    strength: str | None = None
    question: str | None = None
    free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """Hash tags and single words by hand: '#interview', '#urgent', 'offer', 'no-show' … (RULES, last section)."""

    interview: bool | None = None
    urgent: bool = False
    slow: bool = False
    no_show: bool = False
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """An occurrence as a careful friend would read it. `why_not` says why no follow-up is due, else None."""

    occurrence: Occurrence
    verdict: Verdict
    score: float
    why_not: str | None = None
    company: str | None = None
    role: str | None = None
    stage: Stage | None = None
    channel: Channel | None = None
    interviewers: tuple[Person, ...] = ()
    contact: Person | None = None
    stated: Stated | None = None
    language: str = "en"
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: Notes = field(default_factory=Notes)
    marks: Marks = field(default_factory=Marks)
    preferred_channel: str | None = None
    """'phone' when the employer asked to be called ("please call"), 'email' when to be written to (M6)."""
    about: str | None = None
    """For a non-interview that bears on an application: 'offer', 'rejection', 'feedback' or 'contract' talk (T13)."""
    application: str = ""
    loop: str | None = None

    @property
    def needs_follow_up(self) -> bool:
        return self.verdict is Verdict.INTERVIEW and self.why_not is None

    @property
    def key(self) -> str:
        """Identity of the interview across runs: UID and, in a series, RECURRENCE-ID."""
        at = self.occurrence
        return at.uid if at.recurrence_id is None else f"{at.uid}\n{at.recurrence_id}"


@dataclass(frozen=True, slots=True)
class Round:
    """One interview, or the blocks of one loop, in time order. Cancelled blocks and what a rescheduled
    interview replaced stand in `replaced`: they give the round its older identities, not its time."""

    interviews: tuple[Interview, ...]
    replaced: tuple[Interview, ...] = ()

    @property
    def last(self) -> Interview:
        return max(self.interviews, key=lambda one: one.occurrence.span.end)

    @property
    def end(self) -> datetime:
        return self.last.occurrence.span.end


@dataclass(frozen=True, slots=True)
class Application:
    """One employer's process: its rounds in time order (only those that need a follow-up), and how it ended.

    `over`: rounds that are cancelled, declined, withdrawn, no-show (each with its `why_not`).
    `outcome_from`: the event or words that said so. `urgent`, `slow`: by hand or by config (T10).
    """

    id: str
    company: str | None
    rounds: tuple[Round, ...]
    over: tuple[Interview, ...] = ()
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    outcome_from: str | None = None
    outcome_said: Reason | None = None
    """`outcome_from` as a value, for the language of the message."""
    urgent: bool = False
    slow: bool = False

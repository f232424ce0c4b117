"""Who gets which message (M5): each interviewer a thank-you of their own, one person a check-in; no no-reply box."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from afterword.core.model import Kind, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterword.core.model import Brief, Interview, Owner

MOST: Final = 12
"""Interviewers who get a message of their own; an event with more guests is no panel."""

_SYSTEM_BOX: Final = re.compile(
    r"(?:(?:no|do-?not|dont|not|kein|ne-?pas|non?)[-_.]?(?:reply|respond|answer|antwort(?:en)?|repondre|responder|rispondere)"
    r"|mailer-daemon|postmaster|bounces?|notifications?|alerts?|invitations?|calendar(?:-notification)?|scheduler"
    r"|unknown-organizer|system|automated|robot|bot)(?:[-_.+][\w.+-]{0,40})?@",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Target:
    """One message: whom it is sent `to`, and whom its text is for when that person is asked to `pass_on` it."""

    to: Person
    interview: Interview
    pass_on: Person | None = None

    @property
    def addressee(self) -> Person:
        return self.pass_on or self.to

    @property
    def key(self) -> str:
        """What the choice of words hangs on: the same person always gets the same variant."""
        return (self.addressee.email or self.addressee.name or "").casefold()


def targets(brief: Brief, owner: Owner) -> tuple[Target, ...]:
    """At least one; where nobody is known its person is empty and the message says what to fill in."""
    if brief.kind is Kind.THANK_YOU:
        return _thank_you(brief, owner)
    return (_one(brief, owner),)


def _thank_you(brief: Brief, owner: Owner) -> tuple[Target, ...]:
    contact = next(_contacts(brief.round.interviews, owner), None) or next(_contacts(_all(brief), owner), None)
    people = _interviewers(brief.round.interviews, owner)[:MOST]
    if not people:
        return (Target(contact or Person(), brief.round.last),)
    return tuple(_to(person, interview, contact) for person, interview in people)


def _to(person: Person, interview: Interview, contact: Person | None) -> Target:
    if person.email is None and contact is not None and _same_name(person, contact):
        return Target(replace(person, email=contact.email), interview)
    if person.email is None and contact is not None and contact.email is not None:
        return Target(contact, interview, pass_on=person)
    return Target(person, interview)


def _one(brief: Brief, owner: Owner) -> Target:
    """The contact (latest round first, one with an address before one without), else an interviewer."""
    newest_first = _all(brief)[::-1]
    contacts = list(_contacts(newest_first, owner))
    interviewers = [person for person, _ in _interviewers(newest_first, owner)]
    ordered = (
        *(person for person in contacts if person.email),
        *(_with_address(person, interviewers) for person in contacts),
        *(person for person in interviewers if person.email),
        *interviewers,
    )
    return Target(next(iter(ordered), Person()), brief.round.last)


def _with_address(person: Person, others: Iterable[Person]) -> Person:
    email = next((other.email for other in others if _same_name(person, other)), None)
    return replace(person, email=email)


def _all(brief: Brief) -> tuple[Interview, ...]:
    """The interviews of the application up to the round that the text is about, oldest first."""
    earlier = tuple(
        interview
        for one in brief.application.rounds
        if one.end < brief.round.end
        for interview in one.interviews
        if interview not in brief.round.interviews
    )
    return (*earlier, *brief.round.interviews)


def _contacts(interviews: Iterable[Interview], owner: Owner) -> Iterator[Person]:
    for interview in interviews:
        person = None if interview.contact is None else usable(interview.contact, owner)
        if person is not None:
            yield person


def _interviewers(interviews: Iterable[Interview], owner: Owner) -> list[tuple[Person, Interview]]:
    """Each once, an address beating none; in the order in which they were named."""
    found: list[tuple[Person, Interview]] = []
    for interview in interviews:
        for raw in interview.interviewers:
            person = usable(raw, owner)
            if person is None:
                continue
            at = next((i for i, (known, _) in enumerate(found) if _same(known, person)), None)
            if at is None:
                found.append((person, interview))
            elif found[at][0].email is None:
                found[at] = (person, found[at][1])
    return found


def usable(person: Person, owner: Owner) -> Person | None:
    """The person without an address that nobody reads; None for the owner and for nobody at all."""
    email = person.email.strip().casefold() if person.email else None
    name = " ".join(person.name.split()) if person.name else None
    if email in owner.emails or (owner.name and name and name.casefold() == owner.name.casefold()):
        return None
    if email is not None and (_SYSTEM_BOX.match(email) or email.count("@") != 1):
        return None if name is None else Person(name, None)
    return Person(name, email) if name or email else None


def _same(one: Person, other: Person) -> bool:
    if one.email and other.email:
        return one.email == other.email
    return _same_name(one, other)


def _same_name(one: Person, other: Person) -> bool:
    return bool(one.name and other.name) and (one.name or "").casefold() == (other.name or "").casefold()

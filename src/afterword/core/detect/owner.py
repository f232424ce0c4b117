"""Who the owner is in an event: by which names, with which organisation, in which company of others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.detect.fold import fold
from afterword.core.detect.vendors import domain, mailbox

if TYPE_CHECKING:
    from afterword.core.detect.vendors import Vendors
    from afterword.core.model import Attendee, Occurrence, Owner, Person

_NAME_PART = re.compile(r"[^\W\d_]{2,}")
_NOT_NAMES = frozenset(("me", "my", "mail", "email", "info", "contact", "hello", "work", "job", "jobs", "home", "post"))
_NOT_PEOPLE = frozenset(("ROOM", "RESOURCE", "GROUP"))


@dataclass(frozen=True, slots=True)
class Company:
    """The people of one event as seen from the owner."""

    names: frozenset[str]
    """Folded parts of the owner's name."""
    organisations: frozenset[str]
    """Domains of the owner's own employer or school; public mail left out."""
    others: tuple[Person, ...]
    """Everybody else: organiser first; rooms and lists left out."""
    outsider: Person | None
    """The organiser, or the only others, where they belong to an organisation that is not the owner's."""
    insider: Person | None
    """The organiser, or the only others, where they belong to the owner's own organisation."""
    privately: str
    """The owner's private address, where the invitation went there though the owner has one at an organisation."""
    at_work: str
    """The owner's address at an organisation, where the invitation went there though the owner has a private one."""
    owner_organises: bool
    declined: bool


def company(occurrence: Occurrence, owner: Owner, vendors: Vendors) -> Company:
    """The people of this event, sorted by what they are to the owner."""
    mine = {email.lower() for email in owner.emails}
    own = frozenset(filter(None, (vendors.organisation(email) for email in mine)))
    as_owner = [one for one in occurrence.attendees if (one.person.email or "") in mine]
    organizer = occurrence.organizer
    others = _others(occurrence, mine)
    owner_organises = organizer is not None and (organizer.email or "") in mine
    hosts = organizer is not None and not owner_organises and vendors.organisation(organizer.email)
    leading = (organizer,) if organizer is not None and hosts else others
    outside = [one for one in leading if vendors.organisation(one.email) not in own | {""}]
    inside = [one for one in leading if vendors.organisation(one.email) in own]
    return Company(
        names=owner_names(owner, as_owner),
        organisations=own,
        others=others,
        outsider=outside[0] if outside else None,
        insider=inside[0] if inside and not outside else None,
        privately=_private_address(as_owner, vendors) if own else "",
        at_work=_work_address(as_owner, vendors) if any(not vendors.organisation(email) for email in mine) else "",
        owner_organises=owner_organises,
        declined=any(one.partstat == "DECLINED" for one in as_owner),
    )


def _private_address(as_owner: list[Attendee], vendors: Vendors) -> str:
    emails = [one.person.email for one in as_owner if one.person.email]
    return "" if any(vendors.organisation(email) for email in emails) else next(iter(emails), "")


def _work_address(as_owner: list[Attendee], vendors: Vendors) -> str:
    emails = [one.person.email for one in as_owner if one.person.email]
    return next(iter(emails), "") if all(vendors.organisation(email) for email in emails) else ""


def owner_names(owner: Owner, as_owner: list[Attendee]) -> frozenset[str]:
    """Parts of the owner's name, folded: as configured, as invited, and from the addresses."""
    texts = [owner.name or "", *(one.person.name or "" for one in as_owner if "@" not in (one.person.name or ""))]
    texts += [mailbox(email) for email in owner.emails]
    return frozenset(part for text in texts for part in _NAME_PART.findall(fold(text)) if part not in _NOT_NAMES)


def name_parts(person: Person) -> frozenset[str]:
    """Folded parts of a person's name, or of the mailbox where no name is given."""
    text = person.name if person.name and "@" not in person.name else mailbox(person.email)
    return frozenset(part for part in _NAME_PART.findall(fold(text)) if len(part) > 2)


def _others(occurrence: Occurrence, mine: set[str]) -> tuple[Person, ...]:
    people = [occurrence.organizer] if occurrence.organizer else []
    people += [one.person for one in occurrence.attendees if one.cutype not in _NOT_PEOPLE]
    kept: dict[str, Person] = {}
    for person in people:
        key = person.email or fold(person.name or "")
        if key and key not in mine and domain(person.email) != "resource.calendar.google.com":
            kept.setdefault(key, person)
    return tuple(kept.values())

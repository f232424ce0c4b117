"""Who the addresses of an invitation belong to: persons on the employer's side, mailboxes, machines, rooms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.clean import clean
from afterword.core.detect.facts.domains import domain_of, label, spellings, squash
from afterword.core.detect.facts.words import fold
from afterword.core.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.core.detect.facts.domains import Domains
    from afterword.core.model import Attendee, Occurrence, Owner

ASIDE: Final = re.compile(r"\s*(?:\(|\[|\||/| via | - | – | — ).*$", re.IGNORECASE | re.DOTALL)
GIVEN: Final = 3
"""Given names that a person writes, at most."""
PIECES: Final = re.compile(r"[^\W\d_]{2,30}")


@dataclass(frozen=True, slots=True)
class Known:
    """One address of the invitation. `person` has a clean name; `shared`: many people read it."""

    person: Person
    shared: bool
    organizer: bool = False
    invited: bool = False
    """True when it stands among the attendees."""


@dataclass(frozen=True, slots=True)
class Directory:
    people: tuple[Known, ...]
    organizer: Known | None
    owner_words: frozenset[str]
    """The words of the owner's name, folded: from the settings, the owner's entry, or the owner's addresses."""
    domains: tuple[str, ...]
    """Domains of the others that belong to an organisation, the organiser's first."""
    own_domains: frozenset[str]

    def knows(self, domain: str) -> bool:
        """True if the domain is that of an organisation in the invitation."""
        return domain in self.domains

    def surnames(self) -> frozenset[str]:
        """The last words of the persons' names, folded, unless a domain is named like them."""
        names = [(known.person.name or "").split() for known in self.people if not known.shared]
        last = {fold(words[-1]) for words in names if len(words) > 1}
        return frozenset(word for word in last if not any(word in label(domain) for domain in self.domains))

    def persons(self) -> list[Known]:
        return [known for known in self.people if not known.shared]


class Words:
    """The words that tell a mailbox, a machine and a room from a person."""

    def __init__(
        self, *, shared: Iterable[str], no_reply: Iterable[str], rooms: Iterable[str], honorific: Iterable[str]
    ) -> None:
        self.shared = frozenset(fold(word) for word in shared)
        self._shared_long = tuple(word for word in self.shared if len(word) > len("people"))
        self.no_reply = frozenset(fold(word) for word in no_reply)
        self._no_reply_inside = tuple(word for word in self.no_reply if len(word) > len("system"))
        self.rooms = frozenset(fold(word) for word in rooms)
        self.honorific = frozenset(fold(word) for word in honorific)

    def is_no_reply(self, email: str) -> bool:
        local = fold(email.partition("@")[0])
        return local in self.no_reply or any(word in local for word in self._no_reply_inside)

    def is_shared(self, person: Person) -> bool:
        local = fold((person.email or "").partition("@")[0])
        pieces = [piece for piece in re.split(r"[.\-_+\d]+", local) if piece]
        named = [word.lower() for word in re.findall(r"[^\W_]+", fold(person.name or ""))]
        if local in self.shared or any(piece in self.shared for piece in pieces) or local.startswith(self._shared_long):
            return True
        return bool(named) and all(word in self.shared for word in named)

    def is_room(self, attendee: Attendee) -> bool:
        if attendee.cutype in {"ROOM", "RESOURCE", "GROUP"} or attendee.role == "NON-PARTICIPANT":
            return True
        named = re.findall(
            r"[^\W_]+", fold(f"{attendee.person.name or ''} {(attendee.person.email or '').partition('@')[0]}")
        )
        numbered = any(map(str.isdigit, named)) and any(word in self.rooms for word in named)
        leads = bool(named) and (named[0] in self.rooms or " ".join(named[:2]) in self.rooms)
        return numbered or leads

    def plain_name(self, name: str | None) -> str | None:
        """The name without titles, remarks and quotes, first name first; None when nothing is left."""
        text = ASIDE.sub("", clean(name or "").strip().strip("'\"")).strip()
        if "@" in text:
            return None
        last, comma, first = text.partition(",")
        if comma and first.strip() and len(first.split()) <= GIVEN:
            text = f"{first.strip()} {last.strip()}"
        words = text.split()
        while len(words) > 1 and fold(words[0]).replace(".", "") in self.honorific:
            words.pop(0)
        return " ".join(words) or None


def name_from_address(email: str | None) -> str | None:
    """'Ravi Menon' for ravi.menon@…: only where first and last name plainly stand there."""
    pieces = (email or "").partition("@")[0].split(".")
    if len(pieces) == GIVEN - 1 and all(PIECES.fullmatch(piece) for piece in pieces):
        return " ".join(piece.capitalize() for piece in pieces)
    return None


def look_up(occurrence: Occurrence, owner: Owner, words: Words, domains: Domains) -> Directory:
    found: dict[str, Known] = {}
    mine: list[str] = [owner.name or ""]
    organizer = occurrence.organizer
    invited = [at for at in occurrence.attendees if not words.is_room(at)]
    for person, is_organizer in [*([(organizer, True)] if organizer else []), *((at.person, False) for at in invited)]:
        email = (person.email or "").lower()
        if email in owner.emails:
            mine.append(person.name or "")
        elif email and not _is_machine(email, words, domains):
            shared = words.is_shared(person) or _is_house(person)
            known = found.get(email) or Known(_tidy(person, words, shared=shared), shared, organizer=is_organizer)
            found[email] = Known(known.person, known.shared, known.organizer, known.invited or not is_organizer)
    mine.extend(email.partition("@")[0] for email in owner.emails)
    others = (domain_of(known.person.email) for known in found.values())
    return Directory(
        people=tuple(found.values()),
        organizer=next((known for known in found.values() if known.organizer), None),
        owner_words=frozenset(fold(word) for name in mine for word in PIECES.findall(name.replace("_", "."))),
        domains=tuple(dict.fromkeys(domain for domain in others if domain and domains.says_something(domain))),
        own_domains=frozenset(filter(None, map(domain_of, owner.emails))),
    )


def _is_machine(email: str, words: Words, domains: Domains) -> bool:
    domain = domain_of(email) or ""
    return words.is_no_reply(email) or domains.is_vendor(domain) or domain.endswith("calendar.google.com")


def _is_house(person: Person) -> bool:
    """True for "Cedar & Stone <studio@cedarstone.example>": the name is that of the domain, not of the mailbox."""
    local, _, domain = (person.email or "").partition("@")
    name = person.name or ""
    return squash(label(domain)) in spellings(name) and not fold(local).startswith(fold(name)[:3])


def _tidy(person: Person, words: Words, *, shared: bool) -> Person:
    if shared:
        name = " ".join(clean(person.name or "").split())
        return Person(name if name and "@" not in name else None, person.email)
    return Person(words.plain_name(person.name) or name_from_address(person.email), person.email)

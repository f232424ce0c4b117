"""What the domain of an address or link says about the employer, and how a name in a text fits it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NO_LETTER: Final = re.compile(r"[\W_]+")
PREFIX: Final = 4
"""Letters that two spellings of one name must share."""
ACRONYM: Final = 3
REMEMBERED: Final = 2_000
"""Names and domains whose spelling is kept: one invitation asks for the same ones many times."""
SECOND_LEVEL: Final = " co com org net ac edu gov gob gouv gv nom or ne go asso nhs police sch ltd plc govt mil k12 "
"""Labels under a country that are no name yet: .co.uk, .com.br, .gouv.fr."""
HIRING: Final = " careers career jobs job karriere recruiting recruitment talent hr people mail email team hiring apply"
HIRING_TOO: Final = " hire corp group emploi empleo trabalho lavoro vacatures rh the get join "
"""Words of a domain that are about hiring or mail, not the name."""
NO_EMPLOYER: Final = (
    *("ats", "job_boards", "scheduling", "scheduling_for_hiring", "outsourced_interviewers", "coding_pads"),
    *("self_paced", "practice", "user_research", "signing", "background", "video"),
)


class Domains:
    """Knows the vendors that are never the employer, and the mail providers that are open to everybody."""

    def __init__(self, vendors: Mapping[str, object]) -> None:
        self._vendors = frozenset(name for key in NO_EMPLOYER for name in _names(vendors.get(key)))
        self._public = frozenset(_names(vendors.get("public_mail"))) | {"example.com", "example.org", "example.net"}

    def is_vendor(self, domain: str) -> bool:
        return any(name in self._vendors for name in upwards(domain))

    def is_public(self, domain: str) -> bool:
        return any(name in self._public for name in upwards(domain))

    def says_something(self, domain: str | None) -> bool:
        return bool(domain) and not (self.is_vendor(domain or "") or self.is_public(domain or ""))


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def upwards(domain: str) -> Iterable[str]:
    """The domain and those above it: mail.acme.example, acme.example."""
    parts = domain.split(".")[-6:]
    return (".".join(parts[at:]) for at in range(len(parts) - 1))


def domain_of(email: str | None) -> str | None:
    return email.rpartition("@")[2] or None if email and "@" in email else None


@lru_cache(REMEMBERED)
def label(domain: str) -> str:
    """The name in a domain: 'northwind-robotics' of 'careers.northwind-robotics.co.uk'."""
    parts = [part for part in domain.lower().split(".") if part]
    if len(parts) > 1:
        parts.pop()
    if len(parts) > 1 and f" {parts[-1]} " in SECOND_LEVEL:
        parts.pop()
    return parts[-1] if parts else ""


def name_of(domain: str) -> str:
    """The domain's name as one would write it: 'Northwind Robotics'. Words about hiring are dropped."""
    words = [word for word in label(domain).replace("_", "-").split("-") if word]
    kept = [word for word in words if f" {word} " not in HIRING + HIRING_TOO] or words
    return " ".join(word.upper() if len(word) <= ACRONYM and len(kept) == 1 else word.capitalize() for word in kept)


@lru_cache(REMEMBERED)
def squash(text: str) -> str:
    return NO_LETTER.sub("", fold(text))


@lru_cache(REMEMBERED)
def spellings(text: str) -> frozenset[str]:
    """The text as it may stand in a domain: with the umlaut's dots dropped, and spelled out."""
    spelled = (
        text.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss").replace("ø", "oe")
    )
    joined = (text.replace("&", "and"), text.replace("&", "und")) if "&" in text else ()
    return frozenset(map(squash, (text, spelled, *joined)))


def _share(spelled: str, wanted: str) -> bool:
    if spelled == wanted:
        return True
    enough = min(len(spelled), len(wanted)) >= PREFIX
    inside = len(wanted) > PREFIX and spelled.endswith(wanted)
    return enough and (inside or spelled.startswith(wanted) or wanted.startswith(spelled))


def fits(name: str, domain_label: str) -> bool:
    """True if the name may be that of the domain: one begins with the other (four letters or more), or the
    domain is the initials of a name of several words."""
    wanted = squash(domain_label)
    if any(_share(spelled, wanted) for spelled in spellings(name) if spelled and wanted):
        return True
    first = squash(domain_label.split("-", maxsplit=1)[0])
    if len(first) > PREFIX and any(spelled.startswith(first) for spelled in spellings(name)):
        return True
    words = name.replace("-", " ").split()
    return len(words) > 1 and len(wanted) > 1 and "".join(squash(word)[:1] for word in words) == wanted

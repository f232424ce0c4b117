"""Is the owner the one who is assessed, or the one who assesses? Addresses, labels and names decide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterword.core.detect.fold import fold
from afterword.core.detect.owner import name_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.detect.owner import Company
    from afterword.core.detect.reading import Reading, Zone
    from afterword.core.detect.vendors import Vendors

_AFTER_LABEL = re.compile(r"\s{0,3}[:=\-]\s{0,3}([^\n,;(|]{2,60})")
APPLICATION = re.compile("applic|applied|bewerb|beworben|candidat|sollicitat|gesolliciteerd")
_HIRING = ("sure", "word", "hiring", "to_you", "post")
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_POSSESSIVE = re.compile(r"\b([^\W\d_]{2,20})'s\s+(?:[a-z]{2,12}\s+){0,3}(?:interview|onsite|screen|trial)")
_OF = re.compile(r"\b(?:of|von|van|de|du|di|da|do|del)\s+([^\W\d_]{2,20})")
_BRACKETED = re.compile(r"[\[(]([^\W\d_]{2,20})[\])]")
_FIRST = re.compile(r"\W{0,3}([^\W\d_]{2,20})(?:\s{0,2}[:>-]|\s+[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{2,}")


def directions(reading: Reading, people: Company, vendors: Vendors, first_names: frozenset[str]) -> dict[str, str]:
    """Signals of direction that fired, with their words."""
    fired: dict[str, str] = {}
    title, text = reading.title, reading.text
    if internal := _internal(title, text) or _applied_inside(text, people):
        fired["direction: an internal application"] = internal
    named = [*_labelled(title, "candidate"), *_labelled(text, "candidate")]
    _candidates(named, people, fired)
    if not internal:
        _own_company(people, fired)
    _invited_candidate(title, people, vendors, fired)
    _somebody_else(title, people, first_names, fired)
    if people.names and (mine := [word for word in _WORD.findall(title.folded) if word in people.names]):
        fired["title: your name"] = mine[0]
    if any(_is_me(name, people) for name in _labelled(text, "interviewer")):
        fired["direction: you are named as the interviewer"] = next(
            name for name in _labelled(text, "interviewer") if _is_me(name, people)
        )
    return fired


def _internal(title: Zone, text: Zone) -> str:
    """An application inside the own organisation. The word alone needs words of hiring beside ("internal audit")."""
    for zone in (title, text):
        if zone.has("internal"):
            return zone.words("internal")
    hiring = any(zone.has(label) for zone in (title, text) for label in _HIRING)
    return title.words("internal_word") if hiring and title.has("internal_word") else ""


def _applied_inside(text: Zone, people: Company) -> str:
    """The own organisation writes to the owner about an application of theirs."""
    if not people.insider or any(label.startswith("owner-interviews/") for label in text.by_label):
        return ""
    return next((words for words in text.all_words("to_you") if APPLICATION.search(words)), "")


def _labelled(zone: Zone, label: str) -> Iterator[str]:
    """What follows "Candidate:" and the like."""
    for hit in zone.by_label.get(f"label:{label}", ()):
        after = _AFTER_LABEL.match(zone.written, hit.end, hit.end + 70)
        if after and _CAPITAL.search(after[1]):
            yield after[1].strip()


def _is_me(name: str, people: Company) -> bool:
    return any(part in people.names for part in _WORD.findall(fold(name)))


def _candidates(named: list[str], people: Company, fired: dict[str, str]) -> None:
    mine = [name for name in named if _is_me(name, people)]
    if mine:
        fired["direction: you are named as the candidate"] = mine[0]
    elif named:
        fired["not (owner-interviews): another candidate is named"] = named[0]


def _own_company(people: Company, fired: dict[str, str]) -> None:
    if people.insider:
        fired["direction: your own organisation invites"] = people.insider.email or ""
    elif people.owner_organises and people.others:
        fired["direction: you invite"] = people.others[0].email or people.others[0].name or ""


def _invited_candidate(title: Zone, people: Company, vendors: Vendors, fired: dict[str, str]) -> None:
    """A private person other than the owner is invited by a company or by the owner, and the title names them."""
    inviter = people.insider or people.outsider
    if not inviter and not (people.owner_organises and people.organisations):
        return
    words = set(_WORD.findall(title.folded))
    for person in people.others:
        if person is inviter or vendors.organisation(person.email) or not person.email:
            continue
        if name_parts(person) & words - people.names:
            fired["not (owner-interviews): another candidate is invited"] = person.name or person.email
            return


def _somebody_else(title: Zone, people: Company, first_names: frozenset[str], fired: dict[str, str]) -> None:
    """Somebody of the family in a shared calendar: "Tom's interview", "Vorstellungsgespräch (Anna)"."""
    hits = [*_POSSESSIVE.findall(title.folded), *_OF.findall(title.folded), *_BRACKETED.findall(title.folded)]
    if first := _FIRST.match(title.folded):
        hits.append(first[1])
    others = [name for name in hits if name in first_names and name not in people.names]
    if others and not people.others and any(title.has(label) for label in ("sure", "word", "skill", "round")):
        fired["not (other-person): somebody else's name"] = others[0]
    kin = title.by_label.get("kin")
    if kin and not people.others:
        fired["not (other-person): somebody close to you"] = title.words("kin")

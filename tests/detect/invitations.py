"""Reads the example invitations under tests/detect/invitations and measures what was found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from afterword.core.model import Attendee, Occurrence, Owner, Person, TimeSpan

if TYPE_CHECKING:
    from afterword.core.detect.facts import Facts

ZONE = ZoneInfo("Europe/Berlin")
SPAN = TimeSpan(datetime(2026, 3, 2, 10, tzinfo=ZONE), datetime(2026, 3, 2, 11, tzinfo=ZONE))
OWNER = Owner(emails=frozenset({"robin.vale@example.com"}), name="Robin Vale")
AT_WORK = replace(OWNER, emails=OWNER.emails | {"robin.vale@stonebridge.example"})
FIELDS = ("company", "role", "stage", "channel", "met", "contact")


@dataclass(frozen=True)
class Example:
    occurrence: Occurrence
    expected: dict[str, str]


def person(text: str) -> Person:
    found = re.fullmatch(r"(?:(.*?)\s*<)?([^<>@\s]+@[^<>\s]+)>?", text.strip())
    return Person(found[1] or None, found[2]) if found else Person(text.strip(), None)


def examples(language: str) -> list[Example]:
    text = (Path(__file__).parent / "invitations" / f"{language}.txt").read_text(encoding="utf-8")
    blocks = [block.strip("\n") for block in text.split("\n\n")]
    return [example(block.split("\n")) for block in blocks if block and not block.startswith("#")]


def example(lines: list[str]) -> Example:
    title, _, place = lines[0].partition(" @@ ")
    marked = {
        mark: [line[len(mark) :] for line in lines if line.startswith(mark)] for mark in ("from: ", "to: ", "> ", "= ")
    }
    others = [person(one) for line in marked["to: "] for one in line.split(";")]
    me = Person(None, "robin.vale@example.com")
    occurrence = Occurrence(
        "x.ics",
        title,
        SPAN,
        summary=title,
        description="\n".join(marked["> "]),
        location=place,
        organizer=person(marked["from: "][0]) if marked["from: "] else None,
        attendees=tuple(Attendee(one) for one in [me, *others]) if marked["from: "] else (),
    )
    pairs = (part.split(": ", 1) for part in marked["= "][0].split(" | "))
    return Example(occurrence, dict(pairs))


def squash(text: str) -> str:
    return re.sub(r"[^\w]+", "", text.casefold())


def same(field: str, said: str, wanted: str) -> bool:
    """True if the value is one of the wanted ones (which a comma separates), by the rules of the scorer."""
    if field == "met":
        return sorted(map(squash, said.split(", "))) == sorted(map(squash, wanted.split(", ")))
    if field == "role":
        return squash(said) == squash(wanted)
    if field in {"company", "stage"}:
        return squash(said) in [squash(one) for one in wanted.split(", ")] or squash(said) == squash(wanted)
    return squash(said) == squash(wanted)


def printed(facts: Facts) -> dict[str, str]:
    def show(one: Person | None) -> str:
        return "" if one is None else f"{one.name or ''} <{one.email}>".strip() if one.email else one.name or ""

    return {
        "company": facts.company or "",
        "role": facts.role or "",
        "stage": facts.stage or "",
        "channel": facts.channel or "",
        "met": ", ".join(show(one) for one in facts.interviewers),
        "contact": show(facts.contact),
    }


def wrong(case: Example, facts: Facts) -> dict[str, tuple[str, str]]:
    """What was read wrongly: field → (said, wanted)."""
    said = printed(facts)
    return {
        field: (said[field], case.expected.get(field, ""))
        for field in FIELDS
        if not same(field, said[field], case.expected.get(field, ""))
    }

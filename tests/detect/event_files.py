"""Reads the labelled events of tests/detect/events: one JSON object a line, keys short because there are hundreds.

t title · d description · l place · o organiser · a attendees ("Name <mail> PARTSTAT") · s STATUS · u links
day true for a whole day · me the owner's addresses · want "interview" or "not"
why the reason, as in Judgement.why_not · lang the language, where it is tested
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from afterword.core.model import Attendee, Occurrence, Owner, Person, TimeSpan

FOLDER = Path(__file__).parent / "events"
ME = ("robin.hale@example.com",)
_ADDRESS = re.compile(r"^\s*(.*?)\s*<?([^\s<>]+@[^\s<>]+)>?\s*([A-Z-]*)\s*$")
_START = datetime(2026, 3, 3, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    occurrence: Occurrence
    owner: Owner
    interview: bool
    why: str | None
    language: str | None


def person(text: str) -> tuple[Person, str]:
    hit = _ADDRESS.match(text)
    if hit is None:
        return Person(text, None), "NEEDS-ACTION"
    return Person(hit[1] or None, hit[2].lower()), hit[3] or "NEEDS-ACTION"


def cases(files: str = "*.jsonl") -> list[Case]:
    return [
        case(json.loads(line), f"{path.stem}:{number}")
        for path in sorted(FOLDER.glob(files))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip()
    ]


def case(row: dict[str, object], name: str) -> Case:
    owner = Owner(emails=frozenset(_texts(row.get("me")) or ME))
    attendees = [person(one) for one in _texts(row.get("a"))]
    occurrence = Occurrence(
        source="cases",
        uid=name,
        span=TimeSpan(_START, _START + timedelta(hours=1)),
        summary=str(row.get("t", "")),
        description=str(row.get("d", "")),
        location=str(row.get("l", "")),
        links=_texts(row.get("u")),
        organizer=person(str(row["o"]))[0] if row.get("o") else None,
        attendees=tuple(Attendee(who, partstat) for who, partstat in attendees),
        status=str(row["s"]) if row.get("s") else None,
        all_day=bool(row.get("day")),
    )
    why, language = row.get("why"), row.get("lang")
    return Case(
        f"{name} {row.get('t', '')}",
        occurrence,
        owner,
        row["want"] == "interview",
        str(why) if why else None,
        str(language) if language else None,
    )


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()

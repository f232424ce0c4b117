"""The variables that texts are written with: facts of the application and of one recipient, all of them clean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from afterword.core.compose import clean
from afterword.core.compose.engine import fill
from afterword.core.compose.grammar import Dates, at_company, is_no_post, of_role
from afterword.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from afterword.core.compose.names import Name
    from afterword.core.compose.texts import Texts
    from afterword.core.model import Brief, Interview, Owner, Person

SLOTS: Final = ("topic", "strength", "my_name", "recipient", "address", "answer_day", "times")
"""What only the user can say; empty ones stand as `[[…]]` and are listed as unfinished."""

NAMES: Final = (
    "greeting", "name", "first_name", "last_name", "company", "role", "position", "label", "at_company", "at_employer",
    "day", "on_day", "at_time", "by_stated", "stated_day", "away_from", "topic", "strength", "question", "notes",
    "answer_day", "times", "my_name", "signature", "closing", "recipient", "address", "other",
)  # fmt: skip
"""Every variable that a template may use, shipped or the user's own."""


@dataclass(frozen=True, slots=True)
class Values:
    """`known`: variable → text, empty where there is nothing; `slots`: the marked gaps, by name."""

    known: dict[str, str] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.known[name]

    def with_(self, **more: str) -> Values:
        return Values(self.known | more, self.slots)

    def unfinished(self, *texts: str | None) -> tuple[str, ...]:
        """The names of the slots that stand empty in these texts."""
        return tuple(name for name in SLOTS if any(self.slots[name] in (text or "") for text in texts))


def gather(brief: Brief, interview: Interview, owner: Owner, texts: Texts) -> Values:
    """All variables that do not hang on the recipient."""
    company = clean.fact(brief.application.company or interview.company)
    role = _role(brief, interview)
    slots = {name: str(texts.section("slots")[name]["text"]) for name in SLOTS}
    known = dict.fromkeys(NAMES, "")
    known |= _facts(company, role, texts)
    known |= _days(brief, owner, texts)
    known |= _owner(owner, _interviews(brief, interview), slots)
    known["strength"] = _worded(clean.note(brief.notes.strength), texts) or slots["strength"]
    known["question"] = _worded(clean.note(brief.notes.question), texts)
    known["notes"] = clean.note("; ".join(brief.notes.free))
    known["answer_day"], known["times"] = slots["answer_day"], slots["times"]
    return Values(known, slots)


def for_person(values: Values, name: Name, greeting: str, topic: str, texts: Texts) -> Values:
    """The same with the recipient's own: greeting, names, and what was talked about with them."""
    slots = dict(values.slots)
    about = {"first_name": name.first, "name": name.full}
    slots["topic"] = fill(str(texts.section("slots")["topic"]["text"]), about | {"last_name": name.last})
    known = values.known | about | {"last_name": name.last, "greeting": greeting}
    known["topic"] = _worded(topic, texts) or slots["topic"]
    return Values(known, slots)


def _facts(company: str | None, role: str | None, texts: Texts) -> dict[str, str]:
    at = at_company(company, texts.section("company")) if company else ""
    role_table = texts.section("role")
    no_post = role is not None and is_no_post(role, role_table)
    given = {
        "company": company or "",
        "role": role or "",
        "of_role": of_role(role, role_table) if role else "",
        "at_company": at,
        "at_employer": at or str(texts.section("company")["with_you"]),
    }
    has = {"role": role is not None, "company": company is not None}
    position = "position_of_work" if no_post else "position"
    given["position"] = fill(texts.form_of(position, **has), given)
    given["label"] = fill(texts.form_of("label", **has), given)
    return given


def dates_for(owner: Owner, texts: Texts) -> Dates:
    country = owner.country or ("US" if owner.timezone.startswith(("America/", "US/")) else None)
    return Dates(texts.section("dates"), country)


def _days(brief: Brief, owner: Owner, texts: Texts) -> dict[str, str]:
    dates = dates_for(owner, texts)
    start, day = when(brief)
    given = {"day": dates.day(day), "on_day": dates.form("on", day)}
    if not brief.round.last.occurrence.all_day:
        given["at_time"] = dates.clock(start.time())
    if brief.stated is not None:
        given |= {"stated_day": dates.day(brief.stated.by), "by_stated": dates.form("by", brief.stated.by)}
    if brief.before_stated is not None:
        given["away_from"] = dates.form("from", brief.before_stated)
    return given


def when(brief: Brief) -> tuple[datetime, date]:
    """Start of the round in the user's zone, and its day: the day written in the event, where it is of whole days."""
    first = min(brief.round.interviews, key=lambda one: one.occurrence.span.start).occurrence
    local = first.span.start.astimezone(ZoneInfo(brief.zone))
    return local, first.span.start.date() if first.all_day else local.date()


def _interviews(brief: Brief, first: Interview) -> tuple[Interview, ...]:
    """Where a fact is looked for, in this order: this interview, its round, the application's latest rounds."""
    rounds = (brief.round, *reversed(brief.application.rounds))
    return (first, *(interview for one in rounds for interview in reversed(one.interviews)))


def _role(brief: Brief, interview: Interview) -> str | None:
    roles = (clean.role(one.role) for one in _interviews(brief, interview))
    return next((role for role in roles if role is not None), None)


def _owner(owner: Owner, interviews: Sequence[Interview], slots: dict[str, str]) -> dict[str, str]:
    """Name and signature from the config; a name that is not there as the invitations write it."""
    name = clean.fact(owner.name) or _invited_as(owner, interviews) or slots["my_name"]
    lines = clean.signature(owner.sign_off or "").splitlines() or [name]
    phone = clean_line(owner.phone or "")
    if phone and not any(_digits(phone) in _digits(line) for line in lines):
        lines.append(phone)
    address = None if owner.sign_off or phone else _own_address(owner, interviews)
    return {"my_name": name, "signature": "\n".join([*lines, *([address] if address else [])])}


def _own_address(owner: Owner, interviews: Sequence[Interview]) -> str | None:
    """The address that the employer invited; else the only one there is."""
    invited = next((person.email for person in _me(owner, interviews)), None)
    return invited or (next(iter(owner.emails)) if len(owner.emails) == 1 else None)


def _invited_as(owner: Owner, interviews: Sequence[Interview]) -> str | None:
    names = (clean.fact(person.name) for person in _me(owner, interviews))
    return next((name for name in names if name is not None and "@" not in name), None)


def _me(owner: Owner, interviews: Sequence[Interview]) -> Iterator[Person]:
    attendees = (one.person for interview in interviews for one in interview.occurrence.attendees)
    return (person for person in attendees if person.email in owner.emails)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit()) or text


def _worded(note: str, texts: Texts) -> str:
    """The note as it goes on after a colon: "The label printer" starts small, "Kubernetes" and "I" stay."""
    first, blank, rest = note.partition(" ")
    small: Sequence[str] = texts.section("words").get("start_small", ())
    return f"{first.lower()}{blank}{rest}" if first.lower() in small and first != "I" else note

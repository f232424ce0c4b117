"""The title and the description of a follow-up, laid out for a phone (M8, DESIGN)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from afterword.core.compose import clean
from afterword.core.compose.engine import fill
from afterword.core.compose.layout import FOOTER_SIGN, MESSAGE_SIGN
from afterword.core.compose.values import dates_for, when
from afterword.core.compose.why import Wording
from afterword.core.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterword.core.compose.names import Name
    from afterword.core.compose.texts import Texts
    from afterword.core.compose.values import Values
    from afterword.core.model import Brief, Message, Owner, Reason

LONGEST_TITLE: Final = 60
SHORTEST_CUT: Final = 12
"""A company's name that would be cut shorter than this is better left out."""


def title(kind: Kind, people: Sequence[Name], company: str | None, texts: Texts) -> str:
    """Verb, person, company: "Thank Dana Whitlock + 2 (Northwind Robotics)", at most 60 characters."""
    names = [name.full for name in people if name]
    more = f" + {len(people) - 1}" if len(people) > 1 else ""
    person = f"{names[0]}{more}" if names else ""
    whole = _title(kind, person, company, texts)
    if len(whole) > LONGEST_TITLE and company and person:
        room = len(company) - (len(whole) - LONGEST_TITLE) - 1
        short = company[:room].rsplit(" ", 1)[0].rstrip(" ,;&-") + "…" if room >= SHORTEST_CUT else None
        whole = _title(kind, person, short, texts)
    if len(whole) > LONGEST_TITLE:
        whole = whole[: LONGEST_TITLE - 1].rstrip() + "…"
    return whole


def _title(kind: Kind, person: str, company: str | None, texts: Texts) -> str:
    known = {(True, True): "both", (True, False): "person", (False, True): "company", (False, False): "none"}
    form = texts.section("titles")[kind.value][known[bool(person), bool(company)]]
    return fill(str(form), {"person": person, "company": company or ""})


def description(brief: Brief, owner: Owner, texts: Texts, values: Values, messages: Sequence[Message]) -> str:
    """What to add, the form, the messages, why this day, how to say done. The mark line follows (layout.with_mark)."""
    has_form = brief.kind is Kind.THANK_YOU
    top = [_lead(messages, texts, has_form=has_form)]
    top += [_form(brief, texts)] if has_form else []
    top += [texts.text("checklist", "text").strip()] if brief.kind is Kind.OFFER_REVIEW else []
    blocks = [_block(message, texts, values) for message in messages]
    parts = [*top, *blocks, _footer(brief, owner, texts)]
    return "\n\n".join(part for part in parts if part)


def _lead(messages: Sequence[Message], texts: Texts, *, has_form: bool) -> str:
    """The first line: what is still to be added, and where. Empty when nothing is."""
    open_slots = list(dict.fromkeys(name for message in messages for name in message.unfinished))
    if not open_slots:
        return ""
    asks = [str(texts.section("slots")[name]["ask"]) for name in open_slots]
    in_form = has_form and any(name in ("topic", "strength") for name in open_slots)
    return fill(texts.text("lead", "with_form" if in_form else "without_form"), {"what": ", ".join(asks)})


def _form(brief: Brief, texts: Texts) -> str:
    notes = brief.notes
    filled = {
        "talked_about": notes.talked_about,
        "they_said": notes.they_said,
        "strength": notes.strength,
        "question": notes.question,
    }
    return "\n".join(f"{texts.labels[field]}: {clean.answer(text)}".rstrip() for field, text in filled.items())


def _block(message: Message, texts: Texts, values: Values) -> str:
    """One message with its head, as it can be copied out on a phone."""
    labels = texts.section("labels")
    person = message.to[0]
    name = clean.fact(person.name) or ""
    email = clean.answer(person.email or "")
    if message.channel == "email":
        address = email or (values.slots["address"] if name else "")
        head = f"{labels['to']}: {_joined((name, address)) or values.slots['recipient']}"
        return f"{MESSAGE_SIGN} {head}\n{labels['subject']}: {message.subject}\n\n{message.body}"
    label = labels["call"] if message.channel == "phone" else labels["card"]
    return f"{MESSAGE_SIGN} {label}: {name or email or values.slots['recipient']}\n\n{message.body}"


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _footer(brief: Brief, owner: Owner, texts: Texts) -> str:
    footer = texts.section("footer")
    why = _why(brief, owner, texts)
    lines = [f"{FOOTER_SIGN} {fill(str(footer['why']), {'why': why})}"]
    lines.append(fill(str(footer["about"]), {"about": _about(brief, owner, texts)}))
    if brief.deadline is not None:
        dates = dates_for(owner, texts)
        local = brief.deadline.astimezone(ZoneInfo(brief.zone))
        values = {"day": dates.day(local.date()), "at_time": dates.clock(local.time())}
        lines.append(fill(str(footer["deadline"]), values))
    if brief.kind is Kind.FINAL_CHECK:
        lines.append(str(footer["last"]))
    lines.append(str(footer["hands"]))
    return "\n".join(lines)


def _why(brief: Brief, owner: Owner, texts: Texts) -> str:
    """Why this day, in the language of the message; in English where the plan gave no more than a sentence."""
    table = texts.section("why")
    dates = dates_for(owner, texts)
    wording = Wording(table, replace(dates, table=dates.table | table.get("dates", {})))
    if brief.because:
        return wording.sentence(_cleaned(reason) for reason in brief.because)
    return clean.answer(brief.why_then).rstrip(".") + "."


def _cleaned(reason: Reason) -> Reason:
    """Its words may be the title of an event."""
    return replace(reason, words=clean.answer(reason.words), said=_cleaned(reason.said) if reason.said else None)


def _about(brief: Brief, owner: Owner, texts: Texts) -> str:
    """The interview as it stands in the calendar, with its day and time."""
    first = min(brief.round.interviews, key=lambda one: one.occurrence.span.start).occurrence
    dates = dates_for(owner, texts)
    start, day = when(brief)
    summary = clean.fact(first.summary[:80]) or ""
    clock = "" if first.all_day else dates.clock(start.time())
    return ", ".join(part for part in (summary, dates.day(day), clock) if part)

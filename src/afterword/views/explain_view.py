"""`explain`: everything that decided about one event, so that a person agrees or sees at once which word misled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.core.model import Verdict
from afterword.views import words
from afterword.views.changes import span_of, title_of
from afterword.views.scan_view import signal_name
from afterword.views.style import Style, line, padded, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterword.core.model import Change, Evidence, Interview

LONGEST_SIGNAL: Final = 44
"""Columns; the words that fired stand beside it."""
FIELD: Final = 14
VERDICTS: Final = {
    Verdict.INTERVIEW: "An interview with you as the candidate",
    Verdict.UNCERTAIN: "Perhaps an interview: nothing is written until you say so",
    Verdict.NOT: "Not an interview of yours",
}


def explain_lines(one: Interview, changes: Iterable[Change], zone: str, style: Style) -> Iterator[str]:
    at = one.occurrence
    start = words.in_zone(at.span.start, zone)
    yield style.bold(line(at.summary, style.width) or "(no title)")
    yield f"{words.long_day(start.date())}, {words.hours(at.span, zone, all_day=at.all_day)} ({zone})"
    yield style.dim(line(f"{at.source} · uid {at.uid}", style.width))
    if at.zone_doubt:
        yield style.yellow(line(f"its time zone is unknown here: {at.zone_doubt}", style.width))
    yield ""
    yield from _verdict(one, style)
    yield from _evidence("speaks for it", [e for e in one.evidence if e.weight > 0], style)
    yield from _evidence("speaks against it", [e for e in one.evidence if e.weight < 0], style)
    yield from _facts(one, style)
    yield from _follow_ups(one, tuple(changes), zone, style)


def _verdict(one: Interview, style: Style) -> Iterator[str]:
    paint = {Verdict.INTERVIEW: style.green, Verdict.UNCERTAIN: style.yellow, Verdict.NOT: style.bold}[one.verdict]
    yield f"{paint(VERDICTS[one.verdict])} {style.dim(f'(score {one.score:.2f})')}"
    if one.why_not and one.verdict is Verdict.NOT:
        yield f"It looks like this instead: {words.instead(one.why_not)}."
    elif one.why_not:
        yield f"No follow-up: {words.why_not(one.why_not)}."
    if one.about:
        yield f"It tells how the application went: {line(one.about)}."
    if one.verdict is Verdict.UNCERTAIN:
        yield "  afterword mark UID interview   or   afterword mark UID not-interview"


def _evidence(title: str, evidence: list[Evidence], style: Style) -> Iterator[str]:
    if not evidence:
        return
    yield ""
    yield style.bold(title)
    column = max(width_of(line(signal_name(one.signal), LONGEST_SIGNAL)) for one in evidence)
    for one in sorted(evidence, key=lambda signal: -abs(signal.weight)):
        weight = f"{one.weight:+5.1f}".replace("-", "−")
        signal = padded(line(signal_name(one.signal), LONGEST_SIGNAL), column)
        quote = f"“{line(one.text, 200)}”" if one.text else ""
        first = f"  {weight}  {signal}  "
        yield from (text.rstrip() for text in wrapped(quote, " " * len(first), style.width, first))


def _facts(one: Interview, style: Style) -> Iterator[str]:
    """Each fact with the words that gave it; a fact without a source of its own is printed all the same."""
    rows = list(_known(one))
    if not rows:
        return
    yield ""
    yield style.bold("what it says")
    quotes = {(fact.field, fact.value): fact.text for fact in one.facts}
    by_field = {fact.field: fact.text for fact in one.facts}
    for field, value in rows:
        text = quotes.get((field, value)) or by_field.get(field, "")
        first = "  " + padded(field.replace("_", " "), FIELD)
        quote = f" (“{line(text, 120)}”)" if text and line(text) != line(value) else ""
        yield from wrapped(line(value) + quote, " " * len(first), style.width, first)


def _known(one: Interview) -> Iterator[tuple[str, str]]:
    plain = (
        ("company", one.company),
        ("role", one.role),
        ("stage", words.STAGES[one.stage] if one.stage else None),
        ("channel", words.CHANNELS[one.channel] if one.channel else None),
    )
    yield from ((field, value) for field, value in plain if value)
    yield from (("interviewers", words.person(who)) for who in one.interviewers)
    if one.contact:
        yield "contact", words.person(one.contact)
    if one.stated:
        first, last = one.stated.start, one.stated.by
        span = words.short_day(last) if first == last else f"{words.short_day(first)} to {words.short_day(last)}"
        yield "word comes", f"{span} (“{line(one.stated.text, 120)}”)"
    notes = (one.notes.talked_about, one.notes.they_said, one.notes.strength, one.notes.question, *one.notes.free)
    yield from (("your notes", note) for note in notes if note)


def _follow_ups(one: Interview, changes: tuple[Change, ...], zone: str, style: Style) -> Iterator[str]:
    if not changes:
        if one.needs_follow_up:
            yield ""
            yield "No follow-up of it is planned or stands in the calendar."
        return
    yield ""
    yield style.bold("what follows")
    for change in changes:
        start = words.in_zone(span_of(change).start, zone)
        state = words.STATES[change.state]
        when = f"{words.short_day(start.date())} {words.clock(start)}"
        yield f"  {when}  {line(title_of(change), style.width - len(when) - 4)}" + (f" ({state})" if state else "")
        wanted = change.wanted
        if wanted is not None:
            rules = f" [{', '.join(wanted.rules)}]" if wanted.rules else ""
            yield from wrapped(f"{wanted.why_then}{rules}", "      ", style.width)
        yield style.dim(f"      {line(change.uid)}")

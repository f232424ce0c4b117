"""`scan` on a terminal: the interviews found, day by day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from afterword.core.model import Verdict
from afterword.views import words
from afterword.views.style import Style, line, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.model import Interview, ScanResult

DATE = 12
INDENT = " " * (2 + DATE)


def scan_lines(result: ScanResult, zone: str, style: Style, *, everything: bool = False) -> Iterator[str]:
    """`zone` is the user's: all times are printed in it."""
    sure = [one for one in result.interviews if one.verdict is Verdict.INTERVIEW]
    unsure = [one for one in result.interviews if one.verdict is Verdict.UNCERTAIN]
    yield style.bold(f"{words.counted(len(sure), 'interview')} in {words.counted(result.events_read, 'event')}")
    blocks = Counter(one.loop for one in sure if one.loop)
    for one in sure:
        yield ""
        yield from _entry(one, zone, style)
        if one.loop and blocks[one.loop] > 1:
            yield f"{INDENT}one of {blocks[one.loop]} in a row at one employer"
    if unsure:
        yield ""
        yield style.yellow(f"{words.counted(len(unsure), 'more event')} may be an interview. Say which:")
        yield "  afterword mark UID interview   or   afterword mark UID not-interview"
        for one in unsure:
            yield ""
            yield from _entry(one, zone, style)
            yield INDENT + style.dim(f"uid {line(one.occurrence.uid)}")
    if everything and result.others:
        yield ""
        yield style.bold(f"{words.counted(len(result.others), 'other event')}")
        for one in result.others:
            yield from _other(one, zone, style)


def _entry(one: Interview, zone: str, style: Style) -> Iterator[str]:
    at = one.occurrence
    day = words.short_day(words.in_zone(at.span.start, zone).date())
    title = words.headline(one)
    yield f"  {padded(day, DATE)}{style.bold(title) if one.needs_follow_up else title}"
    yield INDENT + words.hours(at.span, zone, all_day=at.all_day) + (f" · {line(one.role, 50)}" if one.role else "")
    if one.interviewers:
        yield from wrapped(f"with {words.names(one.interviewers)}", INDENT, style.width)
    if one.stated:
        promise = f"word by {words.short_day(one.stated.by)}: “{line(one.stated.text, 60)}”"
        yield from wrapped(promise, INDENT, style.width)
    if one.why_not:
        yield INDENT + style.yellow(f"no follow-up: {words.why_not(one.why_not)}")


def _other(one: Interview, zone: str, style: Style) -> Iterator[str]:
    day = words.short_day(words.in_zone(one.occurrence.span.start, zone).date())
    title = line(one.occurrence.summary, style.width - len(INDENT)) or "(no title)"
    yield f"  {padded(day, DATE)}{title}"
    yield INDENT + style.dim(line(reason_against(one), style.width - len(INDENT)))


def reason_against(one: Interview) -> str:
    """What spoke loudest against it, in a few words; that nothing spoke for it, if so."""
    if one.why_not:
        return words.why_not(one.why_not)
    against = [evidence for evidence in one.evidence if evidence.weight < 0]
    if not against:
        return "nothing in it speaks for an interview" if not one.evidence else "too little speaks for an interview"
    loudest = min(against, key=lambda evidence: evidence.weight)
    quote = f" (“{loudest.text}”)" if loudest.text else ""
    return f"{signal_name(loudest.signal)}{quote}"


def signal_name(signal: str) -> str:
    return line(signal).replace("_", " ").replace("-", " ")

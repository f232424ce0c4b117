"""`scan` on a terminal: the interviews found, day by day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from afterword.core.model import Verdict
from afterword.views import words
from afterword.views.style import Style, line, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterword.core.model import Interview, ScanResult

DATE = 12
AGAINST = "not ("
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
        yield style.bold(words.counted(len(result.others), "other event"))
        for times, one in _series(result.others):
            yield from _other(one, times, zone, style)


def _series(others: Iterable[Interview]) -> Iterator[tuple[int, Interview]]:
    """Instances of one series that read and were judged alike stand for each other: how many, and the first."""
    alike: dict[tuple[str, ...], list[Interview]] = {}
    for one in others:
        at = one.occurrence
        alike.setdefault((at.source, at.uid, at.summary, reason_against(one)), []).append(one)
    return ((len(found), found[0]) for found in alike.values())


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


def _other(one: Interview, times: int, zone: str, style: Style) -> Iterator[str]:
    day = words.short_day(words.in_zone(one.occurrence.span.start, zone).date())
    title = line(one.occurrence.summary, style.width - len(INDENT)) or "(no title)"
    yield f"  {padded(day, DATE)}{title}" + (f" ({times} times)" if times > 1 else "")
    yield INDENT + style.dim(line(reason_against(one), style.width - len(INDENT)))


def reason_against(one: Interview) -> str:
    """What it is instead, and the words that spoke loudest; that nothing speaks for it, if so."""
    against = [evidence for evidence in one.evidence if evidence.weight < 0]
    loudest = min(against, key=lambda evidence: evidence.weight, default=None)
    quote = f": “{line(loudest.text, 60)}”" if loudest and loudest.text else ""
    if one.why_not:
        return words.instead(one.why_not) + quote
    if loudest is None:
        return "nothing in it speaks for an interview" if not one.evidence else "too little speaks for an interview"
    return signal_name(loudest.signal) + quote


def signal_name(signal: str) -> str:
    """The name as a person reads it: 'not (prep): title' → 'preparation: title'."""
    named = line(signal)
    if named.startswith(AGAINST) and "): " in named:
        kind, _, where = named.removeprefix(AGAINST).partition("): ")
        return f"{words.instead(kind)}: {where}"
    return named.replace("_", " ")

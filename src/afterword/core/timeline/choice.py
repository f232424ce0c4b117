"""From the sentences of a text to the one window that holds (G13–G15)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from afterword.core.model import Stated
from afterword.core.timeline.cues import Said, Sentence, sentences
from afterword.core.timeline.windows import Dated, dated_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from afterword.core.timeline.grammar import Setting
    from afterword.core.timeline.items import Item

LONG, LONGEST = timedelta(days=305), timedelta(days=3660)
"""A day without a year that lies farther ahead is most likely one of last month."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[./]\d\d?[./]\d\d\b")
QUOTE = 240
IN_ONE_BREATH = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One promise: its window, the day from which it counts, the words, and whether it replaces earlier ones."""

    start: date
    by: date
    anchor: date
    text: str
    corrects: bool = False
    sure: bool = False
    """A year was named, or somebody promises: then the day may lie far ahead."""


def promises_in(items: Sequence[Item], original: str, setting: Setting, *, promised: bool = False) -> Iterator[Found]:
    """Every promise of word in one part of a text, in the order of the text. `promised`: an earlier part has one."""
    open_promise = False
    known: Dated | None = None
    for sentence in sentences(items):
        dates = dated_in(sentence.items, setting)
        said = _nearest(one for one in (sentence.said(dated, dates) for dated in dates) if one)
        if not said and dates:
            said = _carried(sentence, dates, open_promise=open_promise, promised=promised)
        taken = _taken_up(sentence, dates, known)
        if taken and all(one.dated.last < taken[0].dated.last and not one.dated.span.length for one in said):
            said = taken
        known = dates[-1] if dates else known
        for one in _latest(said, dates):
            yield _found(one, sentence, original, setting)
        if sentence.promises or said:
            promised = True
        open_promise = sentence.promises and not said and not sentence.has("negation", "own", "plan", "please")


def _taken_up(sentence: Sentence, dates: Sequence[Dated], known: Dated | None) -> list[Said]:
    """As in "The board meets on the 19th and they'll call me then": the day named last before "then"."""
    there = sentence.then()
    if there is None:
        return []
    cue, then = there
    before = [one for one in dates if one.last <= then]
    day = before[-1] if before else known
    if day is None:
        return []
    after = sentence.items[then].value == "after" or (then > 0 and sentence.labels[then - 1] == ">")
    relation = "after" if after else day.relation
    return [Said(replace(day, first=min(cue, then), last=max(cue, then) + 1, relation=relation), cue)]


def _nearest(said: Iterable[Said]) -> list[Said]:
    """Of several dates for one cue the one that stands nearest to it."""
    best: dict[int, Said] = {}
    for one in said:
        known = best.get(one.cue)
        if known is None or one.cost < known.cost:
            best[one.cue] = one
    return list(best.values())


def _latest(said: Sequence[Said], dates: Sequence[Dated]) -> Iterator[Said]:
    """As in "by the end of May, at the latest on the 29th": a last day named in the same breath is the one."""
    for one in said:
        later = [d for d in dates if d.latest and 0 < d.first - max(one.cue, one.dated.last) < IN_ONE_BREATH]
        taken = {other.dated.first for other in said}
        later = [d for d in later if d.first not in taken]
        yield replace(one, dated=later[0]) if later else one


def _carried(sentence: Sentence, dates: Sequence[Dated], *, open_promise: bool, promised: bool) -> list[Said]:
    """As in "They will call me. Probably Friday." or "Pushed to Monday.": the cue stands in an earlier sentence."""
    if sentence.asks or sentence.has("refuse", "third", "unreal", "own", "plan", "other", "negation", "material"):
        return []
    if promised and sentence.has("correction"):
        return [Said(dates[-1], dates[-1].first, corrects=True)]
    if (open_promise or sentence.has("said")) and sentence.is_fragment(dates[0]):
        return [Said(dates[0], dates[0].first)]
    return []


def _found(said: Said, sentence: Sentence, original: str, setting: Setting) -> Found:
    start, by = said.dated.window(setting.anchor, negated=said.negated)
    first, last = min(said.cue, said.dated.first), max(said.cue, said.dated.last - 1)
    words = original[sentence.items[first].start : sentence.items[last].end]
    text = " ".join(words.replace(">", " ").split())[:QUOTE]
    return Found(
        min(start, by),
        by,
        setting.anchor,
        text,
        corrects=said.corrects,
        sure=sentence.has("promise") or YEAR.search(text) is not None,
    )


def choose(found: Sequence[Found], interview: date) -> Stated | None:
    """The last correction; else of the newest mail the first moment at which word is owed. None if it is past."""
    found = [one for one in found if interview <= one.by <= one.anchor + (LONGEST if one.sure else LONG)]
    if not found:
        return None
    corrections = [one for one in found if one.corrects]
    newest = max(one.anchor for one in found)
    if corrections and corrections[-1].anchor == newest:
        best = corrections[-1]
    else:
        best = min((one for one in found if one.anchor == newest), key=lambda one: one.by)
    return Stated(best.start, best.by, best.text)

"""Which round it is, by the six rules in their order; each rule's words are data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.core.model import Channel, Fact, Stage

if TYPE_CHECKING:
    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.words import Hit, Scan

ORDER: Final = (Stage.FINAL, Stage.ONSITE, Stage.PANEL, Stage.TECHNICAL, Stage.PHONE_SCREEN)
SERIES: Final = re.compile(r"(?<![\d.:/])([1-9])\s?(?:/|of|von|de|van|di|sur)\s?([2-9])(?![\d/]|[.:]\d)", re.IGNORECASE)
BLOCK: Final = re.compile(
    r"\b(?:part|block|teil|partie|bloc|bloque|parte|bloco|blocco|deel|blok) "
    r"([1-9]) ?(?:/|of|von|de|sur|di|van) ?([2-9])\b",
    re.IGNORECASE,
)
"""Blocks of one day, as the text counts them: "Part 1 of 3"."""
ROUND: Final = re.compile(r"(?:round|runde|tour|ronda|rodada|ronde|stage|step|etapa|fase|étape)\s{0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Taken:
    """The tokens of title and text that belong to the company or the role: "Case Manager" is no case interview."""

    title: frozenset[int] = frozenset()
    body: frozenset[int] = frozenset()


def read_stage(
    page: Page,
    *,
    channel: Channel | None,
    recruiter_only: bool,
    interviewers: int,
    employers_place: bool,
    taken: Taken,
) -> Fact | None:
    """The stage as a Fact, or None for a plain interview. `recruiter_only`: the one person met is the recruiter."""
    for stage in ORDER:
        words = _words_for(stage, page, taken)
        if words:
            return Fact("stage", stage.value, words)
    later = page.title.all("stage.later")
    if channel is Channel.PHONE and not later:
        return Fact("stage", Stage.PHONE_SCREEN.value, "first interview by telephone")
    if recruiter_only and not later and channel is not Channel.IN_PERSON:
        return Fact("stage", Stage.PHONE_SCREEN.value, "first talk with the recruiter")
    if employers_place:
        return Fact("stage", Stage.ONSITE.value, "at the employer's place")
    if interviewers > 1:
        return Fact("stage", Stage.PANEL.value, f"{interviewers} interviewers at once")
    return None


def _words_for(stage: Stage, page: Page, taken: Taken) -> str | None:
    kind = f"stage.{stage.value}"
    for hit in (*page.title.all(kind), *page.title.all(f"{kind}_title")):
        if taken.title.isdisjoint(range(hit.first, hit.last)) and not _one_of_several(stage, hit, page.title):
            return page.title.quote(hit)
    if stage is Stage.ONSITE:
        series = SERIES.search(page.title.text)
        if (
            series
            and not page.title.all("stage.option")
            and series[1] <= series[2]
            and not ROUND.search(page.title.text[: series.start()])
        ):
            return series[0]
        blocks = BLOCK.search(page.body.text)
        if blocks and blocks[1] <= blocks[2]:
            return blocks[0]
    for hit in page.body.all(kind):
        free = taken.body.isdisjoint(range(hit.first, hit.last))
        if free and not _about_another_day(hit, page.body) and page.body.tokens[hit.first].start < page.signature:
            return page.body.quote(hit)
    return None


def _one_of_several(stage: Stage, hit: Hit, title: Scan) -> bool:
    """True for "HR + Head of Sales": those met, of whom one is a recruiter."""
    behind = title.text[title.tokens[hit.last - 1].end :].lstrip()
    return stage is Stage.PHONE_SCREEN and (behind.startswith("+") or title.gap(hit.first).strip() == "+")


def _about_another_day(hit: Hit, body: Scan) -> bool:
    """True if the sentence up to the words says that they are about a later round, or denies them."""
    start = body.tokens[hit.first].start
    begin = max(body.text.rfind(mark, 0, start) for mark in (". ", "\n", "! ", "? "))
    return any(begin < body.tokens[at.first].start < start for at in body.all("stage.elsewhere"))

"""The role as written: after "Role:", after "for the position of", or found by the noun at its heart."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.job_span import Role
from afterword.core.detect.facts.title import STOPS, segments

if TYPE_CHECKING:
    from collections.abc import Collection

    from afterword.core.detect.facts.job_title import RoleFinder
    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.words import Scan

JAPANESE: Final = re.compile("([ァ-ヴー一-龠A-Za-z]{2,20})職の")
LINE: Final = 40
FIRST: Final = 4
"""Segments of the owner's own note that may be written like a title."""


def read_role(
    page: Page, *, title: RoleFinder, body: RoleFinder, note: bool, beside: Role | None = None
) -> Role | None:
    """The role of the occurrence. `note`: the owner's own note, whose first line may be written like a title.
    `beside`: what stands beside the owner's name in the title."""
    end = page.signature
    first_line = [span for span in segments(page.body, most=LINE)[:FIRST] if note and page.body.capital(span[0])]
    return (
        body.labelled()
        or title.labelled()
        or title.introduced(end=len(page.title.text))
        or next(filter(None, (title.anywhere(*span) for span in segments(page.title))), None)
        or body.placed(end=end)
        or body.introduced(end=end)
        or body.bracketed(end=end)
        or title.qualified()
        or title.noted()
        or beside
        or body.qualified()
        or body.line_starts(end=end, note=note)
        or next(filter(None, (body.anywhere(*span) for span in first_line)), None)
        or _japanese(page.text)
    )


def beside_owner(title: Scan, owner: Collection[str], houses: Collection[int]) -> Role | None:
    """As in "Interview: Jonas Brandt – Theatre Nursing (Acme)": the segment behind the owner's name, where another
    one is the employer's and this one means nothing else."""
    busy = title.covers_any(STOPS) | frozenset(houses)
    for (first, last), (begin, end) in pairwise(segments(title)):
        mine = all(title.tokens[at].word in owner for at in range(first, last))
        dash = title.gap(begin).strip() in {"-", "–", "—", "|"} and title.capital(begin)
        if mine and dash and end - begin <= FIRST and busy.isdisjoint(range(begin, end)):
            words = title.raw(begin, end)
            return Role(words, words) if houses else None
    return None


def _japanese(text: str) -> Role | None:
    """The words before 職 ("the post of"), which Japanese writes without a blank."""
    found = JAPANESE.search(text) if "職の" in text else None
    return Role(found[1], found[0]) if found else None

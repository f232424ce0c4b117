"""The role as written: after "Role:", after "for the position of", or found by the noun at its heart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.job_span import Role
from afterword.core.detect.facts.title import segments

if TYPE_CHECKING:
    from afterword.core.detect.facts.job_title import RoleFinder
    from afterword.core.detect.facts.page import Page

JAPANESE: Final = re.compile("([ァ-ヴー一-龠A-Za-z]{2,20})職の")
LINE: Final = 40
FIRST: Final = 4
"""Segments of the owner's own note that may be written like a title."""


def read_role(page: Page, *, title: RoleFinder, body: RoleFinder, note: bool) -> Role | None:
    """The role of the occurrence. `note`: the owner's own note, whose first line may be written like a title."""
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
        or body.qualified()
        or body.line_starts(end=end, note=note)
        or next(filter(None, (body.anywhere(*span) for span in first_line)), None)
        or _japanese(page.text)
    )


def _japanese(text: str) -> Role | None:
    """The words before 職 ("the post of"), which Japanese writes without a blank."""
    found = JAPANESE.search(text) if "職の" in text else None
    return Role(found[1], found[0]) if found else None

"""Pasted mails that carry their own date: what they promise counts from that date (G2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from afterword.core.timeline.grammar import Setting, expression_at
from afterword.core.timeline.items import items_of
from afterword.core.timeline.windows import classes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.core.timeline.lexicon import Lexicon

HEADER = re.compile(
    r"^[>\s*]*(?:date|sent|sent on|received|gesendet|datum|envoye|envoye le|enviado|enviado el|enviada|enviada em|"
    r"fecha|data|inviato|verzonden|ontvangen|recu le|update|updated|edit|aktualisierung|nachtrag|maj|mise a jour)"
    r"(?:\s*\*?\s*:\s*\*?|\s+(?=\d)|\s+(?=\(\d))"
)
"""A line of a mail's head that gives its day, or a note's "Update 3 May:"."""
NOTED = re.compile(r"^[>\s*]*(?:update|edit|aktualisierung|nachtrag|maj|mise a jour)")
LONGEST_DAY = 24
LINES = re.compile(r"(?<=\n)|(?<=[.!?] )(?=(?:update|edit|nachtrag|aktualisierung|maj)\b)")
VERBS = r"\b(?:wrote|schrieb|a ecrit|escribio|escreveu|ha scritto|schreef|geschreven|geschrieben)\b"
WROTE = re.compile(rf"{VERBS}[^:\n]{{0,80}}:\s*$|^[>\s]*(?:am|op|le|el|il|on|em)\b[^\n]{{4,90}}{VERBS}")
"""The line above a quoted mail: "On 3 May 2026 NAME wrote:"."""
DAY = r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]?(?:\d{2,4})?|\d{1,2}\.? [a-z]{3,9}\.?(?: \d{4})?|[a-z]{3,9} \d{1,2}"
NOTE = re.compile(rf"^[>\s\[(*-]*(?:{DAY})[\])]?\s*:")
"""A note that begins with its day: "12/05: …"."""
DIGIT = re.compile(r"\d")
LONGEST = 300
MOST_MAILS = 30
HALF_A_YEAR = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Part:
    """The positions [start, end) of a text that count from `anchor`; `dated` if a mail or note gave the day."""

    start: int
    end: int
    anchor: date
    dated: bool = False


def parts_of(folded: str, text: str, lexicons: Sequence[Lexicon], setting: Setting) -> list[Part]:
    """The parts of a text by the day they were written; header lines themselves belong to none."""
    parts: list[Part] = []
    start, at, anchor, dated = 0, 0, setting.anchor, False
    lines = LINES.split(folded)
    for number, line in enumerate(lines):
        if len(parts) >= MOST_MAILS:
            break
        found, length = _dated_line(line, lines[number + 1] if number + 1 < len(lines) else "", lexicons, setting)
        if found is not None:
            parts.append(Part(start, at, anchor, dated))
            start, anchor, dated = at + length, found, True
        at += len(line)
    parts.append(Part(start, len(text), anchor, dated))  # of a longer thread the rest counts from its last mail read
    return [part for part in parts if part.end > part.start]


def _dated_line(line: str, after: str, lexicons: Sequence[Lexicon], setting: Setting) -> tuple[date | None, int]:
    """The day that a header line carries, and how much of the text it takes."""
    if len(line) > LONGEST or not DIGIT.search(line):
        return None, 0
    note = NOTE.match(line)
    if note:
        return _day(line[: note.end()], lexicons, setting), note.end()
    header = HEADER.match(line)
    if header:
        colon = line.find(":", header.end())
        own_line = colon < 0 or line[colon - 1 : colon + 2].replace(":", "").isdigit()
        used = len(line) if own_line else colon + 1
        day = line[header.end() - 1 : used]
        noted = NOTED.match(line) is not None  # "Edit: they call by 28 Jan" carries no day of its own
        if noted and own_line and len(day.strip()) > LONGEST_DAY:
            return None, 0
        return _day(day, lexicons, setting), used
    if WROTE.search(line):
        return _day(line, lexicons, setting), len(line)
    if len(after) < LONGEST and line.lstrip("> ").startswith(("on ", "am ", "le ", "el ", "il ", "op ", "em ")):
        both = line.rstrip("\n") + " " + after.lstrip("> ")
        if WROTE.search(both) and not WROTE.search(after):
            return _day(both, lexicons, setting), len(line) + len(after)
    return None, 0


def _day(line: str, lexicons: Sequence[Lexicon], setting: Setting) -> date | None:
    """The first full date of a line; without a year, the one nearest to the interview."""
    near = Setting(setting.anchor - HALF_A_YEAR, setting.month_first, setting.country)
    for lexicon in lexicons:
        items = items_of(line, line, lexicon)
        classes = classes_of(items)
        for at, label in enumerate(classes):
            if label not in "WMDNO":
                continue
            found = expression_at(classes, items, at, near)
            if found and found[0].start == found[0].end and any(c in "MD" for c in classes[at : found[1]]):
                return found[0].start
    return None

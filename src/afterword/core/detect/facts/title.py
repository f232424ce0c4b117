"""Takes a title apart: what is left between the words for the meeting, the separators and the prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from afterword.core.detect.facts.words import Scan

STOPS: Final = (
    *("title.meeting", "title.noise", "company.generic", "role.label", "role.after", "company.label"),
    *("stage.final", "stage.onsite", "stage.panel", "stage.technical", "stage.phone_screen"),
    *(
        "stage.final_title",
        "stage.onsite_title",
        "stage.panel_title",
        "stage.technical_title",
        "stage.phone_screen_title",
    ),
    *(
        "channel.video",
        "channel.phone",
        "contact.recruiter",
        "company.at",
        "company.at_weak",
        "people.with",
        "people.honorific",
        "role.before",
        "role.reference",
    ),
)


MARKS: Final = frozenset('–—|:;,()[]<>!?"“”„«»•·（）【】／\n')
LONGEST: Final = 7
INNER: Final = 2
JOINS: Final = frozenset({" ", "-", ".", "'", ". ", "&", "/"})


class Before(Enum):
    """What stands right before a run."""

    START = "start"
    AT = "at"
    WITH = "with"
    MEETING = "meeting"
    MARK = "mark"
    PAREN = "paren"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Run:
    """The tokens [first, last) of a title that may be a name."""

    first: int
    last: int
    before: Before
    text: str


def segments(scan: Scan, *, most: int = 200) -> list[tuple[int, int]]:
    """The token spans between separators (dash, colon, comma, bracket, bar, slash with spaces), of the
    first `most` tokens."""
    found: list[tuple[int, int]] = []
    first, count = 0, min(len(scan.tokens), most)
    for at in range(1, count + 1):
        if at == count or _separates(scan.gap(at)) or scan.tokens[at].word == "<>":
            found.append((first, at))
            first = at
    return found


def _separates(gap: str) -> bool:
    if gap == " ":
        return False
    return not MARKS.isdisjoint(gap) or " - " in gap or " / " in gap or gap in {"- ", " -"}


def runs(scan: Scan, taken: Collection[int]) -> list[Run]:
    """The runs of capital words that are no meeting words and not `taken` (by persons, by the role)."""
    words = frozenset(at for at in scan.covers("company.words") if scan.capital(at))
    doctors = frozenset(at for at in scan.covers("people.honorific") if at - 1 in words)
    named = frozenset(at for at in taken if not (doctors and at >= min(doctors)))
    stops = (scan.covers_any(STOPS) - words - doctors) | named
    plain = words & scan.covers_any(STOPS)
    found: list[Run] = []
    for begin, end in segments(scan):
        at = begin
        while at < end:
            last = _run(scan, at, end, stops)
            of_house = last < end and scan.covers("company.town").issuperset(range(at, last))
            if last > at and not plain.issuperset(range(at, last)) and not of_house:
                first = _article(scan, at, begin, stops)
                found.append(Run(first, last, _before(scan, first), scan.raw(first, last)))
            at = max(last, at + 1)
    return found


def _run(scan: Scan, at: int, end: int, stops: Collection[int]) -> int:
    """The end of the run that begins at this token, or the token itself if none does."""
    legal = at in scan.covers("company.legal")
    if at in stops or legal or not (scan.capital(at) or _after_at(scan, at) or _digits(scan.raw(at, at + 1))):
        return at
    last = at + 1
    while last < end:
        ahead = last
        while ahead < end - 1 and ahead - last < INNER and _inside(scan, ahead) and scan.gap(ahead + 1) in JOINS:
            ahead += 1
        if not _in_name(scan, ahead, stops) or last - at > LONGEST or scan.gap(last) not in JOINS:
            break
        last = ahead + 1
    return last


def _digits(word: str) -> bool:
    """True for "3M", not for "9am"."""
    return word[0].isdigit() and word.upper() == word and not word.isdigit()


def _inside(scan: Scan, at: int) -> bool:
    """True for a small word that may stand inside a name: "of", and "O" in "Restaurante O Moliceiro"."""
    return at in scan.covers("company.inner") or (at in scan.covers("company.article") and scan.capital(at))


def _article(scan: Scan, first: int, begin: int, taken: Collection[int]) -> int:
    """Where the name begins with the words before it: "The", "Le" in capitals, "gemeente" also without."""
    while first > begin and scan.gap(first) == " ":
        house = first - 1 in scan.covers("company.town") or (
            first - 1 in scan.covers("company.words") and first - 1 not in taken
        )
        article = first - 1 in scan.covers("company.article") and scan.capital(first - 1) and first - 1 > 0
        inner = (
            first - 1 > begin and first - 1 in scan.covers("company.inner") and first - 2 in scan.covers("company.town")
        )
        if not (house or article or inner):
            break
        first -= 1
    return first


def _in_name(scan: Scan, at: int, stops: Collection[int]) -> bool:
    gap = scan.gap(at)
    joined = gap in {"-", ".", "'", "&", "/"}
    if at in stops and not joined:
        return at in scan.covers("company.legal")
    return gap in JOINS and (scan.capital(at) or joined or scan.tokens[at].word.isdigit())


def _after_at(scan: Scan, at: int) -> bool:
    return at > 0 and at - 1 in scan.covers("company.at")


def _before(scan: Scan, at: int) -> Before:
    gap = scan.gap(at)
    if at == 0:
        return Before.START
    if "(" in gap or "[" in gap or "（" in gap:
        return Before.PAREN
    if at - 1 in scan.covers("company.at"):
        return Before.AT
    if at - 1 in scan.covers("people.with"):
        return Before.WITH
    if at - 1 in scan.covers("company.at_weak"):
        return Before.AT
    if _separates(gap):
        return Before.MARK
    return Before.MEETING if at - 1 in scan.covers("title.meeting") else Before.OTHER

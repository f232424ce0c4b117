"""The span of a job's title in a text: which words around its noun belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from afterword.core.detect.facts.words import Scan

LONGEST: Final = 9
ATTRIBUTES: Final = 5
SHORT: Final = 4
JOINS: Final = frozenset({"", " ", "-", "/", "'", " & ", "&"})
STOPS: Final = (
    "company.at",
    "people.with",
    "people.me",
    "role.after",
    "company.before",
    "people.meets",
    "channel.phone",
    "stage.elsewhere",
)


@dataclass(frozen=True, slots=True)
class Role:
    title: str
    text: str
    """The words that gave it."""


class JobSpans:
    """Where a job's title begins and ends around a word of it."""

    def __init__(
        self, scan: Scan, people: frozenset[int], *, title: bool, houses: Collection[int] = (), me: Collection[int] = ()
    ) -> None:
        """`people`: the tokens of the text that belong to a person's name. `title`: the text is a title, in which
        all words of a segment may belong to the role. `houses`: the tokens of the employer's name.
        `me`: those of the owner's."""
        self._title = title
        self._scan = scan
        self._people = people
        self._me = me
        self._houses = frozenset(houses)
        self._not = scan.covers("role.not_role")
        meeting = scan.covers("title.meeting")
        about = scan.covers_any(("role.nobodys", "stage.technical", "stage.phone_screen", "stage.panel"))
        looks = scan.covers("role.no_job")
        before = frozenset(hit.first for hit in scan.all("role.before") if not scan.capital(hit.first))
        self._jobs = frozenset(
            at
            for at in scan.covers("role.jobs")
            if at not in about | looks | self._houses
            and not (
                at in meeting
                and at - 1 in meeting - scan.covers("role.of")
                and not (at - 1 in before and scan.capital(at))
            )
        )
        self._craft = (scan.covers("role.jobs") & scan.covers("role.nobodys")) - looks
        self._strong = scan.covers_any(("role.label", "role.strong"))
        self._introduces = scan.covers("role.before") | self._strong
        small = frozenset(hit.first for hit in scan.all("role.before") if hit.last == hit.first + 1)
        self._small = self._not | scan.covers("role.of") | small - scan.covers("role.label")
        self._ends = scan.covers("role.ends")
        self._followed = scan.covers("role.followed")
        self._of = scan.covers("role.of")
        self._with = scan.covers("role.with_job")
        self._stops = (scan.covers_any(STOPS) | frozenset(houses)) - self._jobs

    def _limit(self, at: int) -> int:
        """The end of the clause that begins at this token."""
        last = at
        while last < len(self._scan.tokens) and last - at < LONGEST:
            if last > at and self._scan.gap(last) not in JOINS:
                break
            if last in self._stops and not self._pair(last - 2):
                break
            last += 1
        return last

    def _left(self, head: int, floor: int) -> int:
        first, capital = head, self._scan.capital(head)
        while first > floor and self._scan.gap(first) in JOINS and self._left_word(first - 1, first, capital=capital):
            first -= 1
        while first < head and (first in self._of or first in self._ends) and self._scan.gap(first + 1) != "-":
            first += 1
        return first

    def _left_word(self, at: int, after: int, *, capital: bool) -> bool:
        if at in self._people or at in self._stops or (at in self._not and at not in self._with):
            return False
        if self._scan.gap(after) in {"-", "/", "'"} or at in self._with or at in self._jobs:
            return True
        if at in self._scan.covers_any(("title.noise", "title.meeting", "role.label", "role.before")):
            return False
        if self._scan.tokens[at].word.isdigit():
            return after - 1 > 0 and self._title
        if self._scan.capital(at):
            word = self._scan.raw(at, at + 1)
            return capital or self._opens(at) or (word.isupper() and 1 < len(word) < SHORT)
        return self._title and not capital

    def _opens(self, at: int) -> bool:
        """True for the first word of a segment of a title: "Grafisch ontwerper"."""
        opens = self._title and (at == 0 or self._scan.gap(at).strip() != "")
        return opens and not (at in self._scan.covers("company.words") and at + 1 in self._followed)

    def _right(self, head: int, limit: int) -> int:
        last, end = head + 1, min(limit, len(self._scan.tokens))
        while last < end and self._scan.gap(last) in JOINS:
            step = self._right_step(last, end, head)
            if step == 0:
                break
            last += step
        return last

    def _pair(self, at: int) -> bool:
        """True for "O&M", "P&L"."""
        if not 0 <= at < len(self._scan.tokens) - 2 or self._scan.tokens[at + 1].word != "&":
            return False
        raw = self._scan.raw(at, at + 3)
        return " " not in raw and raw.isupper()

    def _right_step(self, at: int, end: int, head: int) -> int:
        if self._pair(at) and at + 2 < end:
            return 3
        if at in self._people or at in self._stops:
            return 0
        if at in self._of and self._scan.gap(at) not in {"-", "/"}:
            more = at + 1 < end and self._scan.gap(at + 1) in JOINS
            more = more and (at + 1 not in self._not or self._pair(at + 1))
            follows = self._right_step(at + 1, end, head) if more else 0
            return 1 + follows if follows else 0
        if self._scan.gap(at) == "/":
            return 1
        if at in self._not - self._with:
            return 0
        if self._scan.gap(at) in {"-", "/", "'"} or at in self._with or at in self._jobs:
            return 1
        if self._scan.capital(at):
            word = self._scan.raw(at, at + 1)
            return 1 if self._scan.capital(head) or word.isupper() else 0
        return (
            1
            if head in self._followed
            and at - head <= ATTRIBUTES
            and at not in self._ends
            and at not in self._scan.covers("company.at_weak")
            else 0
        )

    def _made(self, first: int, last: int, quote: int) -> Role | None:
        while last > first and last - 1 in self._of | self._ends and self._scan.gap(last - 1) != "/":
            last -= 1
        if last <= first:
            return None
        return Role(self._scan.raw(first, last), self._scan.raw(quote, last))

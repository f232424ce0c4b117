"""Finds a job's title in a text: by the words before it, after it, or by the noun at its heart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from afterword.core.detect.facts.words import Scan

LONGEST: Final = 9
ATTRIBUTES: Final = 5
SHORT: Final = 4
JOINS: Final = frozenset({" ", "-", "/", "'", " & ", "&"})
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


class RoleFinder:
    def __init__(self, scan: Scan, people: Collection[int], *, title: bool, romance: bool) -> None:
        """`people`: the tokens of the text that belong to a person's name. `title`: the text is a title, in which
        all words of a segment may belong to the role. `romance`: a noun's attributes follow it."""
        self._title = title
        self._scan = scan
        self._people = people
        self._not = scan.covers("role.not_role")
        meeting = scan.covers("title.meeting")
        about = scan.covers_any(("role.nobodys", "stage.technical", "stage.phone_screen", "stage.panel"))
        self._jobs = frozenset(
            at
            for at in scan.covers("role.jobs")
            if at not in about and not (at in meeting and at - 1 in meeting - scan.covers("role.of"))
        )
        self._strong = scan.covers_any(("role.label", "role.strong"))
        self._introduces = scan.covers("role.before") | self._strong
        small = frozenset(hit.first for hit in scan.all("role.before") if hit.last == hit.first + 1)
        self._small = self._not | scan.covers("role.of") | small - scan.covers("role.label")
        self._ends = scan.covers("role.ends")
        self._romance = romance
        self._of = scan.covers("role.of")
        self._with = scan.covers("role.with_job")
        self._stops = scan.covers_any(STOPS) - self._jobs

    def labelled(self) -> Role | None:
        """As in "Role: …" with a colon."""
        for hit in self._scan.all("role.label"):
            if hit.last < len(self._scan.tokens) and self._scan.gap(hit.last).strip(" \t") in {":", "："}:
                role = self._from(hit.last, quote=hit.first, free=True)
                if role is not None:
                    return role
        return None

    def introduced(self, *, end: int) -> Role | None:
        """As in "for the position of …", "als …": a phrase before it, with a job's noun in what follows."""
        best: Role | None = None
        phrases = sorted(
            self._scan.starts("role.before").items(),
            key=lambda entry: not self._strong.intersection(range(entry[1].first, entry[1].last)),
        )
        for first, hit in phrases:
            if hit.last >= len(self._scan.tokens) or self._scan.tokens[first].start >= end:
                continue
            named = bool(self._strong.intersection(range(hit.first, hit.last)))
            role = self._from(hit.last, quote=first, free=False, whole=named)
            if role is not None:
                return role
            if named and best is None:
                best = self._unnamed(hit.last, first)
        return best

    def qualified(self) -> Role | None:
        """As in "backend role": the words right before "role" where no job's noun is."""
        for hit in self._scan.all("role.after"):
            first = hit.first
            while first > 0 and hit.first - first < SHORT and self._fits_left(first - 1):
                first -= 1
            if first < hit.first:
                return Role(self._scan.raw(first, hit.first), self._scan.raw(first, hit.last))
        return None

    def _fits_left(self, at: int) -> bool:
        noise = at in self._scan.covers("title.noise") and at not in self._jobs
        bad = at in self._not or at in self._people or noise or at in self._stops
        return not bad and self._scan.gap(at + 1) in {" ", "-", "/"}

    def anywhere(self, first: int, last: int) -> Role | None:
        """A title around a job's noun between these tokens."""
        for at in range(first, last):
            if at in self._jobs and at not in self._people and not self._of_somebody(at, first):
                begin = self._left(at, first)
                end = self._right(at, last)
                if self._several(begin, end) or self._is_house(begin):
                    continue
                return self._made(begin, self._department(end) if end == last else end, begin)
        return None

    def _several(self, begin: int, end: int) -> bool:
        """True for "directora + CEO": those met."""
        return "+" in {self._scan.gap(begin).strip(), self._scan.gap(end).strip()}

    def _is_house(self, begin: int) -> bool:
        """True for "Taller Mecánico Ríos": where attributes follow, a house's word leads a company's name."""
        return self._romance and self._scan.capital(begin) and begin in self._scan.covers("company.words") - self._with

    def _department(self, end: int) -> int:
        """The end of ", Customer Care" behind a title, where all its words are such as titles are made of."""
        if end >= len(self._scan.tokens) or self._scan.gap(end) != ", ":
            return end
        last = end
        while last < len(self._scan.tokens) and (last == end or self._scan.gap(last) in JOINS):
            last += 1
        return last if all(at in self._with for at in range(end, last)) else end

    def _of_somebody(self, head: int, first: int) -> bool:
        """True for the title of a person met: after "with", behind a name, or a recruiter's."""
        if head in self._scan.covers_any(("contact.recruiter", "stage.phone_screen")) or head in self._people:
            return True
        if head + 1 in self._people and self._scan.gap(head + 1) == " ":
            return True
        met = [at for at in range(max(0, first - 1), head) if at in self._scan.covers("people.with")]
        if met and not any(at in self._people or at in self._introduces for at in range(met[-1], head)):
            return True
        if self._title and self._alone_in_bracket(head) and head in self._scan.covers("role.chiefs"):
            return True
        begin = self._left(head, first)
        return (
            begin > 0 and begin - 1 in self._people and self._scan.gap(begin).strip() in {"(", ",", "-", "–", "|", ""}
        )

    def _alone_in_bracket(self, at: int) -> bool:
        end = self._scan.tokens[at].end
        return self._scan.gap(at).endswith("(") and self._scan.text[end : end + 1] == ")"

    def bracketed(self, *, end: int) -> Role | None:
        """As in "the exercise (Platform Engineer)": a title that fills a bracket, not behind a name."""
        for head in sorted(self._jobs):
            begin = self._left(head, max(0, head - LONGEST))
            last = self._right(head, len(self._scan.tokens))
            fills = (
                self._scan.gap(begin).endswith("(") and self._scan.text[self._scan.tokens[last - 1].end :][:1] == ")"
            )
            if fills and self._scan.tokens[head].start < end and not self._of_somebody(head, begin):
                return self._made(begin, last, begin)
        return None

    def placed(self, *, end: int) -> Role | None:
        """As in "Backend Engineer at Fernway": a title right before the word for "at"."""
        for hit in self._scan.all("company.at"):
            head = next((at for at in range(hit.first - 1, max(-1, hit.first - 5), -1) if at in self._jobs), None)
            if head is None or self._scan.tokens[head].start >= end or self._scan.gap(hit.first) != " ":
                continue
            begin = self._left(head, max(0, head - LONGEST))
            if self._right(head, hit.first) == hit.first and not self._of_somebody(head, begin):
                return self._made(begin, hit.first, begin)
        return None

    def line_starts(self, *, end: int) -> Role | None:
        """A line that begins with a title: "Senior Engineer - first conversation with …"."""
        for start in range(len(self._scan.tokens)):
            if self._scan.tokens[start].start >= end:
                return None
            if start == 0 or "\n" in self._scan.gap(start) or self._scan.gap(start) == ". ":
                found = self._opening(start)
                if found is not None:
                    return found
        return None

    def _opening(self, at: int) -> Role | None:
        count = len(self._scan.tokens)
        while at < count - 1 and at in self._not - self._jobs:
            at += 1
        head = next((near for near in range(at, min(at + SHORT + 1, count)) if near in self._jobs), None)
        if head is None or self._left(head, at) != at or self._of_somebody(head, at):
            return None
        if not self._scan.covers("contact.recruiter").isdisjoint(range(at, head + 1)):
            return None
        return self._made(at, self._right(head, count), at)

    def _from(self, at: int, *, quote: int, free: bool, whole: bool = False) -> Role | None:
        while at < len(self._scan.tokens) and at in self._small and at not in self._jobs:
            at += 1
        limit = self._limit(at)
        if limit <= at:
            return None
        head = next((k for k in range(at, limit) if k in self._jobs and k not in self._people), None)
        if head is None:
            return self._made(at, min(limit, at + 6), quote) if free else None
        first = at if free or whole else self._left(head, at)
        return self._made(first, limit if free else self._right(head, limit), quote)

    def _limit(self, at: int) -> int:
        """The end of the clause that begins at this token."""
        last = at
        while last < len(self._scan.tokens) and last - at < LONGEST:
            if last > at and self._scan.gap(last) not in JOINS:
                break
            if last in self._stops:
                break
            last += 1
        return last

    def _unnamed(self, at: int, quote: int) -> Role | None:
        last, limit = at, self._limit(at)
        while last < min(limit, at + 4) and last not in self._not and last not in self._scan.covers("company.at_weak"):
            last += 1
        good = last > at and (self._scan.capital(at) or last == limit)
        return self._made(at, last, quote) if good else None

    def _left(self, head: int, floor: int) -> int:
        first, capital = head, self._scan.capital(head)
        while first > floor and self._scan.gap(first) in JOINS and self._left_word(first - 1, first, capital=capital):
            first -= 1
        while first < head and (first in self._of or first in self._ends):
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
            return capital or self._opens(at)
        return self._title and not capital

    def _opens(self, at: int) -> bool:
        """True for the first word of a segment of a title: "Grafisch ontwerper"."""
        return self._title and self._scan.gap(at).strip() != "" and at not in self._scan.covers("company.words")

    def _right(self, head: int, limit: int) -> int:
        last, end = head + 1, min(limit, len(self._scan.tokens))
        while last < end and self._scan.gap(last) in JOINS:
            step = self._right_step(last, end, head)
            if step == 0:
                break
            last += step
        return last

    def _right_step(self, at: int, end: int, head: int) -> int:
        if at in self._people or at in self._stops:
            return 0
        if at in self._of and self._scan.gap(at) != "-":
            more = at + 1 < end and self._scan.gap(at + 1) in JOINS and at + 1 not in self._not
            follows = self._right_step(at + 1, end, head) if more else 0
            return 1 + follows if follows else 0
        if at in self._not - self._with:
            return 0
        if self._scan.gap(at) in {"-", "/", "'"} or at in self._with or at in self._jobs:
            return 1
        if self._scan.capital(at):
            word = self._scan.raw(at, at + 1)
            return 1 if self._scan.capital(head) or word.isupper() else 0
        return (
            1
            if self._romance
            and at - head <= ATTRIBUTES
            and at not in self._ends
            and at not in self._scan.covers("company.at_weak")
            else 0
        )

    def _made(self, first: int, last: int, quote: int) -> Role | None:
        while last > first and last - 1 in self._of:
            last -= 1
        if last <= first:
            return None
        return Role(self._scan.raw(first, last), self._scan.raw(quote, last))

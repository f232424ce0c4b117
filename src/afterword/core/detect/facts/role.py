"""The job's title as written: after "Role:", after "for the position of", or found by the noun at its heart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.words import Scan

LONGEST: Final = 9
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
    def __init__(self, scan: Scan, people: Collection[int]) -> None:
        """`people`: the tokens of the text that belong to a person's name."""
        self._scan = scan
        self._people = people
        self._jobs = scan.covers("role.jobs")
        self._of = scan.covers("role.of")
        self._with = scan.covers("role.with_job")
        self._not = scan.covers("role.not_role")
        self._stops = scan.covers_any(STOPS) - self._jobs

    def labelled(self) -> Role | None:
        """“Role: …" with a colon."""
        for hit in self._scan.all("role.label"):
            if hit.last < len(self._scan.tokens) and self._scan.gap(hit.last).strip(" \t") in {":", "："}:
                role = self._from(hit.last, quote=hit.first, free=True)
                if role is not None:
                    return role
        return None

    def introduced(self, *, end: int) -> Role | None:
        """“for the position of …", "als …": a phrase before it, with a job's noun in what follows."""
        best: Role | None = None
        for first, hit in self._scan.starts("role.before").items():
            if hit.last >= len(self._scan.tokens) or self._scan.tokens[first].start >= end:
                continue
            named = bool(self._scan.covers("role.label").intersection(range(hit.first, hit.last)))
            role = self._from(hit.last, quote=first, free=False)
            if role is not None:
                return role
            if named and best is None:
                best = self._unnamed(hit.last, first)
        return best

    def qualified(self) -> Role | None:
        """“backend role": the words right before "role" where no job's noun is."""
        for hit in self._scan.all("role.after"):
            first = hit.first
            while first > 0 and hit.first - first < SHORT and self._fits_left(first - 1):
                first -= 1
            if first < hit.first:
                return Role(self._scan.raw(first, hit.first), self._scan.raw(first, hit.last))
        return None

    def _fits_left(self, at: int) -> bool:
        bad = at in self._not or at in self._people or at in self._scan.covers("title.noise") or at in self._stops
        return not bad and self._scan.gap(at + 1) in {" ", "-", "/"}

    def anywhere(self, first: int, last: int) -> Role | None:
        """A title around a job's noun between these tokens."""
        for at in range(first, last):
            if at in self._jobs and at not in self._people and not self._of_somebody(at, first):
                begin = self._left(at, first)
                return self._made(begin, self._right(at, last), begin)
        return None

    def _of_somebody(self, head: int, first: int) -> bool:
        """True for the title of a person met: after "with", behind a name, or a recruiter's."""
        if head in self._scan.covers_any(("contact.recruiter", "stage.phone_screen")):
            return True
        if any(at in self._scan.covers("people.with") for at in range(max(0, first - 1), head)):
            return True
        begin = self._left(head, first)
        return (
            begin > 0 and begin - 1 in self._people and self._scan.gap(begin).strip() in {"(", ",", "-", "–", "|", ""}
        )

    def placed(self, *, end: int) -> Role | None:
        """“Backend Engineer at Fernway": a title right before the word for "at"."""
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
        for at in range(len(self._scan.tokens)):
            if self._scan.tokens[at].start >= end:
                return None
            if at == 0 or "\n" in self._scan.gap(at):
                head = next((k for k in range(at, min(at + 5, len(self._scan.tokens))) if k in self._jobs), None)
                if head is not None and self._left(head, at) == at and not self._of_somebody(head, at):
                    return self._made(at, self._right(head, len(self._scan.tokens)), at)
        return None

    def _from(self, at: int, *, quote: int, free: bool) -> Role | None:
        while at < len(self._scan.tokens) and at in self._not and at not in self._jobs:
            at += 1
        limit = self._limit(at)
        if limit <= at:
            return None
        head = next((k for k in range(at, limit) if k in self._jobs and k not in self._people), None)
        if head is None:
            return self._made(at, min(limit, at + 6), quote) if free else None
        return self._made(at if free else self._left(head, at), limit if free else self._right(head, limit), quote)

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
        first = head
        while first > floor and self._scan.gap(first) in JOINS and self._left_word(first - 1, first):
            first -= 1
        while first < head and first in self._of:
            first += 1
        return first

    def _left_word(self, at: int, after: int) -> bool:
        if at in self._people or at in self._stops or (at in self._not and at not in self._with):
            return False
        hyphen = self._scan.gap(after) in {"-", "/", "'"}
        return (
            hyphen
            or at in self._with
            or at in self._jobs
            or (self._scan.capital(at) and at not in self._scan.covers("title.noise"))
        )

    def _right(self, head: int, limit: int) -> int:
        last = head + 1
        while last < limit and last < len(self._scan.tokens) and self._scan.gap(last) in JOINS:
            step = self._right_step(last, limit)
            if step == 0:
                break
            last += step
        return last

    def _right_step(self, at: int, limit: int) -> int:
        if at in self._people or at in self._stops:
            return 0
        if at in self._of:
            more = at + 1 < min(limit, len(self._scan.tokens)) and self._scan.gap(at + 1) in JOINS
            follows = more and (at + 1 not in self._not) and self._right_step(at + 1, limit)
            return 1 + follows if follows else 0
        fine = self._scan.gap(at) in {"-", "/", "'"} or at in self._with or at in self._jobs or self._scan.capital(at)
        return 1 if fine else 0

    def _made(self, first: int, last: int, quote: int) -> Role | None:
        while last > first and last - 1 in self._of:
            last -= 1
        if last <= first:
            return None
        return Role(self._scan.raw(first, last), self._scan.raw(quote, last))


def read_role(page: Page, *, title: RoleFinder, body: RoleFinder, segments: list[tuple[int, int]]) -> Role | None:
    """The role of the occurrence. `segments`: the parts of the title in which a role may stand."""
    found = body.labelled() or title.labelled() or title.introduced(end=len(page.title.text))
    found = found or next(filter(None, (title.anywhere(first, last) for first, last in segments)), None)
    found = (
        found
        or body.placed(end=page.signature)
        or body.introduced(end=page.signature)
        or title.qualified()
        or body.qualified()
    )
    return found or body.line_starts(end=page.signature)

"""Finds a job's title in a text: by the words before it, after it, or by the noun at its heart."""

from __future__ import annotations

from typing import Final

from afterword.core.detect.facts.job_span import JOINS, LONGEST, SHORT, JobSpans, Role

LINE: Final = 8
"""Words of a question behind the word for the post: "What role are you calling about?"."""
NOTED: Final = frozenset({", ", "; ", " - ", " – ", " (", ": "})
"""What stands before a title in the owner's own notes."""


class RoleFinder(JobSpans):
    """The ways in which a text names a role; each gives a Role or None."""

    def labelled(self) -> Role | None:
        """As in "Role: …" with a colon."""
        for hit in self._scan.all("role.label"):
            behind = hit.first - 1 in self._jobs and self._scan.gap(hit.first) == " "  # "the Analyst role: a case"
            if behind or hit.last >= len(self._scan.tokens):
                continue
            answer = self._answer(hit.last)
            if answer is not None and answer not in self._people and answer not in self._me:
                role = self._from(answer, quote=hit.first, free=True)
                if role is not None:
                    return role
        return None

    def _answer(self, at: int) -> int | None:
        """Where the answer to a label begins: behind its colon, or behind the question it stands in."""
        if self._scan.gap(at).strip(" \t") in {":", "："}:
            return at
        for ahead in range(at, min(at + LINE, len(self._scan.tokens))):
            gap = self._scan.gap(ahead)
            if not gap.isspace():
                return ahead if gap.strip() == "?" and "\n" not in gap and not self._title else None
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
            if self._scan.gap(hit.last).strip(" \"'“„«*"):
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
            if first < hit.first and not self._another_thing(first, hit.first):
                return Role(self._scan.raw(first, hit.first), self._scan.raw(first, hit.last))
        return None

    def _another_thing(self, first: int, after: int) -> bool:
        """True for "Acme opportunity", which is a house's, and for "Stakeholder role play"."""
        known = self._with | self._scan.covers("role.jobs") | self._scan.covers("company.generic")
        houses = self._scan.covers("company.words") if first not in known and after - first > 1 else frozenset[int]()
        named = all(self._scan.capital(at) and at not in known - houses for at in range(first, after))
        return named or after in self._scan.covers_any(("stage.technical", "stage.panel", "stage.onsite"))

    def noted(self) -> Role | None:
        """As in "Robin <> Thistle (backend)": a bracket of nothing but words that titles are made of."""
        busy = self._scan.covers_any(
            ("title.meeting", "title.noise", "stage.technical_title", "channel.video", "role.jobs")
        )
        for at in sorted(self._with - busy):
            last = at
            while (
                last in self._with - busy
                and last < len(self._scan.tokens)
                and (last == at or self._scan.gap(last) in JOINS)
            ):
                last += 1
            if self._scan.gap(at).endswith("(") and self._scan.text[self._scan.tokens[last - 1].end :][:1] == ")":
                return self._made(at, last, at)
        return None

    def _fits_left(self, at: int) -> bool:
        noise = at in self._scan.covers("title.noise") and at not in self._jobs
        noise = noise or at in self._scan.covers("title.meeting") - self._with - self._scan.covers("role.jobs")
        bad = at in self._not or at in self._people or noise or at in self._stops
        return not bad and self._scan.gap(at + 1) in {" ", "-", "/"}

    def anywhere(self, first: int, last: int) -> Role | None:
        """A title around a job's noun between these tokens."""
        for at in range(first, last):
            if at in self._jobs and at not in self._people and not self._of_somebody(at, first):
                begin = self._left(at, first)
                end = self._right(at, last)
                if self._several(begin, end) or self._is_house(begin, at) or self._is_boss(begin, end, at):
                    continue
                return self._made(begin, self._department(end) if end == last else end, begin)
        return None

    def _several(self, begin: int, end: int) -> bool:
        """True for "directora + CEO": those met."""
        return "+" in {self._scan.gap(begin).strip(), self._scan.gap(end).strip()}

    def _is_boss(self, begin: int, end: int, head: int) -> bool:
        """True for "Entretien manager": one small word for whoever leads is the person met; so is "Acme CEO"."""
        chiefs, own = self._scan.covers("role.chiefs"), self._with | self._of | self._scan.covers("company.generic")
        last = bool(self._scan.all("stage.final") or self._scan.all("stage.final_title"))
        if self._title and head in chiefs and not any(at in own - chiefs for at in range(begin, end)):
            return last or end > begin + 1
        small = end == begin + 1 and not self._scan.capital(begin) and begin - 1 in self._scan.covers("title.meeting")
        return small and begin in self._scan.covers("role.bosses")

    def _is_house(self, begin: int, head: int) -> bool:
        """True for "Taller Mecánico Ríos": where attributes follow, a house's word leads a company's name."""
        return (
            head in self._followed
            and self._scan.capital(begin)
            and begin in self._scan.covers("company.words") - self._with
        )

    def _department(self, end: int) -> int:
        """The end of ", Customer Care" behind a title, where all its words are such as titles are made of."""
        if end >= len(self._scan.tokens) or self._scan.gap(end) != ", ":
            return end
        last, busy = end, self._houses | self._stops | self._people
        while last < len(self._scan.tokens) and (last == end or self._scan.gap(last) in JOINS):
            last += 1
        free = bool(self._houses) and last - end < SHORT - 1 and self._scan.capital(end)
        free = (
            free
            and busy.isdisjoint(range(end, last))
            and self._scan.covers("title.meeting").isdisjoint(range(end, last))
        )
        return last if free or all(at in self._with for at in range(end, last)) else end

    def _of_somebody(self, head: int, first: int) -> bool:
        """True for the title of a person met: after "with", behind a name, or a recruiter's."""
        if head in self._scan.covers_any(("stage.phone_screen", "role.nobodys")) or head in self._people:
            return True
        hiring = self._scan.covers("contact.recruiter")
        bracket = self._scan.gap(first).endswith("(")
        if bracket and first - 1 in self._scan.covers_any(("people.meets_after", "channel.phone")):
            return True
        all_hiring = hiring.issuperset(range(self._left(head, first), head + 1))
        if (bracket and all_hiring) or (
            not self._title and not hiring.isdisjoint(range(self._left(head, first), head))
        ):
            return True
        if head + 1 in self._people and self._scan.gap(head + 1) == " ":
            return True
        met = [at for at in range(max(0, first - 1), head) if at in self._scan.covers("people.with")]
        if met and not any(at in self._people or at in self._introduces for at in range(met[-1], head)):
            return True
        if self._title and self._alone_in_bracket(head) and head in self._scan.covers("role.chiefs"):
            return True
        begin = self._left(head, first)
        if not self._title and not self._scan.capital(head) and begin - 1 in self._not:
            return True  # "an engineer will call"
        return (
            begin > 0
            and begin - 1 in self._people - self._houses
            and self._scan.gap(begin).strip() in {"(", ",", "-", "–", "|", ""}
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

    def line_starts(self, *, end: int, note: bool = False) -> Role | None:
        """A line that begins with a title: "Senior Engineer - first conversation with …"."""
        for start in range(len(self._scan.tokens)):
            if self._scan.tokens[start].start >= end:
                return None
            if (
                start == 0
                or "\n" in self._scan.gap(start)
                or self._scan.gap(start) == ". "
                or self._referred(start)
                or (note and self._scan.gap(start) in NOTED)
            ):
                found = self._opening(start)
                if found is not None:
                    return found
        return None

    def _referred(self, at: int) -> bool:
        """True for the words behind "Ref. 31/26, "."""
        behind = self._scan.gap(at) in {", ", ": ", " - ", " – "} and at in self._jobs and self._scan.capital(at)
        return behind and not self._scan.covers("role.reference").isdisjoint(range(at - SHORT, at))

    def _plain(self, first: int, head: int) -> bool:
        """True for "Optical assistant", "geography teacher": a word or two in front that mean nothing else."""
        busy = self._scan.covers_any(
            ("role.ends", "title.noise", "title.meeting", "company.at", "people.meets", "people.me")
        )
        words = range(first, head)
        simple = all(at not in busy | self._not | self._stops | self._of and at not in self._people for at in words)
        joined = all(self._scan.gap(at) == " " for at in range(first + 1, head + 1))
        return head - first < SHORT - 1 and simple and joined and not self._scan.capital(head)

    def _opening(self, at: int) -> Role | None:
        count, start = len(self._scan.tokens), at
        while at < count - 1 and at in self._not - self._jobs:
            at += 1
        if at > start and not self._scan.capital(at) and at not in self._introduces:
            return None  # "An interview engineer will …"
        head = next((near for near in range(at, min(at + SHORT + 1, count)) if near in self._jobs), None)
        if head is None or not (self._left(head, at) == at or self._plain(at, head)) or self._of_somebody(head, at):
            return None
        hiring = self._scan.covers("role.nobodys") | (self._scan.covers("contact.recruiter") - {head})
        if not hiring.isdisjoint(range(at, head + 1)):
            return None
        return self._made(at, self._right(head, count), at)

    def _from(self, at: int, *, quote: int, free: bool, whole: bool = False) -> Role | None:
        while (
            at < len(self._scan.tokens) and at in self._small and at not in self._jobs and self._scan.gap(at + 1) != "-"
        ):
            at += 1
        limit = self._limit(at)
        if limit <= at:
            return None
        posts = self._scan.covers("role.label").isdisjoint(range(max(0, at - SHORT), at))
        jobs = self._jobs if posts else self._jobs | self._craft  # "the post of recruiter"
        head = next((k for k in range(at, limit) if k in jobs and k not in self._people), None)
        if head is None:
            return self._made(at, min(limit, at + 6), quote) if free else None
        first = at if free or whole else self._left(head, at)
        return self._made(first, limit if free else self._right(head, limit), quote)

    def _unnamed(self, at: int, quote: int) -> Role | None:
        last, limit = at, self._limit(at)
        while last < min(limit, at + 4) and last not in self._not and last not in self._scan.covers("company.at_weak"):
            last += 1
        good = last > at and (self._scan.capital(at) or last == limit)
        return self._made(at, last, quote) if good else None

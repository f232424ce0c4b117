"""What each name in a text is there for: somebody to meet, the one to ask, the recruiter, the writer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from afterword.core.detect.facts.names import Mention
    from afterword.core.detect.facts.words import Hit, Scan

SENTENCE_END: Final = re.compile(r"[.!?](?:\s|$)")
LINES: Final = 2
LONGEST_ITEM: Final = 120
LONGEST_TITLE: Final = 50
TIME: Final = re.compile(r"\b\d{1,2}(?:[:.h]\d{2}| ?[ap]m) ?(?:[ap]m|Uhr|h)?[ :–-]{1,3}$", re.IGNORECASE)
STRANGE: Final = 3
LONGEST_END: Final = 300
NEAR: Final = 6
"""Words that may stand between a cue and its name."""
FILLERS: Final = (
    *(
        "role.jobs",
        "role.with_job",
        "company.generic",
        "contact.recruiter",
        "people.and",
        "people.honorific",
        "title.meeting",
    ),
    *("role.not_role", "title.noise", "people.with"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A mention and its parts in the interview, with the words that say so."""

    mention: Mention
    meets: str | None = None
    with_: str | None = None
    asks: str | None = None
    recruits: str | None = None
    signs: bool = False
    greeted: bool = False


class Casting:
    def __init__(self, scan: Scan, mentions: list[Mention], signature: int) -> None:
        self._scan = scan
        self._mentions = mentions
        self._signature = signature
        self._fillers = scan.covers_any(FILLERS)
        self._offices = scan.covers_any(("role.jobs", "role.nobodys", "role.bosses", "company.generic"))
        self._taken = {at: mention for mention in mentions for at in range(mention.begin, mention.last)}

    def parts(self) -> list[Part]:
        found: list[Part] = []
        for mention in self._mentions:
            before = found[-1] if found else None
            found.append(self._part(mention, before))
        return found

    def _part(self, mention: Mention, before: Part | None) -> Part:
        signs = self._signs(mention)
        asked = self._cue("people.ask_for", mention) or self._cue_after("people.ask_after", mention)
        called = self._cue("people.called", mention, near=0)
        called = called or self._scheduled(mention)
        meets = called or self._cue("people.meets", mention) or self._cue_after("people.meets_after", mention)
        with_ = self._cue("people.with", mention)
        asks = asked or self._cue("contact.questions", mention)
        sure = bool(
            asked or called or (mention.given and (meets or with_)) or (with_ and self._before_bracket(mention))
        )
        if before is not None and not signs and self._goes_on(before.mention, mention):
            meets, with_, asks = meets or before.meets, with_ or before.with_, asks or before.asks
            alone = mention.last == mention.begin + 1
            sure = sure or (before.mention.sure and alone and bool(meets or with_))
        if self._cue("people.not_met", mention, near=0):
            meets, with_, sure = None, None, False
        if sure:
            mention = replace(mention, sure=True)
        greeted = self._cue("people.salutation", mention, near=1) is not None and not signs
        return Part(mention, meets, with_, asks, self._recruits(mention), signs, greeted)

    def _scheduled(self, mention: Mention) -> str | None:
        """The time in front of the name in a programme: "9:00 Rohit Bansal"."""
        start = self._scan.tokens[mention.begin].start
        found = TIME.search(self._scan.text[max(0, start - NEAR * NEAR) : start])
        return found[0].strip() if found and mention.last > mention.begin + 1 else None

    def _before_bracket(self, mention: Mention) -> bool:
        """True for the one word in "with Rosalind (Ironbridge)"."""
        alone = mention.last == mention.begin + 1
        jobs, last = self._scan.covers("role.jobs"), mention.last
        end = self._scan.bracket_end(last)
        if last >= len(self._scan.tokens):
            return False
        if not alone:  # "with Una Ferriter (CTO, Kestrel Grid)"
            return last in self._scan.covers("role.chiefs") and self._scan.gap(last).strip() == "("
        if self._scan.all("channel.meal"):
            return True  # one has coffee with a person, not with a house
        bracket = self._scan.gap(last).strip() == "(" and jobs.isdisjoint(range(last, end))
        return bracket or (last in self._scan.covers("company.at") and self._scan.gap(last) == " ")

    def _text(self, first: int, last: int) -> str:
        """What stands between the end of token `first - 1` and the start of token `last`."""
        start = self._scan.tokens[first - 1].end if first > 0 else 0
        return self._scan.text[start : self._scan.tokens[last].start]

    def _cue(self, kind: str, mention: Mention, *, near: int = NEAR) -> str | None:
        """The words of this kind before the mention, with nothing but fillers between them."""
        for back in range(near + 1):
            at = mention.begin - back
            hit = self._scan.ends(kind).get(at)
            if hit is not None and self._reaches(hit, mention, kind):
                return self._scan.quote(hit)
            if at < 1 or at - 1 in self._taken:
                return None
            if self._scan.gap(at).count("\n") > 1:
                return None
        return None

    def _reaches(self, hit: Hit, mention: Mention, kind: str) -> bool:
        between = self._text(hit.last, mention.begin)
        label = ":" in between[:3] or "?" in between[:3] or self._alone_on_line(hit)
        apart = SENTENCE_END.search(between) or "\n" in between or " - " in between or "–" in between
        if apart and not label:
            return False
        if kind == "contact.questions":
            return True
        strange = [at for at in range(hit.last, mention.begin) if at not in self._fillers]
        titled = mention.sure or any(at in self._offices for at in range(hit.last, mention.begin))
        return len(strange) <= (STRANGE if label or titled else 1) and (titled or "," not in between)

    def _alone_on_line(self, hit: Hit) -> bool:
        """True for "Interviewers" as a heading, with the names on the lines below."""
        text, start = self._scan.text, self._scan.tokens[hit.first].start
        after = text[self._scan.tokens[hit.last - 1].end :][:3].lstrip(" ")
        return after[:1] == "\n" and not text[text.rfind("\n", 0, start) + 1 : start].strip(" -•*")

    def _cue_after(self, kind: str, mention: Mention) -> str | None:
        for ahead in range(NEAR + 2):
            at = mention.last + ahead
            if at >= len(self._scan.tokens) or at in self._taken:
                return None
            between = self._text(mention.last, at)
            if ". " in between or "\n" in between or "!" in between:
                return None
            hit = self._scan.starts(kind).get(at)
            if hit is not None:
                return self._scan.quote(hit)
        return None

    def _goes_on(self, before: Mention, mention: Mention) -> bool:
        """True if both names are items of one list."""
        between = self._text(before.last, mention.begin)
        if SENTENCE_END.search(between) or between.count("\n") > LINES or len(between) > LONGEST_ITEM or ":" in between:
            return False
        outside = between
        while "(" in outside and ")" in outside[outside.index("(") :]:
            start = outside.index("(")
            outside = outside[:start] + outside[outside.index(")", start) + 1 :]
        hiring = self._scan.covers_any(("contact.recruiter", "contact.questions"))
        apart = "\n" in between and any(
            at in hiring and not self._in_parens(at, before.last) for at in range(before.last, mention.begin)
        )
        joined = any(mark in outside for mark in ",;&/+\n") or any(
            before.last <= hit.first < mention.begin for hit in self._scan.all("people.and")
        )
        strange = sum(
            1
            for at in range(before.last, mention.begin)
            if at not in self._fillers and not self._in_parens(at, before.last) and not self._scan.capital(at)
        )
        return joined and not apart and strange <= (STRANGE if mention.titled else 1)

    def _in_parens(self, at: int, first: int) -> bool:
        between = self._text(first, at)
        return between.count("(") > between.count(")")

    def _recruits(self, mention: Mention) -> str | None:
        for hit in self._scan.all("contact.recruiter"):
            if (
                mention.last <= hit.first <= mention.last + NEAR
                and self._attached(mention, hit)
                and not self._labels(hit)
            ):
                return self._scan.quote(hit)
            if hit.last <= mention.begin <= hit.last + 2:
                between = self._text(hit.last, mention.begin)
                if not any(mark in between for mark in (". ", ")", ",", "&", "\n\n", ";")) and not self._joined(
                    hit.last, mention.begin
                ):
                    return self._scan.quote(hit)
        return None

    def _labels(self, hit: Hit) -> bool:
        """True for "Coordinator: …" and, on its own line, "Your coordinator is …": they speak of the next name."""
        line = self._scan.text.rfind("\n", 0, self._scan.tokens[hit.first].start) + 1
        ahead = next((at for at in range(hit.last, hit.last + LINES + 1) if at in self._taken), None)
        inside = ahead is not None and self._leads_to(hit.last, ahead) and line > 0
        if inside and not any(
            self._scan.tokens[at].start >= line
            for at in range(max(0, hit.first - NEAR), hit.first)
            if at in self._taken
        ):
            return True
        return hit.last < len(self._scan.tokens) and self._scan.gap(hit.last).lstrip().startswith((":", "："))

    def _leads_to(self, first: int, last: int) -> bool:
        """True if nothing ends the thought: "Recruiter, Tern & Sons" and "Recruiter at …" name a house, no person."""
        between = self._text(first, last)
        houses = self._scan.covers("company.at")
        return not any(mark in between for mark in "\n,") and houses.isdisjoint(range(first, last))

    def _joined(self, first: int, last: int) -> bool:
        return any(first <= hit.first < last for hit in self._scan.all("people.and"))

    def _attached(self, mention: Mention, hit: Hit) -> bool:
        between = self._text(mention.last, hit.first)
        if any(at in self._taken for at in range(mention.last, hit.first)) or any(
            mark in between for mark in (". ", "! ", "? ", ":")
        ):
            return False
        after_list = any(mark in between for mark in (";", ")")) or self._joined(mention.last, hit.first)
        return not after_list and between.count("\n") <= LINES

    def _signs(self, mention: Mention) -> bool:
        """True for a name in the signature, or alone on one of the last lines."""
        start = self._scan.tokens[mention.begin].start
        if start >= self._signature:
            return True
        line = self._scan.text.rfind("\n", 0, start) + 1
        end = self._scan.text.find("\n", start)
        if end < 0:
            end = len(self._scan.text)
        rest = self._scan.text[self._scan.tokens[mention.last - 1].end : end].strip(" .,-–")
        alone = not self._scan.text[line:start].strip(" -–—/") and (
            not rest or (len(rest) < LONGEST_TITLE and self._scan.text[self._scan.tokens[mention.last - 1].end] == ",")
        )
        after = self._scan.text[end : end + LONGEST_END + 1]
        return (
            alone
            and line > 0
            and len(after) <= LONGEST_END
            and len(after.split()) == len(after.strip().split("\n")[0].split())
        )

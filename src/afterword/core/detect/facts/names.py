"""Finds the names of persons in a text: those of the invitation, those with a title, those with a given name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.words import fold

if TYPE_CHECKING:
    from afterword.core.detect.facts.directory import Directory, Known
    from afterword.core.detect.facts.words import Scan

JOINS: Final = frozenset({" ", "-", "'", ". ", "."})
NEVER: Final = (
    *("title.meeting", "title.noise", "company.generic", "role.jobs", "contact.recruiter", "people.closing"),
    *(
        "people.salutation",
        "channel.video",
        "stage.final_title",
        "company.label",
        "role.label",
        "people.meets",
        "people.honorific",
    ),
    *("contact.questions", "company.at", "people.i_am"),
)
"""Kinds of words that are no part of a name, unless the name is already known."""
LONGEST: Final = 4
SHORT: Final = 2
MOST: Final = 40
"""Names that are looked for in a text: no panel is larger."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the tokens [first, last), titles before it included from `begin`.

    `sure`: it is a person beyond doubt (known, with a title, or a given name with a surname); else only a
    word such as "with" before it can make it one.
    """

    name: str
    begin: int
    first: int
    last: int
    known: Known | None = None
    sure: bool = False
    titled: bool = False
    given: bool = False
    """True when it begins with a given name."""


class NameFinder:
    def __init__(self, scan: Scan, directory: Directory) -> None:
        self._scan = scan
        self._jobs = scan.covers("role.jobs")
        self._directory = directory
        self._given = scan.covers("people.names")
        self._never = scan.covers_any(NEVER)
        self._particles = scan.covers("people.particle")
        self._towns = scan.covers("company.town") - self._given
        self._houses, self._saints = scan.covers("company.house"), scan.covers("company.saint")
        self._asked = frozenset(scan.ends("people.ask_for")) | frozenset(scan.ends("people.called"))
        eaten = bool(scan.all("channel.meal"))
        before_bracket = (at for at in scan.ends("people.with") if eaten or self._house_follows(at + 1))
        self._asked |= frozenset(before_bracket)
        self._asked |= frozenset(
            hit.last
            for hit in scan.all("people.and")
            if hit.first - 1 in self._given and scan.tokens[hit.first].word in "&+"
        )
        self._titles = scan.starts("people.honorific") | scan.starts("people.honorific_small")
        self._by_surname: dict[str, list[Known]] = {}
        self._by_word: dict[str, list[tuple[list[str], Known]]] = {}
        for known in directory.persons():
            words = fold(known.person.name or "").replace("-", " ").replace(".", " ").split()
            for word in words[:1]:
                self._by_word.setdefault(word, []).append((words, known))
            for word in words[-1:]:
                self._by_surname.setdefault(word, []).append(known)

    def find(self) -> list[Mention]:
        found: list[Mention] = []
        at, count = 0, len(self._scan.tokens)
        while at < count and len(found) < MOST:
            mention = self._at(at)
            if mention is None:
                at += 1
                continue
            at = max(mention.last, at + 1)
            if not self._is_owner(mention):
                found.append(mention)
        return found

    def _at(self, at: int) -> Mention | None:
        first = self._after_titles(at)
        if first > at:
            return self._titled(at, first)
        known = self._known(at)
        if known is not None:
            return known
        if not self._scan.capital(at) or (at in self._never and at not in self._given):
            return None
        last = self._run(at)
        if at in self._never and last == at + 1:  # "Will", "Mark" and the like alone are words
            return None
        if any(token.word in self._by_word for token in self._scan.tokens[at + 1 : last]) and at not in self._given:
            return None
        if last == at + 1 and at not in self._given and at not in self._asked:
            return None
        if self._of_a_house(at, last) or (at not in self._given and self._at_a_house(at)):
            return None
        given = at in self._given
        sure = given and (last - at > 1 or self._fills_bracket(at, last))
        return Mention(self._scan.raw(at, last), at, at, last, sure=sure, given=given)

    def _of_a_house(self, at: int, last: int) -> bool:
        """True for "Ansgar" in "St. Ansgar", and for "Elisabeth" in "Elisabeth Krankenhaus"."""
        saint = at - 1 in self._saints and self._scan.gap(at) in JOINS
        follows = last < len(self._scan.tokens) and self._scan.gap(last) in JOINS and last in self._houses
        return saint or follows or at in self._towns or not self._houses.isdisjoint(range(at + 1, last))

    def _at_a_house(self, at: int) -> bool:
        """True for "Charity Futures" in "a consultant at Charity Futures"."""
        return at - 1 in self._scan.covers("company.at") and at not in self._asked

    def _house_follows(self, at: int) -> bool:
        """True for the bracket of "with Rosalind (Ironbridge)", not for that of "with Ironbridge (Engineer)"."""
        if at in self._scan.covers("company.at") and self._scan.gap(at) == " ":
            return True
        return self._scan.gap(at).strip() == "(" and self._jobs.isdisjoint(range(at, self._scan.bracket_end(at)))

    def _fills_bracket(self, first: int, last: int) -> bool:
        end = self._scan.tokens[last - 1].end
        return self._scan.gap(first).endswith("(") and self._scan.text[end : end + 1] == ")"

    def _after_titles(self, at: int) -> int:
        first = at
        while first in self._titles and first < len(self._scan.tokens):
            token = self._scan.tokens[first]
            if len(token.word) <= SHORT and not self._abbreviated(first) and not self._capitalised(first):
                break
            first = self._titles[first].last
            if first < len(self._scan.tokens) and self._scan.gap(first).strip(" .-"):
                return at
        return first

    def _capitalised(self, at: int) -> bool:
        """True for "Fr", "Hr", "Dr" and "DR", not for "HR"."""
        raw = self._scan.raw(at, at + 1)
        return raw[:1].isupper() and (raw[1:].islower() or len(raw) == 1 or raw == "DR")

    def _abbreviated(self, at: int) -> bool:
        return self._scan.text[self._scan.tokens[at].end :][:1] == "."

    def _titled(self, begin: int, first: int) -> Mention | None:
        if first >= len(self._scan.tokens) or "\n" in self._scan.gap(first):
            return None
        known = self._known(first)
        if known is not None:
            return Mention(known.name, begin, first, known.last, known.known, sure=True, titled=True)
        if not self._scan.capital(first) or first in self._scan.covers("role.jobs"):
            return None
        last = self._run(first, titled=True)
        bearers = self._by_surname.get(self._scan.tokens[last - 1].word, [])
        if len(bearers) == 1 and last - first == 1:
            return Mention(bearers[0].person.name or "", begin, first, last, bearers[0], sure=True, titled=True)
        return Mention(self._scan.raw(first, last), begin, first, last, sure=True, titled=True)

    def _known(self, at: int) -> Mention | None:
        """The longest known name that begins here: in full, else its first or last word alone (if it is only one's)."""
        entries = self._by_word.get(self._scan.tokens[at].word, [])
        for words, known in entries:
            last = at + len(words)
            if (
                len(words) > 1
                and [token.word for token in self._scan.tokens[at:last]] == words
                and self._joined(at, last)
            ):
                return Mention(known.person.name or "", at, at, last, known, sure=True)
        alone = [known for _, known in entries if not known.shared]
        if len(alone) == 1 and self._scan.capital(at):
            return self._known_in_part(at, alone[0])
        return None

    def _joined(self, at: int, last: int) -> bool:
        return all(self._scan.gap(inner) in JOINS for inner in range(at + 1, last))

    def _known_in_part(self, at: int, known: Known) -> Mention | None:
        last = self._run(at)
        own = fold(known.person.name or "").replace("-", " ").split()
        others = [token.word for token in self._scan.tokens[at:last] if token.word not in own]
        if others and at + 1 not in self._particles and len(own) > 1:
            return None  # the same given name, another surname
        return Mention(known.person.name or "", at, at, last if not others else at + 1, known, sure=True)

    def _run(self, at: int, *, titled: bool = False) -> int:
        """The end of the name that begins at this token: capital words, with "van", "de" and the like inside."""
        last, capitals = at + 1, 1
        while last < len(self._scan.tokens) and capitals < LONGEST and self._scan.gap(last) in JOINS:
            step = self._step(last) or self._surname_like_a_word(at, last, titled=titled)
            if step == 0:
                break
            last, capitals = last + step, capitals + 1
        return last

    def _step(self, at: int) -> int:
        ahead = at
        while ahead - at <= SHORT and ahead + 1 < len(self._scan.tokens) and ahead in self._particles:
            if self._scan.gap(ahead + 1) not in JOINS:
                return 0
            ahead += 1
        sentence = self._scan.gap(at) == ". " and len(self._scan.tokens[at - 1].word) > 1
        good = (self._scan.capital(ahead) or self._scan.gap(at) == "-") and ahead not in self._never and not sentence
        return ahead - at + 1 if good else 0

    def _surname_like_a_word(self, at: int, last: int, *, titled: bool) -> int:
        """1 for "Koch" in "Thomas Koch": right after a given name the noun of a job is a surname."""
        alone = last == at + 1 and at in self._given and self._scan.capital(last) and self._scan.gap(last) == " "
        return 1 if alone and last + 1 not in self._jobs and (titled or last in self._jobs) else 0

    def _is_owner(self, mention: Mention) -> bool:
        words = [token.word for token in self._scan.tokens[mention.first : mention.last]]
        mine = self._directory.owner_words
        initials = frozenset(word[0] for word in mine)
        return (
            mention.known is None
            and any(word in mine for word in words)
            and all(word in mine or (len(word) == 1 and word in initials) for word in words)
        )

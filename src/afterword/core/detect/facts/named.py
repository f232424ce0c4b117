"""The persons that title and text name, with their parts, and the role that is left when they are known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from afterword.core.detect.facts.cast import Casting
from afterword.core.detect.facts.domains import fits, label
from afterword.core.detect.facts.employer_text import houses
from afterword.core.detect.facts.job_title import RoleFinder
from afterword.core.detect.facts.names import NameFinder
from afterword.core.detect.facts.role import beside_owner, read_role

if TYPE_CHECKING:
    from afterword.core.detect.facts.cast import Part
    from afterword.core.detect.facts.directory import Directory
    from afterword.core.detect.facts.job_span import Role
    from afterword.core.detect.facts.names import Mention
    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.words import Scan


@dataclass(frozen=True)
class Names:
    """The names of persons in title and text; `*_people` are the tokens of those that are surely persons."""

    page: Page
    directory: Directory
    title: list[Part]
    body: list[Part]
    title_people: frozenset[int]
    body_people: frozenset[int]
    houses: frozenset[int]
    """The tokens of the title that spell the employer's domain, or the house that the place names."""

    @classmethod
    def find(cls, page: Page, directory: Directory) -> Names:
        mentions = [_of_a_house(name, page.title, directory) for name in NameFinder(page.title, directory).find()]
        mentions = _without_houses(mentions, page)
        title = Casting(page.title, mentions, len(page.title.text)).parts()
        body = Casting(page.body, NameFinder(page.body, directory).find(), page.signature).parts()
        met = [part for part in title if not _machine(part.mention, page.title)]
        met_later = [part for part in body if not _machine(part.mention, page.body)]
        return cls(page, directory, met, met_later, _tokens(title), _tokens(body), houses(page, directory.domains))

    def role(self, *, note: bool) -> Role | None:
        return read_role(
            self.page,
            title=RoleFinder(self.page.title, self.title_people, title=True, houses=self.houses, me=self._me()),
            body=RoleFinder(self.page.body, self.body_people, title=False),
            note=note,
            beside=beside_owner(self.page.title, self.directory.owner_words, self.houses),
        )

    def _me(self) -> frozenset[int]:
        """The tokens of the title that are the owner's name, and mean nothing else."""
        title, jobs = self.page.title, self.page.title.covers("role.jobs")
        mine = (at for at, token in enumerate(title.tokens) if token.word in self.directory.owner_words)
        return frozenset(at for at in mine if at not in jobs and title.capital(at))


def _tokens(parts: list[Part]) -> frozenset[int]:
    return frozenset(at for part in parts if part.mention.sure for at in range(part.mention.begin, part.mention.last))


def _without_houses(mentions: list[Mention], page: Page) -> list[Mention]:
    """Without the house in "coffee with Nives (Stella Ricerche)", and without one word that the place names too."""
    ends = {mention.last for mention in mentions}
    place = frozenset(token.word for token in page.place.tokens)

    def is_house(mention: Mention) -> bool:
        if mention.known is not None or mention.titled:
            return False
        alone = mention.last == mention.first + 1
        behind = mention.first in ends and page.title.gap(mention.first) == " ("
        return behind or (alone and page.title.tokens[mention.first].word in place)

    return [mention for mention in mentions if not is_house(mention)]


def _machine(mention: Mention, scan: Scan) -> bool:
    """True for "Alex (AI)"."""
    return mention.known is None and mention.last in scan.covers("people.machine") and scan.gap(mention.last) == " ("


def _of_a_house(mention: Mention, title: Scan, directory: Directory) -> Mention:
    """As in "Rita da Moinho" is Rita, of Moinho, where the title or the invitation names no other house."""
    particles = title.covers("people.particle")
    inner = next((at for at in range(mention.first + 1, mention.last) if at in particles), None)
    if inner is None or mention.known is not None or not mention.given:
        return mention
    house = title.raw(inner + 1, mention.last)
    told = title.covers("company.words").intersection(range(inner + 1, mention.last))
    fitting = any(fits(house, label(domain)) for domain in directory.domains)
    inside = range(mention.begin, mention.last)
    others = [at for at in range(1, len(title.tokens)) if at not in inside and _may_be_a_house(title, at)]
    if not (told or fitting or (not directory.domains and not others)):
        return mention
    return replace(mention, name=title.raw(mention.first, inner), last=inner, sure=inner - mention.first > 1)


def _may_be_a_house(title: Scan, at: int) -> bool:
    meeting = title.covers_any(("title.meeting", "title.noise", "company.generic", "role.jobs", "people.with"))
    return title.capital(at) and at not in meeting

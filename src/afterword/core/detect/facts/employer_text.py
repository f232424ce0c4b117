"""Finds the employer's name in the text of an invitation: introduced, spelled like the domain, or in the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.domains import PREFIX, label, spellings, squash
from afterword.core.detect.facts.title import STOPS
from afterword.core.detect.facts.words import STEM
from afterword.core.model import Fact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.words import Scan

ARTICLES: Final = 3
SHORT: Final = 4
LONGEST: Final = 6
LONGEST_SIGNED: Final = 4
LONGEST_PLACE: Final = 60
"""Words of a company's name: at most, and before "Recruiting"."""
NOT_NAME: Final = (
    "role.jobs",
    "company.generic",
    "title.meeting",
    "people.honorific",
    "people.salutation",
    "people.closing",
    "contact.recruiter",
)

ABOUT: Final = (
    *STOPS,
    *("role.jobs", "role.with_job", "role.not_role", "company.inner", "company.article", "channel.in_person"),
    *("stage.first", "stage.later", "stage.elsewhere", "people.meets", "people.meets_after", "channel.meal"),
)
"""What the words of a title may mean; others are a name."""


def client(body: Scan, taken: Collection[int]) -> Fact | None:
    """As in "our client X": an agency names whom it looks for."""
    for hit in body.all("company.client"):
        if hit.last < len(body.tokens) and "?" not in body.gap(hit.last):
            fact = after(body, hit.last, taken, words=body.quote(hit))
            if fact is not None and not _begins_a_title(body, hit.last):
                return fact
    return None


def _begins_a_title(body: Scan, at: int) -> bool:
    """True for "calls about Senior Planner": such words lead a job's title, not a house's name."""
    at = next((near for near in range(at, min(at + SHORT, len(body.tokens))) if body.capital(near)), at)
    return at in body.covers("role.with_job") - body.covers("company.words") or at + 1 in body.covers("role.jobs")


def beside_person(body: Scan, people: Collection[int]) -> Fact | None:
    """As in "Elliot Marsh / Quillstack", "Marloes, TalentHaven": capital words right behind a person's name."""
    for at in range(1, len(body.tokens)):
        if at - 1 in people and at not in people and body.gap(at).strip() in {"/", ",", "-", "–", "|", "(", "@"}:
            fact = after(body, at, people, words=body.gap(at).strip())
            if fact is not None:
                return fact
    return None


def small_letters(title: Scan, taken: Collection[int]) -> Fact | None:
    """As in "hidromed final round": the only words that mean nothing else, in a title without capitals."""
    if any(map(title.capital, range(len(title.tokens)))):
        return None
    busy = title.covers_any(ABOUT) | frozenset(taken)
    free = [at for at, token in enumerate(title.tokens) if at not in busy and len(token.word) > 1]
    if not free or free[-1] - free[0] != len(free) - 1 or len(free) > ARTICLES or title.tokens[free[0]].word.isdigit():
        return None
    name = title.raw(free[0], free[-1] + 1)
    return Fact("company", name, name) if len(name) >= PREFIX else None


def introduced(body: Scan, kinds: tuple[str, ...], taken: Collection[int], *, colon: bool = False) -> Fact | None:
    for kind in kinds:
        for first, hit in sorted(body.starts(kind).items()):
            if hit.last >= len(body.tokens):
                continue
            gap = body.gap(hit.last)
            if colon and gap.strip(" ") not in {":", "："}:
                continue
            if not colon and gap.strip(" \"'“„«"):
                continue
            fact = after(body, hit.last, taken, words=body.raw(first, hit.last))
            if fact is not None:
                return fact
    return None


def after(body: Scan, at: int, taken: Collection[int], *, words: str) -> Fact | None:
    """The name in the capital words that begin at this token (an article may stand before them)."""
    for _ in range(ARTICLES):
        if at < len(body.tokens) and not body.capital(at) and at in body.covers("company.article"):
            at += 1
    last = _capitals(body, at, taken)
    if last <= at or body.covers("company.vendor").issuperset(range(at, last)):
        return None
    return Fact("company", without_legal(body, at, last), f"{words} {body.raw(at, last)}")


def _capitals(body: Scan, at: int, taken: Collection[int]) -> int:
    stops = body.covers_any(NOT_NAME) - body.covers("company.words")
    last = at
    while last < len(body.tokens) and last - at < LONGEST:
        gap = body.gap(last) if last > at else " "
        if gap not in {" ", "-", "&", ".", "'", " & "} or last in taken:
            break
        if body.capital(last) and (last not in stops or (last > at and gap == "-")):
            last += 1
        elif (
            last > at
            and last in body.covers("company.inner")
            and last + 1 < len(body.tokens)
            and body.capital(last + 1)
            and last + 1 not in stops
        ):
            last += 2
        elif last > at and last in body.covers("company.legal"):
            last += 1
        else:
            break
    return last


def aligned(scan: Scan, domains: tuple[str, ...], taken: Collection[int]) -> Fact | None:
    """The words of the text that spell the domain of the invitation: its name as people write it."""
    for domain in domains:
        wanted = label(domain)
        for at, width in _windows(scan, wanted):
            if any(token in taken for token in range(at, at + width)):
                continue
            longer = _capitals(scan, at, taken)
            last = longer if at + width < longer <= at + width + 1 else at + width
            return Fact("company", without_legal(scan, at, last), scan.raw(at, last))
    return None


def houses(page: Page, domains: tuple[str, ...]) -> frozenset[int]:
    """The tokens of the title that spell a domain of the invitation, or the place up to its first comma."""
    scan, found = page.title, set[int]()
    jobs = scan.covers("role.jobs")
    wanted = [label(domain) for domain in domains]
    first = page.place.text.partition(",")[0].strip()
    if squash(first) and first[:1].isupper() and len(first) < LONGEST_PLACE:
        wanted.append("-".join(squash(word) for word in first.split() if squash(word)))
    for name in wanted:
        for at, width in _windows(scan, name):
            whole = width == 1 and len(scan.tokens[at].word) > PREFIX + PREFIX and squash(name) == scan.tokens[at].word
            if whole or not jobs.issuperset(range(at, at + width)):
                found.update(range(at, at + width))
    return frozenset(found)


def _windows(scan: Scan, wanted: str) -> Iterator[tuple[int, int]]:
    begin = squash(wanted)[:3]
    for at, token in enumerate(scan.tokens):
        if len(begin) < STEM or not (scan.capital(at) and (token.word[:3] == begin or token.word[:2] == begin[:2])):
            continue
        for width in (4, 3, 2, 1):
            name = scan.raw(at, min(at + width, len(scan.tokens)))
            squashed = squash(name)
            if (
                len(squashed) >= PREFIX
                and "\n" not in name
                and at + width <= len(scan.tokens)
                and _spells(name, wanted)
            ):
                yield at, width
                break


def _spells(name: str, wanted: str) -> bool:
    """True if the name is the domain, the first words of it, or (in one word) at least half of it."""
    target, spelled = squash(wanted), spellings(name)
    pieces = wanted.split("-")
    begins = {squash("".join(pieces[:count])) for count in range(1, len(pieces) + 1)}
    if any(len(begin) > PREFIX or begin == target for begin in begins & spelled):
        return True
    long = [one for one in spelled if len(one) > PREFIX and 2 * len(one) >= len(target)]
    return len(pieces) == 1 and any(target.startswith(one) for one in long)


def signed(body: Scan, taken: Collection[int]) -> Fact | None:
    """As in "Pellworm Software Recruiting": the name right before such a word, at the start of a line."""
    for hit in body.all("company.after"):
        first = hit.first
        while (
            first > 0
            and body.gap(first) in {" ", "-", " & "}
            and body.capital(first - 1)
            and first - 1 not in taken
            and hit.first - first < LONGEST_SIGNED
        ):
            first -= 1
        stops = (
            body.covers("title.meeting")
            | body.covers("people.honorific")
            | body.covers("people.closing")
            | body.covers("title.noise")
            | body.covers("contact.recruiter")
        )
        while first < hit.first and first in stops:
            first += 1
        if first < hit.first and not body.covers("company.generic").intersection(range(first, hit.first)):
            return Fact("company", without_legal(body, first, hit.first), body.raw(first, hit.last))
    return None


def without_legal(scan: Scan, first: int, last: int) -> str:
    """The name in these tokens without "GmbH", "Ltd" or 株式会社."""
    legal = scan.covers("company.legal")
    while last - first > 1 and last - 1 in legal:
        last -= 1
    return scan.raw(first, last).removeprefix("株式会社").strip(" -–,.")

"""Finds the employer's name in the text of an invitation: introduced, spelled like the domain, or in the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.domains import PREFIX, label, spellings, squash
from afterword.core.detect.facts.words import STEM
from afterword.core.model import Fact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from afterword.core.detect.facts.words import Scan

ARTICLES: Final = 3
LONGEST: Final = 6
LONGEST_SIGNED: Final = 4
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


def client(body: Scan, taken: Collection[int]) -> Fact | None:
    """As in "our client X": an agency names whom it looks for."""
    for hit in body.all("company.client"):
        if hit.last < len(body.tokens):
            fact = _after(body, hit.last, taken, words=body.quote(hit))
            if fact is not None:
                return fact
    return None


def beside_person(body: Scan, people: Collection[int]) -> Fact | None:
    """As in "Elliot Marsh / Quillstack", "Marloes, TalentHaven": capital words right behind a person's name."""
    for at in range(1, len(body.tokens)):
        if at - 1 in people and at not in people and body.gap(at).strip() in {"/", ",", "-", "–", "|", "(", "@"}:
            fact = _after(body, at, people, words=body.gap(at).strip())
            if fact is not None:
                return fact
    return None


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
            fact = _after(body, hit.last, taken, words=body.raw(first, hit.last))
            if fact is not None:
                return fact
    return None


def _after(body: Scan, at: int, taken: Collection[int], *, words: str) -> Fact | None:
    """The capital words that begin at this token (an article may stand before them)."""
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

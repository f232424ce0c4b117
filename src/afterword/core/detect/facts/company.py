"""The employer: from the text first, else from the domain of the organiser or an attendee; never a vendor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.clean import clean
from afterword.core.detect.facts.domains import PREFIX, domain_of, fits, label, name_of, spellings, squash
from afterword.core.detect.facts.employer_text import (
    after,
    aligned,
    beside_person,
    client,
    introduced,
    signed,
    small_letters,
    without_legal,
)
from afterword.core.detect.facts.title import Before, runs
from afterword.core.detect.facts.words import WORD, fold
from afterword.core.model import Fact

if TYPE_CHECKING:
    from collections.abc import Collection

    from afterword.core.detect.facts.directory import Directory
    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.title import Run
    from afterword.core.detect.facts.words import Scan
    from afterword.core.model import Person

WEIGHTS: Final = {
    Before.AT: 6.0,
    Before.WITH: 2.5,
    Before.MEETING: 2.5,
    Before.START: 2.0,
    Before.MARK: 1.5,
    Before.PAREN: 1.0,
    Before.OTHER: 1.0,
}
GOOD: Final = 1.5
UNIT: Final = 0.5
"""For "4B", which is rather a ward or a class."""
LONGEST: Final = 4
"""Words of a name before an address."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when the company is looked for: the domains, and which tokens are persons or the role."""

    directory: Directory
    title_taken: Collection[int]
    body_taken: Collection[int]
    hiring: frozenset[str]
    about_hiring: frozenset[str]
    """Words about hiring at the ends of a sender's name ("careers"), and all that make such names ("service")."""
    houses: frozenset[int]
    """The tokens of the title that spell a domain or the place."""
    sender: Person | None
    """The organiser as written, also a machine's: "Wise Careers <no-reply@…>"."""


def read_company(page: Page, known: Known) -> Fact | None:
    """The company with the words that gave it, or None."""
    named = (
        introduced(page.title, ("company.label",), known.title_taken, colon=True)
        or introduced(page.body, ("company.label",), known.body_taken, colon=True)
        or client(page.title, known.title_taken)
        or client(page.body, known.body_taken)
    )
    if named is not None:
        return named
    title = _from_title(page.title, known)
    whom = _for_whom(page, known, title[0].value, title[2]) if title is not None else None
    if whom is not None:
        return whom
    exact = aligned(page.title, known.directory.domains, known.title_taken)
    if title is not None and exact is not None and _names_better(page.title, exact.value, title[2]):
        return exact
    spelled = aligned(page.body, known.directory.domains, known.body_taken)
    if title is not None and (title[1] > GOOD or spelled is None):
        return title[0]
    return (
        _from_sender(known, fitting=True)
        or spelled
        or introduced(page.body, ("company.before", "company.at"), known.body_taken)
        or signed(page.body, known.body_taken)
        or _from_place(page)
        or _from_sender(known, fitting=False)
        or _from_domain(known.directory)
        or beside_person(page.body, known.body_taken)
        or (None if page.title.all("channel.meal") else _from_place(page, public=True))
        or small_letters(page.title, known.title_taken)
    )


def _names_better(title: Scan, exact: str, run: Run) -> bool:
    """True if the name that spells the domain holds the run, or is the run without words about hiring before it."""
    if run.text in exact:
        return True
    before = run.last - len(WORD.findall(fold(exact)))
    about = title.covers("contact.recruiter") | (title.covers("title.meeting") - title.covers("company.words"))
    return run.first < before and run.text.endswith(exact) and about.issuperset(range(run.first, before))


def _of_the_job(body: Scan, known: Known, agency: str) -> Fact | None:
    """As in "re: Service Designer at Portela Airlines": the house behind a job's title."""
    jobs = body.covers("role.jobs")
    for hit in body.all("company.at"):
        if hit.first - 1 in jobs and body.gap(hit.first) == " ":
            fact = after(body, hit.last, known.body_taken, words=body.quote(hit))
            if fact is not None and squash(fact.value)[:PREFIX] not in squash(agency):
                return fact
    return None


def _for_whom(page: Page, known: Known, agency: str, run: Run) -> Fact | None:
    """Where the title names an agency: the house whose job it is, as in "the role at …", "… for Aurelia Glas"."""
    if not page.title.all("company.agency"):
        return _of_the_job(page.body, known, agency) if run.before is Before.PAREN else None
    small = frozenset(hit.last for hit in page.title.all("role.before") if not page.title.capital(hit.first))
    behind = [run for run in runs(page.title, known.title_taken) if run.first in small and run.text != agency]
    if behind:
        run = behind[-1]
        return Fact("company", without_legal(page.title, run.first, run.last), run.text)
    told = introduced(page.body, ("company.before",), known.body_taken)
    other = told is not None and squash(told.value)[:PREFIX] not in squash(agency)
    return told if other else _of_the_job(page.body, known, agency)


def _from_title(title: Scan, known: Known) -> tuple[Fact, float, Run] | None:
    best: tuple[float, Run] | None = None
    for run in runs(title, known.title_taken):
        weight = _weight(run, title, known)
        if weight is not None and (best is None or weight > best[0]):
            best = (weight, run)
    if best is None:
        return None
    last = best[1].last
    if len(squash(best[1].text)) < PREFIX and last in title.covers("company.words") and title.gap(last) == " ":
        last += 1  # "VA clinic"
    return Fact("company", without_legal(title, best[1].first, last), best[1].text), *best


def _weight(run: Run, title: Scan, known: Known) -> float | None:
    tokens = range(run.first, run.last)
    words = [title.tokens[at].word for at in tokens]
    vendors = title.covers("company.vendor")
    people = known.directory.owner_words | known.directory.surnames()
    if all(
        word in people or at in vendors or word.isdigit() or len(word) == 1
        for at, word in zip(tokens, words, strict=True)
    ):
        return None
    weight = WEIGHTS[run.before]
    if run.text[0].isdigit() and len(run.text) < PREFIX and run.before is not Before.AT:
        weight = UNIT
    if not known.houses.isdisjoint(tokens) or any(fits(run.text, label(domain)) for domain in known.directory.domains):
        weight += 4
    if not title.covers("company.words").isdisjoint(tokens):
        weight += 1
    if title.covers("company.legal").intersection(tokens):
        weight += 3
    if run.first in title.covers("company.town"):
        weight += 2
    return weight


def _from_place(page: Page, *, public: bool = False) -> Fact | None:
    """As in "Harcourt Bell, 20 Old Broad Street": the part before the address, where it has no number.
    `public`: also a hotel or a restaurant, which employ people too."""
    parts = [part.strip() for part in page.place.text.split(",")]
    if (
        not (parts[1:] or (public and page.place.all("company.words")))
        or "://" in parts[0]
        or not parts[0]
        or any(map(str.isdigit, parts[0]))
        or not parts[0][0].isupper()
    ):
        return None
    if (
        (page.place.all("channel.public_place") and not public)
        or page.place.all("channel.video")
        or page.place.all("people.room")
    ):
        return None
    address = any(map(str.isdigit, "".join(parts[1:2]))) and bool(parts[2:] or page.place.all("channel.street"))
    house = any(hit.last <= len(parts[0].split()) for hit in page.place.all("company.words"))
    named = (address or house) and len(parts[0].split()) <= LONGEST
    return Fact("company", parts[0], page.place.text[:80]) if named else None


def _from_sender(known: Known, *, fitting: bool) -> Fact | None:
    """As in "Wise Careers <no-reply@ats>": the display name of a shared or machine sender without its hiring words.
    `fitting`: only if it is that of the sender's domain."""
    organizer = known.directory.organizer
    if known.sender is None or (organizer is not None and not organizer.shared):
        return None
    name = clean(known.sender.name or "")
    domain = domain_of(known.sender.email) or ""
    kept = _between_hiring_words(name, known.hiring)
    bare = _between_hiring_words(name, known.about_hiring)
    own = known.directory.knows(domain)
    if own and bare and squash(label(domain)) in spellings(" ".join(bare)):
        kept = bare
    spelled = own and bool(kept) and fits(" ".join(kept), label(domain))
    text = " ".join(kept).strip(" -–|,:")
    if all(squash(word) in known.about_hiring for word in kept) or (fitting and not spelled):
        return None
    if "@" in name or not text or not text[0].isupper():
        return None
    told = spelled or len(kept) < len(name.split()) or organizer is not None
    return Fact("company", text, name) if told else None


def _between_hiring_words(name: str, hiring: frozenset[str]) -> list[str]:
    kept = name.split()
    while kept and (squash(kept[-1]) in hiring or not squash(kept[-1])):
        kept.pop()
    while kept and (squash(kept[0]) in hiring or not squash(kept[0])):
        kept.pop(0)
    return kept


def _from_domain(directory: Directory) -> Fact | None:
    others = [domain for domain in directory.domains if domain not in directory.own_domains]
    for domain in others or directory.domains:
        name = name_of(domain)
        if name:
            return Fact("company", name, domain)
    return None

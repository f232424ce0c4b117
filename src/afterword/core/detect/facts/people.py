"""Whom the owner meets, and who runs the process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.domains import PREFIX, domain_of, fits, label, squash
from afterword.core.model import Fact, Person

if TYPE_CHECKING:
    from afterword.core.detect.facts.cast import Part
    from afterword.core.detect.facts.directory import Directory, Known, Words
    from afterword.core.detect.facts.page import Page


BESIDE: Final = 40
"""Characters between a name and the address that belongs to it."""


@dataclass(frozen=True, slots=True)
class Crew:
    interviewers: tuple[Person, ...]
    contact: Person | None
    recruiter_only: bool
    """True when the one person met is a recruiter, HR or an agency."""
    facts: tuple[Fact, ...]


class CrewReader:
    def __init__(self, page: Page, directory: Directory, words: Words, *, title: list[Part], body: list[Part]) -> None:
        self._page = page
        self._directory = directory
        self._words = words
        self._parts = [*title, *body]
        self._title = title
        self._body = body
        self._full = {
            part.mention.name.split()[0]: part
            for part in reversed(self._parts)
            if " " in part.mention.name and part.mention.given
        }
        self._company = ""

    def read(self, company: str | None, role: str | None = None) -> Crew:
        self._company = squash(company or "")
        self._role = squash(role or "")
        named = self._named()
        recruiters = self._recruiters()
        interviewers = self._interviewers(named, recruiters)
        if not interviewers and not self._directory.persons():
            interviewers = self._titled(recruiters)
        recruiter_words = self._recruiter_words()
        contact = self._contact(recruiters, interviewers, company, recruiter_words=recruiter_words)
        only = (
            len(interviewers) == 1
            and _same(contact and contact[0], interviewers[0][0])
            and contact is not None
            and contact[2]
        )
        if not interviewers and not self._directory.people and recruiter_words:
            only = bool(self._page.title.all("stage.first") or self._page.title.all("contact.recruiter"))
        facts = [Fact("interviewer", _print(person), text) for person, text in interviewers]
        if contact is not None:
            facts.append(Fact("contact", _print(contact[0]), contact[1]))
        return Crew(
            tuple(person for person, _ in interviewers), contact[0] if contact else None, bool(only), tuple(facts)
        )

    def _named(self) -> list[tuple[Person, str]]:
        """Those whom the text names as people to meet."""
        found: list[tuple[Person, str]] = []
        for part in self._parts:
            cue = part.meets or part.with_
            in_title = part in self._title
            if part.asks and not part.meets:
                continue
            if part.greeted or not (cue or (in_title and part.mention.sure) or self._alone(part)):
                continue
            # "lunch with Dr Hale (Hale Surgery)" names the doctor and the house
            once = in_title and self._page.title.text.count(part.mention.name) == 1
            of_house = self._is_company(part) and (not part.mention.sure or (once and part.mention.titled))
            if of_house or not (part.mention.sure or cue):
                continue
            _add(found, self._person(part), cue or part.mention.name)
        return found

    def _is_company(self, part: Part) -> bool:
        name = squash(part.mention.name)
        return bool(self._company) and (self._company in name or name in self._company)

    def _titled(self, recruiters: list[tuple[Person, str]]) -> list[tuple[Person, str]]:
        """Where nobody else is named: "Frau Sommer", if she is neither greeted nor the writer."""
        found: list[tuple[Person, str]] = []
        for part in self._body:
            if part.mention.titled and not (
                part.greeted or part.signs or part.asks or _in(recruiters, self._person(part))
            ):
                _add(found, self._person(part), part.mention.name)
        return found

    def _alone(self, part: Part) -> bool:
        """In a note without an invitation, a person named at all is the one to meet."""
        return not self._directory.persons() and part.mention.sure and not part.signs and not part.recruits

    def _recruiters(self) -> list[tuple[Person, str]]:
        found: list[tuple[Person, str]] = []
        for part in self._parts:
            told = part.signs or part.meets or (" " in part.mention.name and self._address(part))
            named = part.mention.sure or (told and not self._is_company(part))
            if part.recruits and named and not (self._role and squash(part.recruits) in self._role):
                _add(found, self._person(part), part.recruits)
        for part in self._body:
            house = self._is_company(part) and not part.mention.sure
            if part.asks and not part.greeted and not part.meets and not house:
                _add(found, self._person(part), part.asks)
        return found

    def _interviewers(
        self, named: list[tuple[Person, str]], recruiters: list[tuple[Person, str]]
    ) -> list[tuple[Person, str]]:
        found = list(named)
        organizer = self._directory.organizer
        me = self._page.body.all("people.me")
        others = [known for known in self._directory.persons() if not known.organizer]
        for known in others:
            if (
                not _in(recruiters, known.person)
                or _in(named, known.person)
                or (len(others) == 1 and organizer is None)
            ):
                _add(found, known.person, "attendee")
        if (
            organizer is not None
            and not organizer.shared
            and self._organizer_meets(organizer, found, recruiters, me=bool(me))
        ):
            _add(found, organizer.person, "organiser")
        return found

    def _organizer_meets(
        self, organizer: Known, found: list[tuple[Person, str]], recruiters: list[tuple[Person, str]], *, me: bool
    ) -> bool:
        others = [person for person, _ in found if not _same(person, organizer.person)]
        panel = bool(self._page.title.all("stage.panel") or self._page.title.all("stage.panel_title"))
        if not others:
            return me or not panel
        if me:
            return True
        if not organizer.invited or _in(recruiters, organizer.person):
            return False
        # Some calendars invite every organiser: it meets the candidate only where "us" or a panel asks for one more.
        named = any(person in others for person, cue in found if cue != "attendee")
        return (panel and not named) or (len(others) == 1 and bool(self._page.body.all("people.us")))

    def _recruiter_words(self) -> str | None:
        """The recruiting words of the text that belong to nobody else: a screen, the writer's own desk."""
        for scan, parts in ((self._page.title, self._title), (self._page.body, self._body)):
            for hit in (*scan.all("stage.phone_screen_title"), *scan.all("contact.recruiter")):
                if scan is self._page.body and hit.kind == "stage.phone_screen_title":
                    continue
                if hit.first in scan.covers("contact.process"):
                    continue
                words = scan.quote(hit)
                titles = scan.covers("people.honorific").intersection(range(hit.first, hit.last))
                if squash(words) in self._role or (titles and not words[:2].isupper()):
                    continue
                if hit.kind == "stage.phone_screen_title" and words.lower() in {"screen", "screening"}:
                    continue
                if not any(
                    part.recruits == words and part.mention.sure and part.mention.known is None for part in parts
                ):
                    return words
        return None

    def _contact(
        self,
        recruiters: list[tuple[Person, str]],
        interviewers: list[tuple[Person, str]],
        company: str | None,
        *,
        recruiter_words: str | None,
    ) -> tuple[Person, str, bool] | None:
        organizer = self._directory.organizer
        if recruiters:
            best = next((entry for entry in recruiters if entry[0].email), recruiters[0])
            return best[0], best[1], True
        mailbox = self._mailbox()
        if organizer is None and len(interviewers) == 1 and recruiter_words and not self._directory.people:
            return interviewers[0][0], recruiter_words, True
        if organizer is None:
            return (mailbox[0], mailbox[1], False) if mailbox else None
        alone = len(interviewers) == 1 and _same(interviewers[0][0], organizer.person)
        told = any(_same(person, organizer.person) and cue != "organiser" for person, cue in interviewers)
        if not _in(interviewers, organizer.person) or (not alone and (told or self._writes(organizer))):
            return organizer.person, "organiser", False
        if recruiter_words:
            return organizer.person, recruiter_words, True
        if company and self._is_agency(organizer, company):
            return organizer.person, "agency", True
        return (mailbox[0], mailbox[1], False) if mailbox else None

    def _writes(self, organizer: Known) -> bool:
        """True if the organiser, who interviews with others, signs or speaks: then the letter is theirs to answer."""
        signs = any(part.signs and part.mention.known == organizer for part in self._body)
        return signs or bool(self._page.body.all("people.me"))

    def _is_agency(self, organizer: Known, company: str) -> bool:

        domain = domain_of(organizer.person.email)
        return (
            max(company) < "\u2e80"
            and domain is not None
            and domain in self._directory.domains
            and not fits(company, label(domain))
            and not any(_alike(company, label(other)) for other in self._directory.domains)
        )

    def _mailbox(self) -> tuple[Person, str] | None:
        """As in "Questions to hr@…": an address that the text names for questions."""
        for email, start in self._page.addresses:
            line = self._page.body.text.rfind("\n", 0, start) + 1
            near = any(
                line <= self._page.body.tokens[hit.first].start < start
                for hit in self._page.body.all("contact.questions")
            )
            if near and not self._words.is_no_reply(email) and not self._mine(email):
                return Person(None, email), self._page.text[max(line, start - 60) : start + len(email)].strip()
        return None

    def _mine(self, email: str) -> bool:
        return all(
            piece in self._directory.owner_words for piece in email.partition("@")[0].split(".") if len(piece) > 1
        )

    def _person(self, part: Part) -> Person:
        mention = part.mention
        if mention.known is not None:
            return mention.known.person
        full = self._full.get(mention.name)
        if full is not None and full.mention is not mention:
            return self._person(full)
        return Person(mention.name, self._address(part))

    def _address(self, part: Part) -> str | None:
        """The address in the text that belongs to this name: its letters say so, or it stands right behind it."""
        words = [squash(word) for word in part.mention.name.replace("-", " ").split()]
        scan = self._page.title if part in self._title else self._page.body
        end = scan.tokens[part.mention.last - 1].end
        for email, start in self._page.addresses:
            local = squash(email.partition("@")[0])
            spelled = (
                len(words) > 1
                and words[-1] in local
                and (words[0] in local or local.startswith(words[0][0]) or local.endswith(words[0][0]))
            )
            near = (
                scan is self._page.body and 0 <= start - end <= BESIDE and not scan.text[end:start].strip(" (<[:,-–\n")
            )
            first_only = near and bool(words) and (local == words[0] or local == words[-1])
            if (
                (spelled or first_only or near)
                and not self._words.is_no_reply(email)
                and not self._words.is_shared(Person(None, email))
            ):
                return email
        return None


def _alike(company: str, domain_label: str) -> bool:
    """True if the domain fits the company's name, or one long word of it stands in the domain."""
    words = (squash(word) for word in company.split())
    return fits(company, domain_label) or any(len(word) > PREFIX and word in squash(domain_label) for word in words)


def _same(one: Person | None, other: Person | None) -> bool:
    if one is None or other is None:
        return False
    if one.email and other.email:
        return one.email == other.email
    return bool(one.name and other.name) and squash(one.name or "") == squash(other.name or "")


def _in(people: list[tuple[Person, str]], person: Person) -> bool:
    return any(_same(entry[0], person) for entry in people)


def _add(people: list[tuple[Person, str]], person: Person, text: str) -> None:
    if not _in(people, person):
        people.append((person, text))


def _print(person: Person) -> str:
    return f"{person.name} <{person.email}>" if person.name and person.email else person.name or person.email or ""

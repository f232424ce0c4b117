"""Company, role, stage, channel, people and contact, each with the words that gave it; unknown rather than a guess."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from afterword.core.detect.facts.channel import ChannelReader, at_public_place
from afterword.core.detect.facts.clean import clean
from afterword.core.detect.facts.company import Known, read_company
from afterword.core.detect.facts.directory import Words, look_up
from afterword.core.detect.facts.domains import Domains
from afterword.core.detect.facts.lexicon import lexicon, word_set
from afterword.core.detect.facts.named import Names
from afterword.core.detect.facts.page import lay_out
from afterword.core.detect.facts.people import CrewReader
from afterword.core.detect.facts.stage import Taken, read_stage
from afterword.core.detect.facts.words import fold
from afterword.core.model import Channel, Fact, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.words import Lexicon, Scan
    from afterword.core.model import Occurrence, Owner, Person


@dataclass(frozen=True, slots=True)
class Facts:
    company: str | None = None
    role: str | None = None
    stage: Stage | None = None
    channel: Channel | None = None
    interviewers: tuple[Person, ...] = ()
    contact: Person | None = None
    preferred_channel: str | None = None
    sources: tuple[Fact, ...] = ()


class FactReader:
    """Built once from the language tables (`facts.toml` of each language) and the vendors' table (`vendors.toml`);
    asked for every likely interview."""

    def __init__(self, tables: Mapping[str, Mapping[str, object]], vendors: Mapping[str, object] | None = None) -> None:
        self._domains = Domains(vendors or {})
        self._channels = ChannelReader(vendors or {})
        self._words = Words(
            shared=word_set(tables, "contact", "shared"),
            no_reply=word_set(tables, "contact", "no_reply"),
            rooms=word_set(tables, "people", "room"),
            honorific=word_set(tables, "people", "honorific"),
        )
        after = [fold(phrase) for phrase in word_set(tables, "company", "after")]
        self._hiring = frozenset(phrase for phrase in after if " " not in phrase)
        self._about_hiring = frozenset(word for phrase in after for word in phrase.split()) | (
            self._words.shared - word_set(tables, "company", "words") - word_set(tables, "company", "town")
        )
        self._tables = tables

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self._tables)

    def read(self, occurrence: Occurrence, owner: Owner, language: str) -> Facts:
        """The facts of one interview, read in `language` (ISO 639-1). Never raises on bad text."""
        page = lay_out(occurrence, self._lexicon, language if language in self._tables else "en")
        directory = look_up(occurrence, owner, self._words, self._domains)
        names = Names.find(page, directory)
        role = names.role(note=not directory.people)
        named = _covered(page.title, role.title if role else None)
        company = read_company(page, self._known(names, named, occurrence.organizer))
        crew = CrewReader(page, directory, self._words, title=names.title, body=names.body).read(
            company.value if company else None, role.title if role else None
        )
        house = _covered(page.title, company.text if company else None)
        channel = self._channels.read(page, house | named)
        how = Channel(channel.value) if channel else None
        stage = read_stage(
            page,
            channel=how,
            recruiter_only=crew.recruiter_only,
            interviewers=len(crew.interviewers),
            taken=Taken(house | named, _covered(page.body, role.title if role else None)),
            employers_place=how is Channel.IN_PERSON
            and not at_public_place(page, company.value if company else None, house),
        )
        prefers = _preferred(page)
        sources = [company, Fact("role", role.title, role.text) if role else None, stage, channel, prefers, *crew.facts]
        return Facts(
            company=clean(company.value) if company else None,
            role=role.title if role else None,
            stage=Stage(stage.value) if stage else None,
            channel=how,
            interviewers=crew.interviewers,
            contact=crew.contact,
            preferred_channel=prefers.value if prefers else None,
            sources=tuple(fact for fact in sources if fact is not None),
        )

    def _known(self, names: Names, role: frozenset[int], sender: Person | None) -> Known:
        return Known(
            names.directory,
            names.title_people | role,
            names.body_people,
            self._hiring,
            self._about_hiring,
            names.houses - role,
            sender,
        )


def _covered(scan: Scan, words: str | None) -> frozenset[int]:
    """The tokens of the text that these words take where they first stand."""
    start = scan.text.find(words) if words else -1
    if start < 0:
        return frozenset()
    return frozenset(at for at, token in enumerate(scan.tokens) if start <= token.start < start + len(words or ""))


def _preferred(page: Page) -> Fact | None:
    """'phone' or 'email' when the employer asks so ("please call rather than e-mail")."""
    for way in ("phone", "email"):
        for hit in page.body.all(f"prefers.{way}"):
            return Fact("preferred_channel", way, page.body.quote(hit))
    return None

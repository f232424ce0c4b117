"""What a plan is made in: the moment, the person, the rules, and what stands and is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from afterword.core.hand import Hand, read_hand
from afterword.core.identity import TitleMarks, token
from afterword.core.model import Notes
from afterword.core.pipeline.names import same_company
from afterword.core.policy import Away, Employer, Policy
from afterword.core.schedule import WorkCalendar, zone_or

if TYPE_CHECKING:
    from afterword.core.model import Application, Brief, Known, Note, Owner, Round, Standing, Stated

HolidaysOf = Callable[[str, str | None], Callable[[date], bool]]
"""Country and subdivision (ISO 3166) → does that date fall on a public holiday there?"""


class Composer(Protocol):
    def write(self, brief: Brief) -> Note: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user answered by hand about one interview: their words, and 'They said …' read into dates."""

    notes: Notes = field(default_factory=Notes)
    stated: Stated | None = None


def no_holidays(country: str, subdivision: str | None) -> Callable[[date], bool]:  # noqa: ARG001
    return lambda _: False


def no_country(zone: str) -> str | None:  # noqa: ARG001
    return None


@dataclass(frozen=True, slots=True)
class Situation:
    """`standing` and `known` by follow-up UID; `remembered` holds tokens of follow-ups that were written once
    (core.identity.token). `answers` by interview key or by the UID of a standing thank-you (its form)."""

    now: datetime
    owner: Owner
    policy: Policy = field(default_factory=Policy)
    standing: Mapping[str, Standing] = field(default_factory=dict)
    known: Mapping[str, Known] = field(default_factory=dict)
    remembered: frozenset[str] = frozenset()
    out_of_sight: tuple[Standing, ...] = ()
    """Follow-ups whose interview this run did not see: in doubt, or outside of what was read."""
    away: tuple[Away, ...] = ()
    """Absences read from the calendar; those of the config stand in the policy."""
    holidays: HolidaysOf = no_holidays
    country_of: Callable[[str], str | None] = no_country
    """IANA zone → country: where an employer's invitation says no more of where they are."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    marks: TitleMarks = field(default_factory=TitleMarks)

    @property
    def zone(self) -> ZoneInfo:
        return zone_or(self.owner.timezone, ZoneInfo("UTC"))

    @property
    def absences(self) -> tuple[Away, ...]:
        return (*self.policy.away, *self.away)

    def hand(self, standing: Standing) -> Hand:
        return read_hand(standing, self.known.get(standing.uid), self.marks)

    def written_before(self, uid: str) -> bool:
        return uid in self.known or token(uid) in self.remembered

    def employer(self, company: str | None) -> Employer:
        """What the config says about this employer; an empty entry if nothing."""
        if company is not None:
            for one in self.policy.employers:
                if same_company(one.name, company):
                    return one
        return Employer(company or "")

    def calendar(self, round_: Round, application: Application) -> WorkCalendar:
        """Working days of user and employer, hours of the recipient's zone (T11)."""
        employer = self.employer(application.company)
        zone = self._recipient_zone(round_, employer)
        countries = dict.fromkeys([self.owner.country, employer.country or self.country_of(zone.key)])
        holidays = tuple(
            self.holidays(country, self.owner.subdivision if country == self.owner.country else None)
            for country in countries
            if country
        )
        return WorkCalendar(zone, holidays)

    def _recipient_zone(self, round_: Round, employer: Employer) -> ZoneInfo:
        if employer.timezone:
            return zone_or(employer.timezone, self.zone)
        for interview in reversed(round_.interviews):
            at = interview.occurrence
            by_employer = at.organizer is not None and at.organizer.email not in self.owner.emails
            if by_employer and at.zone:
                return zone_or(at.zone, self.zone)
        return self.zone

"""Turns a moment into a follow-up with its text, or into the reason why it is not written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from afterword.core.identity import follow_up_uid
from afterword.core.model import Brief, FollowUp, Kind, NotWritten, TimeSpan
from afterword.core.plan.moment import Moment, TooLate
from afterword.core.plan.notes import notes_of
from afterword.core.plan.spot import Spot, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from afterword.core.model import Application, Interview, Note, Round, Stated
    from afterword.core.plan.situation import Composer, Situation


@dataclass(frozen=True, slots=True)
class Subject:
    """What a follow-up is about."""

    application: Application
    round: Round
    stated: Stated | None = None
    check_in_on: date | None = None


@dataclass(slots=True)
class Writer:
    """Collects what is wanted, what is not written, and why what may stand is to go."""

    at: Situation
    composer: Composer
    follow_ups: list[FollowUp] = field(default_factory=list)
    not_written: list[NotWritten] = field(default_factory=list)
    gone: dict[str, str] = field(default_factory=dict)
    owners: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Of all applications (spot.owners_of)."""
    _claimed: set[str] = field(default_factory=set)

    def find(self, kind: Kind, interviews: Sequence[Interview]) -> Spot:
        return find(kind, interviews, self.at, self._claimed, self.owners)

    def want(self, subject: Subject, spot: Spot, found: Moment | TooLate) -> None:
        if isinstance(found, TooLate):
            self.refuse(subject, spot.kind, found.reason, found.rules)
            return
        brief = self._brief(subject, spot, found)
        self.follow_ups.append(self._follow_up(brief, spot, self.composer.write(brief)))

    def refuse(self, subject: Subject, kind: Kind, reason: str, rules: tuple[str, ...]) -> None:
        last = subject.round.last.occurrence.uid
        self.not_written.append(NotWritten(kind, last, subject.application.company, reason, rules))

    def take_away(self, interviews: Iterable[Interview], kinds: Iterable[Kind], reason: str) -> None:
        """Say why follow-ups of these interviews, where they stand, are no longer wanted."""
        for interview in interviews:
            for kind in kinds:
                self.gone.setdefault(follow_up_uid(kind, interview.key), reason)

    def _brief(self, subject: Subject, spot: Spot, found: Moment) -> Brief:
        at, application, round_ = self.at, subject.application, subject.round
        preferred = next((one.preferred_channel for one in reversed(round_.interviews) if one.preferred_channel), None)
        return Brief(
            kind=spot.kind,
            application=application,
            round=round_,
            span=TimeSpan(found.start, found.start + at.policy.length),
            zone=at.zone.key,
            why_then=found.why,
            because=found.because,
            rules=found.rules,
            notes=notes_of(round_, application, at),
            stated=subject.stated,
            late=found.late,
            slow=application.slow,
            before_stated=found.before,
            check_in_on=subject.check_in_on,
            deadline=found.deadline,
            channel=at.employer(application.company).channel or preferred,
        )

    def _follow_up(self, brief: Brief, spot: Spot, note: Note) -> FollowUp:
        last = brief.round.last
        return FollowUp(
            uid=spot.uid,
            kind=brief.kind,
            interview_uid=last.occurrence.uid,
            application=brief.application.id,
            company=brief.application.company,
            span=brief.span,
            zone=brief.zone,
            summary=note.summary,
            description=note.description,
            messages=note.messages,
            language=note.language,
            why_then=brief.why_then,
            rules=brief.rules,
            home=last.occurrence.source,
            deadline=brief.deadline,
            aliases=spot.aliases,
            related_to=tuple(dict.fromkeys(one.occurrence.uid for one in brief.round.interviews)),
            warnings=tuple(dict.fromkeys(warning for message in note.messages for warning in message.warnings)),
        )

"""Reads an occurrence as a careful friend would: signals → evidence → finding, then the facts (DESIGN, rooms)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from afterword.core.model import Interview, Verdict

if TYPE_CHECKING:
    from datetime import date

    from afterword.core.detect.facts import FactReader
    from afterword.core.detect.verdict import Judge
    from afterword.core.model import Occurrence, Owner
    from afterword.core.timeline import TimelineReader


def local_end(occurrence: Occurrence, owner: Owner) -> date:
    """The date on which the interview ends where it takes place: its own zone if it names one, else the owner's."""
    return occurrence.span.end.astimezone(ZoneInfo(occurrence.zone or owner.timezone)).date()


@dataclass(frozen=True, slots=True)
class Understanding:
    """The readers of one run, put together."""

    judge: Judge
    facts: FactReader
    timeline: TimelineReader
    owner: Owner

    def read(self, occurrence: Occurrence) -> Interview:
        judged = self.judge.judge(occurrence, self.owner)
        finding = Interview(
            occurrence=occurrence,
            verdict=judged.verdict,
            score=judged.score,
            why_not=judged.why_not,
            language=judged.language,
            evidence=judged.evidence,
            about=judged.about,
        )
        if judged.verdict is Verdict.NOT and judged.about is None:
            return finding
        return self._with_facts(finding)

    def _with_facts(self, finding: Interview) -> Interview:
        at, owner = finding.occurrence, self.owner
        facts = self.facts.read(at, owner, finding.language)
        stated = self.timeline.read(
            at.description, anchor=local_end(at, owner), language=finding.language, country=owner.country
        )
        return Interview(
            occurrence=at,
            verdict=finding.verdict,
            score=finding.score,
            why_not=finding.why_not,
            company=facts.company,
            role=facts.role,
            stage=facts.stage,
            channel=facts.channel,
            interviewers=facts.interviewers,
            contact=facts.contact,
            stated=stated,
            language=finding.language,
            evidence=finding.evidence,
            facts=facts.sources,
            preferred_channel=facts.preferred_channel,
            about=finding.about,
        )

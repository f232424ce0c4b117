"""Reads an occurrence as a careful friend would: signals → evidence → finding, then the facts, then what was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from afterword.core.model import Evidence, Fact, Interview, Marks, Outcome, Verdict

if TYPE_CHECKING:
    from datetime import date

    from afterword.core.byhand import ByHand
    from afterword.core.detect.facts import FactReader
    from afterword.core.detect.verdict import Judge
    from afterword.core.model import Occurrence, Owner, Stated
    from afterword.core.timeline import TimelineReader


def local_end(occurrence: Occurrence, owner: Owner) -> date:
    """The last date of the interview where it takes place: in its own zone if it names one, else the owner's.

    An event of whole days ends before its DTEND (RFC 5545 section 3.6.1), so its last day is the one before.
    """
    zone = ZoneInfo(occurrence.zone or owner.timezone)
    end = occurrence.span.end.astimezone(zone)
    last = end.date()
    if occurrence.all_day and occurrence.span.length and end.hour == end.minute == 0:
        return date_before(last)
    return last


def date_before(day: date) -> date:
    return day.fromordinal(day.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Understanding:
    """The readers of one run, put together."""

    judge: Judge
    facts: FactReader
    timeline: TimelineReader
    byhand: ByHand
    owner: Owner

    def read(self, occurrence: Occurrence) -> Interview:
        """The occurrence with verdict, evidence and, where it may be an interview, facts, notes and marks."""
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
        if finding.verdict is not Verdict.NOT or "#" in occurrence.summary or "#" in occurrence.description:
            finding = self._by_hand(finding)
        if finding.verdict is Verdict.NOT and finding.about is None:
            return finding
        return self._with_facts(finding)

    def answer(self, text: str, interview: Interview) -> Stated | None:
        """The date that a bare answer to "They answer by:" means, counted from the interview (M8)."""
        at = interview.occurrence
        return self.timeline.answer(
            text, anchor=local_end(at, self.owner), language=interview.language, country=self.owner.country
        )

    def _by_hand(self, finding: Interview) -> Interview:
        at = finding.occurrence
        marks = self.byhand.marks(at.summary, at.description)
        if marks == Marks():
            return finding
        return marked(replace(finding, marks=marks))

    def _with_facts(self, finding: Interview) -> Interview:
        at, owner = finding.occurrence, self.owner
        facts = self.facts.read(at, owner, finding.language)
        notes = self.byhand.notes(at.description)
        found = replace(
            finding,
            company=facts.company,
            role=facts.role,
            stage=facts.stage,
            channel=facts.channel,
            interviewers=facts.interviewers,
            contact=facts.contact,
            preferred_channel=facts.preferred_channel,
            notes=notes,
        )
        stated = self.answer(notes.they_said, found) if notes.they_said else None
        if stated is None:
            stated = self.timeline.read(
                at.description, anchor=local_end(at, owner), language=finding.language, country=owner.country
            )
        sources = facts.sources
        if stated is not None:
            sources = (*sources, Fact("stated", f"by {stated.by.isoformat()}", stated.text))
        return replace(found, stated=stated, facts=sources)


def marked(finding: Interview) -> Interview:
    """The finding after what the user said by hand: it always wins over the signals (RULES, last section)."""
    marks = finding.marks
    if marks.interview is False:
        said = Evidence("by hand", -9.0, "#not-interview")
        return replace(
            finding,
            verdict=Verdict.NOT,
            score=0.0,
            why_not="you said it is none",
            about=None,
            evidence=(said, *finding.evidence),
        )
    if marks.interview is True:
        said = Evidence("by hand", 9.0, "#interview")
        not_counted = finding.verdict is Verdict.NOT
        finding = replace(
            finding,
            verdict=Verdict.INTERVIEW,
            score=1.0,
            evidence=(said, *finding.evidence),
            why_not=None if not_counted else finding.why_not,
            about=None,
        )
    if marks.no_show:
        return replace(finding, why_not=finding.why_not or "no-show")
    if marks.outcome is Outcome.WITHDRAWN:
        return replace(finding, why_not=finding.why_not or "withdrawn")
    return finding

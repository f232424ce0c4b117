"""Gather: read every source once, complete or not at all, and understand what was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from afterword.app.marks import mark_key, marks_of, with_mark
from afterword.core.compose.layout import split
from afterword.core.detect import local_end
from afterword.core.model import Interview, Notes, Skipped, Standing, Verdict
from afterword.core.pipeline import Context
from afterword.core.policy import Away
from afterword.ical.decode import read_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.app.tools import Tools
    from afterword.core.model import Occurrence
    from afterword.ports import CalendarSource


@dataclass(slots=True)
class Gathered:
    """All that one run knows. `read` are the ids of the collections that were read, each one completely."""

    interviews: list[Interview] = field(default_factory=list)
    others: list[Interview] = field(default_factory=list)
    standing: dict[str, Standing] = field(default_factory=dict)
    away: list[Away] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """UIDs of follow-ups that stand but could not be read: neither made anew nor taken for deleted."""
    skipped: list[Skipped] = field(default_factory=list)
    events_read: int = 0
    read: set[str] = field(default_factory=set)
    marks: Mapping[str, str] = field(default_factory=dict)
    """What the command line said of interviews (app.marks)."""

    def forms(self, tools: Tools) -> Mapping[str, Notes]:
        """What the user filled into each standing thank-you's form, by the follow-up's UID (M8)."""
        filled = {uid: tools.byhand.form(split(one.description).form) for uid, one in self.standing.items()}
        return {uid: notes for uid, notes in filled.items() if notes != Notes()}


def gather(tools: Tools) -> Gathered:
    """Read and understand everything. Raises what the sources raise: a run with half an answer decides nothing (R4)."""
    found = Gathered(marks=marks_of(tools))
    for source in tools.sources:
        _read(source, tools, found)
    for identity, sink in tools.sinks.items():
        if identity not in found.read:
            _read(sink, tools, found, interviews=False)
    found.interviews.sort(key=_in_time)
    found.others.sort(key=_in_time)
    return found


def _in_time(one: Interview) -> tuple[datetime, str]:
    return one.occurrence.span.start, one.key


def _read(source: CalendarSource, tools: Tools, found: Gathered, *, interviews: bool = True) -> None:
    listing = source.read(tools.reach)
    reading = read_all(listing.resources, source=source.id, window=tools.reach, timezone=tools.owner.timezone)
    found.read.add(source.id)
    found.skipped += listing.skipped
    found.unreadable |= reading.own_skipped
    for one in reading.standing:
        found.standing.setdefault(one.uid, one)
    if interviews:
        found.skipped += reading.skipped
        found.events_read += reading.events_read
        for occurrence in reading.occurrences:
            _understand(occurrence, tools, found)


def _understand(occurrence: Occurrence, tools: Tools, found: Gathered) -> None:
    if not occurrence.span.overlaps(tools.window):
        return
    finding = tools.understanding.read(occurrence)
    if found.marks:
        finding = with_mark(finding, found.marks.get(mark_key(finding.key)))
    (found.others if finding.verdict is Verdict.NOT else found.interviews).append(finding)
    away = _away(occurrence, tools)
    if away is not None:
        found.away.append(away)


def _away(occurrence: Occurrence, tools: Tools) -> Away | None:
    """Whole days marked out of office, by BUSYSTATUS or by words, and not shown as free (T9)."""
    if not occurrence.all_day or occurrence.transparent or occurrence.status == "CANCELLED":
        return None
    if occurrence.busy_status != "OOF" and not tools.byhand.says_away(occurrence.summary):
        return None
    first = occurrence.span.start.date()
    return Away(first, max(first, local_end(occurrence, tools.owner)), occurrence.summary or "away")


def context_of(found: Gathered, tools: Tools) -> Context:
    return Context(tools.owner, tools.policy, found.others, shared=tools.shared_domains)

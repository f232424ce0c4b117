"""The interviews of one application as rounds: copies counted once, blocks of a day joined, moved ones recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.identity import canonical_key
from afterword.core.model import Interview, Round
from afterword.core.pipeline.group import in_time
from afterword.core.pipeline.names import words
from afterword.core.schedule import DAY, last_day, zone_or

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from afterword.core.model import Person

CALLED_OFF: Final = frozenset({"cancelled", "declined", "withdrawn"})
_PAUSE: Final = timedelta(hours=2)
_MOVED_BY: Final = timedelta(days=45)
_SAME_ACT: Final = timedelta(days=1)
_COUNTER: Final = re.compile(r"\d")
_STATUS_WORDS: Final = frozenset(
    words(
        """cancelled canceled abgesagt annule annulee cancelado cancelada annullato annullata geannuleerd updated
        rescheduled new time moved verschoben invitation einladung"""
    )
)


@dataclass(slots=True)
class Process:
    """`loops`: which interviews share a day, also those that were called off; by index of the day."""

    rounds: list[Round] = field(default_factory=list)
    over: list[Interview] = field(default_factory=list)
    loops: list[tuple[Interview, ...]] = field(default_factory=list)


def rounds_of(interviews: Sequence[Interview], zone: ZoneInfo) -> Process:
    """All interviews of one application in, its rounds and what is over out. `zone` is the owner's."""
    kept, copies = _without_copies(sorted(interviews, key=in_time))
    live = [one for one in kept if one.why_not is None]
    off = [one for one in kept if one.why_not is not None]
    old_of, off = _replaced(live, off)

    def with_copies(those: Iterable[Interview]) -> list[Interview]:
        return [every for one in those for every in (one, *copies.get(one.key, ()))]

    process = Process()
    for chain in _chains(sorted([*live, *off], key=in_time), zone):
        blocks = tuple(one for one in chain if one.why_not is None)
        rest = [one for one in chain if one.why_not is not None]
        if len(chain) > 1:
            process.loops.append(tuple(chain))
        # a cancelled block gives the round an older identity; who did not come, or was declined, is over by itself
        older = [one for one in rest if blocks and one.why_not == "cancelled"]
        process.over.extend(with_copies(one for one in rest if one not in older))
        if blocks:
            older += [old for block in blocks for old in old_of.get(block.key, ())]
            copied = [copy for block in blocks for copy in copies.get(block.key, ())]
            process.rounds.append(Round(blocks, (*with_copies(older), *copied)))
    return process


def _without_copies(ordered: Sequence[Interview]) -> tuple[list[Interview], dict[str, list[Interview]]]:
    """One of each interview, and by its key the copies of it in other calendars, under the same UID or another."""
    by_identity: dict[str, list[Interview]] = {}
    for interview in ordered:
        by_identity.setdefault(canonical_key(interview.key), []).append(interview)
    kept: list[Interview] = []
    copies: dict[str, list[Interview]] = {}
    for same in by_identity.values():
        best, *others = sorted(same, key=_newest)
        twin = next((one for one in kept if _is_copy(one, best)), None)
        if twin is None:
            kept.append(best)
            copies[best.key] = others
            continue
        main, copy = sorted((twin, best), key=_authority)
        if copy.why_not is None and main.why_not in CALLED_OFF:
            others = [replace(copy, why_not=main.why_not), *others]
        else:
            others = [copy, *others]
        kept[kept.index(twin)] = main
        copies[main.key] = [*copies.pop(twin.key), *others]
    return kept, copies


def _newest(one: Interview) -> tuple[object, ...]:
    """Of one UID in two calendars the latest state counts: SEQUENCE first (RFC 5545 section 3.8.7.4), then, where
    only one copy was called off, that one."""
    at = one.occurrence
    changed = at.last_modified.timestamp() if at.last_modified else 0.0
    return -at.sequence, one.why_not not in CALLED_OFF, -changed, at.source


def _authority(one: Interview) -> tuple[object, ...]:
    """Of two entries for one time the employer's invitation goes before the user's own entry, what takes place
    before what was called off, the richer before the poorer."""
    at = one.occurrence
    invitation = at.organizer is not None or bool(at.attendees)
    richness = len(one.interviewers) + (one.contact is not None) + (one.stage is not None) + (one.role is not None)
    return not invitation, one.why_not is not None, -richness, in_time(one)


def _is_copy(one: Interview, other: Interview) -> bool:
    """The same time, and nothing that speaks for two rooms."""
    a, b = one.occurrence, other.occurrence
    if a.span.start != b.span.start or (a.span.end != b.span.end and _title(one) != _title(other)):
        return False
    people, others = _people(one.interviewers), _people(other.interviewers)
    return not people or not others or bool(people & others)


def _people(persons: Sequence[Person]) -> set[str]:
    return {person.email or " ".join(words(person.name or "")) for person in persons} - {""}


def _title(one: Interview) -> frozenset[str]:
    return frozenset(words(one.occurrence.summary)) - _STATUS_WORDS


def _replaced(live: list[Interview], off: list[Interview]) -> tuple[dict[str, list[Interview]], list[Interview]]:
    """By key of the new one the cancelled interviews that it replaced (cancel and book anew under another UID, as
    Greenhouse and Calendly do), and what stays called off."""
    old_of: dict[str, list[Interview]] = {}
    rest: list[Interview] = []
    for old in off:
        new = [one for one in live if old.why_not == "cancelled" and _may_replace(old, one)]
        if not new:
            rest.append(old)
            continue
        start = old.occurrence.span.start
        nearest = min(new, key=lambda one: (abs(one.occurrence.span.start - start), one.key))
        old_of.setdefault(nearest.key, []).append(old)
    return old_of, rest


def _may_replace(old: Interview, new: Interview) -> bool:
    """The same talk by title, people or stage, at a later time; at an earlier one only if both were changed at once."""
    a, b = old.occurrence, new.occurrence
    if abs(b.span.start - a.span.start) > _MOVED_BY:
        return False
    alike = (
        _title(old) == _title(new)
        or bool(_people(old.interviewers) & _people(new.interviewers))
        or (old.stage is not None and old.stage is new.stage)
    )
    if not alike:
        return False
    if b.span.start >= a.span.start:
        return True
    if a.last_modified is None or b.last_modified is None:
        return False
    return abs(a.last_modified - b.last_modified) <= _SAME_ACT


def _chains(ordered: Sequence[Interview], zone: ZoneInfo) -> list[list[Interview]]:
    """Blocks of one day, or nearly back to back, or days of one assessment, together (T8)."""
    chains: list[list[Interview]] = []
    for interview in ordered:
        chain = chains[-1] if chains else None
        if chain is not None and any(_one_debrief(one, interview, zone) for one in chain):
            chain.append(interview)
        else:
            chains.append([interview])
    return chains


def _one_debrief(one: Interview, later: Interview, zone: ZoneInfo) -> bool:
    a, b = one.occurrence, later.occurrence
    if a.span.overlaps(b.span):
        return True
    there = zone_or(a.zone or b.zone or "", zone)
    if b.span.start.astimezone(there).date() == a.span.start.astimezone(there).date():
        return True
    if timedelta(0) <= b.span.start - a.span.end <= _PAUSE:
        return True
    gap = b.span.start.astimezone(there).date() - _last_day(one, there)
    return gap == DAY and (a.uid == b.uid or _counted(one, later))


def _last_day(one: Interview, zone: ZoneInfo) -> date:
    return last_day(one.occurrence.span.start, one.occurrence.span.end, zone)


def _counted(one: Interview, other: Interview) -> bool:
    """'Day 1 of 2' and 'Day 2 of 2' of the same thing."""
    titles = (one.occurrence.summary, other.occurrence.summary)
    if titles[0] == titles[1] or not all(_COUNTER.search(title) for title in titles):
        return False
    return words(_COUNTER.sub("", titles[0])) == words(_COUNTER.sub("", titles[1]))

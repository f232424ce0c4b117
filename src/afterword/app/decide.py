"""Decide: what was gathered and what is known become a plan. Only memories are asked for here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from afterword.app.gather import context_of
from afterword.app.own_words import in_own_words
from afterword.app.remember import memory_uid, recall
from afterword.config.places import country_of
from afterword.core.diff import Ground, diff
from afterword.core.identity import follow_up_uid, token
from afterword.core.model import Action, Kind, Plan, State
from afterword.core.pipeline import assemble
from afterword.core.plan import Answer, Situation, want
from afterword.core.vanished import Presence
from afterword.ical.decode import read
from afterword.ical.memory import decode_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from afterword.app.gather import Gathered
    from afterword.app.tools import Tools
    from afterword.core.model import Change, Known, Standing, Wanted
    from afterword.core.pipeline import Pipeline
    from afterword.ports import Resource


@dataclass(frozen=True, slots=True)
class Decision:
    plan: Plan
    wanted: Wanted
    pipeline: Pipeline
    void: tuple[str, ...] = ()
    """Places of calendars that were made anew, so that what the ledger says of them is of no account."""


def decide(found: Gathered, tools: Tools, presence: Callable[[Standing], Presence]) -> Decision:
    """The plan of this run. `presence` says of a standing follow-up whether its interview was seen in this run.

    The calendars' own memories are asked only when something would be created that the ledger does not know, and
    a known follow-up that is out of sight is looked up by name: the user may have moved it far away.
    """
    pipeline = assemble(found.interviews, context_of(found, tools))
    known = dict(tools.known())
    remembered: frozenset[str] = frozenset()
    decision = _decided(found, tools, pipeline, known, remembered, presence)
    void = _look_up(decision, found, tools, known)
    if void is not None:
        decision = _decided(found, tools, pipeline, known, remembered, presence)
    if any(change.action is Action.CREATE for change in decision.plan.changes):
        # every memory: the interview may have come over from another calendar since the user deleted its follow-up
        remembered = frozenset[str]().union(*(recall(sink).written for sink in tools.sinks.values()))
        decision = _decided(found, tools, pipeline, known, remembered, presence)
    changes = tuple(in_own_words(change, tools) for change in decision.plan.changes)
    return replace(decision, plan=replace(decision.plan, changes=changes), void=void or ())


def _decided(
    found: Gathered,
    tools: Tools,
    pipeline: Pipeline,
    known: Mapping[str, Known],
    remembered: frozenset[str],
    presence: Callable[[Standing], Presence],
) -> Decision:
    at = Situation(
        now=tools.now,
        owner=tools.owner,
        policy=tools.policy,
        standing=found.standing,
        known=known,
        remembered=remembered,
        out_of_sight=tuple(
            one for one in found.standing.values() if presence(one) in {Presence.MISSING, Presence.UNSEEN}
        ),
        away=tuple(found.away),
        holidays=tools.holidays,
        country_of=country_of,
        answers=_answers(found, tools),
        marks=tools.title_marks,
    )
    wanted = want(pipeline.applications, at, tools.composer)
    changes = diff(wanted, Ground(tools.now, found.standing, known, remembered, presence, tools.title_marks))
    changes = tuple(_reviewed(change, tools) for change in changes)
    changes = tuple(_left_alone(change) if change.uid in found.unreadable else change for change in changes)
    return Decision(Plan(tools.now, changes, wanted.not_written, tuple(found.skipped)), wanted, pipeline)


def _reviewed(change: Change, tools: Tools) -> Change:
    """An edited message is the user's: it is shown as it stands, and only read through once more (M9)."""
    theirs = change.state is State.EDITED and change.action is Action.KEEP
    if not theirs or change.wanted is None or change.standing is None or tools.reviewed is None:
        return change
    return replace(change, wanted=tools.reviewed(change.wanted, change.standing.description))


def _left_alone(change: Change) -> Change:
    reason = "It stands in the calendar but cannot be read, so it is left alone."
    return replace(change, action=Action.KEEP, state=State.STANDING, reason=reason)


def _answers(found: Gathered, tools: Tools) -> Mapping[str, Answer]:
    """What was filled into the forms, read into dates from the interview that each is about (M8)."""
    forms = found.forms(tools)
    answers = {}
    for interview in found.interviews:
        uid = follow_up_uid(Kind.THANK_YOU, interview.key)
        if uid in forms:
            said = forms[uid].they_said
            stated = tools.understanding.answer(said, interview) if said else None
            answers[uid] = Answer(forms[uid], stated)
    return answers


def _look_up(decision: Decision, found: Gathered, tools: Tools, known: dict[str, Known]) -> tuple[str, ...] | None:
    """Ask by name for what was written and is out of sight. None if that changed nothing, else the void places.

    What the memory no longer holds was taken away by another machine of the user's, not by the user.
    A calendar in which even the memory is gone was made anew (restored, exported again): what the ledger says of it
    is void, or every follow-up would count as deleted by the user.
    """
    missing: dict[str, list[str]] = {}
    for change in decision.plan.changes:
        entry = known.get(change.uid)
        if change.state is State.DISMISSED and entry is not None and not entry.dismissed:
            missing.setdefault(entry.calendar, []).append(change.uid)
    void, seen = [], 0
    for sink in tools.sinks.values():
        if sink.place not in missing:
            continue
        resources = sink.fetch([*missing[sink.place], memory_uid(sink)])
        memory = next((one for one in resources if memory_uid(sink).encode() in one.data), None)
        if memory is None:
            void.append(sink.place)
        else:
            seen += _forgotten(missing[sink.place], memory, known)
        seen += _add_standing(resources, sink.id, found, tools)
    for uid in [uid for uid, entry in known.items() if entry.calendar in void]:
        del known[uid]
    return tuple(void) if void or seen else None


def _forgotten(uids: Iterable[str], memory: Resource, known: dict[str, Known]) -> int:
    """What another machine took away, and therefore out of the memory: this one's ledger must not keep it away."""
    written = decode_memory(memory.data).written
    gone = [uid for uid in uids if token(uid) not in written]
    for uid in gone:
        del known[uid]
    return len(gone)


def _add_standing(resources: Iterable[Resource], calendar: str, found: Gathered, tools: Tools) -> int:
    seen = 0
    for resource in resources:
        reading = read(resource, source=calendar, window=tools.reach, timezone=tools.owner.timezone)
        for one in reading.standing:
            found.standing[one.uid] = one
            seen += 1
    return seen

"""Apply: one conditional write for each change, each read back; then remember, then record.

The order matters (PROMISES R1, R2, R8). A follow-up is stored and read back first; only then the calendar's own
memory says that it was written, and only then the local ledger. A crash anywhere leaves a state that the next run
completes: what stands unremembered is remembered then, and nothing that was never stored looks deleted.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from afterword.app.remember import forget_written, remember
from afterword.core.compose.layout import split
from afterword.core.identity import fingerprint, stamp, token
from afterword.core.model import Action, Failure, Known, Mark, State
from afterword.errors import AfterwordError, Precondition, WriteRefused
from afterword.ical.decode import read
from afterword.ical.encode import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from afterword.app.tools import Tools
    from afterword.core.model import Change, FollowUp, Memory, Standing
    from afterword.ports import CalendarSink, Resource

LAST_SYNC: Final = "last sync"
"""Ledger note: what the last sync wrote, for `undo`."""


@dataclass(slots=True)
class Applied:
    """What came of a plan. `look_again`: a condition failed, so somebody else changed something meanwhile."""

    stored: list[Known] = field(default_factory=list)
    log: list[dict[str, str]] = field(default_factory=list)
    counts: dict[Action, int] = field(default_factory=lambda: dict.fromkeys(Action, 0))
    failures: list[Failure] = field(default_factory=list)
    look_again: bool = False


def apply(changes: Sequence[Change], tools: Tools) -> Applied:
    """Carry out what is to be created, updated and deleted. Refusals of one calendar do not stop the others."""
    done = Applied()
    refused = _forget_what_goes(changes, tools, done)
    for change in changes:
        if change.action is Action.KEEP:
            continue
        sink = sink_for(change, tools)
        if sink is None or sink.id in refused:
            continue
        try:
            _one(change, sink, tools, done)
        except Precondition:
            done.look_again = True
        except AfterwordError as error:
            done.failures.append(Failure(change.uid, sink.id, error.message, error.exit_code))
            refused.add(sink.id)
            if not isinstance(error, WriteRefused):
                break
    return done


def _forget_what_goes(changes: Sequence[Change], tools: Tools, done: Applied) -> set[str]:
    """The calendars that refused.

    What we take away ourselves may come back (an interview is cancelled and on again), so nothing may remember it
    as written and gone. First forgotten, then deleted: a crash in between leaves it standing, and the next run
    remembers it again or takes it away."""
    going = [change.uid for change in changes if change.action is Action.DELETE]
    refused: set[str] = set()
    for identity, sink in tools.sinks.items() if going else ():
        try:
            # in every calendar: the user may have carried it from one into another
            forget_written(sink, going, now=tools.now)
        except AfterwordError as error:
            done.failures.append(Failure(going[0], identity, error.message, error.exit_code))
            refused.add(identity)
        else:
            tools.ledger.forget(going, sink.place)
    return refused


def sink_for(change: Change, tools: Tools) -> CalendarSink | None:
    """Where the change is written: where the follow-up stands, else the target of its interview's source."""
    if change.standing is not None:
        return tools.sinks.get(change.standing.calendar)
    assert change.wanted is not None
    return tools.sinks.get(tools.target.get(change.wanted.home, ""))


def _one(change: Change, sink: CalendarSink, tools: Tools, done: Applied) -> None:
    standing, wanted = change.standing, change.wanted
    entry = {"action": change.action.value, "calendar": sink.id, "uid": change.uid}
    if standing is not None:
        entry |= {"href": standing.href, "before": base64.b64encode(standing.data).decode()}
    if wanted is None:
        assert standing is not None, "only what stands can be deleted"
        sink.remove(standing.href, standing.etag)
    else:
        written = stamp(wanted)
        stored = _store(wanted, written, standing, sink, tools)
        back = _read_back(stored, sink, tools)
        done.stored.append(_known(wanted, written, stored, back, sink, tools))
        entry |= {"href": stored.href, "after": written if back is None else as_left(back, tools)}
    done.log.append(entry)
    done.counts[change.action] += 1


def _store(wanted: FollowUp, written: str, standing: Standing | None, sink: CalendarSink, tools: Tools) -> Resource:
    uid = wanted.uid if standing is None else standing.uid
    event = replace(wanted, uid=uid)
    sequence = 0 if standing is None else standing.sequence + 1
    data = encode(event, fingerprint=written, now=tools.now, sequence=sequence)
    if standing is None:
        return sink.create(uid, data)
    return sink.replace(standing.href, standing.etag, data)


def _read_back(stored: Resource, sink: CalendarSink, tools: Tools) -> Standing | None:
    reading = read(stored, source=sink.id, window=tools.reach, timezone=tools.owner.timezone)
    return next(iter(reading.standing), None)


def _known(
    wanted: FollowUp, written: str, stored: Resource, back: Standing | None, sink: CalendarSink, tools: Tools
) -> Known:
    read_back = written if back is None else standing_fingerprint(back, tools)
    uid = wanted.uid if back is None else back.uid
    return Known(uid, sink.place, stored.href, written, read_back, wanted.kind.value, wanted.interview_uid)


def standing_fingerprint(standing: Standing, tools: Tools) -> str:
    return fingerprint(standing.span, standing.summary, standing.description, marks=tools.title_marks)


def as_left(standing: Standing, tools: Tools) -> str:
    """All that a person may have done to it since, also where that is no edit: the form filled in, a mark."""
    mark, _ = tools.title_marks.read(standing.summary)
    form = tools.byhand.form(split(standing.description).form)
    return f"{standing_fingerprint(standing, tools)} {token(repr(form))} {mark.value}".rstrip()


def settle(changes: Sequence[Change], done: Applied, tools: Tools) -> None:
    """Remember in each calendar what stands or was written there, then record it all in the ledger.

    Raises what the sinks and the ledger raise; the next run settles what was left.
    """
    known = tools.known()
    entries = {entry.uid: entry for entry in (*_seen(changes, known, tools), *done.stored)}
    fresh = [entry for entry in entries.values() if known.get(entry.uid) != entry]
    for sink in tools.sinks.values():
        here = {token(entry.uid) for entry in fresh if entry.calendar == sink.place and entry.uid not in known}
        if here:
            remember(sink, partial(_with, tokens=frozenset(here)), now=tools.now)
    if fresh:
        tools.ledger.record(fresh)
    if done.log:
        tools.ledger.set_note(LAST_SYNC, json.dumps(done.log))


def _with(memory: Memory, tokens: frozenset[str]) -> Memory:
    return replace(memory, written=memory.written | tokens)


def _seen(changes: Sequence[Change], known: Mapping[str, Known], tools: Tools) -> Iterable[Known]:
    """Ledger entries for what was found standing or dismissed: new to this ledger, done, or gone."""
    for change in changes:
        old = known.get(change.uid)
        if change.state is State.DISMISSED:
            sink = sink_for(change, tools)
            if old is None and sink is not None:
                old = Known(change.uid, sink.place, "", "", "")
            if old is not None:
                yield replace(old, dismissed=True)
        elif change.standing is not None and change.action in {Action.KEEP, Action.UPDATE}:
            yield _from_standing(change.standing, old, tools)


def _from_standing(standing: Standing, old: Known | None, tools: Tools) -> Known:
    mark, _ = tools.title_marks.read(standing.summary)
    place = tools.sinks[standing.calendar].place
    # a machine that never saw it undone does not know when it was done: then its own day counts (T5)
    first_seen = standing.span.start if old is None else tools.now
    if old is None:
        written = standing.written or ""
        old = Known(standing.uid, place, standing.href, written, written)
    done_at = None if mark is not Mark.DONE else old.done_at or standing.last_modified or first_seen
    return replace(old, calendar=place, href=standing.href, done_at=done_at, dismissed=False)

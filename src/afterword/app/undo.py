"""Undo: take back the last sync, or everything that is ours; what the user edited since is left and named."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from afterword.app.apply import LAST_SYNC, standing_fingerprint
from afterword.app.remember import forget_written, memory_uid
from afterword.core.identity import UID_PREFIX
from afterword.core.model import Failure, TimeSpan, UndoResult
from afterword.errors import AfterwordError, Precondition
from afterword.ical.decode import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from afterword.app.tools import Tools
    from afterword.core.model import Standing
    from afterword.ports import CalendarSink

ALL_TIME: Final = TimeSpan(datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


@dataclass(slots=True)
class _Undone:
    removed: int = 0
    restored: int = 0
    left: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    forgotten: dict[str, set[str]] = field(default_factory=dict)
    """By calendar: the follow-ups that are as if they had never been written."""

    def result(self) -> UndoResult:
        return UndoResult(self.removed, self.restored, tuple(self.left), tuple(self.failures))

    def attempt(self, uid: str, calendar: str, work: Callable[[], None]) -> None:
        try:
            work()
        except Precondition:
            self.left.append(f"{uid} in {calendar} was changed meanwhile")
        except AfterwordError as error:
            self.failures.append(Failure(uid, calendar, error.message, error.exit_code))


def undo_last(tools: Tools) -> UndoResult:
    """As it was before the last sync; the next sync will plan anew. Nothing to take back is no error."""
    done = _Undone()
    for entry in reversed(json.loads(tools.ledger.note(LAST_SYNC) or "[]")):
        sink = tools.sinks.get(entry["calendar"])
        if sink is None:
            done.left.append(f"{entry['uid']}: its calendar {entry['calendar']} is not among those of this run")
        else:
            done.attempt(entry["uid"], sink.id, partial(_take_back, entry, sink, tools, done))
    _forget(done, tools)
    if not done.failures:
        tools.ledger.set_note(LAST_SYNC, None)
    return done.result()


def _take_back(entry: dict[str, str], sink: CalendarSink, tools: Tools, done: _Undone) -> None:
    uid = entry["uid"]
    before = base64.b64decode(entry.get("before", ""))
    standing = _standing(uid, sink, tools)
    if entry["action"] == "delete":
        if standing is None:
            sink.create(uid, before)
            done.restored += 1
    elif standing is None:
        done.left.append(f"{uid} in {sink.id} is already gone")
    elif standing_fingerprint(standing, tools) != entry["after"]:
        done.left.append(f"{standing.summary!r} in {sink.id} was edited since and stays")
    elif entry["action"] == "create":
        sink.remove(standing.href, standing.etag)
        done.removed += 1
        done.forgotten.setdefault(sink.id, set()).add(uid)
    else:
        sink.replace(standing.href, standing.etag, before)
        done.restored += 1
        tools.ledger.forget([uid], sink.place)


def _standing(uid: str, sink: CalendarSink, tools: Tools) -> Standing | None:
    for resource in sink.fetch([uid]):
        reading = read(resource, source=sink.id, window=ALL_TIME, timezone=tools.owner.timezone)
        return next((one for one in reading.standing if one.uid == uid), None)
    return None


def undo_all(tools: Tools) -> UndoResult:
    """Remove all that is ours from every calendar of this run, edited or not, and nothing else."""
    done = _Undone()
    for sink in tools.sinks.values():
        for standing in _ours(sink, tools):
            done.attempt(standing.uid, sink.id, partial(sink.remove, standing.href, standing.etag))
            done.removed += 1
            done.forgotten.setdefault(sink.id, set()).add(standing.uid)
        for memory in sink.fetch([memory_uid(sink)]):
            done.attempt(memory_uid(sink), sink.id, partial(sink.remove, memory.href, memory.etag))
        tools.ledger.forget(tools.ledger.known([sink.place]), sink.place)
    tools.ledger.set_note(LAST_SYNC, None)
    done.removed -= len(done.failures)
    return done.result()


def _ours(sink: CalendarSink, tools: Tools) -> Iterator[Standing]:
    marker = f"UID:{UID_PREFIX}".encode()
    for resource in sink.read(ALL_TIME).resources:
        if marker in resource.data:
            yield from read(resource, source=sink.id, window=ALL_TIME, timezone=tools.owner.timezone).standing


def _forget(done: _Undone, tools: Tools) -> None:
    for calendar, uids in done.forgotten.items():
        forget_written(tools.sinks[calendar], uids, now=tools.now)
        tools.ledger.forget(uids, tools.sinks[calendar].place)

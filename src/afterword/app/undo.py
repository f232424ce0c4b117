"""Undo: take back the last sync, or everything that is ours; what the user edited since is left and named."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from afterword.app.apply import LAST_SYNC, as_left
from afterword.app.remember import forget_written, memory_uid, recall
from afterword.core.identity import UID_PREFIX, token
from afterword.core.model import Failure, TimeSpan, UndoResult
from afterword.errors import AfterwordError, Precondition
from afterword.ical.decode import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
    """As it was before the last sync; the next sync will plan anew. Nothing to take back is no error.

    What goes is forgotten first and removed then: a crash in between leaves it standing, never dismissed.
    """
    done = _Undone()
    entries = list(reversed(json.loads(tools.ledger.note(LAST_SYNC) or "[]")))
    there = _there(entries, tools)
    _forget(entries, there, tools)
    for entry in entries:
        sink = tools.sinks.get(entry["calendar"])
        if sink is None:
            done.left.append(f"{entry['uid']}: its calendar {entry['calendar']} is not among those of this run")
        else:
            standing = there.get((sink.id, entry["uid"]))
            done.attempt(entry["uid"], sink.id, partial(_take_back, entry, standing, tools, done))
    if not done.failures:
        tools.ledger.set_note(LAST_SYNC, None)
    return done.result()


def _there(entries: Sequence[Mapping[str, str]], tools: Tools) -> dict[tuple[str, str], Standing]:
    """What stands of the last sync, by calendar and UID."""
    found: dict[tuple[str, str], Standing] = {}
    for sink in tools.sinks.values():
        uids = list(dict.fromkeys(entry["uid"] for entry in entries if entry["calendar"] == sink.id))
        for resource in sink.fetch(uids):
            reading = read(resource, source=sink.id, window=ALL_TIME, timezone=tools.owner.timezone)
            found |= {(sink.id, one.uid): one for one in reading.standing if one.uid in uids}
    return found


def _forget(entries: Iterable[Mapping[str, str]], there: Mapping[tuple[str, str], Standing], tools: Tools) -> None:
    going: dict[str, set[str]] = {}
    for entry in entries:
        standing = there.get((entry["calendar"], entry["uid"]))
        if standing is not None and entry["action"] == "create" and as_left(standing, tools) == entry["after"]:
            going.setdefault(entry["calendar"], set()).add(entry["uid"])
    for calendar, uids in going.items():
        forget_written(tools.sinks[calendar], uids, now=tools.now)
        tools.ledger.forget(uids, tools.sinks[calendar].place)


def _take_back(entry: Mapping[str, str], standing: Standing | None, tools: Tools, done: _Undone) -> None:
    uid, sink = entry["uid"], tools.sinks[entry["calendar"]]
    before = base64.b64decode(entry.get("before", ""))
    if entry["action"] == "delete":
        _put_back(uid, before, standing, sink, done)
    elif standing is None:
        done.left.append(f"{uid} in {sink.id} is already gone")
    elif as_left(standing, tools) != entry["after"]:
        done.left.append(f"{standing.summary!r} in {sink.id} was edited since and stays")
    elif entry["action"] == "create":
        sink.remove(standing.href, standing.etag)
        done.removed += 1
    else:
        sink.replace(standing.href, standing.etag, before)
        done.restored += 1
        tools.ledger.forget([uid], sink.place)


def _put_back(uid: str, before: bytes, standing: Standing | None, sink: CalendarSink, done: _Undone) -> None:
    """We forget what we delete ourselves: what is remembered was made anew since, and then deleted by the user."""
    if standing is not None:
        return
    if token(uid) in recall(sink).written:
        done.left.append(f"{uid} in {sink.id} was deleted by you since and stays away")
        return
    sink.create(uid, before)
    done.restored += 1


def undo_all(tools: Tools) -> UndoResult:
    """Remove all that is ours from every calendar of this run, edited or not, and nothing else.

    The memory goes first, so that after a crash nothing counts as deleted by the user.
    """
    done = _Undone()
    for sink in tools.sinks.values():
        for memory in sink.fetch([memory_uid(sink)]):
            done.attempt(memory_uid(sink), sink.id, partial(sink.remove, memory.href, memory.etag))
        tools.ledger.forget(tools.ledger.known([sink.place]), sink.place)
        for standing in _ours(sink, tools):
            done.attempt(standing.uid, sink.id, partial(_remove, standing, sink, done))
    tools.ledger.set_note(LAST_SYNC, None)
    return done.result()


def _remove(standing: Standing, sink: CalendarSink, done: _Undone) -> None:
    sink.remove(standing.href, standing.etag)
    done.removed += 1


def _ours(sink: CalendarSink, tools: Tools) -> Iterator[Standing]:
    marker = f"UID:{UID_PREFIX}".encode()
    for resource in sink.read(ALL_TIME).resources:
        if marker in resource.data:
            yield from read(resource, source=sink.id, window=ALL_TIME, timezone=tools.owner.timezone).standing

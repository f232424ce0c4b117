"""What remembers on every machine: one small event of ours in each calendar that we write (DESIGN, decision table).

It lists tokens of the follow-ups that were ever written there, so that one which the user deleted is told from one
that was never made, also on a machine with an empty disk; and the decisions given on the command line. It is written
after the follow-ups were stored and read back, never with them: else a crash would look like a deletion. Two runs
at once merge: the union of tokens holds whatever came first.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from afterword.core.identity import MEMORY_PREFIX, token
from afterword.core.model import Memory
from afterword.errors import Precondition, Temporary
from afterword.ical.memory import decode_memory, encode_memory, sequence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from afterword.ports import CalendarSink, Resource

TRIES: Final = 5


def memory_uid(sink: CalendarSink) -> str:
    """A UID of its own for each collection: Cyrus refuses one UID in two calendars of a user (SERVERS)."""
    return MEMORY_PREFIX + hashlib.sha256(sink.key.encode()).hexdigest()[:16]


def recall(sink: CalendarSink) -> Memory:
    """What is remembered in this calendar; empty when nothing is."""
    return _decoded(_stored(sink))


def remember(sink: CalendarSink, change: Callable[[Memory], Memory], *, now: datetime) -> None:
    """Change the memory of this calendar, merging with whoever else changes it. Writes nothing if nothing changes.

    Raises Temporary if others keep changing it; WriteRefused and the like from the sink.
    """
    for _ in range(TRIES):
        standing = _stored(sink)
        before = _decoded(standing)
        after = change(before)
        if after == before:
            return
        try:
            _store(sink, standing, after, now)
        except Precondition:
            continue
        return
    raise Temporary(f"the memory of {sink.id} keeps changing under us; the next run tries again")


def forget_written(sink: CalendarSink, uids: Iterable[str], *, now: datetime) -> None:
    """Take these follow-ups out of the memory, as if they had never been written in this calendar."""
    tokens = frozenset(token(uid) for uid in uids)
    remember(sink, lambda memory: replace(memory, written=memory.written - tokens), now=now)


def _store(sink: CalendarSink, standing: Resource | None, memory: Memory, now: datetime) -> None:
    uid = memory_uid(sink)
    if memory == Memory():
        if standing is not None:
            sink.remove(standing.href, standing.etag)
        return
    if standing is None:
        sink.create(uid, encode_memory(memory, uid=uid, now=now))
    else:
        sequence = sequence_of(standing.data) + 1  # RFC 5545 section 3.8.7.4; Google refuses one that falls
        sink.replace(standing.href, standing.etag, encode_memory(memory, uid=uid, now=now, sequence=sequence))


def _stored(sink: CalendarSink) -> Resource | None:
    return next(iter(sink.fetch([memory_uid(sink)])), None)


def _decoded(resource: Resource | None) -> Memory:
    return Memory() if resource is None else decode_memory(resource.data)

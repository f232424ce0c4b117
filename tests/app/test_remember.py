from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from afterword.adapters.memory import MemoryCalendar
from afterword.app.remember import memory_uid, recall, remember
from afterword.ical.memory import sequence_of

if TYPE_CHECKING:
    from afterword.core.model import Memory

NOW = datetime(2026, 3, 10, 15, tzinfo=UTC)


def test_each_change_of_the_memory_raises_its_sequence_and_keeps_what_was_there() -> None:
    calendar = MemoryCalendar()

    def adding(token: str) -> None:
        def change(memory: Memory) -> Memory:
            return replace(memory, written=memory.written | {token})

        remember(calendar, change, now=NOW)

    seen = []
    for token in ("aaaa11112222", "bbbb11112222", "bbbb11112222"):
        adding(token)
        seen.append(sequence_of(calendar.objects[f"{memory_uid(calendar)}.ics"]))
    assert seen == [0, 1, 1], "what changes nothing writes nothing"
    assert recall(calendar).written == {"aaaa11112222", "bbbb11112222"}

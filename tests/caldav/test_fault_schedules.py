"""Random schedules of faults, two machines and a user's hand at every request (PROMISES R1 to R3).

Each number is a schedule, kept: what happens at each request follows from it alone.
"""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
from afterword.errors import AfterwordError, Precondition
from tests.contracts.sink_contract import event, said
from tests.fault_server import Piece, Request, Reset, TinyCalendar, fault_server, http

UIDS = [f"afterword-0000{number}" for number in range(4)]
BROKEN: list[bytes | list[Piece]] = [b"", [Reset()], http(500), http(502), http(207, "<d:multi")]
THEIRS = "Moved by hand"


class World:
    """A calendar, the faults on the way to it, and a user who edits and deletes at any moment."""

    def __init__(self, schedule: int) -> None:
        self.random = Random(schedule)
        self.store = TinyCalendar(conditions=schedule % 4 != 0)
        self.store.before, self.store.after = self.before, self.after
        self.faults = True
        self.edited: dict[str, bytes] = {}

    def before(self, request: Request) -> bytes | list[Piece] | None:
        if not self.faults:
            return None
        if self.random.random() < 0.08 and self.store.objects and (self.store.conditions or request.method == "REPORT"):
            path = self.random.choice(sorted(self.store.objects))
            uid = said(self.store.objects[path], "UID")
            self.store.put(path.removeprefix("/cal/"), event(uid, THEIRS, sequence=self.random.randrange(9)))
            self.edited[path] = self.store.objects[path]
        return self.random.choice(BROKEN) if self.random.random() < 0.12 else None

    def after(self, _: Request, answer: bytes) -> bytes | list[Piece]:
        return self.random.choice(BROKEN) if self.faults and self.random.random() < 0.12 else answer


def run(calendar: CalDavCalendar, turn: int) -> None:
    """What a sync does: look, make what is missing, renew what is still as we wrote it. It stops at the first
    trouble, as if killed; a condition that is not met only means that somebody else was there."""
    standing = {said(one.data, "UID"): one for one in calendar.fetch(UIDS)}
    for uid in UIDS:
        with suppress(Precondition):
            if uid not in standing:
                calendar.create(uid, event(uid, f"Ours {turn}", sequence=turn))
            elif said(standing[uid].data, "SUMMARY").startswith("Ours"):
                one = standing[uid]
                calendar.replace(one.href, one.etag, event(uid, f"Ours {turn}", sequence=turn))


@pytest.mark.parametrize("schedule", range(48))
def test_nothing_is_doubled_lost_or_overwritten_whatever_breaks(schedule: int) -> None:
    world = World(schedule)
    with fault_server(world.store) as server:
        info = CollectionInfo(server.url, "c", writable=True)
        machines = [CalDavCalendar(info, Login("alice", "pw"), seconds=2) for _ in range(2)]
        for turn in range(6):
            with suppress(AfterwordError):
                run(machines[turn % 2], turn)
            check(world)
        world.faults = False
        run(machines[0], 6)
        check(world)
        assert {said(data, "UID") for data in world.store.objects.values()} == set(UIDS)
        writes = [one for one in server.writes if not {"if-match", "if-none-match"} & one.headers.keys()]
        assert writes == []


def check(world: World) -> None:
    uids = [said(data, "UID") for data in world.store.objects.values()]
    assert len(uids) == len(set(uids))
    assert {path: world.store.objects[path] for path in world.edited} == world.edited

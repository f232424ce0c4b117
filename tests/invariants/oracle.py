"""What must be true of a world at every moment, and what must be true once nothing goes wrong any more."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from afterword.core.hand import read_hand
from afterword.core.model import Action, Kind, State, TimeSpan
from afterword.ical.decode import read
from afterword.wiring import readers
from tests.invariants.world import ALL_TIME, OURS, OWNER, World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.model import FollowUp, Standing

_UID = re.compile(rb"(?m)^UID:(.*?)\r?$")


def check_always(world: World) -> None:
    objects = world.objects()
    theirs = {at: data for at, data in objects.items() if OURS not in data}
    assert theirs == world.foreign, "an object of somebody else was changed"
    twice = [uid for uid, count in Counter(_UID.findall(b"\n".join(objects.values()))).items() if count > 1]
    assert not twice, f"one UID twice: {twice}"
    _check_promises(world, objects)


def _check_promises(world: World, objects: dict[tuple[str, str], bytes]) -> None:
    promises = world.promises
    uids = {uid.decode() for uid in _UID.findall(b"\n".join(objects.values()))}
    assert not uids & promises.dismissed, "what the user deleted came back"
    for at, data in promises.words.items():
        assert objects.get(at) == data, f"what the user wrote or marked was changed: {at}"
    for at, span in promises.times.items():
        assert at in objects, f"what the user moved was deleted: {at}"
        assert standing_at(world, at).span == span, f"what the user moved was moved again: {at}"
    for at, words in promises.forms.items():
        if at in objects:
            assert words in standing_at(world, at).description, f"what the user filled in is gone: {at}"


def run_looking_at(world: World, machine: str, window: TimeSpan) -> None:
    """A run with --since and --until: what belongs to an interview that was not looked at stays."""
    before = world.standing()
    world.run(machine, window=window)
    after = {one.uid for one in world.standing()}
    unseen = {one.uid for one in world.booked if not window.overlaps(TimeSpan(one.start, one.end))}
    for one in before:
        gone = one.uid not in after and set(one.related_to) <= unseen
        assert not gone, f"deleted because the window moved: {one.kind} {one.summary} {one.span.start}"


def standing_at(world: World, at: tuple[str, str]) -> Standing:
    found = world.calendars[at[0]]._resource(at[1])
    return next(iter(read(found, source=at[0], window=ALL_TIME, timezone=OWNER.timezone).standing))


def check_peace(world: World, machine: str = "A") -> None:
    """Two runs that nothing happens to give what is right, a third writes nothing, and so does a new machine."""
    world.run(machine)
    check_always(world)
    world.run(machine)
    check_always(world)
    before = world.objects()
    world.run(machine)
    assert world.objects() == before, "a third run still wrote"
    pending = [c for c in world.stranger().plan.changes if c.action is not Action.KEEP]
    assert not pending, f"a machine with an empty disk would still write: {pending}"
    _check_wanted(world, machine)
    _check_one_pair(world)
    check_always(world)


def _check_wanted(world: World, machine: str) -> None:
    """All that a first run would make stands or was dismissed; what stands untouched and is to come, is wanted."""
    fresh = world.afresh().plan.changes
    wanted = [c.wanted for c in fresh if c.wanted is not None]
    here = world.plan(machine).plan.changes
    for change in here:
        if change.state is State.DISMISSED and change.wanted is not None:
            uids = {change.uid, *change.wanted.aliases}
            assert uids & world.erased, f"nobody deleted it: {change.wanted.kind} {change.wanted.summary}"
    met = [change.wanted for change in here if change.wanted is not None]
    orphans = {s.kind for s in world.standing() if _out_of_sight(world, s)}
    for one in wanted:
        # an earlier round does not take the pair back from a later one that this machine never saw and cannot judge
        waits = one.kind in orphans and one.kind in (Kind.CHECK_IN, Kind.FINAL_CHECK)
        there = waits or any(_same(one, other.kind, other.related_to) for other in met)
        assert there, f"missing: {one.kind} {one.company} {one.span.start} ({one.why_then})"
    standing = world.standing()
    for s in standing:
        if s.span.start <= world.now or _touched(s) or _out_of_sight(world, s):
            continue
        assert any(_same(one, s.kind, s.related_to) for one in wanted), (
            f"left over: {s.kind} {s.summary} {s.span.start}"
        )


def _same(one: FollowUp, kind: Kind | None, related_to: tuple[str, ...]) -> bool:
    return one.kind is kind and bool(set(one.related_to) & set(related_to))


def _touched(standing: Standing) -> bool:
    hand = read_hand(standing, None, readers.title_marks())
    return hand.edited or hand.settled


def _out_of_sight(world: World, standing: Standing) -> bool:
    """None of its interviews is in the calendars, or in the window."""
    of_it = [one for one in world.booked if one.uid in standing.related_to]
    return not any(abs(one.start - world.now).days < 59 for one in of_it)


def _check_one_pair(world: World) -> None:
    """T6: of what is ours and to come, one check-in and one final check for each employer."""
    application = {one.occurrence.uid: one.application or one.key for one in world.plan("A").scan.interviews}
    coming = [s for s in world.standing() if s.span.start > world.now and not _touched(s)]
    for kind in (Kind.CHECK_IN, Kind.FINAL_CHECK):
        by_application = Counter(
            _application(s, application) for s in coming if s.kind is kind and not _out_of_sight(world, s)
        )
        assert all(count == 1 for count in by_application.values()), f"more than one {kind}: {by_application}"


def _application(standing: Standing, of: Mapping[str, str]) -> str:
    return next((of[uid] for uid in standing.related_to if uid in of), standing.uid)

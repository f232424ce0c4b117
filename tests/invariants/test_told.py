"""Lives that went wrong once, told in short."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.core.model import Kind
from tests.invariants.faults import Trouble
from tests.invariants.invitations import Booked
from tests.invariants.oracle import check_always, check_peace
from tests.invariants.phone import Phone
from tests.invariants.world import BEGIN, DAY, HOUR, World


@pytest.fixture
def world() -> World:
    return World()


def book(world: World, uid: str = "one", day: int = 2, hour: int = 0, calendar: str = "home") -> Booked:
    one = Booked(uid, calendar, 0, BEGIN + day * DAY + hour * HOUR)
    world.put(one)
    return one


def kinds(world: World) -> list[Kind]:
    return sorted(one.kind for one in world.standing() if one.kind)


@pytest.mark.parametrize("act", ["mark", "fill"])
def test_undo_leaves_what_the_user_marked_or_filled_in_since(world: World, act: str) -> None:
    book(world)
    world.run("A")
    thank_you = next(one for one in world.standing() if one.kind is Kind.THANK_YOU)
    if act == "mark":
        Phone(world).mark(thank_you, "✓")
    else:
        Phone(world).fill(thank_you, "")
    world.undo("A")
    assert kinds(world) == [Kind.THANK_YOU]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("write", range(1, 7))
@pytest.mark.parametrize("everything", [False, True])
def test_an_undo_that_is_killed_makes_nothing_look_deleted_by_the_user(
    world: World, write: int, *, after: bool, everything: bool
) -> None:
    book(world)
    world.run("A")
    world.undo("A", Trouble(write, after), everything=everything)
    check_peace(world)
    assert len(kinds(world)) == 3


def test_undo_does_not_bring_back_what_the_user_deleted_after_it_was_made_anew(world: World) -> None:
    one = book(world)
    world.run("A")
    world.put(replace(one, status="CANCELLED"))
    world.run("A")
    assert kinds(world) == []
    world.put(one)
    world.run("B")
    for standing in world.standing():
        Phone(world).erase(standing)
    world.undo("A")
    assert kinds(world) == []
    check_peace(world)


def test_the_parts_of_a_loop_that_was_parted_each_get_their_thank_you(world: World) -> None:
    book(world, "late", day=2, hour=4)
    early = book(world, "early", day=2)
    world.run("A")
    assert kinds(world).count(Kind.THANK_YOU) == 1
    world.put(replace(early, start=early.start + 10 * DAY))
    check_peace(world)
    assert kinds(world).count(Kind.THANK_YOU) == 2


def test_a_deleted_follow_up_stays_away_also_where_its_interview_goes_to_another_calendar(world: World) -> None:
    one = book(world)
    world.run("A")
    for standing in world.standing():
        Phone(world).erase(standing)
    world.remove(one)
    world.put(replace(one, calendar="work"))
    world.run("B")
    check_always(world)
    assert kinds(world) == []


def test_what_was_carried_into_another_calendar_comes_back_after_cancelled_and_on_again(world: World) -> None:
    one = book(world)
    world.run("A")
    for standing in world.standing():
        Phone(world).carry(standing)
    world.run("A")
    world.put(replace(one, status="CANCELLED"))
    world.run("A")
    assert kinds(world) == []
    world.put(one)
    check_peace(world)
    assert len(kinds(world)) == 3


def test_what_was_deleted_before_it_could_be_remembered_comes_once_more_and_then_no_more(world: World) -> None:
    """The order is stored, read back, remembered (docs/how-it-decides.md): a crash must not look like a deletion."""
    book(world)
    world.run("A", Trouble(at=3, after=True))  # behind two notes of the ledger, the first follow-up
    for _ in range(2):
        assert len(world.standing()) > 0
        for standing in world.standing():
            Phone(world).erase(standing)
        world.run("A")
    assert world.standing() == []
    check_peace(world)

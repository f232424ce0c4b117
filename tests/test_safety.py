from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from afterword.core.model import Action, Change, Kind, State
from afterword.core.safety import Numbers, check, check_clock
from afterword.errors import SafetyStop
from tests.plan.world import application, interview, local, of, plan, stored

NOW = local("2026-03-01 09:00")


def changes(action: Action, count: int) -> list[Change]:
    follow_up = of(plan(application(interview("2026-03-03 10:00")), now=NOW), Kind.CHECK_IN)
    return [Change(action, State.STANDING, "why.", follow_up, stored(follow_up))] * count


@pytest.mark.parametrize(
    ("action", "count", "standing", "stops"),
    [
        (Action.DELETE, 2, 10, False),
        (Action.DELETE, 3, 10, True),
        (Action.UPDATE, 3, 10, True),
        (Action.UPDATE, 9, 9, False),  # fewer than ten standing
        (Action.UPDATE, 20, 100, False),
        (Action.UPDATE, 21, 100, True),
        (Action.KEEP, 100, 100, False),
    ],
)
def test_R4_more_than_a_fifth_of_ten_or_more_stops(action: Action, count: int, standing: int, *, stops: bool) -> None:
    if not stops:
        check(changes(action, count), Numbers(standing))
        return
    with pytest.raises(SafetyStop, match=r"--allow-many") as stop:
        check(changes(action, count), Numbers(standing))
    assert f"{count} of {standing}" in stop.value.message
    assert stop.value.exit_code == 76
    check(changes(action, count), Numbers(standing), allow_many=True)


def test_R4_updates_and_deletes_count_together() -> None:
    with pytest.raises(SafetyStop):
        check(changes(Action.UPDATE, 2) + changes(Action.DELETE, 1), Numbers(10))


@pytest.mark.parametrize(
    ("known", "missing", "stops"),
    [(10, 3, True), (10, 2, False), (15, 3, True), (16, 3, False), (3, 3, True), (100, 100, True), (0, 0, False)],
)
def test_R4_known_interviews_that_vanish_stop_the_run(known: int, missing: int, *, stops: bool) -> None:
    numbers = Numbers(standing=0, known=known, missing=missing)
    if not stops:
        check([], numbers)
        return
    with pytest.raises(SafetyStop, match=r"--allow-many"):
        check([], numbers)
    check([], numbers, allow_many=True)


def test_R4_more_than_thirty_new_ones_stop_except_at_first() -> None:
    check(changes(Action.CREATE, 30), Numbers(5))
    check(changes(Action.CREATE, 200), Numbers(0, first_run=True))
    with pytest.raises(SafetyStop, match=r"31 new follow-ups .*--allow-many"):
        check(changes(Action.CREATE, 31), Numbers(5))
    check(changes(Action.CREATE, 31), Numbers(5), allow_many=True)


@pytest.mark.parametrize(
    ("last_run", "server"),
    [
        (NOW + timedelta(hours=25), None),
        (NOW - timedelta(days=3650), None),
        (None, NOW + timedelta(days=2)),
        (NOW - timedelta(days=1), NOW - timedelta(hours=25)),
    ],
)
def test_R4_a_clock_that_jumped_stops_the_run(last_run: datetime | None, server: datetime | None) -> None:
    with pytest.raises(SafetyStop, match="clock"):
        check_clock(NOW, last_run, server)


@pytest.mark.parametrize(
    ("last_run", "server"),
    [
        (None, None),
        (NOW - timedelta(days=90), None),
        (NOW + timedelta(hours=23), None),  # another zone, or a clock that was set
        (NOW - timedelta(days=3650), NOW + timedelta(minutes=5)),  # the server agrees: it was a long pause
    ],
)
def test_R4_a_clock_that_can_be_believed_does_not(last_run: datetime | None, server: datetime | None) -> None:
    check_clock(NOW, last_run, server)

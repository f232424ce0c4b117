from __future__ import annotations

from datetime import timedelta

import pytest

from afterword.core.identity import follow_up_uid
from afterword.core.model import Interview, Kind, Standing, TimeSpan
from afterword.core.vanished import Presence, Sight, Tally, tally
from tests.plan.world import application, interview, local, of, plan, stored

WINDOW = TimeSpan(local("2026-02-01 00:00"), local("2026-04-01 00:00"))


def follow_up(uid: str = "one") -> Standing:
    return stored(of(plan(application(interview("2026-03-03 10:00", uid)), now="2026-03-01 09:00"), Kind.CHECK_IN))


def runs(*found: list[Interview], window: TimeSpan = WINDOW) -> Tally:
    last = Tally({})
    for interviews in found:
        last = tally(last.seen, interviews, window)
    return last


HERE: list[Interview] = [interview("2026-03-03 10:00")]
NOWHERE: list[Interview] = []


@pytest.mark.parametrize(
    ("found", "presence"),
    [
        ((HERE,), Presence.SEEN),
        ((HERE, NOWHERE), Presence.MISSING),
        ((HERE, NOWHERE, NOWHERE), Presence.GONE),
        ((HERE, NOWHERE, HERE), Presence.SEEN),
        ((HERE, NOWHERE, HERE, NOWHERE), Presence.MISSING),
        ((NOWHERE,), Presence.UNSEEN),
    ],
)
def test_only_two_runs_in_a_row_without_it_mean_gone(found: tuple[list[Interview], ...], presence: Presence) -> None:
    keys = [one.key for one in found[-1]]
    assert Sight.build(keys, [runs(*found)]).presence(follow_up()) is presence


def test_a_moved_window_makes_nothing_vanish() -> None:
    later = TimeSpan(local("2026-03-03 10:30"), local("2026-06-01 00:00"))
    last = runs(HERE)
    for _ in range(5):
        last = tally(last.seen, [], later)
    assert Sight.build([], [last]).presence(follow_up()) is Presence.UNSEEN
    assert last.newly_missing == ()
    assert last.known == 0


def test_a_source_that_was_not_read_says_nothing() -> None:
    assert Sight.build([]).presence(follow_up()) is Presence.UNSEEN


def test_an_instance_that_was_taken_out_of_a_series_goes_like_any_other() -> None:
    first = interview("2026-03-03 10:00", "s", recurrence_id="2026-03-03T10:00:00-06:00")
    second = interview("2026-03-10 10:00", "s", recurrence_id="2026-03-10T10:00:00-05:00")
    stands = stored(of(plan(application(first), now="2026-03-01 09:00"), Kind.CHECK_IN))
    gone = runs([first, second], [second], [second])
    assert Sight.build([second.key], [gone]).presence(stands) is Presence.GONE
    assert Sight.build([first.key, second.key], [gone]).presence(stands) is Presence.SEEN


def test_an_instance_that_was_changed_is_not_missing() -> None:
    before = interview("2026-03-03 10:00", "s", recurrence_id="2026-03-03T10:00:00-06:00")
    after = interview("2026-03-03 11:00", "s", recurrence_id="20260303T100000")
    assert runs([before], [after]).newly_missing == ()


def test_the_counts_say_what_is_newly_missing() -> None:
    many = [interview(local("2026-03-03 10:00") + timedelta(days=n), f"u{n}") for n in range(5)]
    once, twice = runs(many, many[3:]), runs(many, many[3:], many[3:])
    assert (once.known, once.newly_missing, once.gone) == (5, ("u0", "u1", "u2"), frozenset())
    assert twice.newly_missing == ()
    assert twice.gone == {"u0", "u1", "u2"}


def test_a_follow_up_of_another_interview_is_not_answered_for() -> None:
    assert follow_up("one").uid == follow_up_uid(Kind.CHECK_IN, "one")
    assert Sight.build(["two"], [runs(HERE, [], [])]).presence(follow_up("three")) is Presence.UNSEEN

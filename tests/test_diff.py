"""The decision table of core.diff, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.core.diff import Ground, diff
from afterword.core.identity import follow_up_uid, token
from afterword.core.model import Action, Change, FollowUp, Kind, Known, Notes, Standing, State, Wanted
from afterword.core.plan import Answer
from afterword.core.vanished import Presence
from tests.plan.world import DAY, application, interview, local, moved, of, plan, stored

NOW = local("2026-03-01 09:00")
APP = application(interview("2026-03-03 10:00"))


def wanted() -> FollowUp:
    return of(plan(APP, now=NOW), Kind.THANK_YOU)


def differing() -> FollowUp:
    """The same follow-up after the interview was put off by a day."""
    return of(plan(application(interview("2026-03-04 10:00")), now=NOW), Kind.THANK_YOU)


def answered() -> FollowUp:
    """The same follow-up after its form was filled in: another text, the same time."""
    answers = {"one": Answer(Notes(talked_about="queues"))}
    return of(plan(APP, now=NOW, answers=answers), Kind.THANK_YOU)


def seen(_: Standing) -> Presence:
    return Presence.SEEN


def one(
    want: FollowUp | None,
    stands: Standing | None,
    *,
    known: Known | None = None,
    remembered: frozenset[str] = frozenset(),
    presence: Presence = Presence.SEEN,
    now: str = "2026-03-01 09:00",
) -> Change:
    ground = Ground(
        local(now),
        {} if stands is None else {stands.uid: stands},
        {} if known is None else {known.uid: known},
        remembered,
        lambda _: presence,
    )
    changes = diff(Wanted(() if want is None else (want,)), ground)
    assert len(changes) == 1
    return changes[0]


def result(change: Change) -> tuple[Action, State]:
    assert change.reason.endswith("."), change.reason
    return change.action, change.state


def entry(follow_up: FollowUp) -> Known:
    written = stored(follow_up).written or ""
    return Known(follow_up.uid, "cal", "", written, written)


def reworded(standing: Standing) -> Standing:
    return replace(standing, description=standing.description.replace("said", "I say"))


def marked(standing: Standing, mark: str) -> Standing:
    return replace(standing, summary=f"{mark} {standing.summary}")


def test_row_1_wanted_and_never_written_is_created() -> None:
    assert result(one(wanted(), None)) == (Action.CREATE, State.NEW)


def test_row_2_deleted_by_the_user_stays_away_here_and_on_another_machine() -> None:
    assert result(one(wanted(), None, known=entry(wanted()))) == (Action.KEEP, State.DISMISSED)
    remembered = frozenset({token(wanted().uid)})
    assert result(one(wanted(), None, remembered=remembered)) == (Action.KEEP, State.DISMISSED)


def test_row_2_also_under_an_older_identity() -> None:
    older = follow_up_uid(Kind.THANK_YOU, "older")
    grown = replace(wanted(), aliases=(older,))
    assert result(one(grown, None, remembered=frozenset({token(older)}))) == (Action.KEEP, State.DISMISSED)


def test_row_3_what_stands_as_wanted_is_kept() -> None:
    assert result(one(wanted(), stored(wanted()))) == (Action.KEEP, State.STANDING)


def test_row_4_what_differs_and_is_unedited_is_updated() -> None:
    for change in (one(differing(), stored(wanted())), one(answered(), stored(wanted()))):
        assert result(change) == (Action.UPDATE, State.STANDING)


def test_row_4_what_a_server_rewrote_beyond_recognition_is_still_unedited_for_who_read_it_back() -> None:
    mangled = reworded(stored(wanted()))
    from afterword.core.identity import fingerprint

    read_back = fingerprint(mangled.span, mangled.summary, mangled.description)
    known = replace(entry(wanted()), read_back=read_back)
    assert result(one(answered(), mangled, known=known)) == (Action.UPDATE, State.STANDING)


def test_row_5_a_moved_one_keeps_its_time_and_gets_its_text() -> None:
    there = moved(stored(wanted()), DAY)
    change = one(answered(), there)
    assert result(change) == (Action.UPDATE, State.EDITED)
    assert change.wanted is not None
    assert change.wanted.span == there.span
    assert "queues" in change.wanted.description


def test_row_5_once_completed_it_still_counts_as_moved() -> None:
    change = one(answered(), moved(stored(wanted()), DAY))
    assert change.wanted is not None
    again = one(answered(), stored(change.wanted))
    assert result(again) == (Action.KEEP, State.EDITED)


@pytest.mark.parametrize("want", [wanted, differing])
def test_row_5_a_moved_one_with_nothing_new_to_say_is_kept(want: object) -> None:
    assert callable(want)
    assert result(one(want(), moved(stored(wanted()), DAY))) == (Action.KEEP, State.EDITED)


@pytest.mark.parametrize("days", [0, 1])
def test_row_6_an_edited_text_stays_whatever_the_facts_say(days: int) -> None:
    edited = reworded(moved(stored(wanted()), days * DAY))
    for want in (wanted(), differing(), answered()):
        assert result(one(want, edited)) == (Action.KEEP, State.EDITED)


def test_row_6_without_our_mark_and_without_a_ledger_it_counts_as_the_users() -> None:
    bare = replace(stored(wanted()), written=None)
    assert result(one(differing(), bare)) == (Action.KEEP, State.EDITED)
    assert result(one(differing(), bare, known=entry(wanted()))) == (Action.UPDATE, State.STANDING)


@pytest.mark.parametrize(("mark", "state"), [("✓", State.DONE), ("done:", State.DONE), ("Skip", State.SKIPPED)])
@pytest.mark.parametrize("want", [wanted, differing, answered, None])
def test_row_7_what_is_marked_is_never_touched_again(mark: str, state: State, want: object) -> None:
    stands = marked(stored(wanted()), mark)
    follow_up = want() if callable(want) else None
    assert result(one(follow_up, stands)) == (Action.KEEP, state)
    assert result(one(follow_up, moved(stands, DAY), now="2026-03-20 09:00")) == (Action.KEEP, state)


def test_row_8_what_has_passed_stays_as_it_is() -> None:
    assert result(one(answered(), stored(wanted()), now="2026-03-05 09:00")) == (Action.KEEP, State.STANDING)


def test_row_8_an_interview_that_was_put_off_takes_its_passed_thank_you_along() -> None:
    put_off = of(plan(application(interview("2026-03-10 10:00")), now=NOW), Kind.THANK_YOU)
    assert result(one(put_off, stored(wanted()), now="2026-03-05 09:00")) == (Action.UPDATE, State.STANDING)


@pytest.mark.parametrize(
    ("presence", "action"),
    [
        (Presence.SEEN, Action.DELETE),
        (Presence.GONE, Action.DELETE),
        (Presence.MISSING, Action.KEEP),
        (Presence.UNSEEN, Action.KEEP),
    ],
)
def test_rows_9_and_11_only_what_was_surely_read_is_taken_away(presence: Presence, action: Action) -> None:
    assert result(one(None, stored(wanted()), presence=presence)) == (action, State.STANDING)


def test_row_9_says_which_fact_took_it_away() -> None:
    stands = stored(wanted())
    gone = Wanted((), gone={stands.uid: "The interview was cancelled."})
    (change,) = diff(gone, Ground(NOW, {stands.uid: stands}, presence=seen))
    assert (change.action, change.reason) == (Action.DELETE, "The interview was cancelled.")


def test_row_10_an_edited_one_stays_the_users_and_the_plan_says_so() -> None:
    stands = moved(stored(wanted()), DAY)
    gone = Wanted((), gone={stands.uid: "The next round takes its place (T7)."})
    (change,) = diff(gone, Ground(NOW, {stands.uid: stands}, presence=seen))
    assert result(change) == (Action.KEEP, State.EDITED)
    assert "next round" in change.reason
    assert result(one(None, reworded(stored(wanted())))) == (Action.KEEP, State.EDITED)


def test_row_12_what_has_passed_is_history_also_when_it_is_no_longer_wanted() -> None:
    assert result(one(None, stored(wanted()), now="2026-03-05 09:00")) == (Action.KEEP, State.STANDING)


def test_a_follow_up_under_an_older_identity_is_updated_where_it_stands() -> None:
    stands = replace(stored(differing()), uid=follow_up_uid(Kind.THANK_YOU, "older"))
    change = one(replace(wanted(), aliases=(stands.uid,)), stands)
    assert result(change) == (Action.UPDATE, State.STANDING)
    assert change.wanted is not None
    assert change.wanted.uid == stands.uid


def test_of_two_that_fell_together_one_goes() -> None:
    first = stored(wanted())
    second = replace(first, uid=follow_up_uid(Kind.THANK_YOU, "second"))
    want = Wanted((replace(wanted(), aliases=(second.uid,)),))
    changes = diff(want, Ground(NOW, {first.uid: first, second.uid: second}, presence=seen))
    assert {(change.uid, change.action) for change in changes} == {
        (first.uid, Action.KEEP),
        (second.uid, Action.DELETE),
    }


def test_a_second_diff_after_applying_the_first_changes_nothing() -> None:
    for want in (wanted(), differing(), answered()):
        for stands in (None, stored(wanted()), moved(stored(wanted()), DAY), reworded(stored(wanted()))):
            change = one(want, stands)
            after = (
                stored(change.wanted) if change.action in (Action.CREATE, Action.UPDATE) and change.wanted else stands
            )
            assert one(want, after).action is Action.KEEP

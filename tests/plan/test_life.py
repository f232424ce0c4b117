"""A job search as it happens, in any order: booked, moved, cancelled, edited, deleted, time passes, runs.

Whatever happens: a second run writes nothing, what the user did stays, what they took away does not return, nothing
goes because the window moved, and nobody is reminded of what was called off.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from afterword.core.model import Action, Interview, Kind, Marks, Notes, Outcome, Standing
from afterword.core.plan import Answer
from tests.plan.calendar import WINDOW, Calendar
from tests.plan.world import interview, local, moved

COMPANIES = ("Nordwind", "Südwind", "Harbour Trust")
BEGIN = local("2026-03-02 08:07")
PAIR = (Kind.CHECK_IN, Kind.FINAL_CHECK)


class JobSearch(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.calendar = Calendar()
        self.now = BEGIN
        self.booked = 0
        self.kept: dict[str, Standing] = {}
        self.gone: set[str] = set()
        self.stale = True  # something happened since the last run

    # what employers do

    @rule(company=st.sampled_from(COMPANIES), days=st.integers(-10, 40), hour=st.integers(8, 19))
    def book(self, company: str, days: int, hour: int) -> None:
        self.booked += 1
        start = (self.now + timedelta(days=days)).replace(hour=hour, minute=0)
        title = f"Talk {self.booked}"
        self.calendar.interviews.append(interview(start, f"uid{self.booked}", company=company, summary=title))
        self.stale = True

    @precondition(lambda self: self.calendar.interviews)
    @rule(data=st.data(), days=st.integers(-3, 14))
    def reschedule(self, data: Any, days: int) -> None:
        index = self._any(data)
        old = self.calendar.interviews[index]
        span = replace(
            old.occurrence.span,
            start=old.occurrence.span.start + timedelta(days=days),
            end=old.occurrence.span.end + timedelta(days=days),
        )
        self.calendar.interviews[index] = replace(old, occurrence=replace(old.occurrence, span=span))
        self.stale = True

    @precondition(lambda self: self.calendar.interviews)
    @rule(data=st.data(), days=st.integers(0, 14))
    def cancel_and_book_anew(self, data: Any, days: int) -> None:
        index = self._any(data)
        old = self.calendar.interviews[index]
        self.booked += 1
        start = old.occurrence.span.start + timedelta(days=days, hours=1)
        new = interview(start, f"uid{self.booked}", company=old.company, summary=old.occurrence.summary)
        self.calendar.interviews[index] = replace(old, why_not="cancelled")
        self.calendar.interviews.append(new)
        self.stale = True

    @precondition(lambda self: self.calendar.interviews)
    @rule(data=st.data(), why=st.sampled_from(["cancelled", "declined", "withdrawn", "no-show", None]))
    def call_off_or_on(self, data: Any, why: str | None) -> None:
        index = self._any(data)
        self.calendar.interviews[index] = replace(self.calendar.interviews[index], why_not=why)
        self.stale = True

    @precondition(lambda self: self.calendar.interviews)
    @rule(data=st.data())
    def take_out(self, data: Any) -> None:
        del self.calendar.interviews[self._any(data)]
        self.stale = True

    @precondition(lambda self: self.calendar.interviews)
    @rule(data=st.data(), outcome=st.sampled_from([*Outcome, None]))
    def say_how_it_ended(self, data: Any, outcome: Outcome | None) -> None:
        index = self._any(data)
        old = self.calendar.interviews[index]
        at = replace(old.occurrence, last_modified=self.now)
        self.calendar.interviews[index] = replace(old, occurrence=at, marks=Marks(outcome=outcome))
        self.stale = True

    def _any(self, data: Any) -> int:
        return int(data.draw(st.integers(0, len(self.calendar.interviews) - 1)))

    # what the user does

    def _mine(self, data: Any) -> Standing:
        found: Standing = data.draw(st.sampled_from(sorted(self.calendar.standing.values(), key=lambda one: one.uid)))
        return found

    def _touch(self, standing: Standing) -> None:
        self.calendar.standing[standing.uid] = standing
        self.kept[standing.uid] = standing
        self.stale = True

    @precondition(lambda self: self.calendar.standing)
    @rule(data=st.data(), hours=st.integers(-72, 200).filter(bool))
    def move(self, data: Any, hours: int) -> None:
        self._touch(moved(self._mine(data), timedelta(hours=hours)))

    @precondition(lambda self: self.calendar.standing)
    @rule(data=st.data())
    def reword(self, data: Any) -> None:
        mine = self._mine(data)
        self._touch(replace(mine, description=mine.description.replace("said", "I would say")))

    @precondition(lambda self: self.calendar.standing)
    @rule(data=st.data(), mark=st.sampled_from(["✓", "done:", "skip"]))
    def tick(self, data: Any, mark: str) -> None:
        mine = self._mine(data)
        self._touch(replace(mine, summary=f"{mark} {mine.summary}", last_modified=self.now))

    @precondition(lambda self: self.calendar.standing)
    @rule(data=st.data())
    def delete(self, data: Any) -> None:
        uid = self._mine(data).uid
        del self.calendar.standing[uid]
        self.kept.pop(uid, None)
        self.gone.add(uid)
        self.stale = True

    @precondition(lambda self: self.calendar.standing)
    @rule(data=st.data(), topic=st.sampled_from(["queues", "caches"]))
    def fill_in_the_form(self, data: Any, topic: str) -> None:
        self.calendar.answers[self._mine(data).uid] = Answer(Notes(talked_about=topic))
        self.stale = True

    # what happens by itself

    @rule(hours=st.integers(1, 24 * 20))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def lose_the_ledger(self) -> None:
        self.calendar.known = {}
        self.calendar.ledger = {}

    @rule()
    def run(self) -> None:
        before = dict(self.calendar.standing)
        changes = self.calendar.run(self.now)
        self.stale = False
        for change in changes:
            if change.action is Action.DELETE:
                assert self._may_go(before[change.uid]), change
        assert {one.action for one in self.calendar.changes(self.now)} <= {Action.KEEP}

    def _may_go(self, standing: Standing) -> bool:
        """Only what belongs to an interview in sight, or to one that is really not in the calendar."""
        existing = {one.occurrence.uid: one for one in self.calendar.interviews}
        known = [existing[uid] for uid in standing.related_to if uid in existing]
        in_sight = {one.key for one in self.calendar.in_sight(self.now)}
        return not known or any(one.key in in_sight for one in known)

    # what must hold whatever happens

    @invariant()
    def what_the_user_did_stays(self) -> None:
        for uid, mine in self.kept.items():
            stands = self.calendar.standing.get(uid)
            assert stands is not None, f"{uid} went away"
            assert stands.span == mine.span
            if "I would say" in mine.description or stands.summary != mine.summary:
                assert (stands.summary, stands.description) == (mine.summary, mine.description)

    @invariant()
    def what_the_user_took_away_does_not_return(self) -> None:
        assert not self.gone & set(self.calendar.standing)

    @invariant()
    def nobody_is_reminded_of_what_was_called_off(self) -> None:
        if self.stale:
            return
        off = {one.occurrence.uid for one in self.calendar.in_sight(self.now) if one.why_not is not None}
        for standing in self._pending():
            if standing.kind in (Kind.THANK_YOU, *PAIR):
                assert not set(standing.related_to) <= off, standing

    @invariant()
    def one_pair_for_each_employer(self) -> None:
        if self.stale:
            return
        company = {one.occurrence.uid: one.company for one in self.calendar.in_sight(self.now)}
        seen: set[tuple[str | None, Kind | None]] = set()
        for standing in self._pending():
            employer = next((company[uid] for uid in standing.related_to if uid in company), None)
            if employer is not None and standing.kind in PAIR:
                assert (employer, standing.kind) not in seen
                seen.add((employer, standing.kind))

    def _pending(self) -> list[Standing]:
        """Ours to answer for: still to come, and not in the user's hand."""
        return [
            one for one in self.calendar.standing.values() if one.span.start >= self.now and one.uid not in self.kept
        ]


JobSearch.TestCase.settings = settings(max_examples=120, stateful_step_count=30, deadline=None, derandomize=True)
TestJobSearch = JobSearch.TestCase


def test_the_machine_reaches_beyond_the_window() -> None:
    """The window moves past an interview while its check-in is still to come."""
    calendar = Calendar(_far_answer())
    calendar.run(BEGIN)
    later = BEGIN + WINDOW + timedelta(days=4)
    assert calendar.in_sight(later) == []
    assert {change.action for change in calendar.run(later)} == {Action.KEEP}
    assert Kind.CHECK_IN in calendar.kinds()


def _far_answer() -> Interview:
    from datetime import date

    from afterword.core.model import Stated

    return interview("2026-03-03 10:00", stated=Stated(date(2026, 6, 1), date(2026, 6, 1), "in June"))

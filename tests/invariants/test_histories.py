"""Random lives: book, move, cancel, edit, delete, let time pass, run, crash, and hold all promises against it.

With HYPOTHESIS_PROFILE=long thousands of longer and ever new lives, else few and always the same.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from afterword.adapters.memory import MemoryLedger
from afterword.core.model import TimeSpan
from tests.invariants.faults import Trouble
from tests.invariants.invitations import EMPLOYERS, SAID, STAGES, Booked
from tests.invariants.oracle import check_always, check_peace, run_looking_at
from tests.invariants.phone import Phone
from tests.invariants.world import DAY, HOUR, World

if TYPE_CHECKING:
    from afterword.core.model import Standing

MACHINES = st.sampled_from("AB")
CALENDARS = st.sampled_from(("home", "work"))
INDEX = st.integers(0, 11)
DAYS = st.integers(-3, 20)
STARTS = st.sampled_from((8, 9, 10, 13, 15))  # UTC hours
INCIDENTS = st.sampled_from(("kill", "reword", "erase", "shift", "mark", "fill", "cancel", "move", "other machine"))


@st.composite
def troubles(draw: st.DrawFn) -> tuple[int, bool, str, int]:
    return draw(st.integers(1, 12)), draw(st.booleans()), draw(INCIDENTS), draw(INDEX)


class Lives(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.world = World()
        self.phone = Phone(self.world)
        self.backups: dict[str, MemoryLedger] = {}
        self.written = 0

    # --- what employers do

    @precondition(lambda self: len(self.world.booked) < 6)
    @rule(
        calendar=CALENDARS,
        employer=st.integers(0, len(EMPLOYERS) - 1),
        day=DAYS,
        hour=STARTS,
        stage=st.integers(0, len(STAGES) - 1),
        said=st.sampled_from((0, 0, 0, 1, 2, 3)),
        named=st.sampled_from((True, True, True, False)),
    )
    def book(self, *, calendar: str, employer: int, day: int, hour: int, stage: int, said: int, named: bool) -> None:
        start = (self.world.now + day * DAY).replace(hour=hour, minute=0)
        self._book(Booked("", calendar, employer, start, stage, said, named))

    def _book(self, one: Booked) -> None:
        self.world.ever += 1
        self.world.put(replace(one, uid=f"interview-{self.world.ever}"))

    def _booked(self, which: int) -> Booked:
        return sorted(self.world.booked, key=lambda one: one.uid)[which % len(self.world.booked)]

    def _change(self, which: int, **changes: Any) -> None:
        one = self._booked(which)
        self.world.put(replace(one, sequence=one.sequence + 1, **changes))

    has_booked = precondition(lambda self: self.world.booked)

    @has_booked
    @rule(which=INDEX, days=st.integers(-5, 20))
    def move(self, which: int, days: int) -> None:
        self._change(which, start=self._booked(which).start + days * DAY)

    @has_booked
    @rule(which=INDEX)
    def cancel(self, which: int) -> None:
        self._change(which, status="CANCELLED")

    @has_booked
    @rule(which=INDEX)
    def revive(self, which: int) -> None:
        self._change(which, status="CONFIRMED", partstat="ACCEPTED")

    @has_booked
    @rule(which=INDEX)
    def decline(self, which: int) -> None:
        self._change(which, partstat="DECLINED")

    @has_booked
    @rule(which=INDEX, said=st.integers(0, len(SAID) - 1))
    def say(self, which: int, said: int) -> None:
        self._change(which, said=said)

    @has_booked
    @rule(which=INDEX)
    def name(self, which: int) -> None:
        """The company's name appears in the invitation."""
        self._change(which, named=not self._booked(which).named)

    @has_booked
    @rule(which=INDEX)
    def call_off(self, which: int) -> None:
        """The event is taken out of the calendar."""
        self.world.remove(self._booked(which))

    @has_booked
    @rule(which=INDEX, days=st.integers(0, 10))
    def rebook(self, which: int, days: int) -> None:
        """Cancelled, and booked anew under another UID, as Greenhouse and Calendly do."""
        old = self._booked(which)
        self.cancel(which)
        self._book(replace(old, start=old.start + days * DAY, status="CONFIRMED", sequence=0))

    @has_booked
    @rule(which=INDEX)
    def carry_interview(self, which: int) -> None:
        one = self._booked(which)
        self.world.remove(one)
        self.world.put(replace(one, calendar="work" if one.calendar == "home" else "home"))

    # --- what the user does with follow-ups

    def _standing(self, which: int) -> Standing | None:
        standing = sorted(self.world.standing(), key=lambda one: one.uid)
        return standing[which % len(standing)] if standing else None

    @rule(which=INDEX, act=st.sampled_from(("reword", "erase", "shift", "mark", "fill", "carry", "erase", "fill")))
    def touch(self, which: int, act: str) -> None:
        one = self._standing(which)
        if one is None:
            return
        match act:
            case "reword":
                self.phone.reword(one)
            case "erase":
                self.phone.erase(one)
            case "shift":
                self.phone.shift(one, 24 + which)
            case "mark":
                self.phone.mark(one, "✓" if which % 2 else "skip:")
            case "fill":
                self.phone.fill(one, "by Friday" if which % 2 else "")
            case _:
                self.phone.carry(one)

    # --- time and machines

    @rule(hours=st.sampled_from((1, 5, 24, 50, 24 * 7, 24 * 16, 24 * 30)))
    def time_passes(self, hours: int) -> None:
        self.world.now += hours * HOUR

    @rule(machine=MACHINES)
    def run(self, machine: str) -> None:
        self.world.run(machine)

    @rule(machine=MACHINES, first=st.sampled_from((-30, -3, 0, 5)), days=st.sampled_from((1, 4, 15)))
    def run_looking_at_less(self, machine: str, first: int, days: int) -> None:
        since = self.world.now + first * DAY
        run_looking_at(self.world, machine, TimeSpan(since, since + days * DAY))

    @rule(machine=MACHINES, trouble=troubles())
    def run_in_trouble(self, machine: str, trouble: tuple[int, bool, str, int]) -> None:
        self.world.run(machine, self._trouble(machine, trouble))

    def _trouble(self, machine: str, trouble: tuple[int, bool, str, int]) -> Trouble:
        at, after, what, which = trouble
        match what:
            case "kill":
                return Trouble(at, after)
            case "other machine":
                other = "B" if machine == "A" else "A"
                return Trouble(at, after, partial(self.world.run, other))
            case "cancel" | "move":
                return Trouble(at, after, partial(self._incident, what, which))
            case _:
                return Trouble(at, after, partial(self.touch, which, what))

    def _incident(self, what: str, which: int) -> None:
        if self.world.booked:
            if what == "cancel":
                self.cancel(which)
            else:
                self.move(which, 1)

    @rule(machine=MACHINES)
    def lose_ledger(self, machine: str) -> None:
        self.world.ledgers[machine] = MemoryLedger()

    @rule(machine=MACHINES)
    def back_up(self, machine: str) -> None:
        self.backups[machine] = self.world.backup(machine)

    @precondition(lambda self: self.backups)
    @rule(machine=MACHINES)
    def restore(self, machine: str) -> None:
        if machine in self.backups:
            self.world.ledgers[machine] = self.backups.pop(machine)

    @rule(machine=MACHINES, at=st.sampled_from((0, 0, 0, 1, 2, 3, 4)), after=st.booleans())
    def undo(self, *, machine: str, at: int, after: bool) -> None:
        self.world.undo(machine, Trouble(at, after))

    @rule(machine=MACHINES, chance=st.integers(0, 9))
    def undo_all(self, machine: str, chance: int) -> None:
        if chance == 9:
            self.world.undo(machine, everything=True)

    @rule(machine=MACHINES)
    def peace(self, machine: str) -> None:
        check_peace(self.world, machine)

    @invariant()
    def promises_hold(self) -> None:
        if hasattr(self, "world"):
            check_always(self.world)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            check_peace(self.world)


LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
Lives.TestCase.settings = settings(
    max_examples=3000 if LONG else 40,
    stateful_step_count=40 if LONG else 25,
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
)
TestLives = Lives.TestCase

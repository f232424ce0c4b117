"""The application: plan, sync and undo, in terms of gather → decide → apply. `app.look` is for looking only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from afterword.app.apply import Applied, apply, settle, sink_for
from afterword.app.decide import Decision, decide
from afterword.app.gather import gather
from afterword.app.look import scanned
from afterword.app.seen import record_census, take_census
from afterword.app.undo import undo_all, undo_last
from afterword.core import safety
from afterword.core.model import Action, PlanResult, SyncResult
from afterword.errors import ConfigProblem, SafetyStop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.app.gather import Gathered
    from afterword.app.seen import Census
    from afterword.app.tools import Tools
    from afterword.core.model import Change, UndoResult

LOOKS: Final = 3
"""How often a run looks again when somebody else writes at the same time."""
CLOCK: Final = "clock of the last run"


@dataclass(slots=True)
class Afterword:
    """One run over the tools it was given. Each method raises AfterwordError with its exit code."""

    tools: Tools

    def plan(self) -> PlanResult:
        """What `sync` would do. Nothing is written."""
        found, decision, _ = self._decided()
        return self._planned(found, decision)

    def _decided(self) -> tuple[Gathered, Decision, Census]:
        found = gather(self.tools)
        census = take_census(found, self.tools)
        return found, decide(found, self.tools, census.sight.presence), census

    def _planned(self, found: Gathered, decision: Decision) -> PlanResult:
        calendars, hrefs = {}, {}
        for change in decision.plan.changes:
            sink = sink_for(change, self.tools)
            calendars[change.uid] = "" if sink is None else sink.id
            hrefs[change.uid] = None if change.standing is None else change.standing.href
        return PlanResult(decision.plan, scanned(found, decision.pipeline.interviews, self.tools), calendars, hrefs)

    def sync(self) -> SyncResult:
        """Gather, decide, check, apply; look again when a condition failed because others were writing too."""
        with self.tools.lock.hold():
            self._check_clock()
            total = Applied()
            for _ in range(LOOKS):
                found, decision, census = self._decided()
                self._check(found, decision, census)
                for place in decision.void:
                    self.tools.ledger.forget(self.tools.ledger.known([place]), place)
                done = apply(decision.plan.changes, self.tools)
                _add(total, done)
                settle(decision.plan.changes, total, self.tools)
                if not done.look_again:
                    break
            record_census(census, self.tools)
            self.tools.ledger.set_note(CLOCK, self.tools.now.isoformat())
            return self._synced(self._planned(found, decision), total)

    def _synced(self, planned: PlanResult, total: Applied) -> SyncResult:
        return SyncResult(
            plan_result=planned,
            created=total.counts[Action.CREATE],
            updated=total.counts[Action.UPDATE],
            deleted=total.counts[Action.DELETE],
            kept=planned.plan.count(Action.KEEP),
            failures=tuple(total.failures),
            skipped=planned.plan.skipped,
        )

    def _check_clock(self) -> None:
        before = self.tools.ledger.note(CLOCK)
        if before is not None and not self.tools.now_given and not self.tools.allow_many:
            safety.check_clock(self.tools.now, datetime.fromisoformat(before))

    def _check(self, found: Gathered, decision: Decision, census: Census) -> None:
        """The safety stop. What was missing is recorded even then: a second run that finds the same passes."""
        self._check_targets(decision.plan.changes)
        numbers = safety.Numbers(
            standing=len(found.standing),
            known=census.known,
            missing=census.newly_missing,
            first_run=not found.standing and not self.tools.known(),
        )
        try:
            safety.check(decision.plan.changes, numbers, allow_many=self.tools.allow_many)
        except SafetyStop:
            record_census(census, self.tools)
            raise

    def _check_targets(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if change.action is Action.CREATE and change.wanted and sink_for(change, self.tools) is None:
                raise ConfigProblem(
                    f"{change.wanted.home} can only be read, and no calendar to write to is configured. "
                    'Add `write = "…"` to an account in config.toml, or use `afterword import FILE -o OUT.ics`'
                )

    def undo(self, *, everything: bool) -> UndoResult:
        with self.tools.lock.hold():
            return undo_all(self.tools) if everything else undo_last(self.tools)


def _add(total: Applied, done: Applied) -> None:
    total.stored += done.stored
    total.log += done.log
    total.failures += done.failures
    for action, count in done.counts.items():
        total.counts[action] += count

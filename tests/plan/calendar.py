"""A calendar in memory: interviews, follow-ups, what was remembered, and runs over them, without any adapter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from afterword.core.diff import Ground, diff
from afterword.core.identity import token
from afterword.core.model import Action, Interview, Kind, Known, Standing, TimeSpan
from afterword.core.pipeline import Context, assemble
from afterword.core.plan import Situation, want
from afterword.core.policy import Policy
from afterword.core.vanished import Presence, Seen, Sight, Tally, tally
from tests.plan.world import MAYA, Composer, local, stored

if TYPE_CHECKING:
    from afterword.core.model import Change, Wanted
    from afterword.core.plan import Answer

WINDOW = timedelta(days=60)


class Calendar:
    """`remembered` is what the calendar itself remembers of what was written; the ledger (`known`, `ledger`) may be
    lost at any time."""

    def __init__(
        self, *interviews: Interview, others: tuple[Interview, ...] = (), policy: Policy | None = None
    ) -> None:
        self.interviews = list(interviews)
        self.others = others
        self.policy = policy or Policy()
        self.standing: dict[str, Standing] = {}
        self.known: dict[str, Known] = {}
        self.remembered: frozenset[str] = frozenset()
        self.ledger: dict[str, Seen] = {}
        self.answers: dict[str, Answer] = {}

    def in_sight(self, now: datetime) -> list[Interview]:
        window = TimeSpan(now - WINDOW, now + WINDOW)
        return [one for one in self.interviews if one.occurrence.span.overlaps(window)]

    def wanted(self, now: datetime, sight: Sight | None = None) -> Wanted:
        presence = (sight or self.sight(now, None)).presence
        hidden = [one for one in self.standing.values() if presence(one) in {Presence.MISSING, Presence.UNSEEN}]
        pipeline = assemble(self.in_sight(now), Context(MAYA, self.policy, self.others))
        situation = Situation(
            now, MAYA, self.policy, self.standing, self.known, self.remembered, tuple(hidden), answers=self.answers
        )
        return want(pipeline.applications, situation, Composer())

    def sight(self, now: datetime, seen: Tally | None) -> Sight:
        keys = [one.key for one in (*self.in_sight(now), *self.others)]
        return Sight.build(keys, [seen] if seen else [])

    def changes(self, now: datetime, seen: Tally | None = None) -> tuple[Change, ...]:
        sight = self.sight(now, seen)
        ground = Ground(now, self.standing, self.known, self.remembered, sight.presence)
        return diff(self.wanted(now, sight), ground)

    def run(self, now: str | datetime) -> tuple[Change, ...]:
        at = local(now) if isinstance(now, str) else now
        seen = tally(self.ledger, self.in_sight(at), TimeSpan(at - WINDOW, at + WINDOW))
        changes = self.changes(at, seen)
        self.ledger = dict(seen.seen)
        for change in changes:
            self._apply(change)
        return changes

    def _apply(self, change: Change) -> None:
        if change.action is Action.DELETE:
            self.standing.pop(change.uid)
            self.known.pop(change.uid, None)
            self.remembered -= {token(change.uid)}
        elif change.action is not Action.KEEP and change.wanted is not None:
            stands = stored(change.wanted)
            self.standing[change.uid] = stands
            written = stands.written or ""
            self.known[change.uid] = Known(change.uid, "cal", stands.href, written, written)
            self.remembered |= {token(change.uid)}

    def kinds(self) -> set[Kind]:
        return {one.kind for one in self.standing.values() if one.kind is not None}

    def of(self, kind: Kind) -> Standing:
        (found,) = [one for one in self.standing.values() if one.kind is kind]
        return found

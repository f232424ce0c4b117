"""Where the follow-up of one purpose stands, or may stand: under which UIDs, in whose hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.identity import follow_up_uid
from afterword.core.model import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from afterword.core.hand import Hand
    from afterword.core.model import Application, Interview, Round, Standing
    from afterword.core.plan.situation import Situation

    Owners = Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Spot:
    """One purpose (kind and round). `uid` is that of what stands, else the derived one; `aliases` the others that
    the round's blocks and replaced interviews give. `dismissed`: written once, and the user took it away."""

    kind: Kind
    uid: str
    aliases: tuple[str, ...]
    standing: Standing | None = None
    hand: Hand | None = None
    dismissed: bool = False

    @property
    def skipped(self) -> bool:
        return self.hand is not None and self.hand.mark is Mark.SKIPPED


def members(round_: Round) -> tuple[Interview, ...]:
    """The round's interviews in time order, then what they replaced."""
    return (*sorted(round_.interviews, key=lambda one: (one.occurrence.span, one.key)), *round_.replaced)


def owners_of(applications: Iterable[Application]) -> Owners:
    """By UID: whose purpose it is derived for. A thank-you is of one round, everything else of the application."""
    owners: dict[str, tuple[str, int]] = {}
    for application in applications:
        rounds = [*map(members, application.rounds), application.over]
        for number, interviews in enumerate(rounds):
            for interview in interviews:
                for kind in Kind:
                    mine = (application.id, number if kind is Kind.THANK_YOU else 0)
                    owners.setdefault(follow_up_uid(kind, interview.key), mine)
    return owners


def find(kind: Kind, interviews: Sequence[Interview], at: Situation, claimed: set[str], owners: Owners) -> Spot:
    """Look for the follow-up of this kind under every identity that these interviews give it.

    What stands is claimed once: an interview that was booked anew twice does not lend its follow-up to both. Nor is
    it lent where it is another's by its UID: after a loop was parted, each part looks for its own.
    """
    derived = list(dict.fromkeys(follow_up_uid(kind, one.key) for one in interviews))
    mine = owners.get(derived[0])
    related = [uid for uid in _related(kind, interviews, at) if owners.get(uid, mine) == mine]
    candidates = list(dict.fromkeys([*derived, *related]))
    standing = [at.standing[uid] for uid in candidates if uid in at.standing and uid not in claimed]
    if standing:
        # what the user touched goes first: of two that fell together, that one is theirs
        chosen = min(standing, key=lambda one: not _touched(at.hand(one)))
        claimed.add(chosen.uid)
        aliases = tuple(uid for uid in candidates if uid != chosen.uid and uid not in claimed)
        return Spot(kind, chosen.uid, aliases, chosen, at.hand(chosen))
    free = [uid for uid in candidates if uid not in at.standing]
    dismissed = next((uid for uid in free if at.written_before(uid)), None)
    uid = dismissed or next((uid for uid in derived if uid in free), derived[0])
    return Spot(kind, uid, tuple(other for other in free if other != uid), dismissed=dismissed is not None)


def _touched(hand: Hand) -> bool:
    return hand.edited or hand.settled


def _related(kind: Kind, interviews: Sequence[Interview], at: Situation) -> list[str]:
    """What stands for the same single events under a UID derived from a block that is no longer in sight.

    Not for series, whose instances share their UID.
    """
    uids = {one.occurrence.uid for one in interviews if one.occurrence.recurrence_id is None}
    return [one.uid for one in at.standing.values() if one.kind is kind and uids.intersection(one.related_to)]


def settle(ideal: datetime, spot: Spot, now: datetime, late: Callable[[], datetime | None]) -> datetime | None:
    """The start to want, so that a later run wants the same (T1, T12): None if it is too late to write it.

    A moment that has passed is not moved because time went on: what stands stays where it is, what was never written
    goes to `late()`, and so does what facts moved into the past.
    """
    if ideal >= now or spot.dismissed:
        return ideal
    if spot.standing is None:
        return late()
    stands = spot.standing.span.start
    if stands < now:
        return stands
    upcoming = late()
    return stands if upcoming is None else min(stands, upcoming)

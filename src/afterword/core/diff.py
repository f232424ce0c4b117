"""Wanted × standing × what we last wrote → the changes. The user's hand wins, always.

| # | wanted | standing | what we last wrote      | result                                                        |
|---|--------|----------|-------------------------|---------------------------------------------------------------|
| 1 | yes    | –        | never                   | create                                                        |
| 2 | yes    | –        | yes                     | keep "dismissed": the user deleted it; it never returns       |
| 3 | yes    | equal    | –                       | keep                                                          |
| 4 | yes    | differs  | not edited              | update with If-Match                                          |
| 5 | yes    | differs  | moved, text untouched   | update the text only, the user's time stays                   |
| 6 | yes    | differs  | text edited             | keep "edited", time and text                                  |
| 7 | any    | marked   | –                       | keep "done" or "skipped", nothing touches it again            |
| 8 | yes    | is past  | –                       | keep, unless facts (not time) want it in the future: then 4   |
| 9 | no     | yes      | not edited, interview   | delete with If-Match                                          |
|   |        |          | seen or surely gone     |                                                               |
|10 | no     | yes      | edited                  | keep "edited": it stays the user's                            |
|11 | no     | yes      | interview out of sight  | keep: what was not read is not judged                         |
|12 | no     | is past  | –                       | keep: history                                                 |

Row 5 is how a snoozed thank-you still gets the words from its form. A follow-up of another shape of the same round
(the loop grew, the interview was rescheduled) is found under its aliases and updated in place, never doubled.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from afterword.core.hand import read_hand
from afterword.core.identity import TitleMarks, draft_part, same_draft, stamp, token
from afterword.core.model import Action, Change, Mark, State
from afterword.core.vanished import Presence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from afterword.core.hand import Hand
    from afterword.core.model import FollowUp, Known, Standing, Wanted


def unseen(standing: Standing) -> Presence:  # noqa: ARG001
    return Presence.UNSEEN


@dataclass(frozen=True, slots=True)
class Ground:
    """What a diff is made on. `standing` and `known` by follow-up UID; `remembered` holds tokens of what was written
    once (core.identity.token); `presence` says whether this run could see a follow-up's interview."""

    now: datetime
    standing: Mapping[str, Standing]
    known: Mapping[str, Known] = field(default_factory=dict)
    remembered: frozenset[str] = frozenset()
    presence: Callable[[Standing], Presence] = unseen
    marks: TitleMarks = field(default_factory=TitleMarks)

    def written_before(self, uid: str) -> bool:
        return uid in self.known or token(uid) in self.remembered


def diff(wanted: Wanted, ground: Ground) -> tuple[Change, ...]:
    """One change for each wanted or standing follow-up, by start time, then UID."""
    changes: list[Change] = []
    taken: set[str] = set()
    for follow_up in wanted.follow_ups:
        standing = next((ground.standing[u] for u in _uids(follow_up) if u in ground.standing and u not in taken), None)
        if standing is None:
            changes.append(_missing(follow_up, ground))
        else:
            taken.add(standing.uid)
            changes.append(_meet(follow_up, standing, ground))
    rest = (standing for uid, standing in ground.standing.items() if uid not in taken)
    changes.extend(_unwanted(standing, wanted, ground) for standing in rest)
    return tuple(sorted(changes, key=_order))


def _uids(follow_up: FollowUp) -> tuple[str, ...]:
    return (follow_up.uid, *follow_up.aliases)


def _order(change: Change) -> tuple[datetime, str]:
    stands = change.standing or change.wanted
    assert stands is not None, "a change is about something wanted or something standing"
    return stands.span.start, change.uid


def _missing(wanted: FollowUp, ground: Ground) -> Change:
    """Rows 1 and 2."""
    if any(ground.written_before(uid) and uid not in ground.standing for uid in _uids(wanted)):
        reason = "You deleted it, so it does not come back."
        return Change(Action.KEEP, State.DISMISSED, reason, wanted, None)
    return Change(Action.CREATE, State.NEW, wanted.why_then, wanted, None)


def _meet(wanted: FollowUp, standing: Standing, ground: Ground) -> Change:
    """Rows 3 to 8."""
    hand = read_hand(standing, ground.known.get(standing.uid), ground.marks)
    wanted = replace(wanted, uid=standing.uid)
    if hand.settled:
        return _settled(hand, wanted, standing)
    if hand.rewritten:
        return Change(Action.KEEP, State.EDITED, "You changed it, so it stays as you left it.", wanted, standing)
    if standing.span.start < ground.now and wanted.span.start < ground.now:
        reason = "Its time has passed; it stays as it is."
        return Change(Action.KEEP, State.EDITED if hand.moved else State.STANDING, reason, wanted, standing)
    if hand.moved:
        return _complete_moved(hand, wanted, standing)
    if hand.written is not None and same_draft(hand.written, stamp(wanted)) and not _booked_anew(wanted, standing):
        return Change(Action.KEEP, State.STANDING, "It stands as it should.", wanted, standing)
    return Change(Action.UPDATE, State.STANDING, _what_differs(wanted, standing), wanted, standing)


def _settled(hand: Hand, wanted: FollowUp | None, standing: Standing) -> Change:
    """Row 7."""
    if hand.mark is Mark.DONE:
        return Change(Action.KEEP, State.DONE, "You marked it done.", wanted, standing)
    return Change(Action.KEEP, State.SKIPPED, "You marked it to be skipped.", wanted, standing)


def _complete_moved(hand: Hand, wanted: FollowUp, standing: Standing) -> Change:
    """Row 5: the time is the user's, the text is still ours to complete."""
    kept = replace(wanted, span=standing.span, ideal=wanted.ideal or wanted.span)
    if hand.written is not None and draft_part(hand.written) == draft_part(stamp(kept)):
        return Change(Action.KEEP, State.EDITED, "You moved it, so it stays where you put it.", kept, standing)
    reason = "You moved it, and there it stays; its text is brought up to date."
    return Change(Action.UPDATE, State.EDITED, reason, kept, standing)


def _booked_anew(wanted: FollowUp, standing: Standing) -> bool:
    """It stands for an interview that another one replaced. Only where the server kept any RELATED-TO."""
    return bool(standing.related_to) and not set(standing.related_to) & set(wanted.related_to)


def _what_differs(wanted: FollowUp, standing: Standing) -> str:
    if _booked_anew(wanted, standing):
        return f"The interview was booked anew. {wanted.why_then}"
    if wanted.span.start == standing.span.start:
        return "There is more to say than when it was written."
    return "The facts changed, and its time with them."


def _unwanted(standing: Standing, wanted: Wanted, ground: Ground) -> Change:
    """Rows 7 and 9 to 12."""
    hand = read_hand(standing, ground.known.get(standing.uid), ground.marks)
    if hand.settled:
        return _settled(hand, None, standing)
    why = wanted.gone.get(standing.uid)
    if hand.edited:
        reason = f"You changed it, so it stays yours. {why}" if why else "You changed it, so it stays yours."
        return Change(Action.KEEP, State.EDITED, reason, None, standing)
    if standing.span.start < ground.now:
        reason = f"Its time has passed; it stays as it is. {why or ''}".strip()
        return Change(Action.KEEP, State.STANDING, reason, None, standing)
    match ground.presence(standing):
        case Presence.SEEN:
            return Change(Action.DELETE, State.STANDING, why or "It is no longer called for.", None, standing)
        case Presence.GONE:
            reason = why or "Its interview is no longer in the calendar."
            return Change(Action.DELETE, State.STANDING, reason, None, standing)
        case Presence.MISSING:
            reason = "Its interview is not in the calendar; if the next run does not find it either, this goes too."
            return Change(Action.KEEP, State.STANDING, reason, None, standing)
        case Presence.UNSEEN:
            reason = "Its interview lies outside what was read, so it is left alone."
            return Change(Action.KEEP, State.STANDING, reason, None, standing)

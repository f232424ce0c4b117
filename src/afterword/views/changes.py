"""Looking at the changes of a plan: when, what it is called, which belong to an event. No text is made here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.core.identity import UID_PREFIX
from afterword.core.model import Action, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.core.model import Change, Interview, Plan, TimeSpan

OPEN: Final = frozenset({State.NEW, State.STANDING, State.EDITED})
SHOWN: Final = 8
"""Characters of a UID, after our own prefix, that are printed for people to type."""
SHORTEST_PREFIX: Final = 4
"""Characters of a UID, after our own prefix, that are enough to name it."""


def span_of(change: Change) -> TimeSpan:
    """Where it stands if it stays there (the user may have moved it), else where it is wanted."""
    wanted, standing = change.wanted, change.standing
    if standing is not None and (wanted is None or change.action is not Action.UPDATE):
        return standing.span
    assert wanted is not None, "a change is about something wanted or something standing"
    return wanted.span


def title_of(change: Change) -> str:
    wanted, standing = change.wanted, change.standing
    if standing is not None and (wanted is None or change.action is not Action.UPDATE):
        return standing.summary
    assert wanted is not None, "a change is about something wanted or something standing"
    return wanted.summary


def in_time(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (span_of(change).start, change.uid))


def open_changes(plan: Plan) -> list[Change]:
    """What is still to be sent, nearest first: neither done, skipped or dismissed, nor about to go."""
    return in_time(one for one in plan.changes if one.state in OPEN and one.action is not Action.DELETE and one.wanted)


def belonging_to(found: Interview, changes: Iterable[Change]) -> list[Change]:
    """The follow-ups of an event's round, else those of its whole application."""
    all_of_them = [one for one in changes if one.wanted is not None]
    uid = found.occurrence.uid
    own = [one for one in all_of_them if one.wanted and uid in (one.wanted.interview_uid, *one.wanted.related_to)]
    if not own and found.application:
        own = [one for one in all_of_them if one.wanted and one.wanted.application == found.application]
    return in_time(own)


def short(uid: str) -> str:
    """As people are shown it; `named` takes it back."""
    return uid.removeprefix(UID_PREFIX)[:SHOWN] if uid.startswith(UID_PREFIX) else uid


def named(uid: str, changes: Iterable[Change]) -> list[Change]:
    """The follow-ups that `uid` names: by their UID, an unambiguous beginning of it, or their interview's UID."""
    known = list(changes)
    exact = [one for one in known if one.uid == uid]
    if exact:
        return exact
    about = [one for one in known if one.wanted is not None and one.wanted.interview_uid == uid]
    if about:
        return in_time(about)
    beginning = uid.removeprefix(UID_PREFIX)
    begun = [one for one in known if one.uid.removeprefix(UID_PREFIX).startswith(beginning)]
    return begun if len(beginning) >= SHORTEST_PREFIX and len(begun) == 1 else []

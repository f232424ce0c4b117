"""Refuses a plan that changes or removes too much at once (PROMISES R4, exit 76).

A bad answer, a wrong clock or a foreign zone looks like many changes. The user confirms once with `--allow-many`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.model import Action
from afterword.errors import SafetyStop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from afterword.core.model import Change

MOST_NEW: Final = 30
FEW_STANDING: Final = 10
FEW_MISSING: Final = 3
SHARE: Final = 5
"""More than one in five is too much."""
CLOCK_JUMP: Final = timedelta(hours=24)
LONGEST_PAUSE: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Numbers:
    """`standing`: follow-ups of ours in the calendars; `known`: interviews known before and inside what was read;
    `missing`: those of them that this run is the first not to find."""

    standing: int
    known: int = 0
    missing: int = 0
    first_run: bool = False


def check(changes: Sequence[Change], numbers: Numbers, *, allow_many: bool = False) -> None:
    """Returns if the changes may be made. Raises SafetyStop with the counts and the flag that confirms."""
    if allow_many:
        return
    _check_missing(numbers)
    _check_changed(changes, numbers)
    created = sum(change.action is Action.CREATE for change in changes)
    if created > MOST_NEW and not numbers.first_run:
        raise SafetyStop(
            f"{created} new follow-ups at once are more than {MOST_NEW}; nothing was written. "
            "Look at them with `afterword plan`; if they are right, run once with --allow-many."
        )


def _check_missing(numbers: Numbers) -> None:
    """Partial loss stops too; honest emptiness passes when the second reading says the same."""
    if numbers.missing >= FEW_MISSING and numbers.missing * SHARE >= numbers.known:
        raise SafetyStop(
            f"{numbers.missing} of {numbers.known} known interviews are gone from the calendar; nothing was written. "
            "If that is so, the next run goes on; to go on now, run once with --allow-many."
        )


def _check_changed(changes: Sequence[Change], numbers: Numbers) -> None:
    touched = sum(change.action in (Action.UPDATE, Action.DELETE) for change in changes)
    if numbers.standing >= FEW_STANDING and touched * SHARE > numbers.standing:
        raise SafetyStop(
            f"{touched} of {numbers.standing} standing follow-ups would be rewritten or removed; nothing was written. "
            "Look at them with `afterword plan`; if they are right, run once with --allow-many."
        )


def check_clock(now: datetime, last_run: datetime | None, server_time: datetime | None = None) -> None:
    """Returns if the clock can be believed; not to be asked with an explicit --now.

    `last_run` is the moment of the last run, `server_time` what the server said (its Date header), each None where
    unknown. Raises SafetyStop where the clock went back by more than a day, is more than a day off the server's, or,
    with no server to ask, jumped ahead by more than a year.
    """
    if server_time is not None:
        off = now - server_time
        if abs(off) > CLOCK_JUMP:
            raise SafetyStop(_clock(f"this machine's clock ({now:%Y-%m-%d %H:%M}) is {_long(off)} off the server's"))
    if last_run is None:
        return
    if last_run - now > CLOCK_JUMP:
        raise SafetyStop(_clock(f"the clock went back by {_long(last_run - now)} since the last run"))
    if server_time is None and now - last_run > LONGEST_PAUSE:
        raise SafetyStop(_clock(f"the last run was {_long(now - last_run)} ago by this machine's clock"))


def _long(span: timedelta) -> str:
    return f"{abs(span).days} days"


def _clock(what: str) -> str:
    return f"{what[:1].upper()}{what[1:]}; nothing was written. Set the clock, or run once with --allow-many."

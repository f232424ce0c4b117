"""The user's own words about a round, gathered from its interviews and from the thank-you's form (M7, M8)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.identity import follow_up_uid
from afterword.core.model import Kind, Notes
from afterword.core.plan.spot import members

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.core.model import Application, Interview, Round, Stated
    from afterword.core.plan.situation import Answer, Situation

_FARTHEST: Final = timedelta(days=366)


def _answers(round_: Round, at: Situation) -> list[Answer]:
    """What was answered by hand: the form first, then the interviews' notes, the last block first."""
    interviews = _latest_first(round_)
    forms = [follow_up_uid(Kind.THANK_YOU, one.key) for one in interviews]
    keys = [one.key for one in interviews]
    return [at.answers[key] for key in (*forms, *keys) if key in at.answers]


def notes_of(round_: Round, application: Application, at: Situation) -> Notes:
    """Field by field the first that says something: the form, the round's notes, and for the user's strength also
    earlier rounds (a check-in has room for one line of it, M2)."""
    found = [answer.notes for answer in _answers(round_, at)]
    found += [one.notes for one in _latest_first(round_)]
    earlier = [n for other in reversed(application.rounds) if other != round_ for n in _own(other, at)]
    return Notes(
        talked_about=_first(one.talked_about for one in found),
        they_said=_first(one.they_said for one in found),
        strength=_first(one.strength for one in (*found, *earlier)),
        question=_first(one.question for one in found),
        free=tuple(dict.fromkeys(line for one in found for line in one.free)),
    )


def _latest_first(round_: Round) -> list[Interview]:
    """The last block first; copies and what was replaced after all of them."""
    ordered = members(round_)
    count = len(round_.interviews)
    return [*reversed(ordered[:count]), *reversed(ordered[count:])]


def _own(round_: Round, at: Situation) -> list[Notes]:
    return [*(answer.notes for answer in _answers(round_, at)), *(one.notes for one in round_.interviews)]


def stated_of(round_: Round, at: Situation) -> Stated | None:
    """The timeline in force: what the user answered in the form, else noted on the interview, else what the last block
    says; never one that was over before the round began."""
    interviews = _latest_first(round_)
    said = [answer.stated for answer in _answers(round_, at)]
    said += [one.stated for one in sorted(interviews, key=lambda one: not one.notes.they_said)]
    began = min(one.occurrence.span.start for one in round_.interviews).astimezone(at.zone).date()
    return next((one for one in said if one is not None and began <= one.by <= began + _FARTHEST), None)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)

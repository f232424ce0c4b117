"""What ends an application, and the one note that answers it (T13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.core.model import Kind, Outcome, Reason, Round
from afterword.core.plan.moment import CheckIn
from afterword.core.plan.spot import members
from afterword.core.plan.writer import Subject
from afterword.core.schedule import last_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from afterword.core.model import Application, Interview
    from afterword.core.plan.situation import Situation
    from afterword.core.plan.writer import Writer
    from afterword.core.schedule import WorkCalendar

NO_SHOW = "no-show"

_WHY_NOT = {
    "cancelled": "The interview was cancelled.",
    "declined": "You declined the interview.",
    "withdrawn": "You withdrew from it.",
    NO_SHOW: "They did not come to the interview.",
    "tentative-slot": "The time of the interview is not settled yet.",
}


def over_reason(interview: Interview) -> str:
    return _WHY_NOT.get(interview.why_not or "", f"The interview needs no follow-up ({interview.why_not}).")


def is_closed(application: Application) -> bool:
    """True once the calendar or the user said how it ended, also where only a feedback talk says so."""
    return application.outcome is not None or application.outcome_from is not None


def closed_reason(application: Application) -> str:
    said = application.outcome_from or "you said so"
    match application.outcome:
        case Outcome.OFFER:
            return f"There is an offer ({said})."
        case Outcome.REJECTED:
            return f"They said no ({said})."
        case Outcome.WITHDRAWN:
            return f"You withdrew ({said})."
        case None:
            return f"There was word from them ({said})."


def day_of(round_: Round, at: Situation) -> date:
    """The round's day, where the user is."""
    span = round_.last.occurrence.span
    return last_day(span.start, span.end, at.zone)


def answer_no_show(application: Application, writer: Writer) -> bool:
    """One note that asks for a new date, unless there already is one; True if a new date is still to be asked for."""
    missed = [one for one in application.over if one.why_not == NO_SHOW]
    if not missed:
        return False
    last = max(missed, key=lambda one: (one.occurrence.span.end, one.key))
    if any(one.end > last.occurrence.span.end for one in application.rounds):
        writer.take_away(missed, (Kind.NO_SHOW_NOTE,), "There is a new date.")
        return False
    round_ = Round((last,))
    why = Reason("no_show", day_of(round_, writer.at))
    _answer(Subject(application, round_), Kind.NO_SHOW_NOTE, last.occurrence.span.end, why, writer)
    return True


def answer_outcome(application: Application, writer: Writer) -> None:
    """After an offer the note to review its terms, after a rejection the request for feedback; else nothing."""
    anchors = [*application.rounds, *(Round((one,)) for one in application.over)]
    if not anchors:
        return
    subject = Subject(application, max(anchors, key=lambda one: (one.end, one.last.key)))
    said = application.outcome_said or Reason("you_said")
    if application.outcome is Outcome.OFFER:
        _answer(subject, Kind.OFFER_REVIEW, application.outcome_at, Reason("offer", said=said), writer)
    elif application.outcome is Outcome.REJECTED:
        _answer(subject, Kind.FEEDBACK_REQUEST, application.outcome_at, Reason("rejected", said=said), writer)


def _answer(subject: Subject, kind: Kind, word_at: datetime | None, why: Reason, writer: Writer) -> None:
    application, at = subject.application, writer.at
    every = [one for round_ in application.rounds for one in members(round_)]
    own = members(subject.round)
    spot = writer.find(kind, [*own, *(one for one in (*every, *application.over) if one not in own)])
    calendar = at.calendar(subject.round, application)
    if word_at is None and spot.standing is not None:
        ideal = spot.standing.span.start  # nobody knows when the word came: it was placed when it was first read
    else:
        ideal = _slot(kind, word_at or at.now, calendar, at)
    dates = CheckIn(application, subject.round, calendar, at, None)
    writer.want(subject, spot, dates.after_word(ideal, spot, why, ("T13",)))


def _slot(kind: Kind, word_at: datetime, calendar: WorkCalendar, at: Situation) -> datetime:
    """The next working slot; a request for feedback on the working day after, so within two."""
    if kind is Kind.FEEDBACK_REQUEST:
        return calendar.slot(calendar.after(word_at.astimezone(calendar.zone).date()), at.policy)
    return calendar.next_slot(word_at, at.policy)

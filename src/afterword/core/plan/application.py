"""All follow-ups of one application."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from afterword.core.model import Kind, Mark
from afterword.core.pipeline.names import mentions
from afterword.core.plan import moment
from afterword.core.plan.moment import CheckIn, Moment, TooLate
from afterword.core.plan.notes import stated_of
from afterword.core.plan.outcome import answer_no_show, answer_outcome, closed_reason, day_of, is_closed, over_reason
from afterword.core.plan.spot import members
from afterword.core.plan.writer import Subject
from afterword.core.sentences import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.core.model import Application, Round
    from afterword.core.plan.situation import Situation
    from afterword.core.plan.spot import Spot
    from afterword.core.plan.writer import Writer

PENDING = (Kind.THANK_YOU, Kind.CHECK_IN, Kind.FINAL_CHECK)
PAIR = (Kind.CHECK_IN, Kind.FINAL_CHECK)
EVERY = tuple(Kind)


def plan_application(application: Application, writer: Writer) -> None:
    for interview in application.over:
        writer.take_away((interview,), EVERY, over_reason(interview))
    if writer.at.employer(application.company).ignore:
        _take_all(application, EVERY, f"You asked to ignore {application.company}.", writer)
    elif is_closed(application):
        _take_all(application, (*PENDING, Kind.NO_SHOW_NOTE), closed_reason(application), writer)
        answer_outcome(application, writer)
    else:
        for round_ in application.rounds:
            _thank_you(application, round_, writer)
        if answer_no_show(application, writer):
            _take_all(
                application, PAIR, "They did not come to the next interview: one note asks for a new date.", writer
            )
        else:
            _pair_of_latest(application, writer)


def _take_all(application: Application, kinds: Iterable[Kind], reason: str, writer: Writer) -> None:
    for round_ in application.rounds:
        writer.take_away(members(round_), tuple(kinds), reason)


def _thank_you(application: Application, round_: Round, writer: Writer) -> None:
    subject = Subject(application, round_, stated_of(round_, writer.at))
    if not _thanks_are_custom(application, writer.at):
        reason = "Thank-you notes are switched off for this employer or country."
        writer.take_away(members(round_), (Kind.THANK_YOU,), reason)
        writer.refuse(subject, Kind.THANK_YOU, reason, ("M12",))
        return
    spot = writer.find(Kind.THANK_YOU, members(round_))
    later = round_ is not application.rounds[0]
    writer.want(subject, spot, moment.thank_you(round_, spot, writer.at, later_round=later))


def _thanks_are_custom(application: Application, at: Situation) -> bool:
    """M12: what is said of the employer goes first, then the country, then the general switch."""
    employer = at.employer(application.company)
    if employer.thank_you is not None:
        return employer.thank_you
    return at.policy.thank_you and (employer.country or at.owner.country) not in at.policy.thank_you_not_in


def _pair_of_latest(application: Application, writer: Writer) -> None:
    """T7: one check-in and one final check, anchored on the latest round; those of earlier rounds go."""
    if not application.rounds:
        return
    *earlier, latest = application.rounds
    reason = f"The next round, on {spoken(day_of(latest, writer.at))}, takes its place (T7)."
    for round_ in earlier:
        writer.take_away(members(round_), PAIR, reason)
    at = writer.at
    stated = stated_of(latest, at)
    dates = CheckIn(application, latest, at.calendar(latest, application), at, stated)
    spot = writer.find(Kind.CHECK_IN, members(latest))
    check_in = _with_round(dates.check_in(spot), later=bool(earlier))
    if spot.standing is None and _later_round_is_out_of_sight(application, check_in, at):
        return
    writer.want(Subject(application, latest, stated), spot, check_in)
    day = check_in_day(spot, check_in, at)
    sent = not (isinstance(check_in, TooLate) or spot.dismissed or spot.skipped)
    final = writer.find(Kind.FINAL_CHECK, members(latest))
    subject = Subject(application, latest, stated, day if sent else None)
    writer.want(subject, final, dates.final_check(final, day))


def _later_round_is_out_of_sight(application: Application, found: Moment | TooLate, at: Situation) -> bool:
    """One pair, never two: where that of a later round stands and its interview is only in doubt, or outside of what
    was read, the earlier round does not take the pair back."""
    company = application.company
    return (
        company is not None
        and isinstance(found, Moment)
        and any(
            one.kind is Kind.CHECK_IN
            and one.span.start > max(found.start, at.now)
            and mentions(f"{one.summary}\n{one.description}", company)
            for one in at.out_of_sight
        )
    )


def _with_round(found: Moment | TooLate, *, later: bool) -> Moment | TooLate:
    if not later or isinstance(found, TooLate):
        return found
    return replace(found, rules=(*found.rules, "T7"))


def check_in_day(spot: Spot, found: Moment | TooLate, at: Situation) -> date:
    """T5: the day on which the check-in was marked done, else its date: the user's where they moved it."""
    planned = found.due if isinstance(found, TooLate) else found.start
    standing, hand = spot.standing, spot.hand
    if standing is None or hand is None:
        return planned.astimezone(at.zone).date()
    if hand.mark is Mark.DONE:
        known = at.known.get(spot.uid)
        first_seen = None if known is None else known.done_at or at.now
        return (standing.last_modified or first_seen or standing.span.start).astimezone(at.zone).date()
    start = standing.span.start if hand.edited or hand.settled else planned
    return start.astimezone(at.zone).date()

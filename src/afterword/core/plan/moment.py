"""The moment of each follow-up by rules T1 to T5 and T9 to T13: pure dates in, a moment with its reason out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.model import Reason, Stage, Stated
from afterword.core.plan.spot import settle
from afterword.core.policy import THANK_YOU_DEADLINE
from afterword.core.schedule import DAY, absence, last_day, thank_you_slot, zone_or
from afterword.core.sentences import IN_ENGLISH, spoken

if TYPE_CHECKING:
    from afterword.core.model import Application, Round
    from afterword.core.plan.situation import Situation
    from afterword.core.plan.spot import Spot
    from afterword.core.schedule import WorkCalendar

_LONGEST_ABSENCE: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Moment:
    """When to write. `late`: T2; `before`: first day away where the check-in comes before the stated day (T9)."""

    start: datetime
    because: tuple[Reason, ...]
    rules: tuple[str, ...]
    deadline: datetime | None = None
    late: bool = False
    before: date | None = None

    @property
    def why(self) -> str:
        """The reason as an English sentence."""
        return IN_ENGLISH.sentence(self.because)


@dataclass(frozen=True, slots=True)
class TooLate:
    """Not written any more. `due` is when it should have been."""

    due: datetime
    reason: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The day that the rules give, before hours and the present come into it."""

    day: date
    why: tuple[Reason, ...]
    rules: tuple[str, ...]
    before: date | None = None


def thank_you(round_: Round, spot: Spot, at: Situation, *, later_round: bool) -> Moment | TooLate:
    """T1 and T2: within 24 hours of the round's end, or late with other words, or not at all."""
    policy, end = at.policy, round_.end
    deadline = end + THANK_YOU_DEADLINE
    ideal = min(thank_you_slot(end + policy.thank_you_after, at.zone, policy), deadline.astimezone(at.zone))
    latest = max(deadline, end + _late_limit(round_, at, later_round=later_round))

    def from_now() -> datetime | None:
        limit = deadline if at.now <= deadline else latest
        if at.now > limit:
            return None
        now = _whole_minute(at.now)
        slot = thank_you_slot(now, at.zone, policy)
        return slot if slot <= limit else now

    start = settle(ideal, spot, at.now, from_now)
    loop = ("T8",) if len(round_.interviews) > 1 else ()
    if start is None:
        reason = (
            f"The interview ended on {spoken(_end_day(round_, at))}; a thank-you this late does more harm than good."
        )
        return TooLate(ideal, reason, ("T2", *loop))
    if start > deadline:
        why = (Reason("ended_late", _end_day(round_, at)), Reason("better_late"))
        return Moment(start.astimezone(at.zone), why, ("T2", *loop), deadline, late=True)
    return Moment(start.astimezone(at.zone), _why_thank_you(round_, start, at), ("T1", *loop), deadline)


def _late_limit(round_: Round, at: Situation, *, later_round: bool) -> timedelta:
    stages = {one.stage for one in round_.interviews}
    if later_round or Stage.FINAL in stages:
        return at.policy.late_final
    return at.policy.late_phone if stages == {Stage.PHONE_SCREEN} else at.policy.late_other


def _why_thank_you(round_: Round, start: datetime, at: Situation) -> tuple[Reason, ...]:
    end = round_.end.astimezone(at.zone)
    loop = "loop_" if len(round_.interviews) > 1 else ""
    if round_.last.occurrence.all_day:
        return Reason(f"{loop}is_on", _end_day(round_, at)), Reason("within_a_day")
    when = Reason(f"{loop}ends", end.date(), clock=end.time())
    return when, Reason("with_time" if start.astimezone(at.zone).date() == end.date() else "next_morning")


def _whole_minute(now: datetime) -> datetime:
    over = timedelta(seconds=now.second, microseconds=now.microsecond)
    return now + timedelta(minutes=1) - over if over else now


def _end_day(round_: Round, at: Situation) -> date:
    """The local date on which the round ends, where it takes place."""
    last = round_.last.occurrence
    return last_day(last.span.start, last.span.end, zone_or(last.zone or "", at.zone))


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the moment of a check-in and its final check is made from."""

    application: Application
    round: Round
    calendar: WorkCalendar
    at: Situation
    stated: Stated | None

    @property
    def anchor(self) -> date:
        return _end_day(self.round, self.at)

    def check_in(self, spot: Spot) -> Moment | TooLate:
        """T3 or T4, with T10, T9, T11 and T12."""
        day = self._away(self._pace(self._stated() or self._unstated()))
        return self._settle(day, spot)

    def final_check(self, spot: Spot, after: date) -> Moment | TooLate:
        """T5: a week after the check-in was done, or after its day."""
        policy = self.at.policy
        due = after + timedelta(days=policy.final_check_days)
        day = self.calendar.on_or_after(due)
        why = [Reason("after_check_in", after, days=policy.final_check_days)]
        rules = ["T5"]
        if day != due:
            why.append(Reason("first_working_day", day))
            rules.append("T11")
        back = self._back(day)
        if back != day:
            why.append(Reason("away_back", back))
            rules.append("T9")
        return self._settle(Day(back, tuple(why), tuple(rules)), spot)

    def after_word(self, ideal: datetime, spot: Spot, why: Reason, rules: tuple[str, ...]) -> Moment | TooLate:
        """T13: a note that answers an event, in a working slot."""
        day = ideal.astimezone(self.calendar.zone).date()
        back = self._back(day)
        start = ideal if back == day else self.calendar.slot(back, self.at.policy)
        return self._place(start, Day(back, (why,), rules), spot)

    def _stated(self) -> Day | None:
        stated, buffer = self.stated, self.at.policy.buffer_days
        if stated is None:
            return None
        day = self.calendar.after(stated.by, 1 + buffer)
        said = Reason("stated", stated.by)
        if buffer:
            return Day(day, (said, Reason("working_days_later", day, working_days=1 + buffer)), ("T3",))
        return Day(day, (said, Reason("first_after", day)), ("T3",) if day == stated.by + DAY else ("T3", "T11"))

    def _unstated(self) -> Day:
        at, anchor = self.at, self.anchor
        ended = Reason("unstated", anchor)
        if self.application.urgent:
            count = at.policy.urgent_days
            day = self.calendar.after(anchor, count)
            return Day(day, (ended, Reason("urgent", day, working_days=count)), ("T10",))
        due = anchor + timedelta(days=at.policy.check_in_days)
        day = self.calendar.on_or_after(due)
        if day == due:
            return Day(day, (ended, Reason("later", day, days=at.policy.check_in_days)), ("T4",))
        return Day(day, (ended, Reason("later_next", day, due, days=at.policy.check_in_days)), ("T4", "T11"))

    def _pace(self, day: Day) -> Day:
        count = self.at.policy.slow_days
        if not self.application.slow or self.application.urgent or not count:
            return day
        later = self.calendar.after(day.day, count)
        why = Reason("slow", later, working_days=count)
        return replace(day, day=later, why=(*day.why, why), rules=(*day.rules, "T10"))

    def _away(self, day: Day) -> Day:
        """T9 for the check-in: the last working day before the absence, else the first after."""
        found = day.day
        first_away: date | None = None
        while (gone := absence(found, self.at.absences)) is not None:
            first_away = gone.start
            found = self.calendar.on_or_before(gone.start - DAY) if gone.start > self.anchor else self.anchor
            if found <= self.anchor:
                break
        if first_away is None:
            return day
        rules = (*day.rules, "T9")
        if found <= self.anchor:  # nothing is left between the interview and the absence
            back = self._back(day.day)
            return replace(day, day=back, rules=rules, why=(*day.why, Reason("away_first_back", back)))
        why = Reason("away_before", found, first_away)
        early = self.stated is not None and found <= self.stated.by
        return replace(day, day=found, rules=rules, why=(*day.why, why), before=first_away if early else None)

    def _back(self, day: date) -> date:
        """`day`, or the first working day after the absence it falls into; none is waited for longer than a year."""
        latest = day + _LONGEST_ABSENCE
        while (gone := absence(day, self.at.absences)) is not None and gone.until < latest:
            day = self.calendar.on_or_after(gone.until + DAY)
        return day

    def _settle(self, day: Day, spot: Spot) -> Moment | TooLate:
        return self._place(self.calendar.slot(day.day, self.at.policy), day, spot)

    def _place(self, ideal: datetime, day: Day, spot: Spot) -> Moment | TooLate:
        """T12: a day that has passed is caught up on in the next working slot, for 30 days."""
        at = self.at

        def from_now() -> datetime | None:
            if at.now > ideal + timedelta(days=at.policy.missed_days):
                return None
            start = self.calendar.next_slot(at.now, at.policy)
            today = start.astimezone(self.calendar.zone).date()
            back = self._back(today)
            return start if back == today else self.calendar.slot(back, at.policy)

        start = settle(ideal, spot, at.now, from_now)
        if start is None:
            ago = IN_ENGLISH.period(at.policy.missed_days)
            reason = f"{IN_ENGLISH.sentence(day.why)[:-1]}; that is more than {ago} ago."
            return TooLate(ideal, reason, (*day.rules, "T12"))
        local = start.astimezone(at.zone)
        if start <= ideal:
            return Moment(local, (*day.why, *self._over_there(start)), day.rules, before=day.before)
        caught_up = Reason("caught_up", local.date())
        return Moment(local, (*day.why, caught_up, *self._over_there(start)), (*day.rules, "T12"))

    def _over_there(self, start: datetime) -> tuple[Reason, ...]:
        """What the clock says where the recipient is, if that is another hour (T11)."""
        there = start.astimezone(self.calendar.zone)
        if there.utcoffset() == start.astimezone(self.at.zone).utcoffset():
            return ()
        return (Reason("over_there", clock=there.time(), words=self.calendar.zone.key),)

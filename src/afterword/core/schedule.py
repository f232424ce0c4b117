"""Working days and the moment of the day: when a follow-up may start (RULES T1, T9, T11).

Times go in and come out aware; days are local to the calendar's zone. A moment is chosen deterministically: at 10:00,
on Mondays at 10:30, moved only as far as the policy's hours ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from afterword.core.policy import Away

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from afterword.core.policy import Policy

DAY: Final = timedelta(days=1)
_FARTHEST: Final = 400  # days that a search for a working day looks ahead or back; then it takes the day as it is
_MONDAY, _FRIDAY = 0, 4
_USUAL: Final = time(10, 0)
_USUAL_ON_MONDAY: Final = time(10, 30)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Monday to Friday without the holidays of anybody concerned (T11).

    `zone` is the recipient's, in which the hours of work count; `holidays` say of a date whether it is one.
    """

    zone: ZoneInfo
    holidays: tuple[Callable[[date], bool], ...] = ()
    weekend: frozenset[int] = frozenset({5, 6})

    def is_working(self, day: date) -> bool:
        return day.weekday() not in self.weekend and not any(is_holiday(day) for is_holiday in self.holidays)

    def on_or_after(self, day: date) -> date:
        return self._search(day, DAY)

    def on_or_before(self, day: date) -> date:
        return self._search(day, -DAY)

    def after(self, day: date, count: int = 1) -> date:
        """The count-th working day after `day`; for 0 `day` itself."""
        for _ in range(count):
            day = self.on_or_after(day + DAY)
        return day

    def _search(self, day: date, step: timedelta) -> date:
        found = day
        for _ in range(_FARTHEST):
            if self.is_working(found):
                return found
            found += step
        return day

    def hours(self, day: date, policy: Policy) -> tuple[datetime, datetime]:
        """The first and the last moment of the day at which a check-in may start (T11)."""
        first = max(policy.work_from, policy.monday_from) if day.weekday() == _MONDAY else policy.work_from
        last = min(policy.work_until, policy.friday_until) if day.weekday() == _FRIDAY else policy.work_until
        return moment(day, first, self.zone), moment(day, max(first, last), self.zone)

    def slot(self, day: date, policy: Policy) -> datetime:
        """When a check-in of that day starts: about ten, within the hours of T11."""
        first, last = self.hours(day, policy)
        usual = _USUAL_ON_MONDAY if day.weekday() == _MONDAY else _USUAL
        return min(max(moment(day, usual, self.zone), first), last)

    def next_slot(self, now: datetime, policy: Policy) -> datetime:
        """Today's slot, or after it the next quarter of an hour in working hours, else the next working day's slot.

        Never earlier for a later `now`: what was placed once is not brought forward by the next run.
        """
        today = now.astimezone(self.zone).date()
        if self.is_working(today):
            start = max(quarter(now).astimezone(self.zone), self.slot(today, policy))
            if start <= self.hours(today, policy)[1]:
                return start
        return self.slot(self.after(today), policy)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That wall clock time on that day; one that a clock change skips becomes the moment after it."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC).astimezone(zone)


def quarter(now: datetime) -> datetime:
    """`now` rounded up to the next quarter of an hour."""
    over = timedelta(minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond)
    return now if not over else now + timedelta(minutes=15) - over


def last_day(start: datetime, end: datetime, zone: ZoneInfo) -> date:
    """The local date on which something ends: what ends at midnight ended on the day before."""
    moment_inside = end if end == start else end.astimezone(UTC) - timedelta(microseconds=1)
    return moment_inside.astimezone(zone).date()


def thank_you_slot(earliest: datetime, zone: ZoneInfo, policy: Policy) -> datetime:
    """The first moment from `earliest` that lies in the hours of T1, in the user's zone; any day of the week."""
    local = earliest.astimezone(zone)
    today = local.date()
    if local < moment(today, policy.thank_you_from, zone):
        return moment(today, policy.thank_you_from, zone)
    if local <= moment(today, policy.thank_you_until, zone):
        return local
    return moment(today + DAY, policy.thank_you_from, zone)


def absence(day: date, away: Iterable[Away]) -> Away | None:
    """The absence that covers `day`, grown by those that touch or overlap it; None if the user is there."""
    periods = sorted(((one.start, one.until, one.why) for one in away if one.start <= one.until), key=lambda p: p[:2])
    merged: list[tuple[date, date, str]] = []
    for start, until, why in periods:
        if merged and start.toordinal() <= merged[-1][1].toordinal() + 1:
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]), merged[-1][2])
        else:
            merged.append((start, until, why))
    for start, until, why in merged:
        if start <= day <= until:
            return Away(start, until, why)
    return None


def zone_or(name: str, other: ZoneInfo) -> ZoneInfo:
    """The zone of that IANA name, else `other`: a name from a calendar may be anything."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return other

"""The floor: everything parsed, everything expanded, as the libraries do it. Slow and trusting, so a good oracle."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar
from icalendar.timezone import tzp

from afterword.core.model import TimeSpan

if TYPE_CHECKING:
    from afterword.ical.decode import Reading

Found = list[tuple[str, datetime, datetime]]
DAY = timedelta(days=1)


def naive(data: bytes, window: TimeSpan, timezone: str) -> Found:
    """UID, start and end (UTC) of what overlaps the window; conventions of ours for ends applied."""
    tzp.use_default()
    default = ZoneInfo(timezone)
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for calendar in Calendar.from_ical(data, multiple=True):
            for event in recurring_ical_events.of(calendar).between(window.start - 2 * DAY, window.end + 2 * DAY):
                span = span_of(event["DTSTART"].dt, event["DTEND"].dt, default)
                if span.overlaps(window):
                    found.append(
                        (str(event.get("UID", "no-uid")), span.start.astimezone(UTC), span.end.astimezone(UTC))
                    )
    return sorted(found)


def span_of(start: date, end: date, default: ZoneInfo) -> TimeSpan:
    first, last = aware(start, default), aware(end, default)
    if last < first:
        first, last = last, first
    if not isinstance(start, datetime) and first == last:
        last += DAY
    return TimeSpan(first, last)


def aware(moment: date, default: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    return moment.replace(tzinfo=default) if moment.tzinfo is None else moment


def same_form(reading: Reading) -> Found:
    return sorted(
        (
            "no-uid" if one.uid.startswith("no-uid-") else one.uid,
            one.span.start.astimezone(UTC),
            one.span.end.astimezone(UTC),
        )
        for one in reading.occurrences
    )

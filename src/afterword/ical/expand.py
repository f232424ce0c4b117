"""From the events under one UID to their instances in the window, with exact moments.

An event that stands alone is read here, one that only repeats in `plain_series`, all others in `series`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from afterword.core.model import TimeSpan
from afterword.ical.lines import time_value
from afterword.ical.source import Source, duration, wall_clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from afterword.ical.events import EventText
    from afterword.ical.zones import Zone

_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = datetime.min.time()


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance: the event it comes from, its exact span, and how its times were given."""

    text: EventText
    span: TimeSpan
    all_day: bool
    floating: bool
    recurrence_id: str | None
    zone: Zone


def instances(sources: Sequence[Source], window: TimeSpan, default: ZoneInfo) -> Iterator[Instance]:
    """Every instance that overlaps `window`; floating and all-day times are taken in `default`.

    Raises Unreadable, or whatever the libraries raise on values that they cannot take.
    """
    for index, start, end in _times(sources, window):
        instance = _instance(sources[index], (start, end), default)
        if instance.span.overlaps(window):
            yield instance


def _times(sources: Sequence[Source], window: TimeSpan) -> Iterable[tuple[int, date, date]]:
    """Which source, start and end of each instance near the window, by the least that it takes to tell."""
    if len(sources) == 1 and not sources[0].text.is_changed_instance:
        if not sources[0].text.repeats:
            return [(0, *sources[0].times())]
        from afterword.ical.plain_series import plain_times

        found = plain_times(sources[0], window)
        if found is not None:
            return [(0, start, end) for start, end in found]
    from afterword.ical.series import series_times

    return series_times(sources, window)


def single_instance(source: Source, default: ZoneInfo) -> Instance:
    """The one instance of an event that stands alone, wherever in time it is. Raises as `instances`."""
    return _instance(source, source.times(), default)


def _instance(source: Source, times: tuple[date, date], default: ZoneInfo) -> Instance:
    all_day = not isinstance(times[0], datetime)
    floating = None if all_day else source.zones.floating
    start, end = _aware(times, default if floating is None else floating.tz)
    length = source.text.value(b"DURATION")
    if length is not None and b"DTEND" not in source.text.lines:
        end = _lasting(start, end, duration(length))
    span = _span(start, end, all_day=all_day)
    return Instance(
        text=source.text,
        span=span,
        all_day=all_day,
        floating=floating is None and source.text.is_floating,
        recurrence_id=_recurrence_id(source.text, span.start, all_day=all_day),
        zone=source.zone,
    )


def _aware(times: tuple[date, date], default: tzinfo) -> tuple[datetime, datetime]:
    """Both as moments. One without a zone is in the zone of the other (a start in that of DTEND only where that is a
    TZID, not UTC); both without are in `default`."""
    start, end = (moment if isinstance(moment, datetime) else datetime.combine(moment, _MIDNIGHT) for moment in times)
    if start.tzinfo is None:
        start = start.replace(tzinfo=default if end.tzinfo in {None, UTC} else end.tzinfo)
    return start, end.replace(tzinfo=start.tzinfo) if end.tzinfo is None else end


def _lasting(start: datetime, end: datetime, duration: timedelta) -> datetime:
    """The end by DURATION: days are days on the wall, hours are hours that pass (RFC 5545 section 3.3.6). The libraries
    know only the wall; what they give is kept where another end was meant (a period among the RDATEs)."""
    if end.replace(tzinfo=None) - start.replace(tzinfo=None) != duration:
        return end
    days = timedelta(days=duration.days)
    exact = (start + days).astimezone(UTC) + (duration - days)
    return exact.astimezone(start.tzinfo)


def _span(start: datetime, end: datetime, *, all_day: bool) -> TimeSpan:
    """Ends before starts are exchanged, as servers and clients do; a day has at least its one day."""
    if end < start:
        start, end = end, start
    if all_day and end == start:
        end += _DAY
    return TimeSpan(start, end)


def _recurrence_id(text: EventText, start: datetime, *, all_day: bool) -> str | None:
    """As written for a changed instance; the start for the others of a series, also those that a change of this and
    all future ones has moved; None outside a series."""
    changed = text.first(b"RECURRENCE-ID")
    if changed is not None:
        own = wall_clock(time_value(text.lines[b"DTSTART"][0]))
        if b"THISANDFUTURE" not in changed.upper() or start.replace(tzinfo=None) == own:
            return time_value(changed).decode("ascii", "replace")
    elif not (b"RRULE" in text.lines or b"RDATE" in text.lines):
        return None
    return start.date().isoformat() if all_day else start.isoformat()

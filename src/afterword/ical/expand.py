"""From the events under one UID to their instances in the window.

icalendar reads the values, recurring_ical_events decides which instance is changed, moved, excluded or added. The rule
itself is unrolled by `rules`, within bounds, and handed over as RDATEs near the window. Zones are our own: the parser
sees keys instead of TZIDs and asks `_Provider` for them, so it never builds, caches or mixes up a zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final, cast

from afterword.core.model import TimeSpan
from afterword.ical.events import EventText, is_time_property, time_line
from afterword.ical.lines import time_value
from afterword.ical.rules import parse_rule
from afterword.ical.unroll import Near, near_window, rule_lines
from afterword.ical.zones import UTC_ZONE, Zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from icalendar import Calendar, Event
    from icalendar.timezone.provider import TZProvider

    from afterword.ical.zones import Zones

_SLACK: Final = timedelta(days=2)
_DAY: Final = timedelta(days=1)
_LATEST: Final = 2100
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


@dataclass(frozen=True, slots=True)
class Source:
    """One VEVENT of a group with the zones of the VCALENDAR it stands in."""

    text: EventText
    zones: Zones


class _Provider:
    """What icalendar asks about zones (its TZProvider), answered from our own table."""

    name = "afterword"

    def __init__(self) -> None:
        self._zones: dict[str, tzinfo] = {}

    def key(self, zone: Zone) -> str:
        key = f"z{len(self._zones)}"
        self._zones[key] = zone.tz
        return key

    def timezone(self, name: str) -> tzinfo | None:
        return self._zones.get(name)

    def knows_timezone_id(self, tzid: str) -> bool:  # noqa: ARG002 - the interface
        return True

    def localize(self, dt: datetime, tz: tzinfo) -> datetime:
        return dt.replace(tzinfo=tz)

    def localize_utc(self, dt: datetime) -> datetime:
        return dt.replace(tzinfo=UTC) if dt.tzinfo is None else dt.astimezone(UTC)

    def uses_pytz(self) -> bool:
        return False

    def uses_zoneinfo(self) -> bool:
        return True


def reset_zones() -> None:
    """Gives icalendar its own zones back, as other users of it in this process expect."""
    from icalendar.timezone import tzp

    tzp.use_default()


def instances(sources: Sequence[Source], window: TimeSpan, default: ZoneInfo) -> Iterator[Instance]:
    """Every instance that overlaps `window`; floating and all-day times are taken in `default`.

    Raises Unreadable, or whatever the libraries raise on values that they cannot take. Call `reset_zones` at the end.
    """
    calendar = _parse(sources, window)
    events = cast("list[Event]", calendar.subcomponents)
    if len(sources) == 1 and not sources[0].text.repeats and not sources[0].text.is_changed_instance:
        found = iter([(0, *_single(events[0]))])
    else:
        found = _repeated(calendar, window)
    for index, start, end in found:
        instance = _instance(sources[index], events[index], (start, end), default)
        if instance.span.overlaps(window):
            yield instance


def single_instance(source: Source, default: ZoneInfo) -> Instance:
    """The one instance of an event that stands alone, wherever in time it is. Raises as `instances`."""
    nowhere = datetime(_LATEST, 1, 1, tzinfo=UTC)
    event = cast("Event", _parse([source], TimeSpan(nowhere, nowhere)).subcomponents[0])
    return _instance(source, event, _single(event), default)


def _instance(source: Source, event: Event, times: tuple[date, date], default: ZoneInfo) -> Instance:
    all_day = not isinstance(times[0], datetime)
    floating = None if all_day else source.zones.floating
    start, end = _aware(times, default if floating is None else floating.tz)
    if "DURATION" in event and "DTEND" not in event:
        end = _lasting(start, end, cast(Any, event)["DURATION"].dt)
    span = _span(start, end, all_day=all_day)
    return Instance(
        text=source.text,
        span=span,
        all_day=all_day,
        floating=floating is None and source.text.is_floating,
        recurrence_id=_recurrence_id(source.text, span.start, all_day=all_day),
        zone=_zone(source),
    )


def _parse(sources: Sequence[Source], window: TimeSpan) -> Calendar:
    """What says when the sources' events happen, as one calendar in the same order, told apart by X-AFTERWORD-INDEX.

    Texts and people do not go through the parser: it would take most of the time, and stumble over some."""
    from icalendar import Calendar
    from icalendar.timezone import tzp

    provider = _Provider()
    near = near_window([source.text for source in sources], window)
    tzp.use(cast("TZProvider", provider))
    lines = [b"BEGIN:VCALENDAR"]
    for index, source in enumerate(sources):
        lines += [b"BEGIN:VEVENT", b"UID:the-same", b"X-AFTERWORD-INDEX:%d" % index]
        lines += _event_lines(source, provider, near)
        lines.append(b"END:VEVENT")
    lines.append(b"END:VCALENDAR\r\n")
    return Calendar.from_ical(b"\r\n".join(lines))  # bytes: of a str it would open the file of that name


def _event_lines(source: Source, provider: _Provider, near: Near) -> list[bytes]:
    text = source.text
    keys: dict[str, str] = {}

    def key(tzid: str) -> str:
        if tzid not in keys:
            keys[tzid] = provider.key(source.zones.find(tzid))
        return keys[tzid]

    lines = [line for name, rests in text.lines.items() for line in _lines(name, rests, key)]
    if text.is_changed_instance:
        # Not unrolled; but the library asks whether it has one.
        return lines + [b"RRULE:" + rule.encode() for rule in text.rule_texts if parse_rule(rule).freq]
    if text.rule_texts:
        lines += rule_lines(text, _zone(source), near, key)
    return lines


def _lines(name: bytes, rests: list[bytes], key: Callable[[str], str]) -> list[bytes]:
    """The lines of one property as they go to the parser."""
    if is_time_property(name):
        return [time_line(name, rest, key) for rest in rests]
    if name == b"SEQUENCE":
        return [b"SEQUENCE" + rest for rest in rests[:1] if rest[1:].strip().isdigit()]
    return [name + rest for rest in rests] if name == b"DURATION" else []


def _single(event: Any) -> tuple[date, date]:
    """Start and end of an event that does not repeat (RFC 5545 section 3.6.1 for a missing end)."""
    start: date = event["DTSTART"].dt
    if "DTEND" in event:
        end: date = event["DTEND"].dt
    elif "DURATION" in event:
        length = event["DURATION"].dt
        if length.seconds and not isinstance(start, datetime):
            start = datetime.combine(start, _MIDNIGHT)
        end = start + length
    else:
        end = start if isinstance(start, datetime) else start + _DAY
    return start, end


def _repeated(calendar: Calendar, window: TimeSpan) -> Iterator[tuple[int, date, date]]:
    """Index, start and end of the instances of a series near the window."""
    from afterword.ical.instances import query

    return query(calendar, window.start.astimezone(UTC) - _SLACK, window.end.astimezone(UTC) + _SLACK)


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
    changed = text.first(b"RECURRENCE-ID")
    if changed is not None:
        return time_value(changed).decode("ascii", "replace")
    if not (b"RRULE" in text.lines or b"RDATE" in text.lines):
        return None
    return start.date().isoformat() if all_day else start.isoformat()


def _zone(source: Source) -> Zone:
    """The zone that the event's start was given in."""
    tzid = source.text.tzid
    if source.text.is_floating and source.zones.floating is not None:
        return source.zones.floating
    return UTC_ZONE if tzid is None else source.zones.find(tzid)

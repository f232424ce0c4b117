"""The instances of a series: the only use of icalendar's parser and of recurring_ical_events.

recurring_ical_events decides which instance is changed, moved, excluded or added. It never sees a rule: `unroll` hands
over the starts near the window as RDATEs. It never sees a zone either: it sees keys instead of TZIDs, and asks
`_Provider` for them, so it builds, caches and mixes up none. Imported only where a calendar holds a series.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final, cast

from icalendar import Calendar
from icalendar.timezone import tzp
from recurring_ical_events import CalendarQuery
from recurring_ical_events.adapters.event import EventAdapter
from recurring_ical_events.selection.name import ComponentsWithName

from afterword.ical.events import is_time_property, time_line
from afterword.ical.rules import parse_rule
from afterword.ical.unroll import Near, near_window, rule_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from icalendar.timezone.provider import TZProvider

    from afterword.core.model import TimeSpan
    from afterword.ical.source import Source
    from afterword.ical.zones import Zone

_SLACK: Final = timedelta(days=2)


def series_times(sources: Sequence[Source], window: TimeSpan) -> list[tuple[int, date, date]]:
    """Which source, start and end of each instance near the window. Raises Unreadable, or whatever the libraries do."""
    provider = _Provider()
    tzp.use(cast("TZProvider", provider))
    try:
        calendar = _parse(sources, provider, window)
        query = CalendarQuery(calendar, components=[ComponentsWithName("VEVENT", adapter=_Numbered)])
        found = query.between(window.start.astimezone(UTC) - _SLACK, window.end.astimezone(UTC) + _SLACK)
        return [(one["index"], one["start"], one["end"]) for one in cast("list[dict[str, Any]]", found)]
    finally:
        tzp.use_default()  # others in this process expect icalendar's own zones


class _Numbered(EventAdapter):  # type: ignore[misc]  # the library is not typed
    """Hands out number, start and end instead of a copy of the whole event."""

    def as_component(
        self,
        start: date | None = None,
        stop: date | None = None,
        keep_recurrence_attributes: object = None,  # noqa: ARG002 - the library's interface
    ) -> dict[str, Any]:
        return {
            "index": int(self._component["X-AFTERWORD-INDEX"]),
            "start": self.start if start is None else start,
            "end": self.end if stop is None else stop,
        }


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


def _parse(sources: Sequence[Source], provider: _Provider, window: TimeSpan) -> Calendar:
    """What says when the sources' events happen, as one calendar in the same order, told apart by X-AFTERWORD-INDEX.

    Texts and people do not go through the parser: it would take most of the time, and stumble over some."""
    near = near_window([source.text for source in sources], window)
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
        lines += rule_lines(text, source.zone, near, key)
    return lines


def _lines(name: bytes, rests: list[bytes], key: Callable[[str], str]) -> list[bytes]:
    """The lines of one property as they go to the parser."""
    if is_time_property(name):
        return [time_line(name, rest, key) for rest in rests]
    if name == b"SEQUENCE":
        return [b"SEQUENCE" + rest for rest in rests[:1] if rest[1:].strip().isdigit()]
    return [name + rest for rest in rests] if name == b"DURATION" else []

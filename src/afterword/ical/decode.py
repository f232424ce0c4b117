"""Reads one resource: its events in the window as values, our own follow-ups apart, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from afterword.core import identity
from afterword.core.model import Kind, Occurrence, Skipped, Standing, TimeSpan
from afterword.core.text import clean_line
from afterword.errors import NotCalendarData
from afterword.ical import properties
from afterword.ical.errors import Unreadable
from afterword.ical.events import event_text
from afterword.ical.expand import Instance, instances, single_instance
from afterword.ical.scan import scan
from afterword.ical.source import Source
from afterword.ical.zones import Zones

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterword.ical.scan import Calendar, Group, Scan
    from afterword.ports import Resource

MOST_INSTANCES: Final = 4000
"""One series with more instances in the window is skipped."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: `occurrences` that overlap the window, `standing` follow-ups of ours (wherever they stand),
    `skipped` objects with the reason, and how many occurrences there were. `own_skipped` are the UIDs of follow-ups of
    ours among the skipped: they stand, though nobody can say how, and must not be taken for deleted."""

    occurrences: tuple[Occurrence, ...] = ()
    standing: tuple[Standing, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    events_read: int = 0
    own_skipped: frozenset[str] = frozenset()


def read(resource: Resource, *, source: str, window: TimeSpan, timezone: str) -> Reading:
    """The events of one resource: a single object of a server, or a whole file of thousands (href "").

    `timezone` is the IANA zone that floating and all-day times are taken in. Raises NotCalendarData if the whole is
    not iCalendar or is cut; what is wrong with one event only is told in `skipped` and hides no other.
    """
    found = scan(resource.data, window)
    reader = _Reader(resource, source, window, ZoneInfo(timezone))
    for reason in found.broken:
        reader.skip(reason)
    for group in found.groups:
        reader.read_group(group, found)
    return reader.reading()


def read_all(resources: Iterable[Resource], *, source: str, window: TimeSpan, timezone: str) -> Reading:
    """The events of many resources of one collection. One that is not iCalendar is skipped like any other object;
    where the resource is the whole input (href ""), NotCalendarData is raised."""
    readings: list[Reading] = []
    for resource in resources:
        try:
            readings.append(read(resource, source=source, window=window, timezone=timezone))
        except NotCalendarData as problem:
            if not resource.href:
                raise
            readings.append(Reading(skipped=(Skipped(source, resource.href, problem.message),)))
    return Reading(
        occurrences=tuple(one for reading in readings for one in reading.occurrences),
        standing=tuple(one for reading in readings for one in reading.standing),
        skipped=tuple(one for reading in readings for one in reading.skipped),
        events_read=sum(reading.events_read for reading in readings),
        own_skipped=frozenset(uid for reading in readings for uid in reading.own_skipped),
    )


def _age(source: Source) -> tuple[int, str, str]:
    text = source.text
    changed = text.value(b"LAST-MODIFIED") or text.value(b"DTSTAMP") or ""
    return properties.sequence(text), changed, repr(sorted(text.lines.items()))


def _at(like: Occurrence, instance: Instance) -> Occurrence:
    """Another instance of the same event."""
    return replace(
        like,
        span=instance.span,
        recurrence_id=instance.recurrence_id,
        all_day=instance.all_day,
        floating=instance.floating,
        zone=instance.zone.name_at(instance.span.start),
    )


class _Reader:
    def __init__(self, resource: Resource, source: str, window: TimeSpan, default: ZoneInfo) -> None:
        self._resource = resource
        self._source = source
        self._href = resource.href or None
        self._window = window
        self._default = default
        self._zones: dict[int, Zones] = {}
        self._occurrences: list[Occurrence] = []
        self._standing: list[Standing] = []
        self._skipped: list[Skipped] = []
        self._own_skipped: set[str] = set()

    def reading(self) -> Reading:
        return Reading(
            occurrences=tuple(self._occurrences),
            standing=tuple(self._standing),
            skipped=tuple(self._skipped),
            events_read=len(self._occurrences),
            own_skipped=frozenset(self._own_skipped),
        )

    def skip(self, reason: str) -> None:
        self._skipped.append(Skipped(self._source, self._href, reason))

    def read_group(self, group: Group, found: Scan) -> None:
        """Reads what stands under one UID; whatever goes wrong in it is told and stays in it."""
        if identity.is_memory(group.uid):
            return
        try:
            sources = [
                Source(event_text(found.text, component), self._zones_of(found.calendars, component.calendar))
                for component in group.components
            ]
            # The newest of two that claim the same place comes first, whatever their order: it is the one that counts.
            if len(sources) > 1:
                sources.sort(key=_age, reverse=True)
            calendar = found.calendars[group.components[0].calendar]
            if identity.is_ours(group.uid):
                self._standing.append(self._follow_up(group.uid, sources))
            else:
                self._occurrences += self._instances(group.uid, sources, calendar)
        except Unreadable as problem:
            self._skip_event(group.uid, str(problem))
        except Exception as error:  # noqa: BLE001 - PROMISES R5: one hostile event never hides the others
            self._skip_event(group.uid, f"cannot be read ({type(error).__name__})")

    def _skip_event(self, uid: str, reason: str) -> None:
        self.skip(f"event {clean_line(uid)[:120]} {reason}")
        if identity.is_ours(uid):
            self._own_skipped.add(uid)

    def _zones_of(self, calendars: Sequence[Calendar], number: int) -> Zones:
        if number not in self._zones:
            calendar = calendars[number]
            self._zones[number] = Zones(calendar.zones, self._default, calendar.timezone)
        return self._zones[number]

    def _instances(self, uid: str, sources: list[Source], calendar: Calendar) -> list[Occurrence]:
        found: list[Occurrence] = []
        read: dict[int, Occurrence] = {}  # what all instances of one event share is read once
        for instance in instances(sources, self._window, self._default):
            like = read.get(id(instance.text))
            one = self._occurrence(uid, instance, calendar) if like is None else _at(like, instance)
            read[id(instance.text)] = one
            found.append(one)
            if len(found) > MOST_INSTANCES:
                raise Unreadable(f"has more than {MOST_INSTANCES} occurrences in the time that is looked at")
        return found

    def _occurrence(self, uid: str, instance: Instance, calendar: Calendar) -> Occurrence:
        text = instance.text
        description, of_markup = properties.description(text)
        status = text.value(b"STATUS")
        return Occurrence(
            source=self._source,
            uid=uid,
            span=instance.span,
            summary=properties.plain_property(text, b"SUMMARY"),
            description=description,
            location=properties.plain_property(text, b"LOCATION"),
            href=self._href,
            recurrence_id=instance.recurrence_id,
            all_day=instance.all_day,
            zone=instance.zone.name_at(instance.span.start),
            zone_doubt=instance.zone.doubt,
            floating=instance.floating,
            links=properties.links(text, of_markup),
            organizer=properties.organizer(text),
            attendees=properties.attendees(text),
            status=None if status is None else status.upper(),
            transparent=(text.value(b"TRANSP") or "").upper() == "TRANSPARENT",
            categories=properties.categories(text),
            busy_status=properties.busy_status(text),
            method=None if calendar.method is None else calendar.method.upper(),
            prodid=calendar.prodid,
            sequence=properties.sequence(text),
            last_modified=properties.last_modified(text),
            related_to=properties.related_to(text),
        )

    def _follow_up(self, uid: str, sources: list[Source]) -> Standing:
        """Our own event as it stands, wherever in time it was put."""
        master = next((one for one in sources if not one.text.is_changed_instance), sources[0])
        text = master.text.without_recurrence()
        instance = single_instance(Source(text, master.zones), self._default)
        description = properties.plain_property(text, b"DESCRIPTION")
        line = identity.read_mark_line(description)
        kind = text.value(b"X-AFTERWORD-KIND")
        named = Kind(kind) if kind in set(Kind) else (None if line is None else line.kind)
        return Standing(
            uid=uid,
            calendar=self._source,
            href=self._resource.href,
            etag=self._resource.etag,
            span=instance.span,
            summary=properties.plain_property(text, b"SUMMARY"),
            description=description,
            written=text.value(b"X-AFTERWORD-WRITTEN") or (None if line is None else line.fingerprint),
            sequence=properties.sequence(text),
            last_modified=properties.last_modified(text),
            data=self._resource.data,
            kind=named,
            related_to=properties.related_to(text),
        )

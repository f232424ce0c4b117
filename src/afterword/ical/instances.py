"""The only use of recurring_ical_events: which instances a series has, and which event each comes from."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from recurring_ical_events import CalendarQuery
from recurring_ical_events.adapters.event import EventAdapter
from recurring_ical_events.selection.name import ComponentsWithName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Calendar


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


def query(calendar: Calendar, start: datetime, end: datetime) -> Iterator[tuple[int, date, date]]:
    """Number, start and end of each instance between two aware times."""
    found = CalendarQuery(calendar, components=[ComponentsWithName("VEVENT", adapter=_Numbered)]).between(start, end)
    for instance in found:
        made: Any = instance
        yield made["index"], made["start"], made["end"]

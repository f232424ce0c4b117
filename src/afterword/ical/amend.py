"""Change one thing in an object of ours, the way a person does it in a calendar app; everything else stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afterword.core.text import clean_line, clean_text

if TYPE_CHECKING:
    from datetime import datetime

    from afterword.core.model import TimeSpan


def amend(
    data: bytes,
    *,
    now: datetime,
    summary: str | None = None,
    span: TimeSpan | None = None,
    description: str | None = None,
) -> bytes:
    """The object with another title, time or description, a higher SEQUENCE and LAST-MODIFIED at `now`.

    Our marks in it (X-properties, last line) are untouched, so that the change shows as the user's (core.hand).
    """
    import icalendar

    calendar = icalendar.Calendar.from_ical(data)
    event: Any = next(iter(calendar.walk("VEVENT")))
    if summary is not None:
        _put(event, "SUMMARY", icalendar.vText(clean_line(summary)))
    if description is not None:
        _put(event, "DESCRIPTION", icalendar.vText(clean_text(description)))
    if span is not None:
        zone = getattr(event["DTSTART"].dt, "tzinfo", None)
        for name, moment in (("DTSTART", span.start), ("DTEND", span.end)):
            _put(event, name, icalendar.vDDDTypes(moment.astimezone(zone)))
    _put(event, "SEQUENCE", icalendar.vInt(int(event.get("SEQUENCE", 0)) + 1))
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        _put(event, name, icalendar.vDDDTypes(now))
    return bytes(calendar.to_ical())


def _put(event: Any, name: str, value: Any) -> None:
    event.pop(name, None)
    event[name] = value

"""What a calendar app does to an event when it is dragged to another day."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import timedelta

TIME: Final = re.compile(rb"^(DTSTART|DTEND)([^:\r\n]{0,200}):(\d{8}T\d{6})", re.MULTILINE)
EVENT: Final = b"BEGIN:VEVENT"
FORM: Final = "%Y%m%dT%H%M%S"


def moved(data: bytes, by: timedelta) -> bytes:
    """The same resource with its event's start and end at other wall clock times; every other byte stays."""
    calendar, sign, event = data.partition(EVENT)

    def later(match: re.Match[bytes]) -> bytes:
        at = datetime.strptime(match[3].decode(), FORM) + by  # noqa: DTZ007 - a wall clock time in its own zone
        return b"%s%s:%s" % (match[1], match[2], at.strftime(FORM).encode())

    return calendar + sign + TIME.sub(later, event)

"""From a follow-up to the one iCalendar object that stands for it.

Only the properties listed here are ever written. Never ATTENDEE, ORGANIZER, METHOD or an alarm by e-mail: no server may
mail anybody in the user's name (PROMISES S2). The shape is the one that all tested servers and phones take: DTSTART and
DTEND, UTC or TZID with its VTIMEZONE, CRLF, folded, plain text.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from afterword.core import draft, identity
from afterword.core.compose.layout import with_mark
from afterword.core.text import clean_line
from afterword.ical.vtimezone_out import vtimezone
from afterword.ical.writer import plain, text, to_bytes
from afterword.ical.zones import iana

if TYPE_CHECKING:
    from afterword.core.model import FollowUp, Message, TimeSpan

PRODID: Final = "-//Afterword//Afterword//EN"
_LONGEST_LINK: Final = 1800
_LARGEST_ATTACHMENT: Final = 8192
_UTC: Final = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu", "UCT", "Universal"})


def encode(follow_up: FollowUp, *, fingerprint: str, now: datetime, sequence: int) -> bytes:
    """One VCALENDAR with one VEVENT, as bytes to be stored.

    `fingerprint` is what we say to have written (X-AFTERWORD-WRITTEN, and the last line of DESCRIPTION); `now` goes
    into DTSTAMP. LAST-MODIFIED is left to whoever changes the event: there it says when the user marked it done (T5),
    and a client that leaves it alone must not make our own writing look like that. Times are in the follow-up's zone,
    in UTC where that is unknown. Raises ValueError for a naive `now`, or a fingerprint of other characters than
    letters, digits, "-", ".", ":".
    """
    if now.tzinfo is None:
        raise ValueError("now needs a zone")
    times, zone_lines = _times(follow_up.span, follow_up.zone)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    description = with_mark(_unmarked(follow_up.description), identity.mark_line(follow_up.kind, fingerprint))
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}"),
        *zone_lines,
        "BEGIN:VEVENT",
        plain("UID", follow_up.uid),
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{max(0, sequence)}",
        *times,
        text("SUMMARY", clean_line(follow_up.summary)),
        text("DESCRIPTION", description),
        *("TRANSP:TRANSPARENT", "CLASS:PRIVATE", "CATEGORIES:Afterword"),
        *(text("RELATED-TO", clean_line(uid)) for uid in follow_up.related_to),
        *_message(follow_up.messages),
        plain("X-AFTERWORD-KIND", follow_up.kind.value),
        plain("X-AFTERWORD-WRITTEN", fingerprint),
        *("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S"),
        text("DESCRIPTION", clean_line(follow_up.summary)),
        *("END:VALARM", "END:VEVENT", "END:VCALENDAR"),
    ]
    return to_bytes(lines)


def _unmarked(description: str) -> str:
    """The description without mark lines of earlier versions: a text that the user keeps may bring one along."""
    return "\n".join(line for line in description.split("\n") if identity.read_mark_line(line) is None)


def _message(messages: tuple[Message, ...]) -> list[str]:
    """The first e-mail as a link and, where it is small, as a mail to open: conveniences, which servers may drop."""
    first = next((message for message in messages if draft.mailto(message) is not None), None)
    if first is None:
        return []
    lines = []
    link = draft.mailto(first, limit=_LONGEST_LINK)
    if link is not None and len(link) <= _LONGEST_LINK:
        lines.append(f"URL:{link}")
    mail = draft.eml(first)
    if len(mail) <= _LARGEST_ATTACHMENT:
        encoded = base64.b64encode(mail).decode("ascii")
        lines.append(f"ATTACH;FMTTYPE=message/rfc822;FILENAME=message.eml;ENCODING=BASE64;VALUE=BINARY:{encoded}")
    return lines


def _times(span: TimeSpan, zone: str) -> tuple[list[str], tuple[str, ...]]:
    """DTSTART and DTEND, and the VTIMEZONE they need. In UTC where the wall clock alone would be ambiguous."""
    tz = None if zone in _UTC else iana(zone)
    if tz is not None:
        local = [moment.astimezone(tz) for moment in (span.start, span.end)]
        if all(_is_plain(moment) for moment in local):
            names = ("DTSTART", "DTEND")
            lines = [f"{name};TZID={zone}:{at:%Y%m%dT%H%M%S}" for name, at in zip(names, local, strict=True)]
            return lines, vtimezone(zone, local[0].year)
    start, end = (moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") for moment in (span.start, span.end))
    return [f"DTSTART:{start}", f"DTEND:{end}"], ()


def _is_plain(moment: datetime) -> bool:
    """False in the hours that the clock shows twice."""
    return moment.utcoffset() == moment.replace(fold=1 - moment.fold).utcoffset()

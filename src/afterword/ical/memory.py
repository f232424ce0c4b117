"""The memory object: an event that remembers, for all machines of a user, what cannot be seen from what stands.

It is an all-day event far in the past, transparent and private, that says what it is for. What it holds stands in
DESCRIPTION as short words of [0-9a-z-], the one form that survives servers and clients which drop X-properties, fold
lines anew, escape twice or make HTML of it:

    w-1a2b3c4d5e6f               this follow-up was written once
    m-1a2b3c4d5e6f-is-no-show    this was decided about it
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from afterword.core.identity import MEMORY_PREFIX
from afterword.core.model import Memory, TimeSpan
from afterword.ical.encode import PRODID
from afterword.ical.events import EventText, event_text
from afterword.ical.html_text import is_html, plain_text
from afterword.ical.lines import unescape, value_of
from afterword.ical.scan import scan
from afterword.ical.writer import plain, text, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEMORY_UID: Final = f"{MEMORY_PREFIX}v1"
_SUMMARY: Final = "Afterword memory"
_PURPOSE: Final = (
    "Afterword keeps track here of the follow-ups it has written, so that one you deleted stays away on all "
    "your devices. It is safe to leave this event alone; nothing in it is about anybody but you. If you delete it, "
    "follow-ups that you had removed may be written again."
)
_TOKEN: Final = re.compile(r"[0-9a-z]{4,64}")
_VALUE: Final = re.compile(r"[0-9a-z](?:[0-9a-z-]{0,38}[0-9a-z])?")
_WRITTEN: Final = re.compile(r"(?<![0-9A-Za-z-])w-([0-9a-z]{4,64})(?![0-9A-Za-z-])")
_MARK: Final = re.compile(r"(?<![0-9A-Za-z-])m-([0-9a-z]{4,64})-is-([0-9a-z][0-9a-z-]{0,39})(?![0-9A-Za-z-])")
_WORDS_A_LINE: Final = 4
_NEVER: Final = TimeSpan(datetime(1900, 1, 1, tzinfo=UTC), datetime(1900, 1, 2, tzinfo=UTC))
"""A window that holds nothing: a scan gives our own objects all the same."""


def encode_memory(memory: Memory, *, uid: str = MEMORY_UID, now: datetime, sequence: int = 0) -> bytes:
    """The memory as one VCALENDAR. Raises ValueError for tokens or values of other characters than allowed."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    description = "\n".join((_PURPOSE, "", *_lines(_words(memory))))
    return to_bytes(
        (
            *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "BEGIN:VEVENT"),
            plain("UID", uid),
            *(f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}", f"SEQUENCE:{max(0, sequence)}"),
            *("DTSTART;VALUE=DATE:20000101", "DTEND;VALUE=DATE:20000102"),
            text("SUMMARY", _SUMMARY),
            text("DESCRIPTION", description),
            *("TRANSP:TRANSPARENT", "CLASS:PRIVATE", "CATEGORIES:Afterword"),
            *("END:VEVENT", "END:VCALENDAR"),
        )
    )


def decode_memory(data: bytes) -> Memory:
    """What the memory objects in `data` (one resource, or a whole file) hold together; empty if there are none.

    Raises NotCalendarData like `decode.read`.
    """
    memory = Memory()
    found = scan(data, _NEVER)
    for group in found.groups:
        if not group.uid.startswith(MEMORY_PREFIX):
            continue
        for component in group.components:
            memory = memory.merged(_read(event_text(found.text, component)))
    return memory


def sequence_of(data: bytes) -> int:
    """The highest SEQUENCE of the memory objects in `data`, 0 if there are none."""
    found = scan(data, _NEVER)
    texts = (
        event_text(found.text, component)
        for group in found.groups
        if group.uid.startswith(MEMORY_PREFIX)
        for component in group.components
    )
    values = [one.value(b"SEQUENCE") or "" for one in texts]
    return max((int(value) for value in values if value.isdecimal() and len(value) <= len("999999999")), default=0)


def _read(event: EventText) -> Memory:
    rest = event.first(b"DESCRIPTION")
    if rest is None:
        return Memory()
    said = unescape(value_of(rest).decode("utf-8", "replace"))
    if is_html(said):
        said = plain_text(said).text
    said = said.replace("\\n", "\n")  # escaped twice on the way
    return Memory(frozenset(_WRITTEN.findall(said)), {key: value.strip("-") for key, value in _MARK.findall(said)})


def _words(memory: Memory) -> Iterator[str]:
    for token in sorted(memory.written):
        if _TOKEN.fullmatch(token) is None:
            raise ValueError(f"{token!r} is no token")
        yield f"w-{token}"
    for key, value in sorted(memory.marks.items()):
        if _TOKEN.fullmatch(key) is None or _VALUE.fullmatch(value) is None:
            raise ValueError(f"{key!r} is {value!r}: no token and value")
        yield f"m-{key}-is-{value}"


def _lines(words: Iterable[str]) -> Iterator[str]:
    words = iter(words)
    while line := list(islice(words, _WORDS_A_LINE)):
        yield " ".join(line)

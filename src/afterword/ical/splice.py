"""Puts events into an existing .ics file, changes and removes them, and leaves every other byte as it was.

Only the bytes of our own blocks are made, replaced or cut out; what stands around them, folded, escaped and ordered as
its writer liked, is never parsed and written again. A VTIMEZONE that an event needs is added once, with a COMMENT that
says it is ours, and goes with the last event that names it: after `insert` and `remove` the file is what it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from afterword.core.identity import UID_PREFIX
from afterword.errors import AlreadyThere, ChangedMeanwhile, NotCalendarData
from afterword.ical.encode import PRODID
from afterword.ical.errors import Unreadable
from afterword.ical.lines import own_text, unfold, value_of
from afterword.ical.vtimezone import defined_zone
from afterword.ical.zones import iana

if TYPE_CHECKING:
    from collections.abc import Iterator

_BORDER: Final = re.compile(
    rb"(?:^(?:\xef\xbb\xbf)?|[\r\n])((BEGIN|END):([A-Za-z0-9-]{1,64})[ \t]*)(?=[\r\n]|$)", re.IGNORECASE
)
_OURS: Final = b"COMMENT:Added by Afterword"
_NAMED: Final = (b";TZID=%b:", b";TZID=%b;", b';TZID="%b"')
_UID: Final = re.compile(rb"\nUID([;:][^\n]*)", re.IGNORECASE)
_TZID: Final = re.compile(rb"\nTZID([;:][^\n]*)", re.IGNORECASE)
_TIME: Final = re.compile(rb"(DTSTART|DTEND);TZID=([^:\r\n]+):(\d{8}T\d{6})")


@dataclass(frozen=True, slots=True)
class _Block:
    """A component directly inside a VCALENDAR: its bytes from BEGIN to behind the line end after END."""

    name: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _File:
    """Where things stand in a file: the blocks of its last VCALENDAR, those of all, and where that one ends."""

    data: bytes
    all_blocks: tuple[_Block, ...]
    last: tuple[_Block, ...]
    end: int
    line_end: bytes

    def events(self, uid: str) -> list[_Block]:
        if uid.encode() not in unfold(self.data):
            return []
        return [block for block in self.all_blocks if block.name == b"VEVENT" and self._is(block, _UID, uid)]

    def zone(self, tzid: str) -> _Block | None:
        zones = (block for block in self.last if block.name == b"VTIMEZONE")
        return next((block for block in zones if self._is(block, _TZID, tzid)), None)

    def names(self, tzid: str) -> bool:
        """Whether an event of the last VCALENDAR is given in that zone."""
        return bool(self.last) and _is_named(tzid.encode(), self.data[self.last[0].start : self.end])

    def text(self, block: _Block) -> bytes:
        return self.data[block.start : block.end]

    def _is(self, block: _Block, name: re.Pattern[bytes], wanted: str) -> bool:
        text = unfold(self.text(block))
        inner = own_text(text, text.find(b"\n", 1), text.rfind(b"\n", 0, -1))
        found = name.search(inner)
        return found is not None and value_of(found[1]).strip().decode("utf-8", "replace") == wanted


def insert(data: bytes, event: bytes) -> bytes:
    """`data` with the VEVENT of `event` (made by `encode`) before its last END:VCALENDAR.

    Raises AlreadyThere if its UID stands there, NotCalendarData if `data` is not iCalendar or is cut.
    """
    file = _open(data)
    added = _open(event)
    block = next(block for block in added.last if block.name == b"VEVENT")
    uid = _uid(added.text(block))
    if file.events(uid):
        raise AlreadyThere(f"An event with the UID {uid} stands in the file already.")
    new = _fitting(file, added, block)
    return data[: file.end] + new + data[file.end :]


def replace(data: bytes, uid: str, event: bytes) -> bytes:
    """`data` with the event `uid` replaced by the VEVENT of `event`, at the same place.

    Raises ChangedMeanwhile if there is none, NotCalendarData if `data` is not iCalendar or is cut.
    """
    file = _open(data)
    blocks = file.events(uid)
    if not blocks:
        raise ChangedMeanwhile(f"The event {uid} is no longer in the file.")
    added = _open(event)
    block = next(block for block in added.last if block.name == b"VEVENT")
    new = _fitting(file, added, block)
    pieces = [data[: blocks[0].start], new]
    for one, following in zip(blocks, [*blocks[1:], None], strict=True):
        pieces.append(data[one.end : following.start if following else len(data)])
    return _without_unused_zones(b"".join(pieces))


def remove(data: bytes, uid: str) -> bytes:
    """`data` without the event `uid`, and without a zone of ours that no event names any more; already gone is fine.

    Raises NotCalendarData if `data` is not iCalendar or is cut.
    """
    file = _open(data)
    for block in reversed(file.events(uid)):
        data = data[: block.start] + data[block.end :]
    return _without_unused_zones(data)


def ours(data: bytes) -> dict[str, bytes]:
    """Our own events in the file by UID, each as an object of its own with the zones that the file defines.

    Raises NotCalendarData if `data` is not iCalendar or is cut.
    """
    if UID_PREFIX.encode() not in data:  # 46 octets: no writer folds a line so short (RFC 5545 section 3.1: at 75)
        return {}
    file = _open(data)
    zones = [file.text(block) for block in file.all_blocks if block.name == b"VTIMEZONE"]
    found = {}
    for block in file.all_blocks:
        text = file.text(block)
        uid = _uid(text) if block.name == b"VEVENT" else ""
        if uid.startswith(UID_PREFIX):
            used = [zone for zone in zones if _names(text, zone)]
            head = file.line_end.join((b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:" + PRODID.encode(), b""))
            found[uid] = b"".join((head, *used, text, b"END:VCALENDAR", file.line_end))
    return found


def _names(event: bytes, zone: bytes) -> bool:
    tzid = _TZID.search(unfold(zone))
    return tzid is not None and value_of(tzid[1]).strip() in unfold(event)


def _open(data: bytes) -> _File:
    calendars = list(_calendars(data))
    if not calendars:
        raise NotCalendarData("This is not an iCalendar file, or it is cut: no END:VCALENDAR was found.")
    blocks, end = calendars[-1]
    line = re.search(rb"\r{0,2}\n", data) or re.search(rb"\r", data)
    return _File(
        data=data,
        all_blocks=tuple(block for found, _ in calendars for block in found),
        last=tuple(blocks),
        end=end,
        line_end=line[0] if line else b"\r\n",
    )


def _calendars(data: bytes) -> Iterator[tuple[list[_Block], int]]:
    """For each whole VCALENDAR: its blocks, and where its END line begins. One that is cut: NotCalendarData."""
    stack: list[bytes] = []
    blocks: list[_Block] = []
    begin = 0
    for border in _BORDER.finditer(data):
        name = border[3].upper()
        if border[2].upper() == b"BEGIN":
            if len(stack) == 1:
                begin = border.start(1)
            stack.append(name)
            continue
        if not stack or stack.pop() != name:
            raise NotCalendarData("This iCalendar file is cut or broken: a component ends that did not begin.")
        if len(stack) == 1:
            blocks.append(_Block(name, begin, _after_line_end(data, border.end())))
        elif not stack and name == b"VCALENDAR":
            yield blocks, border.start(1)
            blocks = []
    if stack:
        raise NotCalendarData("This iCalendar file is cut: END:VCALENDAR is missing.")


def _after_line_end(data: bytes, at: int) -> int:
    """CRLF, LF, CR, or the CR CR LF that some programs make of CRLF."""
    for line_end in (b"\r\r\n", b"\r\n", b"\n", b"\r"):
        if data.startswith(line_end, at):
            return at + len(line_end)
    return at


def _uid(block: bytes) -> str:
    found = _UID.search(unfold(block))
    assert found is not None, "what we encode has a UID"
    return value_of(found[1]).strip().decode("utf-8", "replace")


def _fitting(file: _File, added: _File, block: _Block) -> bytes:
    """The new VEVENT as it goes into `file`: with its line ends, and with its VTIMEZONE in front if it needs one.

    Where the file has a zone of that name with other offsets then, or names one that it does not define (which ours
    would then define for those events too), the event is written in UTC instead.
    """
    event = added.text(block)
    zone = next((one for one in added.last if one.name == b"VTIMEZONE"), None)
    if zone is not None:
        found = _TIME.search(event)
        tzid = found[2].decode() if found else ""
        present = file.zone(tzid)
        if present is None and not file.names(tzid):
            event = _marked(added.text(zone)) + event
        elif present is None or not _agrees(file.text(present), tzid, event):
            event = _TIME.sub(_in_utc, event)
    return event.replace(b"\r\n", file.line_end)


def _marked(zone: bytes) -> bytes:
    first, line_end, rest = zone.partition(b"\r\n")
    tzid, _, rest = rest.partition(b"\r\n")
    return line_end.join((first, tzid, _OURS, rest))


def _agrees(definition: bytes, tzid: str, event: bytes) -> bool:
    """Whether a zone of the file gives our event's times the offsets that they are meant in."""
    text = unfold(definition)
    zone, ours = None, iana(tzid)
    try:
        zone = defined_zone(text[text.find(b"\n", 1) : text.rfind(b"\n", 0, -1)], tzid)
    except (Unreadable, ValueError, OverflowError):
        return False
    times = [datetime.strptime(found[3].decode(), "%Y%m%dT%H%M%S") for found in _TIME.finditer(event)]  # noqa: DTZ007
    return all(at.replace(tzinfo=zone).utcoffset() == at.replace(tzinfo=ours).utcoffset() for at in times)


def _in_utc(found: re.Match[bytes]) -> bytes:
    local = datetime.strptime(found[3].decode(), "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(found[2].decode()))
    return found[1] + b":" + local.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").encode()


def _is_named(tzid: bytes, lines: bytes) -> bool:
    text = unfold(lines)
    return any(form % tzid in text for form in _NAMED)


def _without_unused_zones(data: bytes) -> bytes:
    """Zones that we added and no event of their calendar names any more are cut out."""
    if _OURS not in data:
        return data
    for blocks, calendar_end in reversed(list(_calendars(data))):
        end = calendar_end
        for block in reversed(blocks):
            zone = data[block.start : block.end]
            if block.name != b"VTIMEZONE" or _OURS not in zone:
                continue
            found = _TZID.search(unfold(zone))
            tzid = value_of(found[1]).strip() if found else b""
            rest = data[blocks[0].start : block.start] + data[block.end : end]
            if not _is_named(tzid, rest):
                data = data[: block.start] + data[block.end :]
                end -= block.end - block.start
    return data

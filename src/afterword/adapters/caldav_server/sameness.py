"""Is this object the one that was written? Without a parser: servers reorder, refold and complete what they store."""

from __future__ import annotations

import re
from typing import Final

_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_COMPARED: Final = (b"SUMMARY", b"DTSTART", b"SEQUENCE")


def _values(data: bytes) -> dict[bytes, bytes]:
    """The first value of UID and the compared properties in the first VEVENT; parameters dropped, escapes and
    spaces too, because Cyrus writes an escaped comma bare."""
    _, _, event = _FOLD.sub(b"", data).partition(b"BEGIN:VEVENT")
    values: dict[bytes, bytes] = {}
    for line in event.splitlines():
        head, colon, value = line.partition(b":")
        name = head.partition(b";")[0].strip().upper()
        if colon and (name == b"UID" or name in _COMPARED):
            values.setdefault(name, b"".join(value.replace(b"\\", b"").split()))
    return values


def uid_of(data: bytes) -> bytes:
    """The UID of the first VEVENT; empty when there is none."""
    return _values(data).get(b"UID", b"")


def holds_uid(data: bytes, uid: str) -> bool:
    """Does this object carry exactly this UID?"""
    return uid_of(data) == uid.encode()


def same_object(standing: bytes, written: bytes) -> bool:
    """True if both have one UID, and the title or the start is the same and no SEQUENCE contradicts.

    One of title and start is enough: a server that mangles emoji or writes times in its own zone still holds our
    object. A server that raises or drops SEQUENCE says nothing by that; an older one is the version before.
    """
    one, other = _values(standing), _values(written)
    if not one.get(b"UID") or one.get(b"UID") != other.get(b"UID"):
        return False
    if _number(one.get(b"SEQUENCE")) < _number(other.get(b"SEQUENCE")):
        return False
    return one.get(b"SUMMARY") == other.get(b"SUMMARY") or one.get(b"DTSTART") == other.get(b"DTSTART")


def _number(value: bytes | None) -> int:
    return int(value[:9]) if value is not None and value[:9].isdigit() else 0

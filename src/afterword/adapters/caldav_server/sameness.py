"""Is this object the one that was written? Without a parser: servers reorder, refold and complete what they store."""

from __future__ import annotations

import re
from typing import Final

_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_COMPARED: Final = (b"UID", b"SUMMARY", b"DESCRIPTION", b"DTSTART", b"DTEND", b"SEQUENCE")


def _values(data: bytes) -> dict[bytes, bytes]:
    """The first value of each compared property in the first VEVENT; parameters dropped, escapes and spaces too,
    because Cyrus writes an escaped comma bare."""
    _, _, event = _FOLD.sub(b"", data).partition(b"BEGIN:VEVENT")
    values: dict[bytes, bytes] = {}
    for line in event.partition(b"BEGIN:VALARM")[0].splitlines():
        head, colon, value = line.partition(b":")
        name = head.partition(b";")[0].strip().upper()
        if colon and name in _COMPARED:
            values.setdefault(name, b"".join(value.replace(b"\\", b"").split()))
    return values


def uid_of(data: bytes) -> str:
    """The UID of the first event; empty when there is none."""
    return _values(data).get(b"UID", b"").decode("utf-8", "replace")


def same_words(standing: bytes, written: bytes) -> bool:
    """True if UID, title, text, time and SEQUENCE are the same: what stands is what was written, and no other hand
    was there since. A server that rewrites texts gets a False here, which costs one more look, never an edit."""
    return _values(standing) == _values(written)


def same_object(standing: bytes, written: bytes) -> bool:
    """True if what stands can be what a server made of `written`: one UID, and title or start unharmed.

    One of the two is enough: a server that mangles emoji or writes times in its own zone still holds our object.
    """
    one, other = _values(standing), _values(written)
    if not one.get(b"UID") or one[b"UID"] != other.get(b"UID"):
        return False
    return any(one.get(name) == other.get(name) for name in (b"SUMMARY", b"DTSTART"))

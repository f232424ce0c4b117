"""Lines of iCalendar: values escaped, lines folded. The only place where our texts become content lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from afterword.core.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_END: Final = b"\r\n"
_WIDTH: Final = 75
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_PLAIN: Final = re.compile(r"[A-Za-z0-9.:-]{1,200}")


def text(name: str, value: str) -> str:
    """A property of type TEXT (RFC 5545 section 3.3.11), cleaned."""
    return f"{name}:{clean_text(value).translate(_ESCAPED)}"


def plain(name: str, value: str) -> str:
    """A property whose value every server keeps as it is: letters, digits, "-", ".", ":" (Cyrus and Radicale change
    or cut what stands behind a comma). Raises ValueError for anything else."""
    if _PLAIN.fullmatch(value) is None:
        raise ValueError(f"{name} may hold only letters, digits, '-', '.' and ':'")
    return f"{name}:{value}"


def to_bytes(lines: Iterable[str]) -> bytes:
    """The lines folded to 75 octets, never inside a character, with CRLF."""
    return b"".join(_fold(line.encode("utf-8", "replace")) for line in lines)


def _fold(line: bytes) -> bytes:
    pieces = []
    width = _WIDTH
    while len(line) > width:
        cut = width
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        if line[cut - 1 : cut] == b" " and line[cut - 2 : cut - 1] != b" ":
            cut -= 1  # a blank at the end of a line gets lost on some ways
        pieces.append(line[:cut])
        line = line[cut:]
        width = _WIDTH - 1  # the blank that marks a continued line counts
    pieces.append(line)
    return (LINE_END + b" ").join(pieces) + LINE_END

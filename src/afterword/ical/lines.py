"""Content lines (RFC 5545 section 3.1): unfolding, and taking one apart.

All reading works on the *unfolded text*: bytes in which every line begins after exactly one LF, the first and the
last included, and none is folded. It is made with a handful of C-speed passes; a search for LF and a name then finds
property names and nothing else, because a value never holds a line break (it is escaped there).
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BLANK_LINES = re.compile(rb"\n{2,}")
_LINE = re.compile(rb"\n([A-Za-z0-9-]+)([;:][^\n]*)")
_TZID = re.compile(rb';TZID=(?:"([^"]*)"|([^;]*))', re.IGNORECASE)
_ANY_BORDER = rb"(?:[Bb][Ee][Gg][Ii][Nn]|[Ee][Nn][Dd]):"  # the flag for any case takes three times as long
_LOOSE_BORDER = re.compile(rb"\n%b[^\n]*" % _ANY_BORDER)
_BORDER = re.compile(rb"\n(BEGIN|END):[^\n]*")
_IRREGULAR = re.compile(rb"\n(?=[BbEe])(?!(?:BEGIN|END):[A-Z0-9-]+\n)%b" % _ANY_BORDER)
_BREAKS = re.compile(rb"\n[\n \t]")
_CARET = re.compile(r"\^([n'^])")
_ESCAPE = re.compile(r"\\([nN\\;,])")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """One content line: the name in upper case, the rest from its ";" or ":" on."""

    name: bytes
    rest: bytes


def unfold(data: bytes) -> bytes:
    """The unfolded text of `data`: CRLF, LF or (where there is no LF at all) CR; byte order marks and blank lines
    gone, BEGIN and END lines in upper case without blanks behind. Bytes that are not UTF-8 stay as they are."""
    if data.startswith(_UTF16):
        data = data.decode("utf-16", "replace").encode()
    text = data.removeprefix(codecs.BOM_UTF8).strip(b"\n\r\0\x1a")
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n") if b"\n" in text else text.replace(b"\r", b"\n")
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")  # some writers end lines with CR CR LF
    text = b"\n%b\n" % text
    if _BREAKS.search(text):
        text = _BLANK_LINES.sub(b"\n", text) if b"\n\n" in text else text
        text = text.replace(b"\n ", b"").replace(b"\n\t", b"")
    return _LOOSE_BORDER.sub(lambda line: line[0].upper().rstrip(), text) if _IRREGULAR.search(text) else text


def own_text(text: bytes, start: int, end: int) -> bytes:
    """The lines of the component between the offsets that are its own, without those of components inside it."""
    return b"".join([text[begin:stop] for begin, stop in own_parts(text, start, end)])


def own_parts(text: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Where these lines stand: mostly before and after one alarm, or all alarms."""
    inner = text.find(b"\nBEGIN:", start, end)
    if inner < 0:
        return [(start, end)]
    parts = []
    depth = 0
    at = start
    for border in _BORDER.finditer(text, inner, end):
        if depth == 0:
            parts.append((at, border.start()))
        depth += 1 if border[1] == b"BEGIN" else -1
        at = border.end()
    if depth == 0 and at < end:
        parts.append((at, end))
    return parts


def content_lines(own: bytes) -> list[Line]:
    """The lines of `own`, names in upper case; what is no content line is left out."""
    return [Line(name.upper(), rest) for name, rest in _LINE.findall(own)]


def value_of(rest: bytes) -> bytes:
    """The value: what follows the first ":" outside quotes."""
    at = quotes = 0
    while (colon := rest.find(b":", at)) >= 0:
        quotes += rest.count(b'"', at, colon)
        if quotes % 2 == 0:
            return rest[colon + 1 :]
        at = colon + 1
    return b""


def params_of(rest: bytes) -> dict[str, str]:
    """The parameters by name (upper case), without quotes, RFC 6868 undone; the first of two of one name counts."""
    value = value_of(rest)
    head = rest[: len(rest) - len(value)].removesuffix(b":")
    if b'"' in head:
        parts = head.split(b'"')
        parts[1::2] = [quoted.replace(b";", b"\0") for quoted in parts[1::2]]
        head = b'"'.join(parts)
    found: dict[str, str] = {}
    for param in head.split(b";")[1:]:
        name, _, text = param.partition(b"=")
        decoded = text.replace(b"\0", b";").replace(b'"', b"").decode("utf-8", "replace").strip()
        found.setdefault(name.decode("ascii", "replace").strip().upper(), _CARET.sub(_caret, decoded))
    return found


def _caret(found: re.Match[str]) -> str:
    return {"n": "\n", "'": '"', "^": "^"}[found[1]]


def unescape(raw: str) -> str:
    """The value of a TEXT property (RFC 5545 section 3.3.11)."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], raw) if "\\" in raw else raw


def time_value(rest: bytes) -> bytes:
    """The value of a property of dates or times: what follows the last ":", as a zone's name may hold a bare one."""
    return rest[rest.rfind(b":") + 1 :].strip()


def tzid_of(rest: bytes) -> str | None:
    """The TZID of a property of dates or times, also one with an unquoted colon or comma in it."""
    found = _TZID.search(rest[: rest.rfind(b":")])
    if found is None:
        return None
    return (found[1] if found[1] is not None else found[2]).decode("utf-8", "replace").strip() or None

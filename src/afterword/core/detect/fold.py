"""Text made comparable without moving a character: lower case, no accents, plain quotes and dashes.

`fold` keeps the length, so that a place found in the folded text is the same place in the text as written, and the
words quoted as evidence are the user's own.
"""

from __future__ import annotations

import re
import unicodedata

_RANGES = ((0xC0, 0x250), (0x1E00, 0x1F00))
_PLAIN = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "ı": "i", "İ": "i", "：": ":", "（": "(", "）": ")",
    "／": "/", "　": " ", "＜": "<", "＞": ">",
}  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def _table() -> dict[int, str]:
    table = {ord(key): value for key, value in _PLAIN.items()}
    for start, stop in _RANGES:
        for code in range(start, stop):
            base = unicodedata.normalize("NFD", chr(code))[0]
            if base.isascii() and code not in table:
                table[code] = base.lower()
    return table


_FOLD = _table()


def tidy(text: str, limit: int) -> str:
    """At most `limit` characters of the text, composed (NFC), without control and direction characters."""
    text = text[:limit]
    if text.isascii():
        return _CONTROL.sub("", text)
    return _CONTROL.sub("", unicodedata.normalize("NFC", text))


def fold(text: str) -> str:
    """The text in lower case without accents, of the same length as before."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_FOLD).lower()
    return folded if len(folded) == len(text) else "".join(one.lower()[:1] or " " for one in text.translate(_FOLD))

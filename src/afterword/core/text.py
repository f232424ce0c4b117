"""Text from a calendar made safe to show: no control, bidi or invisible character leaves through here (PROMISES S3).

Used at each exit (terminal, page, message, file, log) and on facts before they enter a message.
"""

from __future__ import annotations

import re
from typing import Final

_ESCAPES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]?"  # CSI: colours, cursor (ECMA-48 section 5.4)
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"  # OSC, DCS, APC …
    r"|\x1b[ -/]{0,4}[0-~]?"
)
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 without tab and line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"  # fillers, marks of direction
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"  # bidi embedding and isolates, noncharacters
    "\ud800-\udfff\U000e0000-\U000e007f"  # lone surrogates, tags
    "]"
)


def clean_text(text: str) -> str:
    """Plain text of lines: escape sequences and invisible characters gone, line ends LF, tabs blanks."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", _ESCAPES.sub("", text))
    return _INVISIBLE.sub("", text.replace("\t", " "))


def clean_line(text: str) -> str:
    """One line: as `clean_text`, with every run of white space a single blank and none around."""
    return " ".join(clean_text(text).split())

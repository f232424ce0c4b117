"""How a follow-up's description is laid out, and how its parts are found again after phones and servers had it.

    [what is still to be added]          only while something is unfinished
    Talked about: …                      the form of M8, thank-you only
    They answer by: …

    ▸ To: Dana Whitlock · dana@northwind.example
    Subject: …

    the message

    ▸ To: …                              one block per recipient

    ▹ Why this day: …                    then how to say done, later, no
    (mark line)                          last of all, appended by the plan (core.identity)

Two signs part it, `▸` before every message and `▹` before the footer, and neither leans on a line end, a quote,
a dash or a word: these are what phones correct, servers fold and web calendars turn into HTML. Both signs are
taken out of every text that enters a message (compose.facts), so that an invitation cannot forge a part.
Addresses stand without angle brackets because web calendars take `<dana@…>` for a tag and drop it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

MESSAGE_SIGN: Final = "▸"
FOOTER_SIGN: Final = "▹"

_BLOCK_TAG: Final = re.compile(
    r"</?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|blockquote|pre)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_OTHER_TAG: Final = re.compile(
    r"</?(?:html|head|body|meta|span|a|b|i|u|em|strong|font|td|th|tbody|o:p)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_TAG_PROOF: Final = re.compile(
    r"<(?:br|/p|/div|/span|/a|/li|html|body)(?:\s[^<>]*)?/?>|&(?:nbsp|lt|gt|amp|quot|#\d{1,6});", re.IGNORECASE
)
_TYPOGRAPHY: Final = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "´": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "...",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\ufe0e": None, "\ufe0f": None,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sections:
    """The three parts of a description, trimmed, as plain text. `message` holds every message with its To and
    Subject lines; `form` all that stands above; `footer` why, how to say done, and the mark line."""

    form: str
    message: str
    footer: str


def split(description: str) -> Sections:
    """Find form, message and footer, also when line ends, blank lines or plain text were lost on the way.

    Where both signs are gone, all of it is message: then it is the user's own text.
    """
    text = plain(description)
    above, sign, rest = text.partition(MESSAGE_SIGN)
    if not sign:
        above, rest = "", text
    body, footer_sign, footer = rest.partition(FOOTER_SIGN)
    message = f"{sign} {body.strip()}" if sign else body
    return Sections(above.strip(), message.strip(), footer.strip() if footer_sign else "")


def bodies(description: str) -> tuple[str, ...]:
    """The text of each message, without its To and Subject lines, as far as line ends were kept."""
    blocks = [block.strip() for block in split(description).message.split(MESSAGE_SIGN) if block.strip()]
    return tuple(block.partition("\n\n")[2].strip() or block for block in blocks)


def with_mark(description: str, line: str) -> str:
    """The description with the mark line as its last line, inside the footer: it never touches the message."""
    return f"{description.rstrip()}\n{line.strip()}"


def plain(description: str) -> str:
    """Plain text with line feeds for line ends: HTML taken apart where a calendar made the text into HTML."""
    text = description.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in text and "\\n" in text:  # escaped twice by a client on the way
        text = text.replace("\\n", "\n")
    if _TAG_PROOF.search(text):
        text = html.unescape(_OTHER_TAG.sub("", _BLOCK_TAG.sub("\n", text)))
    lines = (line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def normal(text: str) -> str:
    """The text for comparing two versions: typography, blanks, line ends and HTML make no difference; words do."""
    return " ".join(plain(text).translate(_TYPOGRAPHY).split())

"""Who a follow-up is, and whether it is still what we wrote.

Identity is derived, never drawn: two machines, or one with an empty disk, compute the same UID for the same
purpose, so that a second write meets `If-None-Match: *` and not a duplicate (PROMISES R1). The fingerprint says
whether a person changed what we wrote; a server's rewriting of line ends, quotes or markup must not look like that.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

from afterword.core.byhand.fold import fold
from afterword.core.compose.layout import split
from afterword.core.model import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from afterword.core.model import FollowUp, TimeSpan

UID_PREFIX: Final = "afterword-"
MEMORY_PREFIX: Final = "afterword-memory-"
"""UIDs of the events that remember deletions on every machine: ours too, but no follow-ups."""

_DIGEST: Final = 32  # hex digits: 128 bits
_HALF: Final = 12  # hex digits of each half of a fingerprint
_MARK_LINE: Final = re.compile(r"\[afterword v1 ([a-z-]{1,20}) ([0-9a-f]{8,64})\]")


def is_ours(uid: str) -> bool:
    return uid.startswith(UID_PREFIX)


def is_memory(uid: str) -> bool:
    return uid.startswith(MEMORY_PREFIX)


def canonical_key(interview_key: str) -> str:
    """The interview's key with RECURRENCE-ID in one form, whichever way it was written.

    An instance is known by its start (RFC 3339) until somebody changes it, then by the RECURRENCE-ID as written.
    Both name the same wall clock time of the series (RFC 5545 section 3.8.4.4), so only that is kept: the digits
    of date and time, midnight as the bare date.
    """
    uid, line_end, recurrence_id = interview_key.partition("\n")
    if not line_end:
        return uid
    day, _, clock = recurrence_id.upper().partition("T")
    digits = "".join(c for c in day if c.isascii() and c.isdigit())[:8]
    time_of_day = re.split(r"[Z+\-.]", clock, maxsplit=1)[0].replace(":", "")[:6].ljust(6, "0")
    return f"{uid}\n{digits}" if time_of_day == "000000" else f"{uid}\n{digits}T{time_of_day}"


def follow_up_uid(kind: Kind, interview_key: str) -> str:
    """The UID of the follow-up of this kind for this interview: 42 characters of [a-z0-9-]."""
    return UID_PREFIX + _hash(kind.value, canonical_key(interview_key))[:_DIGEST]


def token(uid: str) -> str:
    """A short stand-in for a follow-up's UID in the memory: 12 hex digits, enough for one person's life."""
    return _hash("token", uid)[:12]


def fingerprint(span: TimeSpan, summary: str, description: str, *, marks: TitleMarks | None = None) -> str:
    """What a person could have changed: 12 hex digits for the time, then 12 for title and message.

    The title's done or skip mark, the form (M8), our footer and the mark line are left out: filling in the form is an
    answer, not an edit. Time and text are apart, so that a snoozed follow-up can still get its message completed.
    """
    _, bare = (marks or TitleMarks()).read(summary)
    times = (span.start.astimezone(UTC).isoformat(), span.end.astimezone(UTC).isoformat())
    return _hash(*times)[:_HALF] + _hash(_squeeze(bare), _squeeze(message_part(description)))[:_HALF]


def stamp(follow_up: FollowUp) -> str:
    """The fingerprint to write with a follow-up: of our own time for it, also where the user's time is kept.

    Behind it stand 12 more digits where a program of the user's wrote the text: those of our own draft.
    """
    return fingerprint(follow_up.ideal or follow_up.span, follow_up.summary, follow_up.description) + follow_up.draft


def time_part(fingerprint_of_it: str) -> str:
    return fingerprint_of_it[:_HALF]


def text_part(fingerprint_of_it: str) -> str:
    """Of the text as it was written, whoever's words it is in."""
    return fingerprint_of_it[_HALF : 2 * _HALF]


def other_words(fingerprint_of_it: str) -> bool:
    """True if what was written is in the words of a program of the user's."""
    return len(fingerprint_of_it) > 2 * _HALF


def draft_part(fingerprint_of_it: str) -> str:
    """Of our own draft of the text. Two machines compare drafts: what a program makes of one may differ each time."""
    return fingerprint_of_it[2 * _HALF :] or text_part(fingerprint_of_it)


def same_draft(one: str, other: str) -> bool:
    """True if both were written for the same time from the same draft."""
    return time_part(one) == time_part(other) and draft_part(one) == draft_part(other)


def message_part(description: str) -> str:
    """The part of a follow-up's description that is the message: without form, footer and mark line."""
    return _MARK_LINE.sub("", split(description).message)


@dataclass(frozen=True, slots=True)
class MarkLine:
    kind: Kind
    fingerprint: str


def mark_line(kind: Kind, fingerprint_of_it: str) -> str:
    """The last line of DESCRIPTION: kind and fingerprint of what we wrote, for servers that drop X-properties."""
    return f"[afterword v1 {kind.value} {fingerprint_of_it}]"


def read_mark_line(text: str) -> MarkLine | None:
    """The last mark line in `text`; None where there is none or its kind is not one of ours."""
    found = None
    for match in _MARK_LINE.finditer(text):
        if match[1] in set(Kind):
            found = MarkLine(Kind(match[1]), match[2])
    return found


_SYMBOLS: Final = {"✓": Mark.DONE, "✔": Mark.DONE, "☑": Mark.DONE, "✅": Mark.DONE, "[x]": Mark.DONE}
_ENGLISH: Final = {"done": Mark.DONE, "sent": Mark.DONE, "skip": Mark.SKIPPED, "skipped": Mark.SKIPPED}
_SEPARATORS: Final = ":;,.-–—!|)] \t"


class TitleMarks:
    """Reads what the user put before a follow-up's title: a check mark, 'done', 'erledigt', 'skip' …

    `words` maps words of any language to their mark; English and the symbols are always known.
    """

    def __init__(self, done: Iterable[str] = (), skip: Iterable[str] = ()) -> None:
        words = {fold(word): Mark.DONE for word in done} | {fold(word): Mark.SKIPPED for word in skip}
        known = _ENGLISH | {word: mark for word, mark in words.items() if word}
        self._words = sorted(known.items(), key=lambda item: -len(item[0]))

    @classmethod
    def build(cls, tables: Mapping[str, Mapping[str, Any]]) -> TitleMarks:
        """From the tables of `byhand.toml`, all languages together: who types mixes them."""
        titles = [table["title"] for table in tables.values()]
        return cls((word for title in titles for word in title["done"]), (w for title in titles for w in title["skip"]))

    def read(self, summary: str) -> tuple[Mark, str]:
        """The mark and the title without it. A word counts only as a whole; a symbol needs no space behind it."""
        text = unicodedata.normalize("NFC", summary).replace("\ufe0f", "").strip()
        mark = Mark.NONE
        for _ in range(3):  # "✓ done: …"
            found = self._first(text)
            if found is None:
                break
            # the first mark is the user's last word: it was put in front of the others
            mark = mark or found[0]
            text = text[found[1] :].lstrip(_SEPARATORS)
        return mark, text

    def _first(self, text: str) -> tuple[Mark, int] | None:
        opening = len(text) - len(text.lstrip("(["))
        for symbol, mark in _SYMBOLS.items():
            if text.casefold().startswith(symbol):
                return mark, len(symbol)
        for word, mark in self._words:
            end = opening + len(word)
            if fold(text[opening:end]) == word and not text[end : end + 1].isalnum():
                return mark, end
        return None


def title_mark(summary: str, marks: TitleMarks | None = None) -> tuple[Mark, str]:
    """The user's mark in the title of a follow-up, and the bare title."""
    return (marks or TitleMarks()).read(summary)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


_TAG: Final = re.compile(r"<[^<>]{0,500}>")
_ALIKE: Final = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...",
    }
)  # fmt: skip


def _squeeze(text: str) -> str:
    """The text as far as a person wrote it: no white space, markup, entities, escapes or kinds of quotes.

    Servers and phones fold lines anew, decompose accents, wrap text in HTML, escape a comma twice.
    """
    plain = _TAG.sub("", html.unescape(html.unescape(text)))
    plain = unicodedata.normalize("NFKC", plain.replace("\\n", "").replace("\\", "").translate(_ALIKE))
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf"})

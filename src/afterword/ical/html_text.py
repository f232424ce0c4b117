"""HTML to plain text, in one pass over the tags.

Descriptions come as HTML from Google, Outlook and most applicant-tracking systems. Own code and not html.parser: that
one raises AssertionError on "<![" (Python 3.11) and has had quadratic cases; here every character is looked at a
bounded number of times and nothing raises.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

_LOOK: Final = 16_384
_MARKUP: Final = re.compile(
    r"<(?:!doctype|html|head|body|meta|style|br|p|div|span|a|ul|ol|li|table|tbody|tr|td|b|i|u|strong|em|font|h[1-6]|hr"
    r"|img|pre|blockquote|html-blob)(?:[ \t\r\n/][^<>]*)?>",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(r"<(?:!doctype|html|body|p|div|table)\b", re.IGNORECASE)
_TAG: Final = re.compile(r"<(!--|[!?]|/?)([A-Za-z][A-Za-z0-9-]{0,30})?([^<>]*)(>)?")
_HREF: Final = re.compile(r"""href\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BREAKS: Final = frozenset(
    {
        *("br", "p", "div", "li", "tr", "ul", "ol", "table", "hr", "pre", "blockquote", "section", "article"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "dt", "dd"),
    }
)
_SILENT: Final = frozenset({"script", "style", "head", "title", "template"})
_BEHIND_NAME: Final = frozenset({"", " ", "\t", "\r", "\n", "/"})
_BLANKS: Final = re.compile(r"[ \t\r\f\v\u00a0]+")
_WHITE: Final = re.compile(r"[ \t\r\n\f\v]+")
_ENTITY_BOMB: Final = re.compile(r"&#[0-9xXa-fA-F]{9,};?")


@dataclass(frozen=True, slots=True)
class PlainText:
    text: str
    links: tuple[str, ...] = ()


def is_html(text: str) -> bool:
    """Whether `text` is written in HTML: it has a tag that people use, near its beginning."""
    return "<" in text and _MARKUP.search(text[:_LOOK]) is not None


def plain_text(text: str) -> PlainText:
    """The text that a reader sees, with a line break for each br, p, div, li, tr …, and the hrefs of its links.

    Line breaks of the source count only where no paragraph marks are used: Google mixes `<br>` and plain ones.
    """
    fold_lines = _DOCUMENT.search(text[:_LOOK]) is not None
    out: list[str] = []
    links: list[str] = []
    at = 0
    silent: str | None = None
    while at < len(text):
        opening = text.find("<", at)
        if opening < 0:
            opening = len(text)
        if silent is None:
            piece = _unescape(text[at:opening])
            out.append(_WHITE.sub(" ", piece) if fold_lines else piece)
        if opening == len(text):
            break
        tag = _TAG.match(text, opening)
        assert tag is not None, "the pattern needs no more than a '<'"
        at, shown, silent = _step(text, tag, silent)
        out.append(shown)
        if silent is None and (tag[2] or "").lower() == "a":
            links += _hrefs(tag[3])
    return PlainText(_tidy("".join(out)), tuple(dict.fromkeys(links)))


def _step(text: str, tag: re.Match[str], silent: str | None) -> tuple[int, str, str | None]:
    """Where to go on after a tag, what it shows as, and the element whose content is left out, if any."""
    kind, name = tag[1], (tag[2] or "").lower()
    if kind == "!--":
        end = text.find("-->", tag.end(1))
        return (end + 3 if end >= 0 else len(text)), "", silent
    if kind in {"", "/"} and (not name or not tag[4] or tag[3][:1] not in _BEHIND_NAME):
        return tag.start() + 1, "<" if silent is None else "", silent  # "a < b", "<maya@example.com>"
    if silent is not None:
        return tag.end(), "", None if (kind == "/" and name == silent) else silent
    if name in _SILENT and kind == "":
        return tag.end(), "", None if tag[3].endswith("/") else name
    if name in _BREAKS:
        return tag.end(), "\n", None
    return tag.end(), " " if name in {"td", "th"} else "", None


def _hrefs(attributes: str) -> list[str]:
    found = _HREF.search(attributes[:4096])
    return [_unescape(found[1] or found[2] or found[3] or "").strip()] if found else []


def _unescape(text: str) -> str:
    """Entities decoded; numbers too long to be characters (they make int() raise) are left out."""
    return html.unescape(_ENTITY_BOMB.sub("", text)) if "&" in text else text


def _tidy(text: str) -> str:
    """Blanks and runs of empty lines reduced."""
    lines = [_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip("\n")

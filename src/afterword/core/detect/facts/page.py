"""An occurrence laid out for reading: title, text and place with their words, the links and addresses in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.clean import clean

if TYPE_CHECKING:
    from afterword.core.detect.facts.words import Lexicon, Scan
    from afterword.core.model import Occurrence

MOST: Final = 40
"""Addresses of a text that are looked at."""
LONGEST: Final = 12_000
"""Characters of a description that are read for facts: nobody introduces an interviewer on page ten."""
LINE: Final = 60
"""A line of a video service's block, or of a signature, is shorter than this."""
LINK: Final = re.compile(r"https?://[^\s<>\"')\]]{1,500}", re.IGNORECASE)
ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
RULER: Final = re.compile(r"^\s{0,9}(?:_{8,200}|-::~[-:~]{8,400}|[─━=*-]{20,200})\s{0,9}$")
JOINING_HINT: Final = re.compile(
    r"join|teams|meet|id\b|cancel|annul|powered|view|going|click|klick|cliq|clic", re.IGNORECASE
)
JOINING: Final = re.compile(
    r"^\W{0,4}(?:join (?:with|zoom|on|the|from|by|microsoft|meeting|this)|click here to join|please do not edit"
    r"|microsoft teams (?:meeting|need)|microsoft teams[ -](?:besprechung|vergadering)|réunion microsoft teams"
    r"|reunión de microsoft teams|reunião do microsoft teams|riunione di microsoft teams|meeting id|passcode|password"
    r"|one tap mobile|dial (?:by|in)|find (?:your )?(?:a )?local number|phone conference id|need help|learn more"
    r"|meeting options|powered by|cancel:|reschedule:|annuler|replanifier|need to make changes|besprechungs-id|kennung"
    r"|id de (?:la )?r[eé]uni|id da reuni|id riunione|vergadering-id|view your event|going \(|invitation from google"
    r"|you are receiving this|forwarding this invitation|invitee time zone|event type|klicken sie hier|nehmen sie"
    r"|cliquez ici|rejoindre|unirse|haga clic|clique aqui|fare clic|klik hier|deelnemen)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """`body` has the join blocks of video services, links and addresses blanked (same length as the text)."""

    title: Scan
    body: Scan
    place: Scan
    text: str
    links: tuple[str, ...]
    addresses: tuple[tuple[str, int], ...]
    """Each e-mail address of the text, lower case, with its place."""
    signature: int
    """Where the signature begins in the body: the offset of the closing words, or the length of the text."""


def lay_out(occurrence: Occurrence, lexicon: Lexicon, language: str) -> Page:
    text = clean(occurrence.description[:LONGEST])
    place = clean(occurrence.location[:500])
    title = clean(occurrence.summary[:500])
    links = [link.group() for link in LINK.finditer(f"{place}\n{text}")] + list(occurrence.links)
    found = islice(ADDRESS.finditer(text), MOST) if "@" in text else ()
    addresses = tuple((address.group().rstrip(".-").lower(), address.start()) for address in found)
    body = lexicon.scan(_blank_joining(_blank(text)), language)
    return Page(
        title=lexicon.scan(_blank(title), language),
        body=body,
        place=lexicon.scan(_blank(place), language),
        text=text,
        links=tuple(dict.fromkeys(links)),
        addresses=addresses,
        signature=_signature(body),
    )


def _blank(text: str) -> str:
    if "://" in text:
        text = LINK.sub(lambda found: " " * len(found[0]), text)
    if "@" in text:
        text = ADDRESS.sub(lambda found: "<" + " " * (len(found[0]) - 2) + ">", text)
    return text


def _blank_joining(text: str) -> str:
    """Blanks the joining lines; between two rulers (Teams, Google) all that follows the first of them."""
    if not JOINING_HINT.search(text):
        return text
    lines: list[str] = []
    hiding = False
    for line in text.split("\n"):
        ruler = RULER.match(line) is not None
        joining = JOINING.match(line) is not None
        hiding = (hiding and not ruler and bool(line.strip())) or joining
        lines.append(" " * len(line) if ruler or (hiding and (joining or len(line) < LINE)) else line)
    return "\n".join(lines)


def _signature(body: Scan) -> int:
    for hit in body.all("people.closing"):
        line = body.text.rfind("\n", 0, body.tokens[hit.first].start) + 1
        end = body.text.find("\n", body.tokens[hit.last - 1].end)
        alone = body.text[body.tokens[hit.last - 1].end : end if end >= 0 else None].strip(" ,.!")
        if not body.text[line : body.tokens[hit.first].start].strip() and len(alone) < LINE and hit.first > 0:
            return body.tokens[hit.first].start
    return len(body.text)

"""What the form of an event says, beyond single words: two sides that meet, something done for an interview …"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterword.core.detect.reading import QUOTE

if TYPE_CHECKING:
    from afterword.core.detect.reading import Reading, Zone

_SEVERAL = re.compile(r"\b[2-9] ?[x×] ?[1-9]\d ?(?:min|m\b|')")
_MANY = re.compile(r"\b[2-9] ?x\b|\bx ?[2-9]\b")
_TWO_SIDES = re.compile(r"<>|<->|//|↔| x (?=\w)|\w / (?=\w)")
_SMALL_SUM = re.compile(
    r"(?:[€£$]|\beur|\bchf) ?(?:[1-9]\d|[12]\d\d)(?![\d.,]?\d|k|\w|\s?(?:/|per|p/|pro|a week|an hour|h\b))"
    r"|\b(?:[1-9]\d|[12]\d\d) ?(?:€|£|\$|euros?\b|eur\b|chf\b)(?!\s?(?:/|per|pro|par|por|al|all|h\b|k\b|stunde|brutto))"
)
"""What takers of a study get. A pay is larger, or said by the hour."""
_NEAR = 22


def for_forms(reading: Reading, fired: dict[str, str]) -> None:
    """What the form says: several talks in a row, two sides that meet, a talk about a job."""
    title = reading.title
    if several := _SEVERAL.search(reading.text.folded) or _SEVERAL.search(title.folded):
        fired["text: several talks in a row"] = several.group()
    if sides := _TWO_SIDES.search(title.folded):
        fired["title: two sides meet"] = sides.group().strip()
    if about := _nearest(title, "about", "trade"):
        fired["title: a talk about a job"] = about


def _nearest(zone: Zone, before: str, after: str) -> str:
    """The words of the first label where the second follows within a few words: "re (the open) designer"."""
    for one in zone.by_label.get(before, ()):
        for other in zone.by_label.get(after, ()):
            if 0 <= other.start - one.end <= _NEAR:
                return " ".join(zone.written[one.start : other.end].split())[:QUOTE]
    return ""


def against_forms(reading: Reading, fired: dict[str, str]) -> None:
    """Something done for an interview, several of them, or a small sum for whoever takes part."""
    title = reading.title
    hits = [hit for label in ("sure", "word") for hit in title.by_label.get(label, ())]
    if hits and not title.has("occasion"):
        at = min(hit.start for hit in hits)
        close = [hit for hit in title.by_label.get("purpose", ()) if hit.start > 0 and 0 <= at - hit.end <= _NEAR]
        if close:
            fired["not (prep): something for an interview"] = title.written[close[0].start : at + _NEAR].strip()
    if many := _MANY.search(title.folded):
        fired["not (owner-interviews): several of them"] = many.group()
    for zone in (title, reading.text):
        if sum_ := _SMALL_SUM.search(zone.folded):
            fired["not (research): a small sum"] = sum_.group().strip()

"""Why no follow-up is due for an interview: it is off, declined, withdrawn from, or only a slot somebody holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.core.detect.owner import Company
    from afterword.core.detect.reading import Reading, Zone

CANCELLED = "cancelled"
DECLINED = "declined"
WITHDRAWN = "withdrawn"
NO_SHOW = "no-show"
TENTATIVE = "tentative-slot"


def why_no_follow_up(reading: Reading, people: Company) -> str | None:
    """The reason, the strongest first; None for an interview that takes place.

    The owner's own TENTATIVE or NEEDS-ACTION and STATUS:TENTATIVE say nothing: invitations are often left so.
    """
    title, text = reading.title, reading.text
    if title.has("withdrawn") or any(" " in words for words in text.all_words("withdrawn")):
        return WITHDRAWN  # a single word in a text may be about the post
    moved = title.has("rescheduled")
    if reading.occurrence.status == "CANCELLED" or (title.has("cancelled") and not moved):
        return CANCELLED
    if people.declined or title.has("declined"):
        return DECLINED
    if (title.has("cancelled_text") or text.has("cancelled_text") or _begins(text, "cancelled")) and not moved:
        return CANCELLED
    if title.has("no_show") or text.has("no_show"):
        return NO_SHOW
    held = title.has("tentative") or title.has("tentative_text") or text.has("tentative_text")
    if held and not title.has("confirmed"):
        return TENTATIVE
    return None


def _begins(text: Zone, label: str) -> bool:
    """True when a line begins with such a word, as people write on top of what was there: "CANCELLED - Rory is ill"."""
    return any(not text.folded[: hit.start].rpartition("\n")[2].strip(" *-[") for hit in text.by_label.get(label, ()))

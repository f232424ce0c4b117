"""Over which channel the interview takes place: the place decides, then the words and links of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from afterword.core.model import Channel, Fact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.words import Hit, Scan

NUMBER: Final = re.compile(r"(?:\+|\b00|\(0|\b0)[\d()\s./-]{6,20}\d|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b")


class ChannelReader:
    def __init__(self, vendors: Mapping[str, object]) -> None:
        names = [vendors.get(key) for key in ("video", "outsourced_interviewers", "coding_pads")]
        self._hosts = tuple(str(host) for value in names if isinstance(value, list) for host in value)

    def read(self, page: Page) -> Fact | None:
        """The channel with the words or link that gave it; None when nothing is stated."""
        return self._from_place(page) or self._from_text(page) or _from_kind(page)

    def _from_place(self, page: Page) -> Fact | None:
        place = page.place
        text = place.text.strip(" -–?.,;")
        if not text:
            return None
        link = self._video_link([text])
        if link or place.all("channel.video"):
            return Fact("channel", Channel.VIDEO.value, text[:80])
        if place.all("channel.phone") or NUMBER.search(text):
            return Fact("channel", Channel.PHONE.value, text[:80])
        if "://" in text or _only(place, "channel.no_place") or not place.tokens:
            return None
        return Fact("channel", Channel.IN_PERSON.value, text[:80])

    def _from_text(self, page: Page) -> Fact | None:
        title = self._from_words(page.title, end=len(page.title.text), strict=False)
        if title is not None and title.value != Channel.PHONE.value:
            return title
        link = self._video_link(page.links)
        words = self._from_words(page.body, end=page.signature, strict=True)
        if link and (words is None or words.value != Channel.IN_PERSON.value or title is not None):
            return Fact("channel", Channel.VIDEO.value, link[:80])
        if link and words is not None:
            return Fact("channel", Channel.VIDEO.value, link[:80])
        return words if words is not None and (title is None or words.value == Channel.VIDEO.value) else title

    def _from_words(self, scan: Scan, *, end: int, strict: bool) -> Fact | None:
        virtual = bool(scan.all("channel.not_in_person"))
        for channel in (Channel.VIDEO, Channel.PHONE, Channel.IN_PERSON):
            if channel is Channel.IN_PERSON and virtual:
                continue
            for hit in scan.all(f"channel.{channel.value}"):
                if not (strict and _aside(hit, scan, end)):
                    return Fact("channel", channel.value, scan.quote(hit))
        number = NUMBER.search(scan.text[:end])
        if number and not virtual:
            return Fact("channel", Channel.PHONE.value, number[0].strip())
        return None

    def _video_link(self, links: list[str] | tuple[str, ...]) -> str | None:
        for link in links:
            try:
                host = (urlsplit(link if "://" in link else f"https://{link}").hostname or "").lower()
            except ValueError:
                continue
            if any(host == name or host.endswith("." + name) for name in self._hosts):
                return link
        return None


def _from_kind(page: Page) -> Fact | None:
    """A trial day or a day of selection is held in person, if nothing says otherwise."""
    if page.title.all("channel.not_in_person") or page.title.all("stage.series"):
        return None
    for hit in page.title.all("stage.onsite"):
        return Fact("channel", Channel.IN_PERSON.value, page.title.quote(hit))
    return None


def _only(scan: Scan, kind: str) -> bool:
    return len(scan.covers(kind)) >= max(1, len(scan.tokens) - 1) and bool(scan.all(kind))


def _aside(hit: Hit, scan: Scan, end: int) -> bool:
    """True for words in the signature, and for those that speak of trouble, of another day, or deny."""
    start = scan.tokens[hit.first].start
    if start >= end:
        return True
    begin = max(scan.text.rfind(mark, 0, start) for mark in (". ", "\n", "! ", "? "))
    asides = (*scan.all("stage.elsewhere"), *scan.all("contact.questions"))
    return any(begin < scan.tokens[at.first].start < start for at in asides)


def at_public_place(page: Page) -> bool:
    """True for a café, restaurant or hotel: a place that does not belong to the employer."""
    return bool(
        page.place.all("channel.public_place") or (not page.place.tokens and page.title.all("channel.public_place"))
    )

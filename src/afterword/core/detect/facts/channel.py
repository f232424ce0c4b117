"""Over which channel the interview takes place: the place decides, then the words and links of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from afterword.core.detect.facts.domains import PREFIX, squash, upwards
from afterword.core.model import Channel, Fact

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from afterword.core.detect.facts.page import Page
    from afterword.core.detect.facts.words import Hit, Scan

BESIDE: Final = 4
NUMBER: Final = re.compile(r"(?:\+|\b00|\(0|\b0)[\d()\s./-]{6,20}\d|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b")


class ChannelReader:
    def __init__(self, vendors: Mapping[str, object]) -> None:
        names = [vendors.get(key) for key in ("video", "outsourced_interviewers", "coding_pads")]
        self._hosts = frozenset(str(host) for value in names if isinstance(value, list) for host in value)

    def read(self, page: Page, company: Collection[int] = ()) -> Fact | None:
        """The channel with the words or link that gave it; None when nothing is stated."""
        return self._from_place(page) or self._from_text(page, company) or _from_kind(page)

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

    def _from_text(self, page: Page, company: Collection[int]) -> Fact | None:
        title = self._from_words(page.title, end=len(page.title.text), strict=False, but=company)
        if title is not None and title.value != Channel.PHONE.value:
            return title
        link = self._video_link(page.links)
        words = self._from_words(page.body, end=page.signature, strict=True)
        if link and (words is None or words.value != Channel.IN_PERSON.value or title is not None):
            return Fact("channel", Channel.VIDEO.value, link[:80])
        if link and words is not None:
            return Fact("channel", Channel.VIDEO.value, link[:80])
        return words if words is not None and (title is None or words.value == Channel.VIDEO.value) else title

    def _from_words(self, scan: Scan, *, end: int, strict: bool, but: Collection[int] = ()) -> Fact | None:
        virtual = bool(scan.all("channel.not_in_person"))
        for channel in (Channel.VIDEO, Channel.PHONE, Channel.IN_PERSON):
            if channel is Channel.IN_PERSON and virtual:
                continue
            for hit in scan.all(f"channel.{channel.value}"):
                if hit.first not in but and not (strict and _aside(hit, scan, end)):
                    return Fact("channel", channel.value, scan.quote(hit))
        number = NUMBER.search(scan.text[:end])
        if number and not virtual and not (strict and _for_questions(number.start(), scan)):
            return Fact("channel", Channel.PHONE.value, number[0].strip())
        return _street(scan) if strict and not virtual else None

    def _video_link(self, links: list[str] | tuple[str, ...]) -> str | None:
        for link in links:
            try:
                host = (urlsplit(link if "://" in link else f"https://{link}").hostname or "").lower()
            except ValueError:
                continue
            if not self._hosts.isdisjoint(upwards(host)):
                return link
        return None


def _from_kind(page: Page) -> Fact | None:
    """A trial day or a day of selection is held in person, if nothing says otherwise."""
    if page.title.all("channel.not_in_person"):
        return None
    for hit in page.title.all("stage.onsite"):
        return Fact("channel", Channel.IN_PERSON.value, page.title.quote(hit))
    return None


def _only(scan: Scan, kind: str) -> bool:
    return len(scan.covers(kind)) >= max(1, len(scan.tokens) - 1) and bool(scan.all(kind))


def _for_questions(start: int, scan: Scan) -> bool:
    """True for the number of the one to ask: in a line that says so before it."""
    begin = scan.text.rfind("\n", 0, start)
    return any(begin < scan.tokens[hit.first].start < start for hit in scan.all("contact.questions"))


def _street(scan: Scan) -> Fact | None:
    """An address in the text: a word for a street with a number beside it."""
    for hit in scan.all("channel.street"):
        near = range(max(0, hit.first - BESIDE), min(len(scan.tokens), hit.last + BESIDE))
        if any(scan.tokens[at].word[0].isdigit() for at in near) and "\n" not in scan.raw(near[0], near[-1] + 1):
            return Fact("channel", Channel.IN_PERSON.value, scan.raw(near[0], near[-1] + 1))
    return None


def _aside(hit: Hit, scan: Scan, end: int) -> bool:
    """True for words in the signature, and for those that speak of trouble, of another day, or deny."""
    start = scan.tokens[hit.first].start
    if start >= end:
        return True
    begin = max(scan.text.rfind(mark, 0, start) for mark in (". ", "\n", "! ", "? "))
    asides = (*scan.all("stage.elsewhere"), *scan.all("contact.questions"))
    return any(begin < scan.tokens[at.first].start < start for at in asides)


def at_public_place(page: Page, company: str | None, house: Collection[int]) -> bool:
    """True for a café, restaurant or hotel, or for a meal elsewhere than at the company: no place of the employer."""
    if company and squash(company)[:PREFIX] in squash(page.place.text):
        return False
    eaten = [hit for hit in page.title.all("channel.meal") if hit.first not in house]
    if not page.place.tokens:
        eaten += [hit for hit in page.title.all("channel.public_place") if hit.first not in house]
    return bool(page.place.all("channel.public_place") or eaten)

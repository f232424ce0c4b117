"""From the lines of a VEVENT to the fields of an Occurrence. What is broken or missing is empty; nothing raises."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from afterword.core.model import Attendee, Person
from afterword.ical.html_text import is_html, plain_text
from afterword.ical.lines import params_of, unescape, value_of

if TYPE_CHECKING:
    from afterword.ical.events import EventText

_LINK_PROPERTIES: Final = (
    *(b"URL", b"CONFERENCE", b"X-GOOGLE-CONFERENCE", b"X-MICROSOFT-SKYPETEAMSMEETINGURL"),
    *(b"X-MICROSOFT-ONLINEMEETINGCONFLINK", b"X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"),
)
_MOST_LINKS: Final = 50
_MOST_ATTENDEES: Final = 500
_WEB: Final = ("http://", "https://")
_ADDRESS: Final = re.compile(r"[^\s@<>\"',;:()\[\]]{1,64}@[^\s@<>\"',;:()\[\]]{1,253}")
_MAIL_PREFIX: Final = re.compile(r"(?:mailto:){1,3}", re.IGNORECASE)
_LIST_ITEM: Final = re.compile(r"(?:[^,\\]|\\.)+")


def text_of(event: EventText, name: bytes) -> str:
    """The first value of a TEXT property, decoded; empty if it is missing."""
    return unescape(event.value(name) or "").strip()


def plain_property(event: EventText, name: bytes) -> str:
    """A TEXT property as plain text, whatever markup it was written in."""
    text = text_of(event, name)
    return plain_text(text).text if is_html(text) else text


def description(event: EventText) -> tuple[str, tuple[str, ...]]:
    """The description as plain text and the links of its markup; X-ALT-DESC is taken where it says more,
    and beside the description where that is another text, as the join block that a meeting service writes."""
    text = text_of(event, b"DESCRIPTION")
    links: tuple[str, ...] = ()
    if is_html(text):
        plain = plain_text(text)
        text, links = plain.text, plain.links
    rich = text_of(event, b"X-ALT-DESC")  # written as TEXT though no RFC says so
    if rich:
        plain = plain_text(rich)
        links += plain.links
        short, long = sorted((text, plain.text), key=lambda one: len("".join(one.split())))
        text = f"{plain.text}\n\n{text}" if _another_text(short, long) else long
    return text, links


def _another_text(short: str, long: str) -> bool:
    """True if more than half of the words of the short text are not in the long one."""
    words = frozenset(short.split())
    return 2 * len(words - frozenset(long.split())) > len(words)


def links(event: EventText, of_markup: tuple[str, ...]) -> tuple[str, ...]:
    """Web addresses that the event names in its own properties, then those of its markup; each once."""
    named = [_decode(value_of(rest)) for name in _LINK_PROPERTIES for rest in event.lines.get(name, ())]
    found = (link for link in (*named, *of_markup) if link.lower().startswith(_WEB))
    return tuple(dict.fromkeys(found))[:_MOST_LINKS]


def organizer(event: EventText) -> Person | None:
    rest = event.first(b"ORGANIZER")
    return None if rest is None else _person(rest, params_of(rest))


def attendees(event: EventText) -> tuple[Attendee, ...]:
    found = []
    for rest in event.lines.get(b"ATTENDEE", [])[:_MOST_ATTENDEES]:
        params = params_of(rest)
        person = _person(rest, params)
        if person is not None:
            found.append(
                Attendee(
                    person=person,
                    partstat=params.get("PARTSTAT", "").upper() or "NEEDS-ACTION",
                    role=params.get("ROLE", "").upper() or "REQ-PARTICIPANT",
                    cutype=params.get("CUTYPE", "").upper() or "INDIVIDUAL",
                )
            )
    return tuple(found)


def categories(event: EventText) -> tuple[str, ...]:
    values = (_decode(value_of(rest)) for rest in event.lines.get(b"CATEGORIES", ()))
    found = (unescape(item).strip() for value in values for item in _LIST_ITEM.findall(value))
    return tuple(one for one in dict.fromkeys(found) if one)


def related_to(event: EventText) -> tuple[str, ...]:
    values = (unescape(_decode(value_of(rest))) for rest in event.lines.get(b"RELATED-TO", ()))
    return tuple(value for value in values if value)


def sequence(event: EventText) -> int:
    value = event.value(b"SEQUENCE") or ""
    return int(value) if value.isdecimal() and len(value) < len("2147483647") else 0


def last_modified(event: EventText) -> datetime | None:
    """LAST-MODIFIED, which is in UTC (RFC 5545 section 3.8.7.3)."""
    value = (event.value(b"LAST-MODIFIED") or "").removesuffix("Z")
    try:
        return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def busy_status(event: EventText) -> str | None:
    value = event.value(b"X-MICROSOFT-CDO-BUSYSTATUS") or event.value(b"X-MICROSOFT-CDO-INTENDEDSTATUS")
    return None if value is None else value.upper()


def _decode(value: bytes) -> str:
    return value.decode("utf-8", "replace").strip()


def _person(rest: bytes, params: dict[str, str]) -> Person | None:
    """A CAL-ADDRESS with its CN. Seen: no mailto:, a bare name as value, the address in CN or only in EMAIL, a quote
    that never ends."""
    address = _MAIL_PREFIX.sub("", _decode(value_of(rest)), count=1).strip().strip("<>")
    name = params.get("CN", "").strip("\"' ") or None
    email = None
    for candidate in (address, params.get("EMAIL", ""), name or ""):
        found = _ADDRESS.search(_MAIL_PREFIX.sub("", candidate[:400]))
        if found is not None:
            email = found[0].lower()
            break
    if name is not None and email is not None and email in name.lower():
        name = _ADDRESS.sub("", _MAIL_PREFIX.sub("", name)).strip("<>()\"' ") or None
    if email is None and name is None and address and ":" not in address:
        name = address
    return Person(name=name, email=email) if name or email else None

"""From a parsed VEVENT to the fields of an Occurrence. What is broken or missing is empty; nothing raises."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from afterword.core.model import Attendee, Person
from afterword.ical.html_text import is_html, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Event

    from afterword.ical.events import EventText

_LINK_PROPERTIES: Final = (
    "URL",
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
_MOST_LINKS: Final = 50
_MOST_ATTENDEES: Final = 500
_WEB: Final = ("http://", "https://")
_ADDRESS: Final = re.compile(r"[^\s@<>\"',;:()\[\]]{1,64}@[^\s@<>\"',;:()\[\]]{1,253}")
_ESCAPE: Final = re.compile(r"\\([nN\\;,])")
_MAIL_PREFIX: Final = re.compile(r"(?:mailto:){1,3}", re.IGNORECASE)


def text_of(event: Event, name: str) -> str:
    """The first value of a TEXT property, decoded; empty if it is missing or broken."""
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value).strip() if isinstance(value, str) else ""


def plain_property(event: Event, name: str) -> str:
    """A TEXT property as plain text, whatever markup it was written in."""
    text = text_of(event, name)
    return plain_text(text).text if is_html(text) else text


def description(event: Event, source: EventText) -> tuple[str, tuple[str, ...]]:
    """The description as plain text and the links of its markup; X-ALT-DESC is taken where it says more."""
    text = text_of(event, "DESCRIPTION")
    links: tuple[str, ...] = ()
    if is_html(text):
        plain = plain_text(text)
        text, links = plain.text, plain.links
    rich = source.value(b"X-ALT-DESC")
    if rich:
        plain = plain_text(unescape(rich))
        links += plain.links
        if len("".join(plain.text.split())) > len("".join(text.split())):
            text = plain.text
    return text, links


def unescape(raw: str) -> str:
    """The value of a TEXT property (RFC 5545 section 3.3.11); X-ALT-DESC is written as one though no RFC says so."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], raw)


def links(event: Event, of_markup: tuple[str, ...]) -> tuple[str, ...]:
    """Web addresses that the event names in its own properties, then those of its markup; each once."""
    named = [str(value).strip() for name in _LINK_PROPERTIES for value in _values(event, name)]
    found = (link for link in (*named, *of_markup) if link.lower().startswith(_WEB))
    return tuple(dict.fromkeys(found))[:_MOST_LINKS]


def organizer(event: Event) -> Person | None:
    found = next(_values(event, "ORGANIZER"), None)
    return None if found is None else _person(found)


def attendees(event: Event) -> tuple[Attendee, ...]:
    found = []
    for value in list(_values(event, "ATTENDEE"))[:_MOST_ATTENDEES]:
        person = _person(value)
        if person is not None:
            found.append(
                Attendee(
                    person=person,
                    partstat=_param(value, "PARTSTAT") or "NEEDS-ACTION",
                    role=_param(value, "ROLE") or "REQ-PARTICIPANT",
                    cutype=_param(value, "CUTYPE") or "INDIVIDUAL",
                )
            )
    return tuple(found)


def categories(event: Event) -> tuple[str, ...]:
    found = [str(one).strip() for value in _values(event, "CATEGORIES") for one in getattr(value, "cats", [])]
    return tuple(one for one in dict.fromkeys(found) if one)


def related_to(event: Event) -> tuple[str, ...]:
    return tuple(str(value).strip() for value in _values(event, "RELATED-TO") if str(value).strip())


def sequence(text: EventText) -> int:
    value = text.value(b"SEQUENCE") or ""
    return int(value) if value.isdecimal() and len(value) < 10 else 0  # noqa: PLR2004 - an INTEGER has 32 bits


def last_modified(text: EventText) -> datetime | None:
    """LAST-MODIFIED, which is in UTC (RFC 5545 section 3.8.7.3)."""
    value = (text.value(b"LAST-MODIFIED") or "").removesuffix("Z")
    try:
        return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def busy_status(text: EventText) -> str | None:
    value = text.value(b"X-MICROSOFT-CDO-BUSYSTATUS") or text.value(b"X-MICROSOFT-CDO-INTENDEDSTATUS")
    return None if value is None else value.upper()


def _values(event: Event, name: str) -> Iterator[Any]:
    """The values of a property, broken ones left out."""
    value = event.get(name)
    for one in value if isinstance(value, list) else [value]:
        if one is not None and type(one).__name__ != "vBroken":
            yield one


def _param(value: Any, name: str) -> str:
    found = getattr(value, "params", {}).get(name)
    if isinstance(found, list):
        found = ", ".join(str(part) for part in found) if name == "CN" else found[0]
    text = str(found or "").strip().strip("\"'").strip()
    return text if name in {"CN", "EMAIL"} else text.upper()


def _person(value: Any) -> Person | None:
    """A CAL-ADDRESS with its CN. Seen: no mailto:, a bare name as value, the address in CN or only in EMAIL."""
    address = _MAIL_PREFIX.sub("", str(value), count=1).strip().strip("<>")
    name = _param(value, "CN") or None
    email = None
    for candidate in (address, _param(value, "EMAIL"), name or ""):
        found = _ADDRESS.search(candidate[:400])
        if found is not None:
            email = found[0].lower()
            break
    if name is not None and name.lower().removeprefix("mailto:") == email:
        name = None
    if email is None and name is None and address and ":" not in address:
        name = address
    return Person(name=name, email=email) if name or email else None

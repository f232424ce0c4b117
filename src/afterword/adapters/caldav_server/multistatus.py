"""Reading a multistatus (RFC 4918 section 13) so that nothing is lost in silence (PROMISES R4).

A body counts only if it is well-formed XML without a document type, its root is DAV:multistatus, and nothing in it
says that it was cut short. Each response must name what it is about and carry a status; the ones that do not are a
reason to refuse the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from afterword.adapters.caldav_server.address import path_of
from afterword.adapters.caldav_server.trouble import Unreadable, described, host_of, reading_trouble
from afterword.errors import ServerAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afterword.adapters.caldav_server.wire import Answer

DAV: Final = "{DAV:}"
CALDAV: Final = "{urn:ietf:params:xml:ns:caldav}"
MULTI_STATUS: Final = 207
OK: Final = 200
MISSING: Final = 404
CUT: Final = 507
_STATUS: Final = re.compile(r"\s*HTTP/\d(?:\.\d)?\s+(\d{3})\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One response: the absolute path it is about, its own status, the properties found (name → element), and the
    worst status among properties that were neither found nor simply missing (None when there is none)."""

    href: str
    status: int
    found: Mapping[str, Any] = field(default_factory=dict)
    failed: int | None = None

    def text(self, name: str) -> str:
        """The text of a found property, stripped; empty when there is none."""
        element = self.found.get(name)
        return "" if element is None else (element.text or "").strip()

    @property
    def etag(self) -> str | None:
        """The strong ETag; None where there is none, or a weak one, which protects nothing (RFC 9110 8.8.1)."""
        return strong(self.text(f"{DAV}getetag"))

    @property
    def data(self) -> bytes | None:
        """calendar-data with the CRLF that XML took away; None when there is none or it is not plain text."""
        element = self.found.get(f"{CALDAV}calendar-data")
        if element is None or len(element) or not (element.text or "").strip():
            return None
        return str(element.text).strip("\n").replace("\r\n", "\n").replace("\n", "\r\n").encode() + b"\r\n"


def strong(etag: str | None) -> str | None:
    """`etag` as a strong validator in quotes, or None. Some servers leave the quotes out."""
    if not etag or etag.startswith(("W/", "w/")) or any(not "\x20" < char < "\x7f" for char in etag):
        return None
    return etag if etag.startswith('"') else f'"{etag}"'


def entries(answer: Answer) -> tuple[Entry, ...]:
    """Every response of a 207, in its order, the first for each path.

    Raises what the status means when it is not 207; Unreadable when the body is a multistatus that is broken or
    cut; ServerAnswer when it is something else.
    """
    if answer.status != MULTI_STATUS:
        raise reading_trouble(answer)
    root = _root(answer)
    if root.tag != f"{DAV}multistatus":
        raise ServerAnswer(f"this is no CalDAV answer: {described(answer)}; nothing was written")
    if root.find(f".//{DAV}number-of-matches-within-limits") is not None:
        raise Unreadable(f"{host_of(answer.url)} cut its answer short; nothing was written")
    unique: dict[str, Entry] = {}
    for response in root.iterfind(f"{DAV}response"):
        for entry in _read(response, answer):
            unique.setdefault(entry.href, entry)
    return tuple(unique.values())


def _root(answer: Answer) -> Any:
    """The root element. Entities, DTDs, network and huge texts are off: a bomb or a file name finds nothing."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        looks_right = b"multistatus" in answer.body[:1000]
        kind = Unreadable if looks_right else ServerAnswer
        raise kind(f"this is no complete CalDAV answer: {described(answer)}; nothing was written") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ServerAnswer(f"{host_of(answer.url)} answered with a document type, which CalDAV has none of")
    return root


def _read(response: Any, answer: Answer) -> Iterator[Entry]:
    hrefs = [path_of(answer.url, str(element.text or "")) for element in response.iterfind(f"{DAV}href")]
    whole = response.find(f"{DAV}status")
    status = OK if whole is None else _status(whole)
    if status == CUT:
        raise Unreadable(f"{host_of(answer.url)} cut its answer short (507); nothing was written")
    found: dict[str, Any] = {}
    failed: int | None = None
    for propstat in response.iterfind(f"{DAV}propstat"):
        inner = _status(propstat.find(f"{DAV}status"))
        if inner == OK:
            found.update((element.tag, element) for prop in propstat.iterfind(f"{DAV}prop") for element in prop)
        elif inner != MISSING:
            failed = max(inner, failed or 0)
    if not hrefs or None in hrefs:
        raise Unreadable(f"{host_of(answer.url)} answered about something without saying what; nothing was written")
    for href in hrefs:
        yield Entry(str(href), status, found, failed)


def _status(element: Any) -> int:
    """The number in a status element; 0 for none, which is never a success."""
    match = _STATUS.match(str(element.text or "")) if element is not None else None
    return int(match.group(1)) if match else 0

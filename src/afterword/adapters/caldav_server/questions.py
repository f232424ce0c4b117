"""The XML that is asked: PROPFIND and REPORT bodies (RFC 4918 section 9.1, RFC 4791 section 7), built from the
vocabulary of the caldav library. Reading the answers is `multistatus`: the library drops what it cannot use without
a word (PROMISES 3.3), and we may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from caldav.elements import cdav, dav
from caldav.elements.base import BaseElement
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.core.model import TimeSpan


class _Privileges(BaseElement):
    """DAV:current-user-privilege-set (RFC 3744 section 5.4)."""

    tag: ClassVar[str] = "{DAV:}current-user-privilege-set"


def events_between(window: TimeSpan) -> bytes:
    """calendar-query for VEVENTs that overlap `window`; both ends are always given (servers differ without)."""
    return _query(cdav.TimeRange(window.start, window.end))


def events_with_uid(part: str) -> bytes:
    """calendar-query for VEVENTs whose UID contains `part` (text-match is a substring match, RFC 4791 9.7.5)."""
    return _query(cdav.PropFilter("UID").append(cdav.TextMatch(part)))


def these(hrefs: Iterable[str]) -> bytes:
    """calendar-multiget of the resources at `hrefs` (absolute paths)."""
    return _written(cdav.CalendarMultiGet(), _etag_and_data(), *(dav.Href(value=href) for href in hrefs))


def etags() -> bytes:
    """PROPFIND (with Depth: 1) for what a collection holds."""
    return _written(dav.Propfind(), _properties(dav.GetEtag(), dav.ResourceType()))


def where_to_begin() -> bytes:
    """PROPFIND (Depth: 0) that tells a calendar, a home, a principal and a root apart."""
    return _written(
        dav.Propfind(), _properties(dav.CurrentUserPrincipal(), cdav.CalendarHomeSet(), *_calendar_properties())
    )


def calendars() -> bytes:
    """PROPFIND (Depth: 1) for the calendars of a home."""
    return _written(dav.Propfind(), _properties(*_calendar_properties()))


def _calendar_properties() -> list[BaseElement]:
    return [dav.ResourceType(), dav.DisplayName(), cdav.SupportedCalendarComponentSet(), _Privileges()]


def _properties(*names: BaseElement) -> BaseElement:
    return dav.Prop().append(names)


def _etag_and_data() -> BaseElement:
    return _properties(dav.GetEtag(), cdav.CalendarData())


def _query(condition: BaseElement) -> bytes:
    events = cdav.CompFilter("VEVENT").append(condition)
    calendar = cdav.CompFilter("VCALENDAR").append(events)
    return _written(cdav.CalendarQuery(), _etag_and_data(), cdav.Filter().append(calendar))


def _written(root: BaseElement, *children: BaseElement) -> bytes:
    return bytes(etree.tostring(root.append(children).xmlelement(), encoding="utf-8", xml_declaration=True))

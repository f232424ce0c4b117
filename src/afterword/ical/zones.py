"""What a TZID means: in one VCALENDAR, and nowhere else.

In this order: a name of the IANA database (whatever a VTIMEZONE beside it says, so that no stranger's file can move
Europe/Berlin), the VTIMEZONE of the same calendar, a Windows name, a name with a vendor's prefix ("/…/Europe/Berlin"),
a name that is an offset. Else the default zone, and a doubt that is shown: never floating.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, available_timezones

from afterword.core.text import clean_line
from afterword.ical.errors import Unreadable
from afterword.ical.vtimezone import defined_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_IANA_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]{0,30}(?:/[A-Za-z0-9_+\-]{1,30}){0,3}")
_NOT_A_ZONE: Final = frozenset({"localtime", "posixrules", "Factory"})
_UTC_NAMES: Final = frozenset(
    {"utc", "gmt", "z", "zulu", "etc/utc", "etc/gmt", "utc0", "gmt0", "coordinated universal time"}
)
_OFFSET_NAME: Final = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2})(?:[:.]?(\d{2}))?", re.IGNORECASE)
_DISPLAY_NAME: Final = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d{1,2})[:.](\d{2}))?\)", re.IGNORECASE)
_LOCATION: Final = re.compile(rb"\nX-LIC-LOCATION:([^\n]{1,80})", re.IGNORECASE)
_JANUARY: Final = datetime(2026, 1, 15, tzinfo=UTC)
_JULY: Final = datetime(2026, 7, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone, its IANA name where it has one, and why it may be the wrong one, else None."""

    tz: tzinfo
    name: str | None = None
    doubt: str | None = None

    def name_at(self, moment: datetime) -> str | None:
        """The IANA name, if that zone really has this zone's offset then (a VTIMEZONE may say otherwise)."""
        if self.name is None:
            return None
        named = iana(self.name)
        return self.name if named is not None and moment.astimezone(named).utcoffset() == moment.utcoffset() else None


UTC_ZONE: Final = Zone(UTC)


class Zones:
    """The zones of one VCALENDAR: `definitions` are its VTIMEZONEs by TZID, `default` is the reader's own zone,
    `floating` what the calendar says of its floating times (X-WR-TIMEZONE)."""

    def __init__(self, definitions: Mapping[str, bytes], default: ZoneInfo, floating: str | None = None) -> None:
        self._definitions = definitions
        self._default = default
        zone = iana(floating or "")
        self.floating = None if zone is None else Zone(zone, floating)
        self._known: dict[str, Zone] = {}

    def find(self, tzid: str) -> Zone:
        """The zone that `tzid` names here. Never raises; where it is unknown, `doubt` says so."""
        zone = self._known.get(tzid)
        if zone is None:
            zone = self._known[tzid] = self._resolve(tzid)
        return zone

    def _resolve(self, tzid: str) -> Zone:
        name = tzid.strip("/ ")
        if name.casefold() in _UTC_NAMES:
            return UTC_ZONE
        known = iana(name)
        if known is not None:
            return Zone(known, name)
        unusable = ""
        definition = self._definitions.get(tzid) or self._definitions.get(name)
        if definition is not None:
            try:
                return Zone(defined_zone(definition, clean_line(name)[:80]), _name_of(tzid, definition))
            except (Unreadable, ValueError, OverflowError) as error:
                unusable = f": {error}" if isinstance(error, Unreadable) else ""
        for candidate in _other_names(tzid):
            known = iana(candidate)
            if known is not None:
                return Zone(known, candidate)
        return self._guess(name, unusable)

    def _guess(self, name: str, unusable: str) -> Zone:
        shown = clean_line(name)[:80]
        exact = _OFFSET_NAME.fullmatch(name)
        if exact is not None and (zone := _fixed(exact)) is not None:
            return Zone(zone)
        display = _DISPLAY_NAME.match(name)
        if display is not None and (zone := _fixed(display)) is not None:
            if _without_summer_time(self._default) == zone.utcoffset(None):
                return Zone(self._default, None, f"zone {shown!r} is not defined{unusable}; taken as yours")
            return Zone(zone, None, f"zone {shown!r} is not defined{unusable}; taken without summer time")
        return Zone(self._default, None, f"zone {shown!r} is not known{unusable}; taken as yours")


def _without_summer_time(zone: ZoneInfo) -> timedelta:
    offsets = (moment.astimezone(zone).utcoffset() for moment in (_JANUARY, _JULY))
    return min(offset for offset in offsets if offset is not None)


def _other_names(tzid: str) -> Iterator[str]:
    """What a TZID that is no IANA name may stand for."""
    yield _windows(tzid)
    parts = tzid.strip("/").split("/")
    for start in range(1, min(len(parts), 6)):
        yield "/".join(parts[start:])
    yield _by_lower_case().get(tzid.casefold(), "")


def _name_of(tzid: str, definition: bytes) -> str | None:
    """The IANA name that a VTIMEZONE goes by: its X-LIC-LOCATION, or what its TZID stands for."""
    location = _LOCATION.search(definition)
    candidates = [location[1].decode("utf-8", "replace").strip()] if location else []
    for candidate in (*candidates, *_other_names(tzid)):
        if iana(candidate) is not None:
            return candidate
    return None


def _windows(name: str) -> str:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON.get(name, "")


@lru_cache(maxsize=256)
def iana(name: str) -> ZoneInfo | None:
    """The zone of the IANA database with exactly this name, else None. A fact of the world, so it may be remembered."""
    if _IANA_NAME.fullmatch(name) is None or name in _NOT_A_ZONE:
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError, a folder of zones an OSError
        return None
    except KeyError:
        return None


@lru_cache(maxsize=1)
def _by_lower_case() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _fixed(found: re.Match[str]) -> timezone | None:
    size = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    if size >= timedelta(hours=15):
        return None
    return timezone(-size if found[1] == "-" else size)

"""A VTIMEZONE for an IANA zone, true for the years around an event: one part for each change of the clock.

No rules, as a rule would claim to know years that nobody has decided on; RFC 5545 section 3.6.5 allows both.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEARS_BEFORE: Final = 1
_YEARS_AFTER: Final = 2
_STEP: Final = timedelta(days=1)
_EXACT: Final = timedelta(seconds=1)


@lru_cache(maxsize=64)
def vtimezone(name: str, year: int, comment: str | None = None) -> tuple[str, ...]:
    """The lines of a VTIMEZONE called `name`, from the year before to two years after `year`."""
    zone = ZoneInfo(name)
    first = datetime(year - _YEARS_BEFORE, 1, 1, tzinfo=UTC)
    last = datetime(year + _YEARS_AFTER, 12, 31, tzinfo=UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    if comment is not None:
        lines.append(f"COMMENT:{comment}")
    lines += _part(first, zone, _offset(first, zone))
    for change in _changes(zone, first, last):
        lines += _part(change, zone, _offset(change - _EXACT, zone))
    return (*lines, "END:VTIMEZONE")


def _part(onset: datetime, zone: ZoneInfo, before: timedelta) -> list[str]:
    """STANDARD or DAYLIGHT from `onset` (UTC) on; its DTSTART is the wall clock before the change."""
    local = onset.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{onset.replace(tzinfo=None) + before:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_format(before)}",
        f"TZOFFSETTO:{_format(_offset(onset, zone))}",
        f"TZNAME:{local.tzname()}",
        f"END:{kind}",
    ]


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments (UTC) from which on another offset holds, found by looking day by day, then by halving."""
    at = first
    while at < last:
        following = at + _STEP
        if _offset(following, zone) != _offset(at, zone):
            low, high = at, following
            while high - low > _EXACT:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _offset(middle, zone) == _offset(at, zone) else (low, middle)
            yield high
        at = following


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _format(offset: timedelta) -> str:
    sign = "-" if offset < timedelta(0) else "+"
    seconds = abs(offset) // _EXACT
    text = f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}"
    return text + (f"{seconds % 60:02}" if seconds % 60 else "")

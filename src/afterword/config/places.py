"""Zones and countries, from the tz database that comes with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LONGEST_ZONE: Final = 64


def is_zone(name: str) -> bool:
    """True for an IANA name ("Europe/Berlin"). Abbreviations that mean different things are not."""
    if not 0 < len(name) <= LONGEST_ZONE or not name.isascii():
        return False
    if name != "UTC" and "/" not in name:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def near_zone(name: str) -> str | None:
    """The zone that was probably meant: "Chicago" and "america/chicago" alike."""
    from difflib import get_close_matches

    known = _zones()
    wanted = name.casefold().replace(" ", "_")[:LONGEST_ZONE]
    by_lower = {zone.casefold(): zone for zone in known}
    if wanted in by_lower:
        return by_lower[wanted]
    by_city = {zone.casefold().rpartition("/")[2]: zone for zone in known}
    if wanted in by_city:
        return by_city[wanted]
    close = get_close_matches(wanted, by_lower, 1, 0.75)
    return by_lower[close[0]] if close else None


@cache
def countries() -> dict[str, str]:
    """ISO 3166 alpha-2 code → English name."""
    return {row[0]: row[1] for row in _rows("iso3166.tab", 2)}


def is_country(code: str) -> bool:
    return code in countries()


@cache
def country_of(zone: str) -> str | None:
    """The country a zone belongs to (the first where it serves several), or None ("UTC", "Etc/…")."""
    for codes, _, name in _rows("zone.tab", 3):
        if name == zone:
            return codes.split(",")[0]
    for codes, _, name in _rows("zone1970.tab", 3):
        if name == zone:
            return codes.split(",")[0]
    return None


def _zones() -> tuple[str, ...]:
    return tuple(name for _, _, name in _rows("zone.tab", 3))


@cache
def _rows(table: str, columns: int) -> tuple[tuple[str, ...], ...]:
    import tzdata

    text = (Path(tzdata.__path__[0]) / "zoneinfo" / table).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(row[:columns]) for row in rows if len(row) >= columns)

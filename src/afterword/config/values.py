"""One small reader for each kind of value in config.toml. Each returns the checked value or raises Bad with a reason
that never quotes the value of a secret."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from afterword.config.places import is_country, is_zone, near_zone

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_QUOTE: Final = 40
LONGEST_TEXT: Final = 2000
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
DAY: Final = timedelta(days=1)


class Bad(Exception):
    """A value that cannot be used; the message says what is expected."""


def quoted(value: object) -> str:
    shown = "".join(character if character.isprintable() else "?" for character in str(value))
    return f'"{shown[:LONGEST_QUOTE]}…"' if len(shown) > LONGEST_QUOTE else f'"{shown}"'


def text(value: object) -> str:
    if not isinstance(value, str):
        raise Bad('expected a text in quotes, like "…"')
    if not value.strip():
        raise Bad("is empty")
    if len(value) > LONGEST_TEXT:
        raise Bad(f"is longer than {LONGEST_TEXT} characters")
    return value.strip()


def texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Bad('expected a list of texts, like ["…", "…"]')
    return tuple(text(item) for item in value)


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Bad("expected true or false")
    return value


def address(value: object) -> str:
    """An e-mail address, lower case."""
    said = text(value)
    local, at, domain = said.rpartition("@")
    if not (local and at and domain) or any(character.isspace() or not character.isprintable() for character in said):
        raise Bad(f"{quoted(said)} is not an e-mail address")
    return said.lower()


def addresses(value: object) -> tuple[str, ...]:
    return tuple(address(item) for item in ([value] if isinstance(value, str) else texts(value)))


def zone(value: object) -> str:
    said = text(value)
    if is_zone(said):
        return said
    meant = near_zone(said)
    hint = f"; did you mean {meant}?" if meant else ', expected a name like "America/Chicago"'
    raise Bad(f"{quoted(said)} is not a known time zone{hint}")


def country(value: object) -> str:
    said = text(value)
    if not is_country(said.upper()):
        raise Bad(f'{quoted(said)} is not a country, expected two letters like "US"')
    return said.upper()


def country_set(value: object) -> frozenset[str]:
    return frozenset(country(item) for item in texts(value))


def day(value: object) -> date:
    """A TOML date, or the same in quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise Bad("expected a day like 2026-07-06")


def clock(value: object) -> time:
    """A TOML time, or "08:30" in quotes."""
    if isinstance(value, time):
        return value
    if isinstance(value, str):
        try:
            said = time.fromisoformat(value.strip())
        except ValueError:
            said = None
        if said is not None and said.tzinfo is None:
            return said
    raise Bad('expected a time of day like "08:30"')


def number(low: int, high: int, unit: str) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Bad(f"expected a whole number of {unit}")
        if not low <= value <= high:
            raise Bad(f"{value} is out of range, expected {low} to {high} {unit}")
        return value

    return read


def span(low: int, high: int, unit: str) -> Callable[[object], timedelta]:
    """The same as a length of time; `unit` is "days", "hours" or "minutes"."""
    read = number(low, high, unit)
    one = {"days": DAY, "hours": DAY / 24, "minutes": DAY / (24 * 60)}[unit]
    return lambda value: one * read(value)


def one_of(*names: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        said = text(value)
        if said in names:
            return said
        from difflib import get_close_matches

        close = get_close_matches(said, names, 1)
        hint = f"; did you mean {close[0]}?" if close else f", expected one of: {', '.join(names)}"
        raise Bad(f"{quoted(said)} is not known{hint}")

    return read


def server(value: object) -> str:
    """An https address without a user part; plain http only to this machine."""
    said = text(value)
    try:
        parts = urlsplit(said)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Bad("is not an address of a server") from None
    if parts.username is not None or parts.password is not None:
        raise Bad("holds a name or password; put them into username and password")
    if parts.scheme not in {"https", "http"} or not host:
        raise Bad("expected an address like https://cloud.example.org")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise Bad("plain http would send the password readable; use https")
    return said

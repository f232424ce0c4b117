"""On which line does a key stand? tomllib does not say, so the text is looked through once more."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str, ...]

LONGEST_KEY = 300
"""Characters; a longer "key" is text."""


def key_lines(text: str) -> dict[Path, int]:
    """Path of each table and key → its line, counted from 1. Keys inside an inline table have no line of their own."""
    found: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped.startswith("["):
            header = _path(stripped.partition("#")[0].strip())
            if header:
                table = header
                _remember(found, (), table, number)
        elif "=" in stripped and not stripped.startswith("#"):
            _remember(found, table, _path(_key_part(stripped) + " = 0"), number)
    return found


def _remember(found: dict[Path, int], table: Path, rest: Path, number: int) -> None:
    for length in range(1, len(rest) + 1):
        found.setdefault((*table, *rest[:length]), number)


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest thing around it; 1 when nothing of it was found."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


def _key_part(line: str) -> str:
    """What stands before the first "=" outside quotes."""
    quote = ""
    for place, character in enumerate(line[:LONGEST_KEY]):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character == "=":
            return line[:place]
    return ""


def _path(snippet: str) -> Path:
    """The path that a header, or a key with a value, opens; empty for anything else."""
    try:
        value: object = tomllib.loads(snippet[: LONGEST_KEY + 4])
    except (tomllib.TOMLDecodeError, RecursionError):
        return ()
    path: list[str] = []
    while isinstance(value, (dict, list)) and value:
        if isinstance(value, list):
            value = value[0]
            continue
        name = next(iter(value))
        path.append(name)
        value = value[name]
    return tuple(path)

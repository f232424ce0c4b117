"""Reads tables key by key, collects every problem, and knows which keys were never asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from afterword.config.lines import key_lines, line_of
from afterword.config.values import Bad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in config.toml. `key` as it would be written ("policy.check_in_days")."""

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.key}: {self.message}" if self.key else f"line {self.line}: {self.message}"


@dataclass(slots=True)
class Report:
    """All problems of one file, in the order of its lines."""

    lines: Mapping[tuple[str, ...], int]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def on(cls, toml: str) -> Report:
        return cls(key_lines(toml))

    def add(self, path: tuple[str, ...], message: str) -> None:
        self.problems.append(Problem(line_of(self.lines, path), dotted(path), message))


@dataclass(slots=True)
class Section:
    """One table. Keys nobody asked for are reported by `close`, with the nearest name that was asked for."""

    path: tuple[str, ...]
    table: Mapping[str, object]
    report: Report
    asked: list[str] = field(default_factory=list)

    def get(self, key: str, read: Callable[[object], T], default: T) -> T:
        self.asked.append(key)
        if key not in self.table:
            return default
        try:
            return read(self.table[key])
        except Bad as bad:
            self.problem(key, str(bad))
            return default

    def section(self, key: str) -> Section:
        """The table under `key`; empty when it is missing or no table."""
        self.asked.append(key)
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, f"expected a table: write [{dotted((*self.path, key))}] above its keys")
            value = {}
        return Section((*self.path, key), value, self.report)

    def sections(self) -> Iterator[tuple[str, Section]]:
        """Every table in here, by its name: for tables whose names the user chooses."""
        for name in self.table:
            yield name, self.section(name)

    def problem(self, key: str, message: str) -> None:
        self.report.add((*self.path, key), message)

    def close(self) -> None:
        from difflib import get_close_matches

        for key in self.table:
            if key not in self.asked:
                close = get_close_matches(key, self.asked, 1)
                hint = f"; did you mean {close[0]}?" if close else f"; known here: {', '.join(self.asked)}"
                self.problem(key, f"unknown key{hint}")


def dotted(path: tuple[str, ...]) -> str:
    """The path as TOML writes it: a name with other characters in quotes, control characters shown as '?'."""
    return ".".join(name if _bare(name) else f'"{_printable(name)}"' for name in path)


def _bare(name: str) -> bool:
    return bool(name) and name.isascii() and name.replace("-", "").replace("_", "").isalnum()


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)[:80]

"""Reads the word lists and templates that ship with the package: one folder a language, TOML (docs/languages.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).resolve().parent.parent / "data"
"""Beside the code: importlib.resources would find the same, after importing half of what reads zip files."""


@cache
def languages() -> tuple[str, ...]:
    """The language codes for which there is a folder under data/languages, sorted."""
    return tuple(sorted(entry.name for entry in (DATA / "languages").iterdir() if entry.is_dir()))


class LazyTables(Mapping[str, Mapping[str, Any]]):
    """`NAME.toml` of every language that has one: language → parsed table, each read when it is first asked for."""

    def __init__(self, name: str) -> None:
        self._files = {
            language: path
            for language in languages()
            if (path := DATA / "languages" / language / f"{name}.toml").is_file()
        }
        self._read: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, language: str) -> Mapping[str, Any]:
        if language not in self._read:
            self._read[language] = tomllib.loads(self._files[language].read_text(encoding="utf-8"))
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@cache
def language_tables(name: str) -> LazyTables:
    """The tables of this name, shared by all who ask in one process."""
    return LazyTables(name)


@cache
def shared_table(name: str) -> dict[str, Any]:
    """`data/NAME.toml`: what belongs to no language (vendors, public mail providers …)."""
    text = (DATA / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

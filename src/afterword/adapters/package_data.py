"""Reads the word lists and templates that ship with the package: one folder a language, TOML (docs/languages.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def languages() -> tuple[str, ...]:
    """The language codes for which there is a folder under data/languages, sorted."""
    folder = files("afterword") / "data" / "languages"
    return tuple(sorted(entry.name for entry in folder.iterdir() if entry.is_dir()))


def language_tables(name: str) -> dict[str, dict[str, Any]]:
    """`NAME.toml` of every language that has one: language → parsed table."""
    folder = files("afterword") / "data" / "languages"
    tables = {}
    for language in languages():
        path = folder / language / f"{name}.toml"
        if path.is_file():
            tables[language] = tomllib.loads(path.read_text(encoding="utf-8"))
    return tables


def shared_table(name: str) -> dict[str, Any]:
    """`data/NAME.toml`: what belongs to no language (vendors, public mail providers …)."""
    text = (files("afterword") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class LazyTables(Mapping[str, Mapping[str, Any]]):
    """`NAME.toml` of every language that has one, each parsed when it is first asked for: a run meets one or two."""

    def __init__(self, name: str) -> None:
        folder = files("afterword") / "data" / "languages"
        self._paths = {code: folder / code / f"{name}.toml" for code in languages()}
        self._codes = tuple(code for code, path in self._paths.items() if path.is_file())
        self._parsed: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, code: str) -> Mapping[str, Any]:
        if code not in self._codes:
            raise KeyError(code)
        if code not in self._parsed:
            self._parsed[code] = tomllib.loads(self._paths[code].read_text(encoding="utf-8"))
        return self._parsed[code]

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

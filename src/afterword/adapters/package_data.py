"""Reads the word lists and templates that ship with the package: one folder a language, TOML (docs/languages.md)."""

from __future__ import annotations

import tomllib
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

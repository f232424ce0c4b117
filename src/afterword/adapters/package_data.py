"""Reads the word lists and templates that ship with the package: one folder a language, TOML (docs/languages.md).

Python keeps what it compiled of a source file in `__pycache__`; so do we with a table, as JSON, which is read fifty
times as fast. It is kept by the same settings (PYTHONDONTWRITEBYTECODE, PYTHONPYCACHEPREFIX), counts only for exactly
the text it was made of, and is never missed: where it is absent, stale or broken, the table is parsed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).resolve().parent.parent / "data"
"""Beside the code: importlib.resources would find the same, after importing half of what reads zip files."""


def read_table(path: Path) -> dict[str, Any]:
    """The table of a TOML file. Raises OSError and tomllib.TOMLDecodeError."""
    data = path.read_bytes()
    mark = hashlib.sha256(data).hexdigest().encode()
    kept = Path(cache_from_source(str(path))).with_suffix(".json")
    with contextlib.suppress(OSError, ValueError):
        before, _, text = kept.read_bytes().partition(b"\n")
        found = json.loads(text) if before == mark else None
        if isinstance(found, dict):
            return found
    import tomllib

    table = tomllib.loads(data.decode())
    if not sys.dont_write_bytecode:
        with contextlib.suppress(OSError, TypeError):
            _keep(kept, mark + b"\n" + json.dumps(table).encode())
    return table


def _keep(path: Path, data: bytes) -> None:
    """Whole or not at all, whoever else does the same now."""
    path.parent.mkdir(exist_ok=True, parents=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_bytes(data)
    new.replace(path)


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
            self._read[language] = read_table(self._files[language])
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
    return read_table(DATA / f"{name}.toml")

"""Tables of the package: parsed once, kept beside what Python compiled, never believed when they are not true."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from afterword.adapters.package_data import DATA, read_table


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    path = tmp_path / "words.toml"
    path.write_text('words = ["eins", "zwei"]')
    return path


def kept(table: Path) -> Path:
    (found,) = (table.parent / "kept").rglob("words*.json")
    return found


def test_a_table_that_was_parsed_once_is_read_from_what_was_kept(table: Path) -> None:
    first = read_table(table)
    mark, _, _ = kept(table).read_bytes().partition(b"\n")
    kept(table).write_bytes(mark + b'\n{"kept": true}')
    assert first == {"words": ["eins", "zwei"]}
    assert read_table(table) == {"kept": True}


def test_a_table_that_changed_is_parsed_anew(table: Path) -> None:
    read_table(table)
    table.write_text('words = ["drei"]')
    assert read_table(table) == {"words": ["drei"]}
    assert read_table(table) == {"words": ["drei"]}


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"[]", b'{"words"', b"\xff\xfe"])
def test_what_is_damaged_is_not_believed(table: Path, damage: bytes) -> None:
    read_table(table)
    mark, _, _ = kept(table).read_bytes().partition(b"\n")
    kept(table).write_bytes(mark + b"\n" + damage)
    assert read_table(table) == {"words": ["eins", "zwei"]}


def test_where_nothing_can_be_kept_tables_are_parsed(table: Path) -> None:
    (table.parent / "kept").write_text("a file where the folder should be")
    assert read_table(table) == read_table(table) == {"words": ["eins", "zwei"]}


def test_nothing_is_kept_where_python_keeps_nothing(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    read_table(table)
    assert not (table.parent / "kept").exists()


def test_every_table_of_the_package_comes_back_the_same(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted(DATA.rglob("*.toml"))
    parsed = [read_table(path) for path in paths]
    monkeypatch.setattr("tomllib.loads", lambda _: pytest.fail("parsed again"))
    assert [read_table(path) for path in paths] == parsed
    assert len(paths) > 20

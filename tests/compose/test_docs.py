"""The page about messages names every variable and every template."""

from __future__ import annotations

from pathlib import Path

from afterword.core.compose.values import NAMES

PAGE = (Path(__file__).parents[2] / "docs" / "messages.md").read_text(encoding="utf-8")


def test_every_variable_is_explained() -> None:
    assert [name for name in NAMES if f"`{name}`" not in PAGE] == []

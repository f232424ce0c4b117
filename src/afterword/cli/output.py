"""Everything that leaves the program goes through here."""

from __future__ import annotations

from io import TextIOWrapper
from typing import TYPE_CHECKING

from afterword.core.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from afterword.cli.host import Host
    from afterword.views.style import Style


def style_of(host: Host) -> Style:
    from afterword.views.style import Style

    return Style(colour=host.in_colour, columns=host.columns())


def say(host: Host, lines: Iterable[str]) -> None:
    """Lines made by a view, which has cleaned what it took from calendars."""
    for line in lines:
        host.out.write(line + "\n")


def say_json(host: Host, document: dict[str, Any]) -> None:
    """One document, and nothing else on standard output; in UTF-8 wherever it runs (RFC 8259 section 8.1)."""
    from afterword.views.json_view import dumps

    if isinstance(host.out, TextIOWrapper):
        host.out.reconfigure(encoding="utf-8")
    host.out.write(dumps(document) + "\n")


def say_error(host: Host, sentence: str) -> None:
    host.err.write(f"afterword: {clean_text(sentence)}\n")

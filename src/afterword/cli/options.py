"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

sources_argument = click.argument("sources", nargs=-1, metavar="[SOURCE]...")
source_option = click.option(
    "--source", "sources", multiple=True, metavar="SOURCE", help="Where to look; default: all that the config names."
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
allow_many_option = click.option("--allow-many", is_flag=True, help="Confirm, this once, what the safety stop refused.")
SOURCE_HELP = "SOURCE is an .ics file, a folder of them, '-', a calendar's address, or a name of the config."


def window_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--until", metavar="DATE", help="Last day to read; default: 60 days ahead.")(command)
    return click.option("--since", metavar="DATE", help="First day to read; default: 60 days back.")(command)


def example(*lines: str) -> str:
    """The end of a command's help. The backspace keeps click from joining the lines."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def source_example(*lines: str) -> str:
    """The same for a command that takes SOURCE."""
    return f"{SOURCE_HELP}\n\n{example(*lines)}"

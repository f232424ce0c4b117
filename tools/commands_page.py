"""docs/commands.md, made from the program: `python -m tools.commands_page > docs/commands.md`."""

from __future__ import annotations

import click

from afterword.cli.group import COMMANDS, afterword

WIDTH = 96
HEAD = """\
# Commands

Made from the program by `python -m tools.commands_page > docs/commands.md`; a test keeps it true. Exit codes, the JSON
documents and config.toml stand in [command-line.md](command-line.md).
"""


def page() -> str:
    """Every command's help as the terminal shows it."""
    parts = [HEAD, _block("afterword", afterword)]
    context = click.Context(afterword, info_name="afterword")
    for name in COMMANDS:
        command = afterword.get_command(context, name)
        assert command is not None, "it is in the table"
        parts += [f"## {name}\n", _block(f"afterword {name}", command)]
    return "\n".join(parts)


def _block(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, help_option_names=["-h", "--help"])
    help_text = command.get_help(context)
    return f"```\n{help_text.rstrip()}\n```\n"


if __name__ == "__main__":
    print(page(), end="")

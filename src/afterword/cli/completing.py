"""completion: the shell's script, from click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterword.cli.options import example
from afterword.cli.output import say

if TYPE_CHECKING:
    from afterword.cli.group import Run


@click.command(epilog=example('eval "$(afterword completion bash)"', "afterword completion fish | source"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, *, shell: str) -> int:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None, "one of the choices above"
    run: Run = ctx.obj
    group = ctx.find_root().command
    say(run.host, [complete(group, {}, "afterword", "_AFTERWORD_COMPLETE").source()])
    return 0

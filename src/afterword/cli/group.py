"""`afterword` itself: the global options, and its commands, each loaded only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from afterword import __version__

if TYPE_CHECKING:
    from afterword.cli.host import Host

COMMANDS: Final = {
    "demo": ("demo", "Watch the whole job on a sample; needs no account."),
    "setup": ("setting_up", "Connect your calendar, step by step."),
    "doctor": ("checking", "Check everything that can explain a failure."),
    "calendars": ("checking", "Show the calendars found, and how they are used."),
    "scan": ("looking", "Show the interviews found."),
    "explain": ("looking", "Show every signal and fact behind one event."),
    "plan": ("looking", "Show what sync would do, and why."),
    "sync": ("writing", "Write the follow-ups into the calendar."),
    "import": ("writing", "Make follow-ups for .ics files that somebody sent."),
    "next": ("sending", "Show what to send next."),
    "show": ("sending", "Show one message, ready to send."),
    "note": ("by_hand", "Note what was said in an interview."),
    "mark": ("by_hand", "Say what an event is, or that a follow-up is done."),
    "close": ("by_hand", "End an application: offer, rejected, withdrawn."),
    "snooze": ("by_hand", "Move a follow-up to a later day."),
    "undo": ("writing", "Take back the last sync, or all that is ours."),
    "templates": ("templating", "Look at the messages, and at your own."),
    "completion": ("completing", "Print the completion script of a shell."),
}
"""Name → (module in this package, one line of help), in the order of a first walk through."""


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the program: the machine, and the global options as given."""

    host: Host
    config: str | None = None
    now: str | None = None
    me: tuple[str, ...] = ()
    timezone: str | None = None
    country: str | None = None
    verbosity: int = 0


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module = import_module(f"afterword.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command), "every module of the table holds its commands"
        command.name = cmd_name
        command.short_help = COMMANDS[cmd_name][1]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean '{close[0]}'?" if close else " See 'afterword --help'."
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """From the table: help costs no import of any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with 'afterword demo', then 'afterword scan FILE.ics' or 'afterword setup'.",
)
@click.option(
    "--config", metavar="FILE", help="Settings; default: config.toml in the config folder, $AFTERWORD_CONFIG."
)
@click.option("--now", metavar="TIME", help="Act as if it were that time, like 2026-03-16T09:00.")
@click.option("--me", metavar="ADDRESS", multiple=True, help="An address of yours in invitations; may be repeated.")
@click.option("--timezone", metavar="ZONE", help="Your time zone, like America/Chicago.")
@click.option("--country", metavar="CC", help="Whose public holidays count, like US.")
@click.option("-v", "--verbose", count=True, help="Say more.")
@click.option("-q", "--quiet", count=True, help="Say less.")
@click.version_option(__version__, prog_name="afterword")
@click.pass_context
def afterword(
    ctx: click.Context,
    *,
    config: str | None,
    now: str | None,
    me: tuple[str, ...],
    timezone: str | None,
    country: str | None,
    verbose: int,
    quiet: int,
) -> None:
    """Find the job interviews in your calendar and write the follow-ups back into it.

    A thank-you within 24 hours, a check-in when they said they would answer (or after two weeks), a final check a
    week later: each with a message ready to send. Nothing is ever sent, and your own changes always win.
    """
    ctx.obj = Run(ctx.obj, config, now, me, timezone, country, verbose - quiet)

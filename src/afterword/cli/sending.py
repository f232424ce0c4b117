"""next, show: what to send, and the text of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from afterword.cli.options import json_option, source_example, sources_argument
from afterword.cli.output import say, say_json, style_of

if TYPE_CHECKING:
    from afterword.cli.group import Run

OLD: Final = timedelta(days=14)
"""What lies further back is history: shown with --all only."""


@click.command(epilog=source_example("afterword next"))
@sources_argument
@click.option("--all", "everything", is_flag=True, help="All that is open, however old or far away.")
@click.option("-n", "--limit", default=10, show_default=True, help="At most so many.")
@json_option
@click.pass_obj
def next_command(run: Run, *, sources: tuple[str, ...], everything: bool, limit: int, as_json: bool) -> int:
    """Show what to send next, nearest first, and what is still missing in it."""
    from afterword.cli.settings import build_request
    from afterword.views.changes import open_changes, span_of
    from afterword.views.json_view import follow_ups_document
    from afterword.views.message_view import next_lines

    request = build_request(run, sources)
    result = run.host.wiring().open_app(request).plan()
    changes = open_changes(result.plan)
    shown = changes if everything else [one for one in changes if span_of(one).end > request.now - OLD][: max(limit, 1)]
    if as_json:
        say_json(run.host, follow_ups_document(shown, result))
        return 0
    say(run.host, next_lines(shown, request.now, request.owner.timezone, style_of(run.host)))
    if len(shown) < len(changes):
        say(run.host, ["", f"{len(changes) - len(shown)} more: afterword next --all"])
    return 0


@click.command(epilog=source_example("afterword show afterword-1f3a"))
@click.argument("uid")
@sources_argument
@json_option
@click.pass_obj
def show_command(run: Run, *, uid: str, sources: tuple[str, ...], as_json: bool) -> int:
    """Show the messages of one follow-up. UID may be shortened, or be its interview's."""
    from afterword.cli.settings import build_request
    from afterword.errors import UsageProblem
    from afterword.views.changes import named
    from afterword.views.json_view import follow_ups_document
    from afterword.views.message_view import show_lines

    request = build_request(run, sources)
    result = run.host.wiring().open_app(request).plan()
    found = named(uid, result.plan.changes)
    if not found:
        raise UsageProblem(f"No follow-up here has the UID {uid}. 'afterword next --all' lists them.")
    if as_json:
        say_json(run.host, follow_ups_document(found, result))
        return 0
    for number, change in enumerate(found):
        say(run.host, [""] if number else [])
        say(run.host, show_lines(change, request.owner.timezone, style_of(run.host)))
    return 0

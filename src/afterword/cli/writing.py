"""sync, import, undo: the commands that write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from afterword.cli.looking import SOME_SKIPPED, skipped_sentence
from afterword.cli.options import (
    allow_many_option,
    example,
    json_option,
    source_example,
    sources_argument,
    window_options,
)
from afterword.cli.output import say, say_error, say_json, style_of
from afterword.cli.told import fresh
from afterword.errors import AfterwordError, ConfigProblem, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.cli.group import Run
    from afterword.cli.seam import App
    from afterword.config import Request
    from afterword.core.model import Failure, SyncResult

GRAVEST_FIRST: Final = (78, 77, 76, 74, 73, 70, 69, 66, 2, 1, 75)
"""When several writes failed: what only a person can mend comes before what the next run mends by itself."""


@click.command(
    epilog=source_example("afterword sync", "*/15 * * * * afterword sync      (in a crontab)"),
)
@sources_argument
@allow_many_option
@window_options
@json_option
@click.pass_obj
def sync_command(
    run: Run, *, sources: tuple[str, ...], allow_many: bool, since: str | None, until: str | None, as_json: bool
) -> int:
    """Read, decide, check, write. Silent when nothing changed; made for cron.

    Each trouble is said once a day for the same cause.
    """
    from afterword.cli.settings import build_request

    request = build_request(run, sources, since=since, until=until, allow_many=allow_many)
    app = run.host.wiring().open_app(request)
    try:
        result = app.sync()
    except AfterwordError as error:
        _tell(run, app, request, [str(error)])
        return error.exit_code
    return _report(run, app, request, result, as_json=as_json)


@click.command(
    epilog=example("afterword import invitation.ics -o follow-ups.ics", "afterword import --in-place calendar.ics")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", "out", metavar="OUT.ics", help="Write the follow-ups to this file.")
@click.option("--in-place", is_flag=True, help="Add them to FILE; every other byte of it stays as it is.")
@allow_many_option
@window_options
@json_option
@click.pass_obj
def import_command(
    run: Run,
    *,
    files: tuple[str, ...],
    out: str | None,
    in_place: bool,
    allow_many: bool,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> int:
    """Make follow-ups for .ics files that somebody sent. They go to the calendar of your config, or to a file."""
    from afterword.cli.settings import build_request

    if out is not None and in_place:
        raise UsageProblem("-o and --in-place exclude each other.")
    request = build_request(run, files, since=since, until=until, allow_many=allow_many)
    if out is None and not in_place and request.config is None:
        raise ConfigProblem(
            "There is no config that says where the follow-ups go. Write them to a file with -o OUT.ics,"
            " add them to FILE with --in-place, or run 'afterword setup'."
        )
    app = run.host.wiring().open_app(request)
    return _report(run, app, request, app.import_files(out=out, in_place=in_place), as_json=as_json)


@click.command(epilog=source_example("afterword undo", "afterword undo --all"))
@sources_argument
@click.option("--all", "everything", is_flag=True, help="Remove every follow-up of ours, and nothing else.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@click.pass_obj
def undo_command(run: Run, *, sources: tuple[str, ...], everything: bool, yes: bool, as_json: bool) -> int:
    """Take back the last sync, or remove all that is ours. What you changed since is left alone.

    On a terminal it asks first; in a script it does what it says.
    """
    from afterword.cli.settings import build_request
    from afterword.views.json_view import undo_document
    from afterword.views.setup_view import undo_lines

    request = build_request(run, sources, needs_source=False, allow_many=True)
    app = run.host.wiring().open_app(request)
    what = "Remove every follow-up that Afterword wrote" if everything else "Take back the last sync"
    if run.host.asks and not yes and not as_json and not click.confirm(f"{what}?"):
        return 0
    result = app.undo(everything=everything)
    if as_json:
        say_json(run.host, undo_document(result))
    else:
        say(run.host, undo_lines(result, style_of(run.host)))
    for failure in result.failures:
        say_error(run.host, failure_sentence(failure))
    return worst(result.failures)


def _report(run: Run, app: App, request: Request, result: SyncResult, *, as_json: bool) -> int:
    """One line when something changed, the plan with -v; trouble to standard error."""
    from afterword.views.json_view import sync_document
    from afterword.views.plan_view import plan_lines
    from afterword.views.setup_view import sync_line

    changed = result.created + result.updated + result.deleted
    if as_json:
        say_json(run.host, sync_document(result))
    elif (changed and run.verbosity >= 0) or run.verbosity > 0:
        if run.verbosity > 0:
            say(run.host, plan_lines(result.plan_result, request.owner.timezone, style_of(run.host)))
        say(run.host, [sync_line(result)])
    skipped = result.skipped or result.plan_result.scan.skipped
    _tell(run, app, request, [*map(failure_sentence, result.failures), *map(skipped_sentence, skipped)])
    return worst(result.failures) or (SOME_SKIPPED if skipped else 0)


def _tell(run: Run, app: App, request: Request, sentences: list[str]) -> None:
    """A person at the terminal is told every time; a log or a mail once a day."""
    every_time = run.host.watched or run.verbosity > 0
    for sentence in sentences if every_time else fresh(sentences, app, request.now):
        say_error(run.host, sentence)


def failure_sentence(failure: Failure) -> str:
    return f"not written to {failure.calendar}: {failure.message} ({failure.uid})"


def worst(failures: Iterable[Failure]) -> int:
    """The exit code of the gravest failure, 0 for none."""
    codes = {failure.exit_code for failure in failures}
    return next((code for code in GRAVEST_FIRST if code in codes), max(codes, default=0))

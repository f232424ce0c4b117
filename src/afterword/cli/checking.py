"""doctor, calendars: is everything in place?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterword.cli.options import json_option, source_example, sources_argument
from afterword.cli.output import say, say_json, style_of

if TYPE_CHECKING:
    from afterword.cli.group import Run


@click.command(epilog=source_example("afterword doctor"))
@sources_argument
@json_option
@click.pass_obj
def doctor_command(run: Run, *, sources: tuple[str, ...], as_json: bool) -> int:
    """Check all that can explain a failure: config, login, server, clock, zone, state. Exits as the first failure."""
    from afterword.cli.settings import build_request
    from afterword.views.json_view import doctor_document
    from afterword.views.setup_view import doctor_lines

    request = build_request(run, sources, needs_source=False)
    checks = run.host.wiring().open_app(request).doctor()
    if as_json:
        say_json(run.host, doctor_document(checks))
    else:
        say(run.host, doctor_lines(checks, style_of(run.host)))
    return next((check.exit_code for check in checks if check.ok is False), 0)


@click.command(epilog=source_example("afterword calendars"))
@sources_argument
@json_option
@click.pass_obj
def calendars_command(run: Run, *, sources: tuple[str, ...], as_json: bool) -> int:
    """Show the calendars found, which of them are read and which is written."""
    from afterword.cli.settings import build_request
    from afterword.views.json_view import calendars_document
    from afterword.views.setup_view import calendars_lines

    request = build_request(run, sources)
    calendars = run.host.wiring().open_app(request).calendars()
    if as_json:
        say_json(run.host, calendars_document(calendars))
    else:
        say(run.host, calendars_lines(calendars, style_of(run.host)))
    return 0

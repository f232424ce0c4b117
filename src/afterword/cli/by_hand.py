"""note, mark, close, snooze: what can also be done by hand in any calendar app."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterword.cli.options import example, source_option
from afterword.cli.output import say

if TYPE_CHECKING:
    from afterword.cli.group import Run
    from afterword.cli.seam import App
    from afterword.config import Request

MARKS = ("interview", "not-interview", "no-show", "done", "skip")
OUTCOMES = ("offer", "rejected", "withdrawn")


@click.command(
    epilog=example(
        "afterword note afterword-1f3a --talked-about 'the move to dbt' --they-said 'by Friday'",
        "afterword note afterword-1f3a 'Priya asked for the dashboard link'",
    )
)
@click.argument("uid")
@click.argument("text", nargs=-1)
@click.option("--talked-about", metavar="TEXT", help="One specific thing that was discussed.")
@click.option("--they-said", metavar="TEXT", help="When they will answer, like 'Friday' or 'in two weeks'.")
@click.option("--strength", metavar="TEXT", help="A strength to mention.")
@click.option("--question", metavar="TEXT", help="A question or concern to come back to.")
@source_option
@click.pass_obj
def note_command(
    run: Run,
    *,
    uid: str,
    text: tuple[str, ...],
    talked_about: str | None,
    they_said: str | None,
    strength: str | None,
    question: str | None,
    sources: tuple[str, ...],
) -> int:
    """Note what was said, right after the interview. The next run composes the message anew.

    UID is the interview's or its thank-you's. The same can be typed into the form in the calendar event.
    """
    from afterword.core.model import Notes
    from afterword.errors import UsageProblem

    notes = Notes(talked_about, they_said, strength, question, (" ".join(text),) if text else ())
    if notes == Notes():
        raise UsageProblem("There is nothing to note. Write the text after the UID, or use one of the options.")
    app, _ = _opened(run, sources)
    say(run.host, [_line(app.note(full_uid(app, uid), notes))])
    return 0


@click.command(epilog=example("afterword mark 4f1c2d@calendar.example interview", "afterword mark afterword-1f3a done"))
@click.argument("uid")
@click.argument("what", type=click.Choice(MARKS))
@source_option
@click.pass_obj
def mark_command(run: Run, *, uid: str, what: str, sources: tuple[str, ...]) -> int:
    """Say that an event is an interview, is none, or that they did not come; that a follow-up is done or skipped."""
    app, _ = _opened(run, sources)
    say(run.host, [_line(app.mark(full_uid(app, uid), what))])
    return 0


@click.command(epilog=example("afterword close 'Northwind Analytics' --as offer"))
@click.argument("company")
@click.option("--as", "outcome", type=click.Choice(OUTCOMES), required=True, help="How it ended.")
@source_option
@click.pass_obj
def close_command(run: Run, *, company: str, outcome: str, sources: tuple[str, ...]) -> int:
    """End an application. Its pending follow-ups go; an offer or a rejection brings one last note."""
    from afterword.core.model import Outcome

    app, _ = _opened(run, sources)
    say(run.host, [_line(app.close(company, Outcome(outcome)))])
    return 0


@click.command(
    epilog=example("afterword snooze afterword-1f3a friday", "afterword snooze afterword-1f3a 2026-03-20T15:00")
)
@click.argument("uid")
@click.argument("when", nargs=-1, required=True)
@source_option
@click.pass_obj
def snooze_command(run: Run, *, uid: str, when: tuple[str, ...], sources: tuple[str, ...]) -> int:
    """Move a follow-up: to a day, a time, a weekday, 'tomorrow', '3d', '2 weeks'. It stays where you put it."""
    from zoneinfo import ZoneInfo

    from afterword.cli.when import read_when

    app, request = _opened(run, sources)
    until = read_when(" ".join(when), request.now, ZoneInfo(request.owner.timezone))
    say(run.host, [_line(app.snooze(full_uid(app, uid), until))])
    return 0


def _opened(run: Run, sources: tuple[str, ...]) -> tuple[App, Request]:
    from afterword.cli.settings import build_request

    request = build_request(run, sources)
    return run.host.wiring().open_app(request), request


def full_uid(app: App, uid: str) -> str:
    """What a shortened UID of a follow-up stands for; anything else as it is."""
    from afterword.core.identity import UID_PREFIX
    from afterword.views.changes import SHOWN, named

    beginning = uid.removeprefix(UID_PREFIX)
    if len(beginning) > SHOWN or not beginning.isalnum():
        return uid
    found = named(uid, app.plan().plan.changes)
    return found[0].uid if len(found) == 1 else uid


def _line(sentence: str) -> str:
    from afterword.views.style import line

    return line(sentence, 500)

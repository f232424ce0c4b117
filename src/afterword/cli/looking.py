"""scan, explain, plan: they look and write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from afterword.cli.options import json_option, source_example, sources_argument, window_options
from afterword.cli.output import say, say_error, say_json, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.cli.group import Run
    from afterword.core.model import Interview, ScanResult, Skipped

CHANGES_PENDING: Final = 3
SOME_SKIPPED: Final = 65
MOST_EXPLAINED: Final = 3


@click.command(epilog=source_example("afterword scan my-calendar.ics --all"))
@sources_argument
@click.option("--all", "everything", is_flag=True, help="Also every other event, with the reason why not.")
@window_options
@json_option
@click.pass_obj
def scan_command(
    run: Run,
    *,
    sources: tuple[str, ...],
    everything: bool,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> int:
    """Show the interviews found: with whom, for what, and when they said they would answer."""
    from afterword.cli.settings import build_request
    from afterword.views.json_view import scan_document
    from afterword.views.scan_view import scan_lines

    request = build_request(run, sources, since=since, until=until)
    result = run.host.wiring().open_app(request).scan()
    if as_json:
        say_json(run.host, scan_document(result, everything=everything))
    else:
        say(run.host, scan_lines(result, request.owner.timezone, style_of(run.host), everything=everything))
    return _skipped_code(run, result.skipped)


@click.command(epilog=source_example("afterword explain 4f1c2d@calendar.example my-calendar.ics"))
@click.argument("uid")
@sources_argument
@window_options
@json_option
@click.pass_obj
def explain_command(
    run: Run, *, uid: str, sources: tuple[str, ...], since: str | None, until: str | None, as_json: bool
) -> int:
    """Show every signal and fact behind one event, and its follow-ups with the reason for their day."""
    from afterword.cli.settings import build_request
    from afterword.errors import UsageProblem
    from afterword.views.changes import belonging_to, named
    from afterword.views.explain_view import explain_lines
    from afterword.views.json_view import explain_document

    request = build_request(run, sources, since=since, until=until)
    result = run.host.wiring().open_app(request).plan()
    changes = result.plan.changes
    about = {one.wanted.interview_uid for one in named(uid, changes) if one.wanted is not None}
    found = find_events({uid} | about, result.scan)
    if not found:
        raise UsageProblem(f"No event here has the UID {uid}. 'afterword scan --all --json' lists them all.")
    if as_json:
        mine = {one.uid: one for event in found for one in belonging_to(event, changes)}
        say_json(run.host, explain_document(found, mine.values(), result))
        return 0
    shown = _unlike(found)[:MOST_EXPLAINED]
    for number, event in enumerate(shown):
        say(run.host, [""] if number else [])
        follow_ups = belonging_to(event, changes)
        say(run.host, explain_lines(event, follow_ups, request.owner.timezone, style_of(run.host)))
    if len(found) > len(shown):
        say(run.host, ["", f"… and {len(found) - len(shown)} more of this series."])
    return 0


@click.command(epilog=source_example("afterword plan my-calendar.ics --diff"))
@sources_argument
@click.option("--exit-code", is_flag=True, help="Exit with 3 when changes are pending.")
@click.option("--diff", "texts", is_flag=True, help="Show the texts, old and new.")
@click.option("--allow-many", is_flag=True, help="Plan also what the safety stop would refuse.")
@window_options
@json_option
@click.pass_obj
def plan_command(
    run: Run,
    *,
    sources: tuple[str, ...],
    exit_code: bool,
    texts: bool,
    allow_many: bool,
    since: str | None,
    until: str | None,
    as_json: bool,
) -> int:
    """Show what sync would do, with reasons. Nothing is written."""
    from afterword.cli.settings import build_request
    from afterword.views.json_view import plan_document
    from afterword.views.plan_view import plan_lines

    request = build_request(run, sources, since=since, until=until, allow_many=allow_many)
    result = run.host.wiring().open_app(request).plan()
    if as_json:
        say_json(run.host, plan_document(result))
    else:
        say(run.host, plan_lines(result, request.owner.timezone, style_of(run.host), texts=texts))
    code = _skipped_code(run, result.plan.skipped or result.scan.skipped)
    pending = any(change.action != "keep" for change in result.plan.changes)
    return CHANGES_PENDING if exit_code and pending else code


def find_events(uids: set[str], scan: ScanResult) -> list[Interview]:
    """Every occurrence with one of the UIDs: interviews first, each kind in time order."""
    known = (*scan.interviews, *scan.others)
    return [one for one in known if one.occurrence.uid in uids]


def _unlike(found: list[Interview]) -> list[Interview]:
    """Of instances that read and were judged alike, the first."""
    return list({(one.occurrence.summary, one.verdict, one.why_not): one for one in reversed(found)}.values())[::-1]


def _skipped_code(run: Run, skipped: Iterable[Skipped]) -> int:
    code = 0
    for one in skipped:
        say_error(run.host, skipped_sentence(one))
        code = SOME_SKIPPED
    return code


def skipped_sentence(one: Skipped) -> str:
    where = one.source if one.href is None else f"{one.source} {one.href}"
    return f"skipped {where}: {one.reason}"

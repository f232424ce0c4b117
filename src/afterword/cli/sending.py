"""next, show: what to send, and the text of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from afterword.cli.options import json_option, source_example, sources_argument
from afterword.cli.output import say, say_json, style_of

if TYPE_CHECKING:
    from afterword.cli.group import Run
    from afterword.core.model import Change, Message, Owner, Person, PlanResult

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


@click.command(epilog=source_example("afterword show 1f3a", "afterword show 1f3a --message 2 --eml thanks.eml"))
@click.argument("uid")
@sources_argument
@click.option("-m", "--message", "number", type=click.IntRange(1), help="Only this one of its messages.")
@click.option("--eml", metavar="FILE", help="Write it as a mail that opens as a draft; nothing is sent.")
@click.option("--mailto", is_flag=True, help="Print it as a mailto: link.")
@click.option("--copy", "to_clipboard", is_flag=True, help="Put its text on the clipboard.")
@json_option
@click.pass_obj
def show_command(
    run: Run,
    *,
    uid: str,
    sources: tuple[str, ...],
    number: int | None,
    eml: str | None,
    mailto: bool,
    to_clipboard: bool,
    as_json: bool,
) -> int:
    """Show the messages of one follow-up. UID may be shortened, or be its interview's."""
    from afterword.cli.settings import build_request
    from afterword.errors import UsageProblem
    from afterword.views.changes import named

    request = build_request(run, sources)
    result = run.host.wiring().open_app(request).plan()
    found = named(uid, result.plan.changes)
    if not found:
        raise UsageProblem(f"No follow-up here has the UID {uid}. 'afterword next --all' lists them.")
    if eml is not None or mailto or to_clipboard:
        message = one_message(found, number)
        _give(run, message, request.owner, eml=eml, mailto=mailto, to_clipboard=to_clipboard)
    elif as_json:
        _print_json(run, found, result)
    else:
        _print(run, found, request.owner.timezone, number)
    return 0


def one_message(found: list[Change], number: int | None) -> Message:
    """The message that was meant. Raises UsageProblem when there are several and none was named."""
    from afterword.errors import UsageProblem
    from afterword.views.words import names

    messages = [message for change in found if change.wanted for message in change.wanted.messages]
    if number is None and len(messages) > 1:
        listed = "; ".join(f"-m {place} to {names(one.to)}" for place, one in enumerate(messages, start=1))
        raise UsageProblem(f"There are {len(messages)} messages, choose one: {listed}.")
    if not messages or (number or 1) > len(messages):
        raise UsageProblem("There is no such message.")
    return messages[(number or 1) - 1]


def _give(run: Run, message: Message, owner: Owner, *, eml: str | None, mailto: bool, to_clipboard: bool) -> None:
    from afterword.core.text import clean_text
    from afterword.views.mail import eml as as_eml
    from afterword.views.mail import mailto as as_link

    if to_clipboard:
        from afterword.cli.clipboard import copy

        copy(clean_text(message.body), run.host.environment)
    if mailto:
        say(run.host, [as_link(message)])
    if eml is not None:
        _write_new(eml, as_eml(message, sender_of(owner)))


def sender_of(owner: Owner) -> Person | None:
    """From whom a draft is; left to the mail program where the owner has several addresses or none."""
    from afterword.core.model import Person

    return Person(owner.name, next(iter(owner.emails))) if len(owner.emails) == 1 else None


def _write_new(path: str, data: bytes) -> None:
    """For this user only, and never over something that is there."""
    import os

    from afterword.errors import DiskProblem

    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
    except FileExistsError:
        raise DiskProblem(f"{path} exists already; it is left as it is.") from None
    except OSError as error:
        raise DiskProblem(f"{path} could not be written: {error.strerror}.") from None


def _print_json(run: Run, found: list[Change], result: PlanResult) -> None:
    from afterword.views.json_view import follow_ups_document

    say_json(run.host, follow_ups_document(found, result))


def _print(run: Run, found: list[Change], zone: str, number: int | None) -> None:
    from afterword.views.message_view import message_lines, show_lines

    if number is not None:
        say(run.host, message_lines(one_message(found, number), style_of(run.host), ""))
        return
    for place, change in enumerate(found):
        say(run.host, [""] if place else [])
        say(run.host, show_lines(change, zone, style_of(run.host)))

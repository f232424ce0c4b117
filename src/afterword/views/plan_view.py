"""`plan` on a terminal: what `sync` would do, day by day, and why. `sync -v` prints the same."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from afterword.core.model import Action
from afterword.views import words
from afterword.views.changes import in_time, span_of, title_of
from afterword.views.message_view import message_lines, unfinished_of, warnings_of
from afterword.views.style import Style, line, paragraph, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from afterword.core.model import Change, NotWritten, Plan, PlanResult

SIGNS: Final = {Action.CREATE: "+", Action.UPDATE: "~", Action.DELETE: "-", Action.KEEP: "="}
INDENT: Final = " " * 11


def plan_lines(result: PlanResult, zone: str, style: Style, *, texts: bool = False) -> Iterator[str]:
    """`texts` (`--diff`) adds the whole text of what is to be written, and what it replaces."""
    plan, into = result.plan, _targets(result)
    yield style.bold(summary_line(plan))
    if len(into) == 1:
        yield from wrapped(f"They go to {into.pop()}.", "", style.width)
    today = words.in_zone(plan.now, zone).date()

    def day_of(change: Change) -> date:
        return words.in_zone(span_of(change).start, zone).date()

    for day, changes in groupby(in_time(plan.changes), key=day_of):
        yield ""
        yield style.bold(words.day_from(day, today))
        for number, change in enumerate(changes):
            yield from [""] if texts and number else []
            yield from _change(change, result, zone, style)
            if texts:
                yield from _texts(change, style)
    yield from _not_written(plan.not_written, style)


def summary_line(plan: Plan) -> str:
    """'3 to write, 1 to change, 4 unchanged', or that there is nothing to do."""
    said = (
        (plan.count(Action.CREATE), "to write"),
        (plan.count(Action.UPDATE), "to change"),
        (plan.count(Action.DELETE), "to remove"),
        (plan.count(Action.KEEP), "unchanged"),
    )
    parts = [f"{number} {what}" for number, what in said if number]
    return "Follow-ups: " + (", ".join(parts) or "none, and nothing to do")


def _change(change: Change, result: PlanResult, zone: str, style: Style) -> Iterator[str]:
    paint = {
        Action.CREATE: style.green,
        Action.UPDATE: style.yellow,
        Action.DELETE: style.red,
        Action.KEEP: style.dim,
    }[change.action]
    start = words.in_zone(span_of(change).start, zone)
    state = words.STATES[change.state]
    title = line(title_of(change), style.width - len(INDENT) - len(state) - 3)
    yield f"  {paint(SIGNS[change.action])} {words.clock(start)}  {paint(title)}" + (f" ({state})" if state else "")
    wanted = change.wanted
    if change.action is not Action.CREATE:
        yield from (style.dim(text) for text in wrapped(change.reason, INDENT, style.width))
    if wanted is None:
        return
    if change.action in {Action.CREATE, Action.UPDATE}:
        rules = f" [{', '.join(wanted.rules)}]" if wanted.rules else ""
        yield from wrapped(f"{wanted.why_then}{rules}", INDENT, style.width)
        yield from _what_is_in_it(change, result, style)


def _what_is_in_it(change: Change, result: PlanResult, style: Style) -> Iterator[str]:
    wanted = change.wanted
    assert wanted is not None, "only asked for what is wanted"
    to = words.names(who for one in wanted.messages for who in one.to)
    texts = words.counted(len(wanted.messages), "message") + (f" to {to}" if to else "")
    into = f", into {_target(change, result)}" if len(_targets(result)) > 1 else ""
    yield from wrapped(texts + into, INDENT, style.width)
    missing = unfinished_of(wanted.messages)
    if missing:
        yield from (style.yellow(text) for text in wrapped(f"to add: {', '.join(missing)}", INDENT, style.width))
    for warning in dict.fromkeys((*wanted.warnings, *warnings_of(wanted.messages))):
        yield from (style.yellow(text) for text in wrapped(f"note: {warning}", INDENT, style.width))


def _targets(result: PlanResult) -> set[str]:
    """The calendars that something is written to."""
    written = (one for one in result.plan.changes if one.action in {Action.CREATE, Action.UPDATE})
    return {_target(change, result) for change in written}


def _target(change: Change, result: PlanResult) -> str:
    return line(result.calendars.get(change.uid) or (change.wanted.home if change.wanted else ""))


def _texts(change: Change, style: Style) -> Iterator[str]:
    """The texts at stake: for an update both what stands and what would stand."""
    wanted, standing = change.wanted, change.standing
    if change.action is Action.KEEP:
        return
    yield ""
    if standing is not None:
        yield INDENT + style.red(f"- {line(standing.summary, style.width - len(INDENT) - 2)}")
        yield from paragraph(standing.description, f"{INDENT}- ", style.width)
    if wanted is not None and change.action is not Action.DELETE:
        if standing is not None:
            yield ""
            yield INDENT + style.green(f"+ {line(wanted.summary, style.width - len(INDENT) - 2)}")
        for number, message in enumerate(wanted.messages):
            yield from [""] if number or standing is not None else []
            yield from message_lines(message, style, INDENT)


def _not_written(not_written: tuple[NotWritten, ...], style: Style) -> Iterator[str]:
    if not not_written:
        return
    yield ""
    yield style.bold("Not written")
    for one in not_written:
        company = f" for {line(one.company, 40)}" if one.company else ""
        rules = f" [{', '.join(one.rules)}]" if one.rules else ""
        yield from wrapped(f"{words.KINDS[one.kind]}{company}: {one.reason}{rules}", "    ", style.width)

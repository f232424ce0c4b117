"""`show` and `next`: the message as it would be sent, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.core.compose.layout import split
from afterword.core.model import Kind, State
from afterword.views import words
from afterword.views.changes import short, span_of, title_of
from afterword.views.style import Style, line, paragraph, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from afterword.core.model import Change, FollowUp, Message

CHANNELS: Final = {"email": "E-mail", "phone": "By phone", "card": "A card"}
INDENT: Final = " " * 9


def show_lines(change: Change, zone: str, style: Style) -> Iterator[str]:
    """One follow-up with every message in full."""
    start = words.in_zone(span_of(change).start, zone)
    state = words.STATES[change.state]
    yield style.bold(line(title_of(change), style.width))
    yield f"{words.long_day(start.date())}, {words.clock(start)} ({zone})" + (f" · {state}" if state else "")
    wanted = change.wanted
    if wanted is None:
        yield ""
        yield from paragraph(change.standing.description if change.standing else "", "  ", style.width)
        return
    yield from wrapped(wanted.why_then, "", style.width)
    own = own_text(change)
    if own is None:
        yield from _as_we_wrote_it(wanted, style)
    else:
        yield from ["", "As you changed it in the calendar:", ""]
        yield from paragraph(own, "  ", style.width)
        for warning in wanted.warnings:
            yield from (style.yellow(text) for text in wrapped(f"note: {warning}", "  ", style.width))
    yield ""
    yield style.dim(line(change.uid))


def own_text(change: Change) -> str | None:
    """The message as the user rewrote it in the calendar; None where it is still ours, or was only moved."""
    wanted, standing = change.wanted, change.standing
    if change.state is not State.EDITED or wanted is None or standing is None:
        return None
    stands, ours = split(standing.description).message, split(wanted.description).message
    return stands if stands.split() != ours.split() else None


def _as_we_wrote_it(wanted: FollowUp, style: Style) -> Iterator[str]:
    missing = unfinished_of(wanted.messages)
    if missing:
        said = f"Before you send it, add: {', '.join(missing)}"
        yield from (style.yellow(text) for text in wrapped(said, "", style.width))
    for message in wanted.messages:
        yield ""
        yield from message_lines(message, style, "  ")


def message_lines(message: Message, style: Style, indent: str) -> Iterator[str]:
    to = words.people(message.to) or "(nobody's address is known)"
    kind = CHANNELS.get(message.channel, line(message.channel))
    head = f"{kind} to {to}" if message.channel == "email" else f"{kind}: {to}"
    yield from (indent + style.blue(text) for text in wrapped(head, "", style.width - len(indent)))
    if message.subject:
        yield from (
            indent + style.blue(text) for text in wrapped(f"Subject: {message.subject}", "", style.width - len(indent))
        )
    yield ""
    yield from paragraph(message.body, indent, style.width)
    for warning in message.warnings:
        yield from (style.yellow(text) for text in wrapped(f"note: {warning}", indent, style.width))


def next_lines(changes: list[Change], now: datetime, zone: str, style: Style) -> Iterator[str]:
    """What to send next, nearest first."""
    if not changes:
        yield "Nothing to send: no follow-up is open."
        return
    today, day = words.in_zone(now, zone).date(), None
    for change in changes:
        start = words.in_zone(span_of(change).start, zone)
        if start.date() != day:
            if day is not None:
                yield ""
            day = start.date()
            yield style.bold(words.day_from(day, today))
        yield from _next(change, now, zone, style)


def _next(change: Change, now: datetime, zone: str, style: Style) -> Iterator[str]:
    span, wanted = span_of(change), change.wanted
    overdue = span.end <= now
    clock = words.clock(words.in_zone(span.start, zone))
    title = line(title_of(change), style.width - len(INDENT))
    yield f"  {clock}  {style.yellow(title) if overdue else title}"
    if wanted is not None:
        yield from _to_whom(wanted, overdue=overdue, now=now, zone=zone, style=style)
    yield style.dim(f"{INDENT}afterword show {line(short(change.uid))}")


def _to_whom(wanted: FollowUp, *, overdue: bool, now: datetime, zone: str, style: Style) -> Iterator[str]:
    for message in wanted.messages:
        to = words.people(message.to) or "nobody's address is known"
        yield from wrapped(f"{CHANNELS.get(message.channel, message.channel)}: {to}", INDENT, style.width)
    if wanted.kind is Kind.THANK_YOU and wanted.deadline is not None:
        end = words.in_zone(wanted.deadline, zone)
        late = "was due by" if wanted.deadline < now else "by"
        yield f"{INDENT}{late} {words.short_day(end.date())} {words.clock(end)}"
    elif overdue:
        yield INDENT + style.yellow("its time has passed; it is still good to send")
    missing = unfinished_of(wanted.messages)
    if missing:
        yield from (style.yellow(text) for text in wrapped(f"to add: {', '.join(missing)}", INDENT, style.width))
    for warning in dict.fromkeys((*wanted.warnings, *warnings_of(wanted.messages))):
        yield from (style.yellow(text) for text in wrapped(f"note: {warning}", INDENT, style.width))


def unfinished_of(messages: Iterable[Message]) -> list[str]:
    """What is still missing, each once, in reading order."""
    return list(dict.fromkeys(line(slot).replace("_", " ") for one in messages for slot in one.unfinished))


def warnings_of(messages: Iterable[Message]) -> list[str]:
    return list(dict.fromkeys(line(warning) for one in messages for warning in one.warnings))

"""`calendars`, `doctor`, `undo` and what `sync` says: short lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.views import words
from afterword.views.style import Style, line, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterword.core.model import CalendarInfo, Check, SyncResult, UndoResult

NAME = 28


def calendars_lines(calendars: Iterable[CalendarInfo], style: Style) -> Iterator[str]:
    """Grouped as they come, by account."""
    account = None
    for one in calendars:
        if one.account != account:
            account = one.account
            yield style.bold(line(account) or "directly")
        uses = [use for use, used in (("read", one.read), ("written", one.write)) if used]
        if one.writable is False:
            uses.append("read-only on the server")
        yield f"  {padded(line(one.name, NAME), NAME)}  {', '.join(uses) or 'not used'}"
        yield style.dim(f"    {line(one.address, style.width - 4)}")
    if account is None:
        yield "No calendar was found."


def doctor_lines(checks: Iterable[Check], style: Style) -> Iterator[str]:
    for one in checks:
        sign = {True: style.green("ok  "), False: style.red("FAIL"), None: style.dim("note")}[one.ok]
        first = f"{sign}  "
        yield from wrapped(f"{one.name}: {one.found}", " " * 6, style.width, first)
        if one.advice:
            yield from wrapped(f"→ {one.advice}", " " * 8, style.width)


def undo_lines(result: UndoResult, style: Style) -> Iterator[str]:
    said = [
        words.counted(number, "follow-up") + f" {what}"
        for number, what in ((result.removed, "removed"), (result.restored, "put back as it was"))
        if number
    ]
    yield ", ".join(said) or "Nothing to take back."
    for sentence in result.left:
        yield from wrapped(sentence, "  ", style.width)


def sync_line(result: SyncResult) -> str:
    """PROMISES section 2: 'ok read=412 interviews=7 new=2 changed=0 removed=0 kept=5 skipped=0'."""
    scan = result.plan_result.scan
    interviews = sum(one.needs_follow_up for one in scan.interviews)
    start = "ok" if not result.failures else f"incomplete failed={len(result.failures)}"
    return (
        f"{start} read={scan.events_read} interviews={interviews} new={result.created} changed={result.updated}"
        f" removed={result.deleted} kept={result.kept} skipped={len(result.skipped or scan.skipped)}"
    )

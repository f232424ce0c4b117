"""Look: the interviews of a run, without deciding anything: no rules, no texts, nothing of what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.app.gather import context_of, gather
from afterword.core.model import ScanResult
from afterword.core.pipeline import assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.app.gather import Gathered
    from afterword.app.tools import Tools
    from afterword.core.model import Interview


def scan(tools: Tools) -> ScanResult:
    """The interviews, joined to applications and loops, and all other events with the reason why not."""
    found = gather(tools)
    return scanned(found, assemble(found.interviews, context_of(found, tools)).interviews, tools)


def scanned(found: Gathered, interviews: Sequence[Interview], tools: Tools) -> ScanResult:
    return ScanResult(
        now=tools.now,
        events_read=found.events_read,
        skipped=tuple(found.skipped),
        interviews=tuple(interviews),
        others=tuple(found.others),
    )

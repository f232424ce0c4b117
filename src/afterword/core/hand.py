"""What the user did to a standing follow-up: marked it, moved it, rewrote it.

The event itself carries the fingerprint of what we wrote; the ledger adds how the server gave it back, for servers
that rewrite text in ways of their own. Where neither is left, the follow-up counts as the user's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.identity import fingerprint, text_part, time_part
from afterword.core.model import Mark

if TYPE_CHECKING:
    from afterword.core.identity import TitleMarks
    from afterword.core.model import Known, Standing


@dataclass(frozen=True, slots=True)
class Hand:
    """`written` is the fingerprint of what we last wrote, None where nothing tells."""

    mark: Mark
    moved: bool
    rewritten: bool
    written: str | None

    @property
    def edited(self) -> bool:
        return self.moved or self.rewritten

    @property
    def settled(self) -> bool:
        """Marked done or skipped: never touched again."""
        return self.mark is not Mark.NONE


def read_hand(standing: Standing, known: Known | None, marks: TitleMarks) -> Hand:
    mark, _ = marks.read(standing.summary)
    written = standing.written or (known.written if known else None)
    if written is None:
        return Hand(mark, moved=True, rewritten=True, written=None)
    stands = fingerprint(standing.span, standing.summary, standing.description, marks=marks)
    ours = {text_part(written)}
    if known is not None and known.written == written:
        ours.add(text_part(known.read_back))
    return Hand(
        mark,
        moved=time_part(stands) != time_part(written),
        rewritten=text_part(stands) not in ours,
        written=written,
    )

"""What one run works with: ports, readers and rules, put together by `wiring` and by tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.identity import TitleMarks
from afterword.core.model import Owner, TimeSpan
from afterword.core.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from afterword.core.byhand import ByHand
    from afterword.core.detect import Understanding
    from afterword.core.model import FollowUp, Known
    from afterword.core.plan import Composer, HolidaysOf
    from afterword.ports import CalendarSink, CalendarSource, Ledger, Lock

REACH: Final = timedelta(days=45)
"""How far behind an interview its follow-ups may stand: they are looked for that much beyond the window's end."""


@dataclass(frozen=True, slots=True)
class Tools:
    """`sources` are read for interviews; `sinks` (by id) hold follow-ups; `target` says where a source's new ones go.

    `window` is the span in which this run's knowledge of interviews is complete. A source without a target is only
    looked at: its follow-ups are planned but cannot be written.
    """

    sources: tuple[CalendarSource, ...]
    sinks: Mapping[str, CalendarSink]
    target: Mapping[str, str]
    ledger: Ledger
    lock: Lock
    understanding: Understanding
    byhand: ByHand
    composer: Composer
    holidays: HolidaysOf
    now: datetime
    window: TimeSpan
    owner: Owner = field(default_factory=Owner)
    policy: Policy = field(default_factory=Policy)
    title_marks: TitleMarks = field(default_factory=TitleMarks)
    shared_domains: frozenset[str] = frozenset()
    """Domains that say nothing about an employer: mail providers, applicant tracking, meeting tools."""
    reviewed: Callable[[FollowUp, str], FollowUp] | None = None
    """Looks through a message that the user rewrote in the calendar, given its description there (M9)."""
    rewrite: Callable[[FollowUp], FollowUp] | None = None
    """Puts a follow-up into the words of the user's own program, or gives it back with a warning."""
    now_given: bool = False
    allow_many: bool = False

    @property
    def reach(self) -> TimeSpan:
        """The window and what lies behind it, where its follow-ups stand."""
        return TimeSpan(self.window.start, self.window.end + REACH)

    def known(self) -> Mapping[str, Known]:
        """What the ledger knows of the calendars of this run."""
        return self.ledger.known([sink.place for sink in self.sinks.values()])

"""What a person does with our follow-ups in a calendar app, and what is promised to them for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.byhand.filling import filled
from afterword.core.model import Kind, Notes, TimeSpan
from afterword.ical.amend import amend
from tests.invariants.world import OWNER, understanding

if TYPE_CHECKING:
    from afterword.core.model import Standing
    from tests.invariants.world import World

TALKED: Final = "the turbines off Rügen"
POSTSCRIPT: Final = "I enjoyed the tour."


class Phone:
    def __init__(self, world: World) -> None:
        self.world = world

    def _put(self, at: tuple[str, str], data: bytes) -> None:
        self.world.calendars[at[0]].objects[at[1]] = data
        if at in self.world.promises.words:
            self.world.promises.words[at] = data

    def reword(self, one: Standing) -> None:
        at = one.calendar, one.href
        data = amend(one.data, now=self.world.now, description=one.description.replace("▹", f"{POSTSCRIPT}\n\n▹", 1))
        self._put(at, data)
        self.world.promises.words[at] = data

    def mark(self, one: Standing, word: str) -> None:
        at = one.calendar, one.href
        data = amend(one.data, now=self.world.now, summary=f"{word} {one.summary}")
        self._put(at, data)
        self.world.promises.words[at] = data

    def shift(self, one: Standing, hours: int) -> None:
        """To a minute that no rule would choose."""
        at = one.calendar, one.href
        by = timedelta(hours=hours, minutes=7 if one.span.start.minute % 5 == 0 else 0)
        span = TimeSpan(one.span.start + by, one.span.end + by)
        self._put(at, amend(one.data, now=self.world.now, span=span))
        self.world.promises.times[at] = span

    def fill(self, one: Standing, they_said: str) -> None:
        if one.kind is not Kind.THANK_YOU:
            return
        at = one.calendar, one.href
        notes = Notes(talked_about=TALKED, they_said=they_said)
        text = filled(one.description, notes, understanding(OWNER).byhand.labels)
        self._put(at, amend(one.data, now=self.world.now, description=text))
        self.world.promises.forms[at] = TALKED

    def erase(self, one: Standing) -> None:
        at = one.calendar, one.href
        self.world.erased.add(one.uid)
        if self.world.remembered(one.uid):
            self.world.promises.dismissed.add(one.uid)
        del self.world.calendars[at[0]].objects[at[1]]
        self.world.promises.drop(at)

    def carry(self, one: Standing) -> None:
        """Into the other calendar."""
        at = one.calendar, one.href
        to = next(name for name in self.world.calendars if name != one.calendar), one.href
        self.world.calendars[to[0]].objects[to[1]] = self.world.calendars[at[0]].objects.pop(at[1])
        promises = self.world.promises
        if at in promises.words:
            promises.words[to] = promises.words[at]
        if at in promises.times:
            promises.times[to] = promises.times[at]
        if at in promises.forms:
            promises.forms[to] = promises.forms[at]
        promises.drop(at)

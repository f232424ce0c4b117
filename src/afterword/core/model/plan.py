"""What stands in the calendar, and what is to change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.model.read import Skipped
    from afterword.core.model.time import TimeSpan
    from afterword.core.model.wanted import FollowUp, Kind, NotWritten


class Mark(StrEnum):
    """What the user said in the title of a follow-up."""

    NONE = ""
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Standing:
    """A follow-up of ours as it stands in a calendar now.

    `written` is the fingerprint that the event itself carries (X-property, or last line of DESCRIPTION): what
    we wrote. The fingerprint of what stands is computed from the fields (core.identity.fingerprint);
    a difference means that the user (or the server) changed it.
    """

    uid: str
    calendar: str
    href: str
    etag: str | None
    span: TimeSpan
    summary: str
    description: str
    written: str | None
    sequence: int = 0
    last_modified: datetime | None = None
    data: bytes = b""

    kind: Kind | None = None
    related_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger remembers of one follow-up: fingerprints of what we wrote and of how the server gave it
    back, where, and when it was first seen done. A cache: without it nothing is lost but speed (DESIGN)."""

    uid: str
    calendar: str
    href: str
    written: str
    read_back: str
    kind: str = ""
    interview_key: str = ""
    done_at: datetime | None = None
    dismissed: bool = False


class Action(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    KEEP = "keep"


class State(StrEnum):
    NEW = "new"
    STANDING = "standing"
    EDITED = "edited"
    DISMISSED = "dismissed"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the plan: what happens to one follow-up, and why. `wanted` is None when it is to go (or is
    no longer wanted and stays the user's); `standing` is None when it is to be made (or was dismissed)."""

    action: Action
    state: State
    reason: str
    wanted: FollowUp | None
    standing: Standing | None

    @property
    def uid(self) -> str:
        if self.standing is not None:
            return self.standing.uid
        assert self.wanted is not None, "a change is about something wanted or something standing"
        return self.wanted.uid


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of what `sync` will do; `plan` prints it, `sync` applies it."""

    now: datetime
    changes: tuple[Change, ...]
    not_written: tuple[NotWritten, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def count(self, action: Action) -> int:
        return sum(change.action is action for change in self.changes)


@dataclass(frozen=True, slots=True)
class Memory:
    """What must be known on every machine and cannot be seen from what stands: it travels as an event of its own.

    `written`: tokens (core.identity.token) of follow-ups that were stored and read back once; one that no longer stands
    was deleted by the user. `marks`: decisions made by command line, by the token of what they are about. Tokens are
    [0-9a-z], values [0-9a-z-].
    """

    written: frozenset[str] = frozenset()
    marks: Mapping[str, str] = field(default_factory=dict)

    def merged(self, later: Memory) -> Memory:
        """Both together; where they disagree about a mark, `later` counts."""
        return Memory(self.written | later.written, {**self.marks, **later.marks})

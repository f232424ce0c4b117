"""Everything Afterword raises on purpose. Each error is a sentence that tells what to do, and knows its exit code.

    AfterwordError
    ├── UsageProblem          2   a flag or an address that cannot be used
    ├── NotCalendarData      65   an input that is not iCalendar, or is cut; nothing was written
    ├── InputMissing         66   an input file is missing or cannot be read
    ├── ServerAnswer         69   the answer is not CalDAV, or not complete; nothing was written
    ├── WriteRefused         70   the server (or file) refuses writing: 403, 405, 507, read-only
    ├── StateProblem         73   the state folder cannot be created or used
    ├── DiskProblem          74   a local file could not be written
    ├── Temporary            75   lock held, timeout, 423, 429, 5xx, DNS; the next run goes on
    │   └── Locked
    ├── SafetyStop           76   too much would change at once; carries the flag that confirms
    ├── LoginProblem         77   401, 403 on reading, token, TLS, plain http, redirect off the origin
    ├── ConfigProblem        78   config.toml; carries every problem found, not only the first
    └── Precondition              not for the user: a conditional write met something else; look again
        ├── AlreadyThere          If-None-Match failed: carries what stands there, if it could be read
        └── ChangedMeanwhile      If-Match failed, or the object is gone

Catch `AfterwordError` at the edge only (the command line turns it into a sentence and an exit code);
catch `Precondition` where a write is made. Anything else that escapes is our bug and exits with 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence


class AfterwordError(Exception):
    """Base of all; `exit_code` follows sysexits.h as CONTRACT lists them."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageProblem(AfterwordError):
    exit_code = 2


class NotCalendarData(AfterwordError):
    exit_code = 65


class InputMissing(AfterwordError):
    exit_code = 66


class ServerAnswer(AfterwordError):
    exit_code = 69


class WriteRefused(AfterwordError):
    exit_code = 70


class StateProblem(AfterwordError):
    exit_code = 73


class DiskProblem(AfterwordError):
    exit_code = 74


class Temporary(AfterwordError):
    exit_code = 75


class Locked(Temporary):
    pass


class SafetyStop(AfterwordError):
    exit_code = 76


class LoginProblem(AfterwordError):
    exit_code = 77


class ConfigProblem(AfterwordError):
    """All problems of config.toml together; the message lists them, one a line."""

    exit_code = 78

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__("\n".join([message, *problems]))
        self.problems = tuple(problems)


class Precondition(AfterwordError):
    """A conditional write met something else. The plan is made anew from what stands there now."""


class AlreadyThere(Precondition):
    """Something already stands at this address or under this UID (412, 409, 403, 400 "exists")."""


class ChangedMeanwhile(Precondition):
    """The object is no longer the one that was read (412), or it is gone (404, 410)."""

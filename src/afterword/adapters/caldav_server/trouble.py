"""What an answer that is not the hoped-for one means: which error, which sentence (PROMISES section 2)."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import mktime_tz, parsedate_to_datetime, parsedate_tz
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from afterword.errors import AfterwordError, LoginProblem, ServerAnswer, Temporary, WriteRefused

if TYPE_CHECKING:
    from afterword.adapters.caldav_server.wire import Answer

MAX_WAIT: Final = 3600
CHECKED: Final = 4096
_RATE: Final = re.compile(rb"rateLimitExceeded|usageLimits|quotaExceeded", re.IGNORECASE)
_NOT_PRINTED: Final = re.compile(r"[^\x21-\x7e\xa1-\u1fff\u2030-\ud7ff\uf900-\ufdff]+")

UNAUTHORIZED: Final = 401
FORBIDDEN: Final = 403
GONE: Final = (404, 410)


class Unreadable(ServerAnswer):
    """A multistatus that cannot be used as a whole: broken XML, cut, too large. Asking by object may still work."""


class Refused(LoginProblem):
    """401: asking elsewhere with the same login would only lock the account."""


class Unreachable(Temporary):
    """No connection to the host at all."""


class TimedOut(Temporary):
    """No complete answer within the deadline."""


class Dropped(Temporary):
    """The connection broke; whether the request was carried out is not known."""


def host_of(url: str) -> str:
    return urlsplit(url).hostname or "the server"


def excerpt(body: bytes) -> str:
    """The first 80 characters of a body that may be printed anywhere: no controls, no bidi, spaces joined."""
    text = body[:2000].decode("utf-8", "replace")
    return _NOT_PRINTED.sub(" ", text).strip()[:80]


def described(answer: Answer) -> str:
    """Host, status and the beginning of the body, for the end of a sentence."""
    said = excerpt(answer.body)
    return f"{host_of(answer.url)} answered {answer.status}" + (f": {said}" if said else " with an empty body")


def wait_asked(answer: Answer, now_stamp: float) -> int | None:
    """Seconds of Retry-After (RFC 9110 section 10.2.3), at most one hour; None when the server names none."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), MAX_WAIT)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, IndexError):
        return None
    stamp = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    return max(0, min(int(stamp - now_stamp), MAX_WAIT))


def is_rate_limit(answer: Answer) -> bool:
    """Google says "too many requests" with 403 and the reason in the body (SERVERS section 3)."""
    return answer.status == FORBIDDEN and _RATE.search(answer.body[:CHECKED]) is not None


def later(answer: Answer) -> Temporary:
    """The error for a server that cannot answer now, with the wait it asks for."""
    served = parsedate_tz(answer.headers.get("date", ""))
    seconds = wait_asked(answer, mktime_tz(served)) if served else wait_asked(answer, 0)
    when = "the next run goes on" if seconds is None else f"it asks to wait {seconds} seconds; a later run goes on"
    return Temporary(f"{host_of(answer.url)} cannot answer now (status {answer.status}); {when}")


def is_server_error(answer: Answer) -> bool:
    """A 5xx that may pass: not "never heard of it" (501, 505) and not "full" (507)."""
    return answer.status in range(500, 600) and answer.status not in (501, 505, 507)


def _is_temporary(answer: Answer) -> bool:
    busy = answer.status in (408, 423, 425, 429)
    return busy or is_server_error(answer) or is_rate_limit(answer)


def _common(answer: Answer) -> AfterwordError | None:
    if answer.status == UNAUTHORIZED:
        return Refused(
            f"{host_of(answer.url)} does not accept the login (401): check the user name and the password or token; "
            "many providers want an app password"
        )
    return later(answer) if _is_temporary(answer) else None


def reading_trouble(answer: Answer) -> AfterwordError:
    """The error for an answer to a read that is not the one hoped for."""
    common = _common(answer)
    if common is not None:
        return common
    if answer.status == FORBIDDEN:
        return LoginProblem(f"{host_of(answer.url)} does not let this login read {urlsplit(answer.url).path} (403)")
    if answer.status in GONE:
        return ServerAnswer(
            f"calendar missing: there is nothing at {urlsplit(answer.url).path} on {host_of(answer.url)} "
            f"({answer.status}); nothing was written"
        )
    return ServerAnswer(f"this is no complete CalDAV answer: {described(answer)}; nothing was written")


def writing_trouble(answer: Answer) -> AfterwordError:
    """The error for a refused PUT or DELETE that no condition explains."""
    common = _common(answer)
    if common is not None:
        return common
    if answer.status not in range(400, 600):
        return ServerAnswer(f"not taken for saved: {described(answer)}")
    return WriteRefused(f"the calendar at {urlsplit(answer.url).path} refuses writing: {described(answer)}")

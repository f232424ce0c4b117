"""A Request becomes an App."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from afterword.adapters.lock import FileLock
from afterword.core.model import TimeSpan
from afterword.wiring.app import WiredApp

if TYPE_CHECKING:
    from datetime import date

    from afterword.config import Request

ADDRESS: Final = re.compile(r"[^\s@]{1,64}@[^\s@]{1,253}")
WINDOW: Final = timedelta(days=60)
"""Back and ahead of now (CONTRACT)."""


def open_app(request: Request) -> WiredApp:
    """Nothing is read or connected yet; each method of the app does what it needs."""
    return WiredApp(
        replace(request, owner=replace(request.owner, emails=request.owner.emails | _login_addresses(request))),
        window_of(request),
        request.state_dir / "ledger.sqlite3",
        FileLock(request.state_dir / "lock"),
    )


def _login_addresses(request: Request) -> set[str]:
    """A login that is a mail address is the owner's too: who names nothing else is still known in invitations."""
    names = [request.environment.get("AFTERWORD_USERNAME")]
    names += [account.username for account in request.config.accounts] if request.config else []
    return {name.lower() for name in names if name and ADDRESS.fullmatch(name)}


def window_of(request: Request) -> TimeSpan:
    """Whole days of the owner's zone from --since to the end of --until, or 60 days back and ahead of now."""
    zone = ZoneInfo(request.owner.timezone)

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), zone).astimezone(UTC)

    start = midnight(request.since) if request.since else request.now - WINDOW
    end = midnight(request.until) if request.until else request.now + WINDOW
    return TimeSpan(start, max(start, end))

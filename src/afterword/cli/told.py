"""Cron mails what a job prints: so the same trouble is said once a day, not every fifteen minutes (CONTRACT)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from afterword.errors import AfterwordError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.cli.seam import App

KEY: Final = "told"
A_DAY: Final = timedelta(hours=24)
MOST: Final = 500


def fresh(sentences: Iterable[str], app: App, now: datetime) -> list[str]:
    """The sentences that were not told within the last day; from now on they are. Where the state cannot be read
    or written, all of them: silence must not come from trouble."""
    wanted = list(dict.fromkeys(sentences))
    if not wanted:
        return []
    try:
        told = _recent(app.remembered(KEY), now)
        new = [one for one in wanted if _cause(one) not in told]
        if new:
            told |= {_cause(one): now.isoformat() for one in new}
            app.remember(KEY, json.dumps(dict(list(told.items())[-MOST:])))
    except AfterwordError:
        return wanted
    return new


def _recent(stored: str | None, now: datetime) -> dict[str, str]:
    """Cause → when told. Garbage, and times that lie in the future (the clock was set back), count as never."""
    try:
        rows = json.loads(stored or "{}")
        return {cause: at for cause, at in rows.items() if timedelta(0) <= now - datetime.fromisoformat(at) < A_DAY}
    except (ValueError, TypeError, AttributeError):
        return {}


def _cause(sentence: str) -> str:
    """A fingerprint, so that the state holds no text of anybody's calendar."""
    return hashlib.sha256(sentence.encode("utf-8", "replace")).hexdigest()[:16]

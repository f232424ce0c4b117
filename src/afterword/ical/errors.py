"""Why one object cannot be read. Never leaves this room: `decode.read` turns it into a `Skipped`."""

from __future__ import annotations


class Unreadable(ValueError):
    """One event cannot be read; the message is the reason as the user sees it, after "event UID "."""

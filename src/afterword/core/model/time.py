"""A time span that refuses to exist without a zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan:
    """A half-open span [start, end) of aware times. Raises ValueError for a naive time or end < start."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a time span needs a zone: naive times mean another moment on every machine")
        if self.end < self.start:
            raise ValueError(f"a time span cannot end ({self.end}) before it starts ({self.start})")

    def overlaps(self, other: TimeSpan) -> bool:
        """True if both share a moment; an empty span counts as its start (RFC 4791 section 9.9)."""
        if self.start == self.end:
            return other.start <= self.start < other.end
        return self.start < other.end and other.start < self.end

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def __str__(self) -> str:
        return f"[{self.start.isoformat()}, {self.end.isoformat()})"

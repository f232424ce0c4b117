"""Bytes that were given, on standard input or by a program: a source that can be read once and never written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.ports import Listing, Resource

if TYPE_CHECKING:
    from afterword.core.model import TimeSpan


class GivenBytes:
    """ports.CalendarSource over one iCalendar stream."""

    writable = False
    key = ""

    def __init__(self, id: str, data: bytes) -> None:
        self.id = self.place = id
        self._data = data

    def read(self, window: TimeSpan) -> Listing:
        return Listing((Resource("", None, self._data),))

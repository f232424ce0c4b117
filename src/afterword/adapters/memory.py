"""Faithful fakes of the ports, kept in memory. Shipped: tests of others may use them, and `explain` works on them.

Faithful means: conditional writes fail as a server's do, and what is handed out is what was stored.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from afterword.errors import AlreadyThere, ChangedMeanwhile
from afterword.ports import Listing, Resource

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from afterword.core.model import Known, TimeSpan


class MemoryCalendar:
    """ports.CalendarSink over a dict of href → bytes."""

    writable = True

    def __init__(self, id: str = "memory", resources: Mapping[str, bytes] | None = None) -> None:
        self.id = id
        self.objects = dict(resources or {})

    @property
    def key(self) -> str:
        return self.id

    @property
    def place(self) -> str:
        return self.id

    def read(self, window: TimeSpan) -> Listing:
        return Listing(tuple(self._resource(href) for href in self.objects))

    def fetch(self, uids: Sequence[str]) -> tuple[Resource, ...]:
        found = (self._find(uid) for uid in uids)
        return tuple(self._resource(href) for href in found if href is not None)

    def create(self, uid: str, data: bytes) -> Resource:
        if self._find(uid) is not None:
            raise AlreadyThere(f"{uid} is already in {self.id}")
        self.objects[f"{uid}.ics"] = data
        return self._resource(f"{uid}.ics")

    def replace(self, href: str, etag: str | None, data: bytes) -> Resource:
        self._expect(href, etag)
        self.objects[href] = data
        return self._resource(href)

    def remove(self, href: str, etag: str | None) -> None:
        if href in self.objects:
            self._expect(href, etag)
            del self.objects[href]

    def _expect(self, href: str, etag: str | None) -> None:
        if href not in self.objects or self._resource(href).etag != etag:
            raise ChangedMeanwhile(f"{href} in {self.id} is no longer what was read")

    def _find(self, uid: str) -> str | None:
        if f"{uid}.ics" in self.objects:
            return f"{uid}.ics"
        line = f"UID:{uid}".encode()
        return next((href for href, data in self.objects.items() if line in data.splitlines()), None)

    def _resource(self, href: str) -> Resource:
        data = self.objects[href]
        return Resource(href, blake2b(data, digest_size=8).hexdigest(), data)


class MemoryLedger:
    """ports.Ledger in two dicts and a third."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Known] = {}
        self._seen: dict[str, dict[str, tuple[TimeSpan, int]]] = {}
        self._notes: dict[str, str] = {}

    def known(self, calendars: Collection[str]) -> Mapping[str, Known]:
        return {uid: entry for (calendar, uid), entry in self._known.items() if calendar in calendars}

    def record(self, entries: Iterable[Known]) -> None:
        self._known.update({(entry.calendar, entry.uid): replace(entry) for entry in entries})

    def forget(self, uids: Iterable[str], calendar: str) -> None:
        for uid in uids:
            self._known.pop((calendar, uid), None)

    def interviews(self, source: str) -> Mapping[str, tuple[TimeSpan, int]]:
        return dict(self._seen.get(source, {}))

    def record_interviews(self, source: str, seen: Mapping[str, tuple[TimeSpan, int]]) -> None:
        self._seen[source] = dict(seen)

    def note(self, key: str) -> str | None:
        return self._notes.get(key)

    def notes(self, prefix: str) -> Sequence[str]:
        return sorted(key for key in self._notes if key.startswith(prefix))

    def set_note(self, key: str, value: str | None) -> None:
        if value is None:
            self._notes.pop(key, None)
        else:
            self._notes[key] = value

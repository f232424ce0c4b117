"""One .ics file as a calendar: what is ours is added to it, and every other byte stays as it was.

Our follow-ups are handed out as resources of their own, the rest of the file as one. Each write reads the file anew,
splices, and puts the result in place in one step, under the file's own lock, keeping its mode.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from afterword.core.identity import MEMORY_PREFIX
from afterword.errors import AlreadyThere, ChangedMeanwhile, DiskProblem, InputMissing, NotCalendarData, WriteRefused
from afterword.ical import splice
from afterword.ports import Listing, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from afterword.core.model import TimeSpan

LARGEST: Final = 512 * 1024 * 1024
"""Bytes of a file beyond which it is no calendar."""
EMPTY: Final = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Afterword//Afterword//EN\r\nEND:VCALENDAR\r\n"


class IcsFile:
    """ports.CalendarSink over one file. Raises InputMissing if it cannot be read, WriteRefused if not written."""

    key = ""

    def __init__(self, id: str, path: Path) -> None:
        self.id = id
        self._path = path.resolve()  # a link is written through, never replaced
        self.place = str(self._path)

    @property
    def writable(self) -> bool:
        return os.access(self._path, os.W_OK) and os.access(self._path.parent, os.W_OK)

    def read(self, window: TimeSpan) -> Listing:
        data = self._bytes()
        ours = splice.ours(data)
        for uid in ours:
            data = splice.remove(data, uid)
        rest = [] if data.strip() == EMPTY.strip() else [Resource("", None, data)]
        return Listing((*rest, *(_resource(uid, one) for uid, one in ours.items())))

    def fetch(self, uids: Sequence[str]) -> tuple[Resource, ...]:
        ours = splice.ours(self._bytes())
        return tuple(_resource(uid, ours[uid]) for uid in uids if uid in ours)

    def create(self, uid: str, data: bytes) -> Resource:
        file = self._bytes()
        if uid in splice.ours(file):
            raise AlreadyThere(f"{uid} is already in {self.id}")
        return self._put(uid, file, splice.insert(file, data))

    def replace(self, href: str, etag: str | None, data: bytes) -> Resource:
        uid = _uid(href)
        file = self._bytes()
        self._expect(uid, etag, file)
        return self._put(uid, file, splice.replace(file, uid, data))

    def remove(self, href: str, etag: str | None) -> None:
        uid = _uid(href)
        file = self._bytes()
        if uid in splice.ours(file):
            self._expect(uid, etag, file)
            self._write(file, splice.remove(file, uid))

    def _bytes(self) -> bytes:
        try:
            if self._path.stat().st_size > LARGEST:
                raise NotCalendarData(f"{self.id} is larger than 512 MiB, which no calendar is")
            return self._path.read_bytes()
        except OSError as error:
            raise InputMissing(f"{self.id} cannot be read: {error.strerror}") from error

    def _expect(self, uid: str, etag: str | None, file: bytes) -> None:
        standing = splice.ours(file).get(uid)
        if standing is None or _resource(uid, standing).etag != etag:
            raise ChangedMeanwhile(f"{uid} in {self.id} is no longer what was read")

    def _put(self, uid: str, before: bytes, after: bytes) -> Resource:
        self._write(before, after)
        found = self.fetch([uid])
        if not found:
            raise DiskProblem(f"{self.id} was written, but {uid} is not in it")
        return found[0]

    def _write(self, before: bytes, after: bytes) -> None:
        if self._bytes() != before:
            raise ChangedMeanwhile(f"{self.id} was changed by another program meanwhile")
        write_whole(self._path, after)


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in place of the file in one step, keeping its mode. Raises WriteRefused, DiskProblem."""
    try:
        handle, name = tempfile.mkstemp(prefix=".afterword-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise WriteRefused(f"the folder of {path} cannot be written: {error.strerror}") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except OSError as error:
        raise DiskProblem(f"{path} could not be written: {error.strerror}; it is as it was") from error
    finally:
        temporary.unlink(missing_ok=True)


def write_calendar(path: Path, objects: Mapping[str, bytes]) -> None:
    """A new file with these objects (`import -o`); the calendar's memory, which only a calendar needs, is left out."""
    data = EMPTY
    for href, one in sorted(objects.items()):
        if not href.startswith(MEMORY_PREFIX):
            data = splice.insert(data, one)
    write_whole(path, data)


def _resource(uid: str, data: bytes) -> Resource:
    return Resource(f"{uid}.ics", blake2b(data, digest_size=16).hexdigest(), data)


def _uid(href: str) -> str:
    return href.removesuffix(".ics")

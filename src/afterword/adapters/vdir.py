"""A vdir: a folder of .ics files, one resource each (vdirsyncer's storage format, also read by khal and todoman).

Etags are content hashes: a file's time can lie, its bytes cannot. Writes go to a temporary file beside the target,
are flushed to disk and put in place in one step; creation never replaces (a hard link fails if the name is taken).
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from afterword.core.model import Skipped, TimeSpan
from afterword.errors import AlreadyThere, ChangedMeanwhile, DiskProblem, InputMissing, WriteRefused
from afterword.ports import Listing, Resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one file beyond which it is named and left alone."""
TEMPORARY: Final = ".afterword-"


class Vdir:
    """ports.CalendarSink over a folder. Raises InputMissing if there is none, WriteRefused if it cannot be written."""

    writable = True
    key = ""

    def __init__(self, id: str, folder: Path) -> None:
        self.id = id
        self.place = str(folder.resolve())
        self._folder = folder

    def read(self, window: TimeSpan) -> Listing:
        resources, skipped = [], []
        for path in self._files():
            try:
                if path.stat().st_size <= LARGEST:
                    resources.append(_resource(path))
                else:
                    skipped.append(Skipped(self.id, path.name, "larger than 64 MiB, which no calendar object is"))
            except FileNotFoundError:
                continue  # deleted since it was listed
            except OSError as error:
                skipped.append(Skipped(self.id, path.name, f"cannot be read: {error.strerror}"))
        return Listing(tuple(resources), tuple(skipped))

    def fetch(self, uids: Sequence[str]) -> tuple[Resource, ...]:
        here = [self._at(f"{uid}.ics") for uid in uids]
        found = {path.name: _resource(path) for path in here if path.exists()}
        missing = {f"UID:{uid}".encode() for uid in uids if f"{uid}.ics" not in found}
        if missing:
            for path in self._files():
                resource = _resource(path)
                if not missing.isdisjoint(resource.data.splitlines()):
                    found[path.name] = resource
        return tuple(found.values())

    def create(self, uid: str, data: bytes) -> Resource:
        target = self._at(f"{uid}.ics")
        if self.fetch([uid]):
            raise AlreadyThere(f"{uid} is already in {self._folder}")
        with self._written(data) as temporary:
            try:
                os.link(temporary, target)
            except FileExistsError as error:
                raise AlreadyThere(f"{target.name} is already in {self._folder}") from error
        return _resource(target)

    def replace(self, href: str, etag: str | None, data: bytes) -> Resource:
        target = self._at(href)
        with self._written(data) as temporary:
            self._expect(target, etag)
            temporary.replace(target)
        return _resource(target)

    def remove(self, href: str, etag: str | None) -> None:
        target = self._at(href)
        if not target.exists():
            return
        self._expect(target, etag)
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise WriteRefused(f"{target} cannot be removed: {error.strerror}") from error

    def _files(self) -> list[Path]:
        try:
            paths = sorted(self._folder.iterdir())
        except OSError as error:
            raise InputMissing(f"the folder {self._folder} cannot be read: {error.strerror}") from error
        return [path for path in paths if path.suffix.lower() == ".ics" and not path.name.startswith(".")]

    def _at(self, href: str) -> Path:
        """The file of an href; one that would lead out of the folder is our bug, never followed (PROMISES 3.3)."""
        if Path(href).name != href or href.startswith("."):
            raise WriteRefused(f"{href!r} is no file name inside {self._folder}")
        return self._folder / href

    def _expect(self, target: Path, etag: str | None) -> None:
        try:
            standing = _resource(target)
        except OSError as error:
            raise ChangedMeanwhile(f"{target} is gone") from error
        if standing.etag != etag:
            raise ChangedMeanwhile(f"{target} is no longer what was read")

    @contextlib.contextmanager
    def _written(self, data: bytes) -> Iterator[Path]:
        try:
            handle, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=".tmp", dir=self._folder)
        except OSError as error:
            raise WriteRefused(f"the folder {self._folder} cannot be written: {error.strerror}") from error
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            yield temporary
        except OSError as error:
            raise DiskProblem(f"{self._folder} could not be written: {error.strerror}; nothing was changed") from error
        finally:
            temporary.unlink(missing_ok=True)


def _resource(path: Path) -> Resource:
    data = path.read_bytes()
    return Resource(path.name, blake2b(data, digest_size=16).hexdigest(), data)

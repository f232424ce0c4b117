"""One run at a time on this machine, by an advisory lock on a file beside the state (PROMISES R9).

The kernel drops the lock with the process, so a crash leaves nothing stale. Where a file system knows no locks, the
run goes on: derived identities and conditional writes keep two runs from doubling anything (R1).
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from afterword.errors import Locked, StateProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NO_LOCKS: Final = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


class FileLock:
    """ports.Lock. Raises Locked at once when another run holds it, StateProblem where no lock file can be made."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def hold(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError as error:
            raise StateProblem(
                f"the lock file {self._path} cannot be made ({error}); make its folder writable"
            ) from error
        try:
            _take(handle, self._path)
            yield
        finally:
            os.close(handle)


def _take(handle: int, path: Path) -> None:
    try:
        _lock(handle)
    except OSError as error:
        if error.errno in NO_LOCKS:
            return
        raise Locked(f"another run of afterword holds {path}; it will finish the work, or try again later") from error


if os.name == "nt":  # pragma: no cover

    def _lock(handle: int) -> None:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # exists on this platform only

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

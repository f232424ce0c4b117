"""An error that nobody foresaw: its trace goes to a private file, without a word of anybody's calendar (S4)."""

from __future__ import annotations

import hashlib
import os
import traceback
from typing import TYPE_CHECKING, Final

from afterword import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.cli.host import Host

ID_LENGTH: Final = 8
MOST_FRAMES: Final = 60
MOST_CAUSES: Final = 5


def report(error: BaseException, host: Host) -> str:
    """The sentence for the user, with the id of the file; the id is the same for the same bug."""
    text = "\n".join(_lines(error)) + "\n"
    name = hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]
    said = f"internal error, id={name}, nothing further was written"
    try:
        folder = host.state_dir()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"error-{name}.txt"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return f"{said} ({type(error).__name__} in {_place(error)})"
    return f"{said}; please report it with {path} (it holds no calendar text)"


def _lines(error: BaseException) -> Iterator[str]:
    """Types, files, lines and functions. Never a message or a value: those can quote an invitation."""
    import platform

    yield f"afterword {__version__}, Python {platform.python_version()}, {platform.system()}"
    cause: BaseException | None = error
    for _ in range(MOST_CAUSES):
        if cause is None:
            return
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        for frame in traceback.extract_tb(cause.__traceback__)[-MOST_FRAMES:]:
            yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        cause = cause.__cause__ or cause.__context__


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else "an unknown place"


def _short(path: str) -> str:
    """From the package on: home folders carry names of persons."""
    parts = path.replace("\\", "/").split("/")
    for root in ("site-packages", "src", "lib"):
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) :])
    return "/".join(parts[-2:])

"""The system's clipboard, by the program that each desktop brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAMS: Final = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--input", "--clipboard"),
    ("clip.exe",),
)
SECONDS: Final = 5


def copy(text: str, environment: Mapping[str, str]) -> None:
    """Raises UsageProblem where there is no clipboard, as on a server."""
    import shutil
    import subprocess

    from afterword.errors import UsageProblem

    for program, *arguments in PROGRAMS:
        found = shutil.which(program, path=environment.get("PATH"))
        if found is None:
            continue
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program; the text goes to its input, never to a shell
                [found, *arguments], input=text.encode(), timeout=SECONDS, check=False, capture_output=False
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return
    raise UsageProblem("There is no clipboard to copy to. Use 'afterword show UID' or --eml FILE.")

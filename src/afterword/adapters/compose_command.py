"""The user's own program that words messages (`[compose] command`): JSON in, text out, once for each message."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST: Final = 64_000
"""Bytes of one answer; a message has at most 150 words."""


class NoAnswer(Exception):
    """The program gave nothing that can be read; says why. `lasting`: the next question would fare no better."""

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class ComposeCommand:
    """Run without a shell. Its output goes through a file, so that a child it leaves behind holds nothing up; what it
    prints as errors is dropped, for it may quote names."""

    argv: tuple[str, ...]
    seconds: float
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    def ask(self, question: str) -> str:
        """What it printed, as text. Raises NoAnswer."""
        with tempfile.TemporaryFile() as output:
            try:
                done = subprocess.run(  # noqa: S603 - the user's own command, from the user's own config, without a shell
                    self.argv,
                    input=question.encode("utf-8", "replace"),
                    stdout=output,
                    stderr=subprocess.DEVNULL,
                    env=dict(self.environment),
                    timeout=self.seconds,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                raise NoAnswer(f"gave nothing in {self.seconds:g} s", lasting=True) from None
            except (OSError, ValueError):
                raise NoAnswer("cannot be started", lasting=True) from None
            if done.returncode:
                raise NoAnswer(f"ended with {done.returncode}")
            output.seek(0)
            return _text(output.read(LARGEST + 1))


def _text(printed: bytes) -> str:
    if len(printed) > LARGEST:
        raise NoAnswer(f"gave more than {LARGEST} bytes")
    try:
        return printed.decode()
    except UnicodeDecodeError:
        raise NoAnswer("gave text that is not UTF-8") from None

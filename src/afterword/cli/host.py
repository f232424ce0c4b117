"""The machine that a command runs on: streams, clock, environment, folders. Tests bring their own."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

    from afterword.cli.seam import Wiring

APP = "afterword"


@dataclass(frozen=True, slots=True)
class Host:
    """Functions where a value would cost an import or a system call that `--help` does not need."""

    environment: Mapping[str, str]
    clock: Callable[[], datetime]
    stdin: Callable[[], bytes]
    out: TextIO
    err: TextIO
    asks: bool
    """True when both standard input and output are a terminal: only then is anything ever asked."""
    columns: Callable[[], int]
    config_dir: Callable[[], Path]
    state_dir: Callable[[], Path]
    system_zone: Callable[[], str | None]
    wiring: Callable[[], Wiring]

    @classmethod
    def real(cls) -> Host:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a narrow terminal encoding must not end a run
        return cls(
            environment=os.environ,
            clock=lambda: datetime.now(UTC).replace(microsecond=0),
            stdin=_stdin,
            out=sys.stdout,
            err=sys.stderr,
            asks=_is_terminal(sys.stdin) and _is_terminal(sys.stdout),
            columns=_columns,
            config_dir=_config_dir,
            state_dir=_state_dir,
            system_zone=_system_zone,
            wiring=_wiring,
        )

    @property
    def in_colour(self) -> bool:
        """https://no-color.org: any text in NO_COLOR turns it off."""
        env = self.environment
        return _is_terminal(self.out) and not env.get("NO_COLOR") and env.get("TERM") != "dumb"

    @property
    def watched(self) -> bool:
        """True when a person reads standard error as it comes."""
        return _is_terminal(self.err)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _stdin() -> bytes:
    return sys.stdin.buffer.read()


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def _config_dir() -> Path:
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def _state_dir() -> Path:
    """$AFTERWORD_STATE, else the platform's folder for state."""
    if given := os.environ.get("AFTERWORD_STATE"):
        return Path(given).expanduser()
    from platformdirs import user_state_path

    return user_state_path(APP, appauthor=False)


def _system_zone() -> str | None:
    import warnings
    from zoneinfo import ZoneInfoNotFoundError

    from tzlocal import get_localzone_name

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return get_localzone_name()
    except (ZoneInfoNotFoundError, ValueError, LookupError, OSError):
        return None


def _hush() -> None:
    """Libraries log and warn with what they choke on: a server's answer, an invitation's text (S4). None of it is for
    the user's terminal or mail; what matters comes as an error of ours."""
    import logging
    import warnings

    logging.lastResort = None
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")


def _wiring() -> Wiring:
    _hush()
    from afterword import wiring

    return wiring

"""Runs a command and turns whatever happens into one sentence on standard error and the exit code of CONTRACT."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Final

import click

from afterword.cli.group import afterword
from afterword.cli.output import say_error
from afterword.errors import AfterwordError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from afterword.cli.host import Host

OUR_BUG: Final = 1
INTERRUPTED: Final = 130
TERMINATED: Final = 143


class Terminated(BaseException):
    """SIGTERM came. Not an Exception, so that only `finally` and locks see it on its way out."""


def run(args: Sequence[str], host: Host) -> int:
    """The exit code. Never raises, never shows a traceback."""
    try:
        with _Sigterm():
            code = _command(args, host)
        host.out.flush()
    except BrokenPipeError:
        _let_the_pipe_go()
        return 0
    except Terminated:
        return TERMINATED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _command(args: Sequence[str], host: Host) -> int:
    try:
        code = afterword.main(list(args), prog_name="afterword", standalone_mode=False, obj=host)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show(host.err)
        return error.exit_code
    except AfterwordError as error:
        say_error(host, error.message if error.exit_code != AfterwordError.exit_code else str(error))
        return error.exit_code
    except SystemExit:  # click's answer to a reader that has gone, and to nothing else
        raise BrokenPipeError from None
    except Exception as error:  # noqa: BLE001 - the last line of defence: every bug ends as one sentence
        from afterword.cli.crash import report

        say_error(host, report(error, host))
        return OUR_BUG
    return code if isinstance(code, int) else 0


class _Sigterm:
    """While in here, SIGTERM unwinds the stack (locks are let go, temporary files removed) instead of cutting it."""

    def __enter__(self) -> None:
        self._before = None
        try:
            self._before = signal.signal(signal.SIGTERM, self._stop)
        except ValueError:  # not the main thread: somebody else's program runs us
            return

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)

    @staticmethod
    def _stop(_number: int, _frame: FrameType | None) -> None:
        raise Terminated


def _let_the_pipe_go() -> None:
    """`afterword plan | head`: the reader has enough. Python's flush at exit must not complain either."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""Whole commands, in turn: A B A B …, so that a machine that drifts slows both. Quote medians and ratios."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall clock and of processor time, and MiB of peak memory, of one finished process."""

    wall: float
    cpu: float
    peak: float


def once(command: Sequence[str], env: Mapping[str, str] | None = None) -> Run:
    environment = {**os.environ, **(env or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {said.decode()[-500:]}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def beside(ours: Sequence[str], theirs: Sequence[str], *, runs: int = 5, env: Mapping[str, str] | None = None) -> str:
    """A row: ours, theirs, and theirs ÷ ours as the medians of the paired ratios, by the clock and by processor time.

    The latter hardly depends on what else the machine does; of a server beside it, it counts nothing.
    """
    once(ours, env)
    once(theirs, env)  # both warm
    pairs = [(once(ours, env), once(theirs, env)) for _ in range(runs)]
    a, b = zip(*pairs, strict=True)
    wall = statistics.median(two.wall / one.wall for one, two in pairs)
    cpu = statistics.median(two.cpu / one.cpu for one, two in pairs)
    return f"{_cell(a)} | {_cell(b)} | ×{wall:.1f} | ×{cpu:.1f}"


def _cell(runs: Sequence[Run]) -> str:
    cpu = statistics.median(run.cpu for run in runs)
    return f"{_median(runs):.2f} s, {cpu:.2f} s of processor, {max(run.peak for run in runs):.0f} MiB"


def alone(command: Sequence[str], *, runs: int = 9) -> str:
    once(command)
    done = [once(command) for _ in range(runs)]
    return f"{_median(done) * 1000:.0f} ms, {max(run.peak for run in done):.0f} MiB"


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.wall for run in runs)

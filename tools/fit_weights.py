"""Fits data/weights.toml: what each signal of the verdict weighs.

    PYTHONPATH=src:. python tools/fit_weights.py [--print]

Logistic regression on the labelled events of tests/detect/events, in plain Python. Few events cannot teach a hundred
weights, so each weight is held near its prior (core/detect/priors.py) by a penalty, and never changes sign: words that
speak for an interview cannot come to speak against one by an accident of the sample. Gradient steps from a fixed
start in a fixed order: the same events always give the same file.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

from tests.detect.event_files import cases

from afterword.adapters.package_data import language_tables, shared_table
from afterword.core.detect.priors import START, priors
from afterword.core.detect.verdict import Judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "afterword" / "data" / "weights.toml"
PENALTY = 0.6
STEPS = 1200
RATE = 0.01
HEAD = """# What each signal weighs, as log odds: + speaks for an interview with the owner as the candidate, - against.
# Written by tools/fit_weights.py from tests/detect/events and core/detect/priors.py; change those, not this.
# An event starts at `start` and adds its signals; the logistic curve makes it a score between 0 and 1.
"""


def fit(
    rows: Sequence[tuple[Mapping[str, str], bool]], start: float, prior: Mapping[str, float]
) -> tuple[float, dict[str, float]]:
    """Start and weights that explain the rows best without leaving the priors further than it pays."""
    weights, bias = dict(prior), start
    for _ in range(STEPS):
        slope = {name: PENALTY * (weights[name] - prior[name]) for name in weights}
        bias_slope = PENALTY * (bias - start)
        for fired, truth in rows:
            total = bias + sum(weights.get(name, 0.0) for name in fired)
            miss = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - truth
            bias_slope += miss
            for name in fired:
                if name in slope:
                    slope[name] += miss
        bias -= RATE * bias_slope
        for name, step in slope.items():
            moved = weights[name] - RATE * step
            weights[name] = max(0.05, moved) if prior[name] > 0 else min(-0.05, moved)
    return bias, weights


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--print", action="store_true", help="print instead of writing")
    args = ask.parse_args()
    judge = Judge(language_tables("signals"), shared_table("vendors"))
    rows = [(judge.signals(one.occurrence, one.owner), one.interview) for one in cases()]
    bias, weights = fit(rows, START, priors(judge.reasons))
    lines = [f'"{name}" = {weight:.2f}' for name, weight in weights.items()]
    text = f"{HEAD}start = {bias:.2f}\ninterview = 0.5\nuncertain = 0.3\n\n[signals]\n" + "\n".join(lines) + "\n"
    if args.print:
        print(text)
    else:
        TARGET.write_text(text, encoding="utf-8")
        print(f"{TARGET.name}: {len(weights)} signals from {len(rows)} events")


if __name__ == "__main__":
    main()

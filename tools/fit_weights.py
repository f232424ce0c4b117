"""Fits data/weights.toml: what each signal of the verdict weighs.

    PYTHONPATH=src:. python tools/fit_weights.py [--print]

Logistic regression on the labelled events of tests/detect/events, in plain Python. Few events cannot teach a hundred
weights, so each weight is held near its prior (core/detect/priors.py) by a penalty, and never changes sign: words that
speak for an interview cannot come to speak against one by an accident of the sample. Gradient steps from a fixed
start in a fixed order: the same events always give the same file.

The word lists were written beside the older events, which therefore look clearer than a stranger's calendar. Events of
other authors (`OTHERS`) count ten times as much.

    PYTHONPATH=src:. python tools/fit_weights.py --cross-validate

fits without each author in turn and judges that author's events: what a stranger may expect.
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
OTHERS = ("diaries", "doors", "gates", "journals", "lanes", "streets", "voices", "weekbooks")
COUNTS_OTHERS, COUNTS_OWN = 3.0, 0.3
PENALTY = 3.0
START_PENALTY = 40.0  # these events are half interviews; a calendar is not
STEPS = 150
RATE = 0.3
INTERVIEW, UNCERTAIN = 0.5, 0.3
Row = tuple[tuple[str, ...], bool, float]
HEAD = """# What each signal weighs, as log odds: + speaks for an interview with the owner as the candidate, - against.
# Written by tools/fit_weights.py from tests/detect/events and core/detect/priors.py; change those, not this.
# An event starts at `start` and adds its signals; the logistic curve makes it a score between 0 and 1.
"""


def fit(rows: Sequence[Row], start: float, prior: Mapping[str, float]) -> tuple[float, dict[str, float]]:
    """Start and weights that explain the rows best without leaving the priors further than it pays (AdaGrad steps)."""
    weights, bias = dict(prior), start
    seen, bias_seen = dict.fromkeys(weights, 1e-6), 1e-6
    for _ in range(STEPS):
        slope = {name: PENALTY * (weights[name] - prior[name]) for name in weights}
        bias_slope = START_PENALTY * (bias - start)
        for fired, truth, counts in rows:
            miss = counts * (chance(bias, weights, fired) - truth)
            bias_slope += miss
            for name in fired:
                slope[name] += miss
        bias_seen += bias_slope**2
        bias -= RATE * bias_slope / math.sqrt(bias_seen)
        for name, step in slope.items():
            seen[name] += step**2
            moved = weights[name] - RATE * step / math.sqrt(seen[name])
            weights[name] = max(0.05, moved) if prior[name] > 0 else min(-0.05, moved)
    return bias, weights


def chance(bias: float, weights: Mapping[str, float], fired: Sequence[str]) -> float:
    total = bias + sum(weights[name] for name in fired)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def read_rows(judge: Judge, prior: Mapping[str, float]) -> dict[str, list[Row]]:
    """The signals of every labelled event, by the file it stands in."""
    rows: dict[str, list[Row]] = {}
    for one in cases():
        fired = tuple(name for name in judge.signals(one.occurrence, one.owner) if name in prior)
        author = one.name.partition(":")[0]
        counts = COUNTS_OTHERS if author in OTHERS else COUNTS_OWN
        rows.setdefault(author, []).append((fired, one.interview, counts))
    return rows


def cross_validate(rows: Mapping[str, list[Row]], prior: Mapping[str, float]) -> None:
    """Prints precision and recall of each other author's events by weights fitted without them."""
    judged: list[tuple[float, bool]] = []
    for author in OTHERS:
        bias, weights = fit([row for name in rows if name != author for row in rows[name]], START, prior)
        found = [(chance(bias, weights, fired), truth) for fired, truth, _ in rows[author]]
        judged += found
        print(f"without {author}: {_figures(found, INTERVIEW)}")
    for threshold in (0.4, INTERVIEW, 0.6, 0.7, 0.8):
        print(f"together, from {threshold}: {_figures(judged, threshold)}")


def _figures(judged: Sequence[tuple[float, bool]], threshold: float) -> str:
    said = sum(score >= threshold for score, _ in judged)
    right = sum(score >= threshold and truth for score, truth in judged)
    true = sum(truth for _, truth in judged)
    return f"precision {right / (said or 1):.3f}, recall {right / (true or 1):.3f}, {len(judged)} events"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--print", action="store_true", help="print instead of writing")
    ask.add_argument("--cross-validate", action="store_true", help="measure on each other author in turn")
    args = ask.parse_args()
    judge = Judge(language_tables("signals"), shared_table("vendors"))
    prior = priors(judge.reasons)
    rows = read_rows(judge, prior)
    if args.cross_validate:
        cross_validate(rows, prior)
        return
    bias, weights = fit([row for each in rows.values() for row in each], START, prior)
    lines = [f'"{name}" = {weight:.2f}' for name, weight in weights.items()]
    head = f"{HEAD}start = {bias:.2f}\ninterview = {INTERVIEW}\nuncertain = {UNCERTAIN}\n\n[signals]\n"
    text = head + "\n".join(lines) + "\n"
    if args.print:
        print(text)
    else:
        TARGET.write_text(text, encoding="utf-8")
        print(f"{TARGET.name}: {len(weights)} signals from {sum(map(len, rows.values()))} events")


if __name__ == "__main__":
    main()

"""From signals to a verdict: a weighted sum through the logistic curve."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.model import Evidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal weighs (log odds), and the two thresholds."""

    by_signal: Mapping[str, float]
    start: float = -3.0
    interview: float = 0.5
    uncertain: float = 0.3

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> Weights:
        """From the parsed `data/weights.toml`; what is missing or no number keeps its default."""
        signals = table.get("signals")
        by_signal = {
            str(name): float(value)
            for name, value in (signals.items() if isinstance(signals, dict) else ())
            if isinstance(value, int | float)
        }
        numbers = {name: value for name, value in table.items() if isinstance(value, int | float)}
        return cls(
            by_signal,
            start=float(numbers.get("start", -3.0)),
            interview=float(numbers.get("interview", 0.5)),
            uncertain=float(numbers.get("uncertain", 0.3)),
        )

    def evidence(self, fired: Mapping[str, str]) -> tuple[Evidence, ...]:
        """The signals that weigh something, the heaviest first."""
        found = [
            Evidence(name, round(weight, 2), words)
            for name, words in fired.items()
            if (weight := self.by_signal.get(name, 0.0))
        ]
        return tuple(sorted(found, key=lambda one: (-abs(one.weight), one.signal)))

    def score(self, evidence: tuple[Evidence, ...]) -> float:
        """Between 0 and 1: how surely this is an interview with the owner as the candidate."""
        total = self.start + sum(one.weight for one in evidence)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)

    def verdict(self, score: float) -> Verdict:
        if score >= self.interview:
            return Verdict.INTERVIEW
        return Verdict.UNCERTAIN if score >= self.uncertain else Verdict.NOT

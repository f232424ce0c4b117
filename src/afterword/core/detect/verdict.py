"""Is this event an interview with the owner as the candidate? Weighted signals, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.model import Evidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.model import Occurrence, Owner


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...] = ()
    why_not: str | None = None
    language: str = "en"
    about: str | None = None


class Judge:
    """Built once from the language tables (`signals.toml` of each language), asked for every occurrence."""

    def __init__(self, tables: Mapping[str, Mapping[str, object]]) -> None:
        self._tables = tables

    def judge(self, occurrence: Occurrence, owner: Owner) -> Judgement:  # noqa: ARG002
        words = occurrence.summary.casefold()
        hit = next((word for word in ("interview", "gespräch", "entretien", "entrevista") if word in words), None)
        if hit is None:
            return Judgement(Verdict.NOT, 0.0)
        return Judgement(Verdict.INTERVIEW, 0.9, (Evidence("title", 1.0, hit),))

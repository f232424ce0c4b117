"""Tags ('#urgent') anywhere, and outcome words ('offer', 'no-show') alone on a line or first in the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.core.byhand.fold import fold
from afterword.core.byhand.form import LONGEST
from afterword.core.model import Marks, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

TAG: Final = re.compile(r"(?<![\w#&/])#(\w[\w-]{1,40})")
LINE: Final = re.compile(r"[^\n]{1,60}")
AROUND: Final = " \t\r.!:;-–—*•·✗✘❌✅[]()\"'"


@dataclass(frozen=True, slots=True)
class MarkWords:
    tags: Mapping[str, str]
    """Folded tag → 'interview' | 'not_interview' | 'urgent' | 'slow'."""
    outcomes: Mapping[str, str]
    """Folded word or words → 'offer' | 'rejected' | 'withdrawn' | 'no_show'."""
    first: re.Pattern[str]
    away: re.Pattern[str]

    @classmethod
    def build(cls, tables: Mapping[str, Mapping[str, Any]]) -> MarkWords:
        tags = _index(tables, "tags")
        outcomes = _index(tables, "outcome")
        tags |= {word.replace(" ", "-"): name for word, name in outcomes.items()}
        ordered = sorted(outcomes, key=lambda word: (-len(word), word))
        away = sorted({fold(word) for table in tables.values() for word in table["away"]["words"]})
        return cls(
            tags,
            outcomes,
            re.compile(rf"[\s\[(]{{0,3}}({'|'.join(map(re.escape, ordered))})(?!\w)"),
            re.compile(rf"(?<!\w)({'|'.join(map(re.escape, away))})(?!\w)"),
        )

    def says_away(self, summary: str) -> bool:
        return self.away.search(fold(summary[:500])) is not None


def _index(tables: Mapping[str, Mapping[str, Any]], section: str) -> dict[str, str]:
    return {fold(word): name for table in tables.values() for name, words in table[section].items() for word in words}


def read_marks(summary: str, description: str, words: MarkWords) -> Marks:
    """What the user said about an interview; the last outcome said wins, tags and words alike."""
    title, body = fold(summary[:500]), fold(description[:LONGEST])
    tags = {words.tags.get(match[1]) for match in TAG.finditer(f"{title}\n{body}")}
    said = [name for name in (*_first(title, words), *_alone(body, words)) if name]
    said += [name for name in ("offer", "rejected", "withdrawn", "no_show") if name in tags]
    outcomes = [name for name in said if name != "no_show"]
    return Marks(
        interview=_interview(tags),
        urgent="urgent" in tags,
        slow="slow" in tags,
        no_show="no_show" in said,
        outcome=Outcome(outcomes[-1]) if outcomes else None,
    )


def _interview(tags: set[str | None]) -> bool | None:
    if "not_interview" in tags:
        return False
    return True if "interview" in tags else None


def _first(title: str, words: MarkWords) -> list[str]:
    match = words.first.match(title)
    return [] if match is None else [words.outcomes[match[1]]]


def _alone(body: str, words: MarkWords) -> list[str]:
    lines = (match[0].strip(AROUND) for match in LINE.finditer(body))
    return [words.outcomes[line] for line in lines if line in words.outcomes]

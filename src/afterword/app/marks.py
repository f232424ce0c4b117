"""What was said on the command line about interviews, remembered in the calendars, applied to what is read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from afterword.app.remember import recall
from afterword.core.detect import marked
from afterword.core.identity import canonical_key, token
from afterword.core.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.app.tools import Tools
    from afterword.core.model import Interview
    from afterword.ports import CalendarSink

NOTE: Final = "marks in "
OUTCOMES: Final = {one.value for one in Outcome}


def mark_key(interview_key: str) -> str:
    return token(canonical_key(interview_key))


def marks_of(tools: Tools) -> Mapping[str, str]:
    """Mark key → word, from every calendar's memory; asked once a day and kept in the ledger between."""
    said: dict[str, str] = {}
    today = tools.now.date().isoformat()
    for sink in tools.sinks.values():
        kept = json.loads(tools.ledger.note(NOTE + sink.place) or "{}")
        if kept.get("day") != today:
            kept = {"day": today, "marks": dict(recall(sink).marks)}
            tools.ledger.set_note(NOTE + sink.place, json.dumps(kept))
        said |= kept["marks"]
    return said


def keep_marks(sink: CalendarSink, said: Mapping[str, str], tools: Tools) -> None:
    kept = json.loads(tools.ledger.note(NOTE + sink.place) or "{}")
    kept = {"day": tools.now.date().isoformat(), "marks": {**kept.get("marks", {}), **said}}
    tools.ledger.set_note(NOTE + sink.place, json.dumps(kept))


def with_mark(finding: Interview, word: str | None) -> Interview:
    """The finding after what the command line said of it."""
    if word is None:
        return finding
    marks = finding.marks
    if word in OUTCOMES:
        marks = replace(marks, outcome=Outcome(word))
    elif word == "no-show":
        marks = replace(marks, no_show=True)
    else:
        marks = replace(marks, interview=word == "interview")
    return marked(replace(finding, marks=marks))

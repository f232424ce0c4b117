"""A made-up interview to look at a template with: `afterword templates --show NAME`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.compose.composer import Composer
from afterword.core.compose.own_source import RECIPES
from afterword.core.model import (
    Application,
    Brief,
    Interview,
    Kind,
    Notes,
    Occurrence,
    Person,
    Round,
    Stage,
    Stated,
    TimeSpan,
    Verdict,
)

if TYPE_CHECKING:
    from afterword.core.compose.own_templates import Templates
    from afterword.core.model import Note, Owner

_START: Final = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)
_SPAN: Final = TimeSpan(_START, _START + timedelta(hours=1))
_STATED: Final = Stated(date(2026, 3, 20), date(2026, 3, 20), "")
_NOTES: Final = Notes(talked_about="…", strength="…", question="…")


def sample(templates: Templates, owner: Owner, name: str, language: str) -> Note:
    """The follow-up that the template `name` (one of RECIPES) is used for, about a made-up interview."""
    kind = Kind(RECIPES[name][0])
    case = name.removeprefix(kind.value).lstrip("-").replace("-", "_")
    interview = Interview(
        Occurrence("", "sample", _SPAN, "Interview"),
        Verdict.INTERVIEW,
        1.0,
        company="Northwind Robotics",
        role="Backend Engineer",
        stage=Stage(case) if case in set(Stage) else None,
        interviewers=(Person("Dana Whitlock", "dana.whitlock@northwind.example"),),
        language=language,
    )
    round_ = Round((interview,))
    brief = Brief(
        kind, Application("sample", interview.company, (round_,)), round_, _SPAN, "UTC", "It is a sample", (), _NOTES
    )
    brief = replace(
        brief,
        late=case == "late",
        slow=case == "slow",
        stated=_STATED if case in {"stated", "away"} else None,
        before_stated=date(2026, 3, 16) if case == "away" else None,
    )
    return Composer(templates, owner).write(brief)

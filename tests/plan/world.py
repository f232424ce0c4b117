"""A small world for the tests of the plan: interviews, a composer that writes little, a calendar of our own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from afterword.core.identity import fingerprint, stamp
from afterword.core.model import (
    Application,
    FollowUp,
    Interview,
    Kind,
    Message,
    Note,
    NotWritten,
    Occurrence,
    Owner,
    Person,
    Round,
    Standing,
    TimeSpan,
    Verdict,
    Wanted,
)
from afterword.core.plan import Situation, want

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterword.core.model import Brief

CHICAGO = ZoneInfo("America/Chicago")
MAYA = Owner(frozenset({"maya@example.com"}), "Maya Lindqvist", timezone="America/Chicago", country="US")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def local(text: str, zone: ZoneInfo = CHICAGO) -> datetime:
    """'2026-03-03 10:00' on the wall clock of the zone."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def interview(start: str | datetime, uid: str = "one", *, hours: float = 1, **fields: Any) -> Interview:
    begin = local(start) if isinstance(start, str) else start
    own = {name: fields.pop(name) for name in list(fields) if name in Occurrence.__slots__}
    own.setdefault("summary", "Interview")
    at = Occurrence(own.pop("source", "cal"), uid, TimeSpan(begin, begin + timedelta(hours=hours)), **own)
    fields.setdefault("company", "Nordwind")
    return Interview(at, Verdict.INTERVIEW, 0.95, **fields)


def application(*interviews: Interview, **fields: Any) -> Application:
    """Each interview a round of its own."""
    rounds = tuple(Round((one,)) for one in interviews)
    return Application("app", interviews[0].company if interviews else "Nordwind", rounds, **fields)


class Composer:
    """Writes what the brief says in one line, so that what changes in a brief changes in the text."""

    def __init__(self) -> None:
        self.briefs: list[Brief] = []

    def write(self, brief: Brief) -> Note:
        self.briefs.append(brief)
        company = brief.application.company or "them"
        said = f"{brief.stated.by}" if brief.stated else "nothing"
        text = f"{brief.kind} {company}; said {said}; talked {brief.notes.talked_about}; late {brief.late}"
        body = f"{text}; early {brief.before_stated}; after {brief.check_in_on}"
        message = Message("email", (Person("Priya"),), "Subject", body, "en")
        form = "Talked about:\n\n" if brief.kind is Kind.THANK_YOU else ""
        return Note(f"{brief.kind} {company}", f"{form}▸ To: Priya\n{body}\n\n▹ {brief.why_then}", (message,), "en")


def plan(*applications: Application, now: str | datetime, **fields: Any) -> Wanted:
    moment = local(now) if isinstance(now, str) else now
    return want(applications, Situation(moment, fields.pop("owner", MAYA), **fields), Composer())


def of(wanted: Wanted, kind: Kind) -> FollowUp:
    found = [one for one in wanted.follow_ups if one.kind is kind]
    assert len(found) == 1, f"{len(found)} of {kind}: {[one.why_then for one in found]}"
    return found[0]


def kinds(wanted: Wanted) -> list[Kind]:
    return [one.kind for one in wanted.follow_ups]


def refused(wanted: Wanted, kind: Kind) -> NotWritten:
    found = [one for one in wanted.not_written if one.kind is kind]
    assert len(found) == 1
    return found[0]


def start(follow_up: FollowUp, zone: ZoneInfo = CHICAGO) -> str:
    return f"{follow_up.span.start.astimezone(zone):%Y-%m-%d %H:%M}"


def stored(follow_up: FollowUp) -> Standing:
    """The follow-up as it stands in the calendar after it was written."""
    return Standing(
        follow_up.uid,
        "cal",
        f"{follow_up.uid}.ics",
        '"1"',
        follow_up.span,
        follow_up.summary,
        follow_up.description,
        stamp(follow_up),
        kind=follow_up.kind,
        related_to=follow_up.related_to,
    )


def calendar(wanted: Wanted) -> dict[str, Standing]:
    return {one.uid: stored(one) for one in wanted.follow_ups}


def moved(standing: Standing, by: timedelta) -> Standing:
    return replace(standing, span=TimeSpan(standing.span.start + by, standing.span.end + by))


def holidays_on(*days: str) -> Callable[[str, str | None], Callable[[date], bool]]:
    known = {date.fromisoformat(day) for day in days}
    return lambda _country, _subdivision: known.__contains__


def loop(*interviews: Interview, replaced: Sequence[Interview] = ()) -> Round:
    return Round(tuple(interviews), tuple(replaced))


@dataclass
class Print:
    """The fingerprint of what stands, for tests that write one themselves."""

    standing: Standing

    def __str__(self) -> str:
        return fingerprint(self.standing.span, self.standing.summary, self.standing.description)


NOON_UTC = datetime(2026, 3, 2, 12, tzinfo=UTC)

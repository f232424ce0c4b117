"""What can be done by hand in any calendar app, done from the command line (RULES, last section).

Done, skip, snooze and notes go where a hand would put them: into the follow-up. A source event is never written, so
what is said about an interview goes into the memory of the calendar that its follow-ups are in, for every machine.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from afterword.app.gather import gather
from afterword.app.marks import keep_marks, mark_key
from afterword.app.remember import remember
from afterword.core.byhand.filling import filled
from afterword.core.identity import follow_up_uid
from afterword.core.model import Kind, TimeSpan
from afterword.core.pipeline.names import same_company
from afterword.errors import UsageProblem
from afterword.ical.amend import amend

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from afterword.app.gather import Gathered
    from afterword.app.tools import Tools
    from afterword.core.model import Interview, Memory, Notes, Outcome, Standing

TITLES: Final = {"done": "✓", "skip": "skip:"}


def mark(tools: Tools, uid: str, what: str) -> str:
    """One sentence that says what was done. Raises UsageProblem when nothing is called `uid`."""
    found = gather(tools)
    if what in TITLES:
        standing = _standing(found, uid)
        _, bare = tools.title_marks.read(standing.summary)
        _amend(standing, tools, summary=f"{TITLES[what]} {bare}")
        return f"Marked {what}: {bare}"
    interview = _interview(found, uid)
    _say([interview], what, tools)
    return f"Remembered: {interview.occurrence.summary!r} is {_SAID[what]}. The next sync acts on it."


_SAID: Final = {"interview": "an interview", "not-interview": "no interview", "no-show": "one where nobody came"}


def close(tools: Tools, company: str, outcome: Outcome) -> str:
    """Every interview with this employer counts as ended so."""
    found = gather(tools)
    of_it = [one for one in found.interviews if one.company and same_company(one.company, company)]
    if not of_it:
        known = sorted({one.company for one in found.interviews if one.company})
        raise UsageProblem(f"no interview with {company!r} was found; known are: {', '.join(known) or 'none'}")
    _say(of_it, outcome.value, tools)
    return f"Remembered: {of_it[0].company} ended as {outcome.value}. The next sync acts on it."


def snooze(tools: Tools, uid: str, until: datetime) -> str:
    standing = _standing(gather(tools), uid)
    _amend(standing, tools, span=TimeSpan(until, until + standing.span.length))
    return f"Moved to {until:%Y-%m-%d %H:%M}: {standing.summary}"


def note(tools: Tools, uid: str, notes: Notes) -> str:
    """Into the form of the interview's thank-you; the next sync composes the message anew."""
    found = gather(tools)
    standing = found.standing.get(uid)
    if standing is None:
        interview = _interview(found, uid)
        standing = found.standing.get(follow_up_uid(Kind.THANK_YOU, interview.key))
    if standing is None:
        raise UsageProblem(
            "no thank-you stands for this interview yet: run `afterword sync` first, or type the notes into the "
            "event's own description"
        )
    _amend(standing, tools, description=filled(standing.description, notes, tools.byhand.labels))
    return f"Noted in {standing.summary!r}. The next sync writes the message anew."


def _amend(
    standing: Standing,
    tools: Tools,
    *,
    summary: str | None = None,
    span: TimeSpan | None = None,
    description: str | None = None,
) -> None:
    sink = tools.sinks.get(standing.calendar)
    if sink is None:
        raise UsageProblem(f"{standing.calendar} cannot be written in this run")
    data = amend(standing.data, now=tools.now, summary=summary, span=span, description=description)
    with tools.lock.hold():
        sink.replace(standing.href, standing.etag, data)


def _say(interviews: Iterable[Interview], word: str, tools: Tools) -> None:
    by_sink: dict[str, dict[str, str]] = {}
    for interview in interviews:
        target = tools.target.get(interview.occurrence.source)
        if target is None:
            raise UsageProblem(f"{interview.occurrence.source} can only be read, so this cannot be remembered there")
        by_sink.setdefault(target, {})[mark_key(interview.key)] = word
    with tools.lock.hold():
        for identity, said in by_sink.items():
            sink = tools.sinks[identity]
            remember(sink, partial(_with_marks, said=said), now=tools.now)
            keep_marks(sink, said, tools)


def _with_marks(memory: Memory, said: dict[str, str]) -> Memory:
    return replace(memory, marks={**memory.marks, **said})


def _standing(found: Gathered, uid: str) -> Standing:
    standing = found.standing.get(uid)
    if standing is None:
        raise UsageProblem(f"no follow-up with the UID {uid!r} stands in these calendars; `afterword next` lists them")
    return standing


def _interview(found: Gathered, uid: str) -> Interview:
    """By UID, or by UID and the start of one instance after a '#'."""
    asked, _, instance = uid.partition("#")
    matching = [one for one in (*found.interviews, *found.others) if one.occurrence.uid == asked]
    if instance:
        matching = [one for one in matching if one.occurrence.recurrence_id == instance]
    if not matching:
        raise UsageProblem(f"no event with the UID {uid!r} was found; `afterword scan --all --json` lists them")
    return matching[-1]

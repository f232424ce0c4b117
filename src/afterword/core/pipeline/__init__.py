"""All interviews of a run in, applications out (T6 to T8, T13).

Rounds of one employer's process are joined across weeks, titles, recruiters and calendars.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from afterword.core.identity import canonical_key
from afterword.core.model import Application, Interview, Verdict
from afterword.core.pipeline.group import applications, in_time
from afterword.core.pipeline.names import same_company
from afterword.core.pipeline.outcome import find_word, said_by_command, talks_by_group
from afterword.core.pipeline.people import PUBLIC_MAIL, AddressBook
from afterword.core.pipeline.rounds import rounds_of
from afterword.core.schedule import zone_or
from afterword.core.sentences import IN_ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from afterword.core.model import Outcome, Owner, Round
    from afterword.core.pipeline.group import Group
    from afterword.core.pipeline.rounds import Process
    from afterword.core.policy import Policy

__all__ = ["Context", "Pipeline", "assemble"]


@dataclass(frozen=True, slots=True)
class Context:
    """What joins and ends applications besides the interviews. `others`: events that are no interviews but bear on
    one (`Interview.about`). `closed`: by company what `close` said and when. `shared`: domains that say nothing about
    an employer (mail providers, applicant tracking, meeting tools)."""

    owner: Owner
    policy: Policy
    others: Sequence[Interview] = ()
    closed: Mapping[str, tuple[Outcome, datetime]] = field(default_factory=dict)
    shared: frozenset[str] = PUBLIC_MAIL


@dataclass(frozen=True, slots=True)
class Pipeline:
    """`interviews` are those given, in their order, with `application` and `loop` filled where they have one."""

    applications: tuple[Application, ...]
    interviews: tuple[Interview, ...]


def assemble(interviews: Iterable[Interview], context: Context) -> Pipeline:
    """Join what belongs together. Only what was judged an interview counts; the uncertain stay by themselves."""
    given = tuple(interviews)
    zone = zone_or(context.owner.timezone, ZoneInfo("UTC"))
    book = AddressBook(context.owner, PUBLIC_MAIL | context.shared)
    groups = applications([one for one in given if one.verdict is Verdict.INTERVIEW], book)
    talks = talks_by_group(groups, context.others, book)
    made: list[Application] = []
    filled: dict[int, Interview] = {}
    for index, group in enumerate(groups):
        process = rounds_of(group, zone)
        word = said_by_command(group, context.closed) or find_word(group, process.rounds, talks.get(index, ()), zone)
        application = _application(group, process, context.policy)
        if word is not None:
            said = IN_ENGLISH.part(word.said)
            application = replace(application, outcome=word.outcome, outcome_at=word.at, outcome_from=said)
            application = replace(application, outcome_said=word.said)
        filled |= _filled(group, application.id, process)
        made.append(_with_filled(application, filled, group))
    return Pipeline(tuple(made), tuple(filled.get(id(one), one) for one in given))


def _application(group: Group, process: Process, policy: Policy) -> Application:
    company = _company(group)
    employer = next((one for one in policy.employers if company and same_company(one.name, company)), None)
    urgent, slow = (employer.urgent, employer.slow) if employer else (None, None)
    return Application(
        id=_short("application", min(group, key=in_time)),
        company=company,
        rounds=tuple(sorted(process.rounds, key=lambda one: in_time(one.interviews[0]))),
        over=tuple(sorted(process.over, key=in_time)),
        urgent=bool(urgent) or any(one.marks.urgent for one in group),
        slow=bool(slow) or any(one.marks.slow for one in group),
    )


def _company(group: Group) -> str | None:
    """The name that is written most often; of equals one that does not shout, then the latest."""
    names = [one.company for one in sorted(group, key=in_time) if one.company]
    counted = Counter(names)
    return max(reversed(names), key=lambda name: (counted[name], not name.isupper()), default=None)


def _short(what: str, interview: Interview) -> str:
    """An id that the earliest interview gives: a better spelling of the company does not change it."""
    return hashlib.sha256(f"{what}\0{canonical_key(interview.key)}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _filled(group: Group, application_id: str, process: Process) -> dict[int, Interview]:
    loop_of = {one.key: _short("loop", min(chain, key=in_time)) for chain in process.loops for one in chain}
    return {id(one): replace(one, application=application_id, loop=loop_of.get(one.key)) for one in group}


def _with_filled(application: Application, filled: Mapping[int, Interview], group: Group) -> Application:
    by_key = {(one.key, one.occurrence.source): filled[id(one)] for one in group}

    def full(interviews: Iterable[Interview]) -> tuple[Interview, ...]:
        found = (by_key[one.key, one.occurrence.source] for one in interviews)
        return tuple(replace(new, why_not=old.why_not) for old, new in zip(interviews, found, strict=True))

    def complete(round_: Round) -> Round:
        return replace(round_, interviews=full(round_.interviews), replaced=full(round_.replaced))

    rounds = tuple(complete(one) for one in application.rounds)
    return replace(application, rounds=rounds, over=full(application.over))

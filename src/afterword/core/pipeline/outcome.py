"""How an application ended, by the calendar's word or the user's (T13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.model import Outcome, Reason
from afterword.core.pipeline.group import in_time, names_of
from afterword.core.pipeline.names import domain_names, same_company, same_role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from afterword.core.model import Interview, Round
    from afterword.core.pipeline.group import Group
    from afterword.core.pipeline.people import AddressBook

STILL_IN_THE_CALENDAR: Final = timedelta(days=14)
_SAYS: Final = {"offer": Outcome.OFFER, "contract": Outcome.OFFER, "rejection": Outcome.REJECTED}


@dataclass(frozen=True, slots=True)
class Word:
    """`outcome` is None where only a feedback talk says that they decided; `at` None where nobody knows when."""

    outcome: Outcome | None
    at: datetime | None
    said: Reason


def find_word(group: Group, rounds: Sequence[Round], talks: Sequence[Interview], zone: ZoneInfo) -> Word | None:
    """The user's word goes first, then the latest of the calendar; one that a later round overtook says nothing."""
    latest = max((one.occurrence.span.start for round_ in rounds for one in round_.interviews), default=None)
    by_hand = [one for one in sorted(group, key=in_time) if one.marks.outcome is not None]
    if by_hand and not _overtaken(by_hand[-1], latest):
        return _by_hand(by_hand[-1], zone)
    heard = [one for one in sorted(talks, key=in_time) if latest is None or one.occurrence.span.start >= latest]
    withdrawn = [one for one in sorted(group, key=in_time) if one.why_not == "withdrawn"]
    left = [one for one in withdrawn if latest is None or one.occurrence.span.start >= latest]
    if left:
        at = left[-1].occurrence
        return Word(Outcome.WITHDRAWN, at.span.start, _quote(left[-1], zone))
    if not heard:
        return None
    if any(one.about == "feedback" for one in heard):  # feedback is already arranged: nothing to ask for
        talk = next(one for one in heard if one.about == "feedback")
        return Word(None, talk.occurrence.span.start, _quote(talk, zone))
    first = next(one for one in heard if _SAYS.get(one.about or "") is _SAYS.get(heard[-1].about or ""))
    return Word(_SAYS.get(first.about or ""), first.occurrence.span.end, _quote(first, zone))


def _overtaken(marked: Interview, latest: datetime | None) -> bool:
    """A round long after the word is a new process; one soon after it was in the calendar already, and is off."""
    return latest is not None and latest - (_written_at(marked) or marked.occurrence.span.end) > STILL_IN_THE_CALENDAR


def _written_at(interview: Interview) -> datetime | None:
    """The event's last change, unless that was before the interview: then it was not the user's word."""
    at = interview.occurrence
    return at.last_modified if at.last_modified is not None and at.last_modified >= at.span.start else None


def _by_hand(interview: Interview, zone: ZoneInfo) -> Word:
    outcome = interview.marks.outcome
    day = interview.occurrence.span.start.astimezone(zone).date()
    return Word(outcome, _written_at(interview), Reason("noted", day, words=str(outcome)))


def _quote(interview: Interview, zone: ZoneInfo) -> Reason:
    at = interview.occurrence
    title = " ".join(at.summary.split())[:60]
    return Reason("heard", at.span.start.astimezone(zone).date(), words=title)


def said_by_command(group: Group, closed: Mapping[str, tuple[Outcome, datetime]]) -> Word | None:
    """What `close COMPANY` said."""
    for company, (outcome, at) in closed.items():
        if any(same_company(company, name) for name in names_of(group)):
            return Word(outcome, at, Reason("closed", words=company))
    return None


def talks_by_group(
    groups: Sequence[Group], others: Sequence[Interview], book: AddressBook
) -> Mapping[int, list[Interview]]:
    """Offer, contract, feedback and rejection talks by the index of the application they are about."""
    found: dict[int, list[Interview]] = {}
    for talk in sorted(others, key=in_time):
        if talk.about is None or talk.occurrence.status == "CANCELLED" or talk.why_not in {"cancelled", "declined"}:
            continue
        index = _about(talk, groups, book)
        if index is not None:
            found.setdefault(index, []).append(talk)
    return found


def _about(talk: Interview, groups: Sequence[Group], book: AddressBook) -> int | None:
    """The application of that company; of several the one of that role, of those people, or the last before."""
    candidates = [index for index, group in enumerate(groups) if _same_employer(talk, group, book)]
    if not candidates:
        candidates = [i for i, group in enumerate(groups) if _shares_people(talk, group, book)]
        if len(candidates) != 1:
            return None

    def fitness(index: int) -> tuple[bool, bool, bool, float]:
        group = groups[index]
        role = talk.role is not None and any(same_role(talk.role, one.role) for one in group if one.role)
        last = max(one.occurrence.span.end for one in group)
        distance = (talk.occurrence.span.start - last).total_seconds()
        return role, _shares_people(talk, group, book), distance >= 0, -abs(distance)

    return max(candidates, key=fitness)


def _same_employer(talk: Interview, group: Group, book: AddressBook) -> bool:
    names = names_of(group)
    if talk.company is not None:
        return any(same_company(talk.company, name) for name in names)
    return any(domain_names(name, domain) for name in names for domain in book.domains(talk))


def _shares_people(talk: Interview, group: Group, book: AddressBook) -> bool:
    return any(book.emails(talk) & book.emails(one) for one in group)

"""Which interviews belong to one employer's process.

Names are joined first, then domains and people speak where a name is missing. Where two employers could be meant,
nothing is joined: two applications too many are seen at once, two in one are not.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.pipeline.names import company_words, domain_names, mentions, same_company, same_role, words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import datetime

    from afterword.core.model import Interview
    from afterword.core.pipeline.people import AddressBook

Group = list["Interview"]

ANOTHER_PROCESS: Final = timedelta(days=120)
"""After so long without an interview, the same employer means a new application."""
_ADJACENT: Final = timedelta(minutes=15)


def applications(interviews: Sequence[Interview], book: AddressBook) -> list[Group]:
    """Groups in time order of their first interview, each in time order."""
    people = {name for one in interviews for name in book.names(one)}
    employers = _by_key(interviews, lambda one: _company_key(one, people))
    employers = _join(employers, _uids)
    employers = _join_variants(employers)
    employers = _join_nameless(employers, book)
    employers = _join_agencies(employers, book)
    found = [part for group in employers for role in _by_role(group, book) for part in _by_time(role)]
    return sorted((sorted(group, key=in_time) for group in found), key=lambda group: in_time(group[0]))


def _company_key(interview: Interview, people: set[str]) -> str | None:
    """None also where the name is a person's: 'Intro call - Joanna Pike' names nobody's employer."""
    if interview.company is None or " ".join(words(interview.company)) in people:
        return None
    return "".join(company_words(interview.company)) or None


def in_time(interview: Interview) -> tuple[object, ...]:
    at = interview.occurrence
    return at.span.start, at.span.end, interview.key, at.source


def _by_key(interviews: Iterable[Interview], key: Callable[[Interview], Hashable | None]) -> list[Group]:
    """Those with the same key together; those without one alone."""
    known: dict[Hashable, Group] = {}
    alone: list[Group] = []
    for interview in sorted(interviews, key=in_time):
        of_it = key(interview)
        if of_it is None:
            alone.append([interview])
        else:
            known.setdefault(of_it, []).append(interview)
    return [*known.values(), *alone]


def _uids(group: Group) -> set[str]:
    return {one.occurrence.uid for one in group}


def _join(groups: list[Group], keys: Callable[[Group], set[str]]) -> list[Group]:
    """Groups that share a key together, in order of first appearance."""
    joined: list[Group] = []
    where: dict[str, Group] = {}
    for group in groups:
        homes = list({id(where[key]): where[key] for key in sorted(keys(group)) if key in where}.values())
        home: Group = homes[0] if homes else []
        if not homes:
            joined.append(home)
        for other in homes[1:]:
            home.extend(other)
            joined = [one for one in joined if one is not other]
        home.extend(group)
        where.update(dict.fromkeys(keys(home), home))
    return joined


def names_of(group: Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.company for one in group if one.company))


def _same_employer(one: Group, other: Group) -> bool:
    return any(same_company(a, b) for a in names_of(one) for b in names_of(other))


def _join_variants(groups: list[Group]) -> list[Group]:
    """'Nordwind' with 'Nordwind Energie', unless there is a 'Nordwind Media' too."""
    like = {id(one): [other for other in groups if other is not one and _same_employer(one, other)] for one in groups}
    clear = {key for key, found in like.items() if all(_same_employer(a, b) for a in found for b in found)}
    return _merge(
        groups,
        [(one, other) for one in groups for other in like[id(one)] if {id(one), id(other)} <= clear],
    )


def _merge(groups: list[Group], pairs: Iterable[tuple[Group, Group]]) -> list[Group]:
    home = {id(group): group for group in groups}
    for one, other in pairs:
        into, gone = home[id(one)], home[id(other)]
        if into is gone:
            continue
        into.extend(gone)
        home = {key: into if value is gone else value for key, value in home.items()}
    return list({id(group): group for group in home.values()}.values())


def _only(found: list[Group]) -> Group | None:
    return found[0] if len(found) == 1 else None


def _join_nameless(groups: list[Group], book: AddressBook) -> list[Group]:
    """Interviews that name no company go to the one employer that their domain, their people or their place
    right beside another interview points to."""
    people = {name for group in groups for one in group for name in book.names(one)}
    named = [group for group in groups if any(_company_key(one, people) for one in group)]
    nameless = [group for group in groups if not any(_company_key(one, people) for one in group)]
    nameless = _join(nameless, lambda group: _domains(group, book))
    pairs = []
    for group in nameless:
        home = (
            _only([other for other in named if _domains_name(group, other, book)])
            or _only([other for other in named if _title_names(group, other)])
            or _only([other for other in named if _emails(group, book) & _emails(other, book)])
            or _only([other for other in named if _people(group, book) & _people(other, book)])
            or _only([other for other in named if _domains(group, book) & _domains(other, book)])
            or (None if _emails(group, book) else _only([other for other in named if _adjacent(group, other)]))
        )
        if home is not None:
            pairs.append((home, group))
    return _merge([*named, *nameless], pairs)


def _emails(group: Group, book: AddressBook) -> set[str]:
    return {email for one in group for email in book.emails(one)}


def _domains(group: Group, book: AddressBook) -> set[str]:
    return {domain for one in group for domain in book.domains(one)}


def _people(group: Group, book: AddressBook) -> set[str]:
    """Full names, also one that was taken for a company."""
    return {name for one in group for name in (*book.names(one), " ".join(words(one.company or "")))} - {""}


def _title_names(group: Group, named: Group) -> bool:
    return any(mentions(one.occurrence.summary, name) for one in group for name in names_of(named))


def _domains_name(group: Group, named: Group, book: AddressBook) -> bool:
    return any(domain_names(name, domain) for name in names_of(named) for domain in _domains(group, book))


def _adjacent(group: Group, other: Group) -> bool:
    """Back to back in the same calendar."""
    return any(
        a.occurrence.source == b.occurrence.source
        and -_ADJACENT <= max(a.occurrence.span.start, b.occurrence.span.start) - _first_end(a, b) <= _ADJACENT
        for a in group
        for b in other
    )


def _first_end(a: Interview, b: Interview) -> datetime:
    return min(a.occurrence.span.end, b.occurrence.span.end)


def _join_agencies(groups: list[Group], book: AddressBook) -> list[Group]:
    """The agency's first call, which names no client, to the one client that the same recruiter leads to later."""
    pairs = []
    for group in groups:
        if not any(domain_names(name, domain) for name in names_of(group) for domain in _domains(group, book)):
            continue
        recruiters = {book.contact(one) for one in group} - {None}
        clients = [
            other
            for other in groups
            if other is not group and names_of(other) and recruiters & {book.contact(one) for one in other}
        ]
        client = _only(clients)
        if client is not None and not _domains_name(client, client, book) and _roles_agree(group, client):
            pairs.append((client, group))
    return _merge(groups, pairs)


def _roles_agree(one: Group, other: Group) -> bool:
    return all(same_role(a.role, b.role) for a in one for b in other if a.role and b.role)


def _by_role(group: Group, book: AddressBook) -> list[Group]:
    """Two roles at one company apart; who names no role goes to the only one, else to its people's, else to the
    one that was last talked about."""
    parts: list[Group] = []
    for interview in (one for one in sorted(group, key=in_time) if one.role):
        like = [part for part in parts if any(_one_role(interview, other) for other in part)]
        if like:
            like[0].append(interview)
        else:
            parts.append([interview])
    if not parts:
        return [group]
    parts = _join(parts, _uids)
    with_role = [list(part) for part in parts]
    for interview in (one for one in sorted(group, key=in_time) if not one.role):
        _home_without_role(interview, with_role, book)[1].append(interview)
        parts = with_role
    return parts


def _one_role(one: Interview, other: Interview) -> bool:
    """Titles that can mean the same opening, or one event that names the other's role somewhere in its text."""
    a, b = one.role or "", other.role or ""
    return same_role(a, b) or _names_role(one, b) or _names_role(other, a)


def _names_role(one: Interview, role: str) -> bool:
    return mentions(f"{one.occurrence.summary}\n{one.occurrence.description}", role)


def _home_without_role(interview: Interview, parts: list[Group], book: AddressBook) -> tuple[int, Group]:
    def fitness(numbered: tuple[int, Group]) -> tuple[bool, bool, float]:
        _, part = numbered
        same_uid = interview.occurrence.uid in _uids(part)
        same_people = bool(book.emails(interview) & _emails(part, book))
        near = min(abs(interview.occurrence.span.start - one.occurrence.span.start) for one in part)
        return same_uid, same_people, -near.total_seconds()

    return max(enumerate(parts), key=fitness)


def _by_time(group: Group) -> list[Group]:
    ordered = sorted(group, key=in_time)
    parts = [[ordered[0]]]
    for interview in ordered[1:]:
        if interview.occurrence.span.start - parts[-1][-1].occurrence.span.end > ANOTHER_PROCESS:
            parts.append([])
        parts[-1].append(interview)
    return parts

"""Is an interview that we do not see any more gone, or only out of sight?

An incomplete answer, a moved window or a calendar that was not read must never look like a deletion (PROMISES R4).
Gone is only what a complete reading of its time did not show in two runs in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from afterword.core.identity import canonical_key, follow_up_uid
from afterword.core.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterword.core.model import Interview, Standing, TimeSpan

RUNS: Final = 2
"""In how many runs in a row an interview must be missing before its follow-ups go."""

Seen = tuple["TimeSpan", int]


class Presence(StrEnum):
    SEEN = "seen"
    MISSING = "missing"
    GONE = "gone"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Tally:
    """The ledger's view of one source after this run. `seen` is what to record (Ledger.record_interviews);
    `newly_missing` are the keys that were there until now, `gone` those missing in two runs."""

    seen: Mapping[str, Seen]
    newly_missing: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    known: int = 0
    """How many interviews were known before this run inside what was read."""


def tally(before: Mapping[str, Seen], found: Iterable[Interview], window: TimeSpan) -> Tally:
    """Count what is missing from a source that was read completely in `window`.

    For a source that was not, do not call this: nothing is known of it. What lies outside the window keeps its count.
    """
    present = {one.key: (one.occurrence.span, 0) for one in found}
    forms = {canonical_key(key) for key in present}
    seen: dict[str, Seen] = dict(present)
    absent: dict[str, int] = {}
    known = 0
    for key, (span, misses) in before.items():
        inside = window.start <= span.start and span.end <= window.end
        known += inside
        if key in present or canonical_key(key) in forms:
            continue
        count = misses + 1 if inside else misses
        seen[key] = (span, count)
        if inside:
            absent[key] = count
    return Tally(
        seen,
        newly_missing=tuple(sorted(key for key, count in absent.items() if count == 1)),
        gone=frozenset(key for key, count in absent.items() if count >= RUNS),
        missing=frozenset(key for key, count in absent.items() if count < RUNS),
        known=known,
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """Answers `core.diff.Ground.presence` from the keys of all occurrences of this run and the tallies."""

    seen: Mapping[str, tuple[str, ...]]
    gone: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    @classmethod
    def build(cls, keys: Iterable[str], tallies: Iterable[Tally] = ()) -> Sight:
        by_uid: dict[str, list[str]] = {}
        for key in keys:
            by_uid.setdefault(key.partition("\n")[0], []).append(key)
        several = tuple(tallies)
        gone = frozenset[str]().union(*(one.gone for one in several))
        missing = frozenset[str]().union(*(one.missing for one in several))
        return cls({uid: tuple(found) for uid, found in by_uid.items()}, gone, missing)

    def presence(self, standing: Standing) -> Presence:
        """SEEN where one of its interviews was read (whatever it has become), else by the tallies."""
        uids = standing.related_to or tuple(self.seen)
        if any(_is_of(standing, key) for uid in uids for key in self.seen.get(uid, ())):
            return Presence.SEEN
        if any(_is_of(standing, key) for key in self.missing):
            return Presence.MISSING
        return Presence.GONE if any(_is_of(standing, key) for key in self.gone) else Presence.UNSEEN


def _is_of(standing: Standing, key: str) -> bool:
    """True if the follow-up is of that interview: by RELATED-TO for a single event (it may stand under the UID that
    an older shape of its round gave it), by its derived UID for an instance, whose series is in RELATED-TO too."""
    if key in standing.related_to:
        return True
    kinds = tuple(Kind) if standing.kind is None else (standing.kind,)
    return any(follow_up_uid(kind, key) == standing.uid for kind in kinds)

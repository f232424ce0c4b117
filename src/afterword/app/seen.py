"""Which interviews were seen before, and which of them this run did not find (see core.vanished)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.vanished import Sight, Tally, tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.app.gather import Gathered
    from afterword.app.tools import Tools

KEPT: Final = timedelta(days=180)
"""How long behind the window the ledger keeps an interview: far longer than any follow-up stands."""


@dataclass(frozen=True, slots=True)
class Census:
    """By source (`place`), what was known and what of it was found; and the answers that come of it."""

    tallies: Mapping[str, Tally]
    sight: Sight

    @property
    def known(self) -> int:
        return sum(one.known for one in self.tallies.values())

    @property
    def newly_missing(self) -> int:
        return sum(len(one.newly_missing) for one in self.tallies.values())


def take_census(found: Gathered, tools: Tools) -> Census:
    """Every source was read completely, or gathering would have raised."""
    tallies = {
        source.place: tally(
            tools.ledger.interviews(source.place),
            [one for one in found.interviews if one.occurrence.source == source.id],
            tools.window,
        )
        for source in tools.sources
    }
    keys = [one.key for one in (*found.interviews, *found.others)]
    return Census(tallies, Sight.build(keys, tallies.values()))


def record_census(census: Census, tools: Tools) -> None:
    """Into the ledger, without what is so long past that no follow-up of it can stand."""
    oldest = tools.window.start - KEPT
    for place, one in census.tallies.items():
        tools.ledger.record_interviews(place, {key: seen for key, seen in one.seen.items() if seen[0].end > oldest})

"""Public holidays by country, from the `holidays` library, each year asked once and kept in the ledger.

The library imports every country of the world before it answers for one, a fifth of a second in each run; a year of
holidays is a few hundred bytes. What is kept counts only for the very copy of the library that gave it.
"""

from __future__ import annotations

import contextlib
import warnings
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from afterword.errors import StateProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterword.ports import Ledger

KEY: Final = "public holidays"


class PublicHolidays:
    """core.plan.HolidaysOf. What a ledger cannot keep is asked anew in the next run."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._years: dict[tuple[str, int], frozenset[date]] = {}
        self._stamp = ""

    def __call__(self, country: str, subdivision: str | None) -> Callable[[date], bool]:
        """Whether a date is a holiday there; never for a country unknown to the library."""
        place = f"{country}-{subdivision}" if subdivision else country

        def is_holiday(day: date) -> bool:
            year = self._years.get((place, day.year))
            if year is None:
                year = self._years[place, day.year] = self._year(country, subdivision, day.year)
            return day in year

        return is_holiday

    def _year(self, country: str, subdivision: str | None, year: int) -> frozenset[date]:
        key = f"{KEY} {country}-{subdivision or ''} {year}"
        stamp = self._stamp = self._stamp or _stamp()
        kept, *days = (self._ledger.note(key) or "").split("\n")
        if kept != stamp:
            days = [day.isoformat() for day in _asked(country, subdivision, year)]
            with contextlib.suppress(StateProblem):
                self._ledger.set_note(key, "\n".join([stamp, *days]))
        return frozenset(map(date.fromisoformat, days))


def _stamp() -> str:
    """Tells one copy of the library from another without importing it."""
    spec = find_spec("holidays")
    origin = Path(spec.origin) if spec and spec.origin else Path()
    return f"{origin} {origin.stat().st_mtime_ns}"


def _asked(country: str, subdivision: str | None, year: int) -> list[date]:
    """The days of `year`, in order. The year after is asked too: its first holiday may be observed in December."""
    import holidays

    years = (year, year + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about names of subdivisions that have changed
        try:
            found = holidays.country_holidays(country, subdiv=subdivision, years=years)
        except NotImplementedError:
            try:
                found = holidays.country_holidays(country, years=years)
            except NotImplementedError:
                return []
    return sorted(day for day in found if day.year == year)

"""Public holidays: what the library says, asked once a year and place."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.adapters import public_holidays
from afterword.adapters.memory import MemoryLedger
from afterword.adapters.public_holidays import PublicHolidays
from afterword.errors import StateProblem

NEW_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("country", "subdivision", "day", "expected"),
    [
        ("US", None, date(2026, 7, 3), True),  # Independence Day, observed
        ("US", None, date(2026, 7, 6), False),
        ("US", None, date(2027, 12, 31), True),  # New Year 2028, observed in the year before
        ("DE", None, date(2026, 1, 6), False),
        ("DE", "BY", date(2026, 1, 6), True),
        ("DE", "nowhere", NEW_YEAR, True),
        ("XX", None, NEW_YEAR, False),
    ],
)
def test_a_day_is_a_holiday_where_the_library_says_so(
    country: str, subdivision: str | None, day: date, *, expected: bool
) -> None:
    assert PublicHolidays(MemoryLedger())(country, subdivision)(day) is expected


def test_a_later_run_does_not_ask_the_library_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = MemoryLedger()
    assert PublicHolidays(ledger)("US", None)(NEW_YEAR)
    monkeypatch.setattr(public_holidays, "_asked", lambda *_: pytest.fail("asked again"))
    later = PublicHolidays(ledger)("US", None)
    assert later(NEW_YEAR)
    assert not later(date(2026, 1, 2))


def test_another_copy_of_the_library_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = MemoryLedger()
    with monkeypatch.context() as before:
        before.setattr(public_holidays, "_stamp", lambda: "an older one")
        before.setattr(public_holidays, "_asked", lambda *_: [date(2026, 1, 2)])
        assert PublicHolidays(ledger)("US", None)(date(2026, 1, 2))
    assert not PublicHolidays(ledger)("US", None)(date(2026, 1, 2))


def test_a_ledger_that_cannot_be_written_costs_only_time() -> None:
    class ReadOnly(MemoryLedger):
        def set_note(self, key: str, value: str | None) -> None:
            raise StateProblem("read-only")

    assert PublicHolidays(ReadOnly())("US", None)(NEW_YEAR)

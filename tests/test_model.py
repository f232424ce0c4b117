from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterword.core.model import TimeSpan

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_time_span_without_a_zone_refuses_to_exist() -> None:
    with pytest.raises(ValueError, match="zone"):
        TimeSpan(datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 13, tzinfo=UTC))  # noqa: DTZ001


def test_spans_are_half_open_so_neighbours_do_not_overlap() -> None:
    assert not TimeSpan(NOON, NOON + HOUR).overlaps(TimeSpan(NOON + HOUR, NOON + 2 * HOUR))
    assert TimeSpan(NOON, NOON + HOUR).overlaps(TimeSpan(NOON + HOUR / 2, NOON + 2 * HOUR))


def test_an_empty_span_counts_as_its_start() -> None:
    assert TimeSpan(NOON, NOON).overlaps(TimeSpan(NOON, NOON + HOUR))
    assert not TimeSpan(NOON, NOON).overlaps(TimeSpan(NOON - HOUR, NOON))

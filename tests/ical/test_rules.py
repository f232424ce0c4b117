from __future__ import annotations

import datetime as dt
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.ical.errors import Unreadable
from afterword.ical.rules import MOST_STARTS, parse_rule, starts

wall = datetime.fromisoformat
FIRST = wall("2026-03-10T09:00")


def expand(rule: str, first: datetime, low: datetime, high: datetime) -> list[datetime]:
    return list(starts(parse_rule(rule), first, low, high))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["03-10", "03-11", "03-12"]),
        ("FREQ=WEEKLY;COUNT=3;BYDAY=TU,TH", ["03-10", "03-12", "03-17"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=2", ["03-10", "03-24"]),
        ("FREQ=MONTHLY;COUNT=2;BYDAY=-1FR", ["03-27", "04-24"]),
        ("FREQ=MONTHLY;COUNT=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["03-31", "04-30"]),
        ("FREQ=YEARLY;COUNT=1;BYMONTH=4;BYMONTHDAY=1", ["04-01"]),
        ("freq=daily;count=1", ["03-10"]),
        ("FREQ=DAILY;COUNT=0", []),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2", ["03-31", "05-31"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=1", ["05-11"]),
        ("FREQ=YEARLY;BYYEARDAY=-1;COUNT=1", ["12-31"]),
    ],
)
def test_a_rule_gives_the_days_it_says(rule: str, expected: list[str]) -> None:
    found = expand(rule, FIRST, FIRST, FIRST + timedelta(days=365))
    assert [f"{one:%m-%d}" for one in found] == expected


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", "more often than daily"),
        ("FREQ=MINUTELY;COUNT=1000000000", "more often than daily"),
        ("FREQ=HOURLY", "more often than daily"),
        ("COUNT=3", "without FREQ"),
        ("FREQ=FORTNIGHTLY", "without FREQ"),
        ("FREQ=DAILY;INTERVAL=0", "bad INTERVAL"),
        ("FREQ=DAILY;INTERVAL=-1", "bad INTERVAL"),
        ("FREQ=DAILY;INTERVAL=x", "bad INTERVAL"),
        ("FREQ=DAILY;COUNT=x", "bad COUNT"),
        ("FREQ=DAILY;UNTIL=tomorrow", "bad UNTIL"),
        ("FREQ=DAILY;BYDAY=XX", "bad BYDAY"),
        ("FREQ=DAILY;BYMONTH=13", "bad BYMONTH"),
        ("FREQ=DAILY;FREQ=WEEKLY", "two FREQ"),
        ("FREQ=YEARLY;RSCALE=CHINESE", "Gregorian"),
        ("FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))), "too densely"),
        ("FREQ=YEARLY;COUNT=1;BYSECOND=" + ",".join(map(str, range(60))), "too densely"),
        ("FREQ=DAILY;BYMONTHDAY=" + ",".join("1" for _ in range(500)), "too densely"),
    ],
)
def test_a_rule_that_is_broken_or_could_cost_too_much_is_refused_with_its_reason(rule: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        parse_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=7",
        "FREQ=DAILY;INTERVAL=7;BYDAY=WE",
        "FREQ=YEARLY;BYDAY=60MO;COUNT=5",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=4",
        "FREQ=WEEKLY;BYSETPOS=300",
    ],
)
def test_a_rule_that_never_matches_comes_to_an_end(rule: str) -> None:
    assert expand(rule, wall("1970-01-06T09:00"), wall("2026-01-01T00:00"), wall("2026-12-31T00:00")) == []


def test_a_rule_with_more_starts_than_anybody_could_look_at_is_refused() -> None:
    with pytest.raises(Unreadable, match=str(MOST_STARTS)):
        expand("FREQ=DAILY;BYHOUR=1,2,3,4,5,6", FIRST, FIRST, FIRST + timedelta(days=1000))


def test_a_count_is_counted_from_the_first_start_on_not_from_the_window() -> None:
    found = expand("FREQ=DAILY;COUNT=100", wall("2026-01-01T09:00"), wall("2026-04-09T00:00"), wall("2026-06-01T00:00"))
    assert found == [wall("2026-04-09T09:00"), wall("2026-04-10T09:00")]


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that dateutil reads as RFC 5545 says (it takes BYDAY=MO,1TU for both at once)."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}", f"WKST={draw(st.sampled_from(['MO', 'SU']))}"]
    parts += draw(st.sampled_from([[], [f"COUNT={draw(st.integers(1, 40))}"]]))
    parts += draw(st.sampled_from([[], ["BYMONTH=" + numbers(draw, 1, 12)]]))
    parts += draw(st.sampled_from([[], ["BYHOUR=9"], ["BYHOUR=9,14"]]))
    parts += day_parts(draw, freq)
    return ";".join(parts)


def day_parts(draw: st.DrawFn, freq: str) -> list[str]:
    weekdays = "BYDAY=" + ",".join(sorted(draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1, max_size=3))))
    position = "BYSETPOS=" + draw(st.sampled_from(["1", "-1", "2", "1,-1"]))
    choices = [[], [weekdays], [weekdays, position]]
    if freq != "WEEKLY":
        month_days = "BYMONTHDAY=" + numbers(draw, -31, 31)
        choices += [[month_days], [month_days, position], [month_days, weekdays]]
    if freq in {"MONTHLY", "YEARLY"}:
        ordinal = draw(st.sampled_from(["1", "2", "-1", "-2", "4"]))
        choices.append([f"BYDAY={ordinal}{draw(st.sampled_from(WEEKDAYS))}"])
    if freq == "YEARLY":
        choices += [["BYYEARDAY=" + numbers(draw, -366, 366)], ["BYWEEKNO=" + numbers(draw, 1, 52), weekdays]]
    return draw(st.sampled_from(choices))


def numbers(draw: st.DrawFn, low: int, high: int) -> str:
    values = draw(st.sets(st.integers(low, high).filter(bool), min_size=1, max_size=4))
    return ",".join(str(value) for value in sorted(values))


@given(rules(), st.datetimes(wall("2015-01-01T00:00"), wall("2026-01-01T00:00")), st.integers(0, 2500))
@settings(max_examples=200, deadline=None)
def test_a_rule_gives_what_dateutil_gives(rule: str, first: datetime, shift: int) -> None:
    first = first.replace(microsecond=0)
    low = first + timedelta(days=shift)
    high = low + timedelta(days=200)
    expected = []
    with patch.object(dt, "MAXYEAR", high.year + 1):  # else dateutil looks for matches until 9999
        for start in rrulestr(rule, dtstart=first).xafter(first, count=20_000, inc=True):
            if start > high:
                break
            if start >= low:
                expected.append(start)
    assert expand(rule, first, low, high) == expected

"""PROMISES R5, R6, 3.1, 3.2: one hostile event never hides the others, is named, and costs little."""

from __future__ import annotations

import pytest

from tests.ical.calendars import calendar, event, read_bytes, reading

GOOD = [
    event(
        f"DTSTART:202603{1 + at % 28:02}T090000Z\nDTEND:202603{1 + at % 28:02}T100000Z\nSUMMARY:Good {at}", uid=f"g{at}"
    )
    for at in range(100)
]
AT = "DTSTART:20260310T090000Z\n"
MANY = ",".join("20260311T090000Z" for _ in range(100_000))
ZONE = "BEGIN:VTIMEZONE\nTZID:Bomb\n{}\nEND:VTIMEZONE\n"
OBSERVANCE = "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE:{}\nEND:STANDARD"

# What is wrong with one event, and words of the reason that is told.
BAD = {
    "interval 0": (AT + "RRULE:FREQ=DAILY;INTERVAL=0", "INTERVAL"),
    "interval -1": (AT + "RRULE:FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
    "secondly since 1970": ("DTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY", "more often than daily"),
    "secondly counted": (AT + "RRULE:FREQ=SECONDLY;COUNT=1000000000", "more often than daily"),
    "minutely since 1970": ("DTSTART:19700101T000000Z\nRRULE:FREQ=MINUTELY", "more often than daily"),
    "hourly from year 1": ("DTSTART:00010101T000000Z\nRRULE:FREQ=HOURLY", "more often than daily"),
    "daily from year 1": ("DTSTART:00010101T000000Z\nRRULE:FREQ=DAILY;COUNT=1000000000", "before 1970"),
    "dense": (
        AT
        + "RRULE:FREQ=YEARLY;COUNT=1;BYHOUR="
        + ",".join(map(str, range(24)))
        + ";BYMINUTE="
        + ",".join(map(str, range(60))),
        "too densely",
    ),
    "no FREQ": (AT + "RRULE:COUNT=3", "FREQ"),
    "no DTSTART": ("SUMMARY:x", "no DTSTART"),
    "two DTSTART": (AT + AT, "two DTSTART"),
    "two UID": (AT + "UID:bad\nUID:other", "two UID"),
    "DTSTART of TIME": ("DTSTART;VALUE=TIME:090000", "no date or time"),
    "DTSTART nonsense": ("DTSTART:soon", "no date or time"),
    "no such day": ("DTSTART:20260399T090000Z", "does not exist"),
    "DURATION beyond all time": (AT + "DURATION:P999999999D", "cannot be read"),
    "series with endless DURATION": (AT + "DURATION:P1000000D\nRRULE:FREQ=DAILY", "years"),
    "bad DURATION": (AT + "DURATION:soon", "DURATION"),
    "EXDATE nonsense": (AT + "RRULE:FREQ=DAILY\nEXDATE:20260311T090000Z,never", "EXDATE"),
    "100k RDATE": (AT + f"RDATE:{MANY}", "larger than"),
    "100k EXDATE": (AT + f"RRULE:FREQ=DAILY\nEXDATE:{MANY}", "larger than"),
    "1000 rules": (AT + "RRULE:FREQ=DAILY\n" * 1001, "lines"),
    "11 MB of text": (AT + "DESCRIPTION:" + "x" * 11_000_000, "larger than"),
    "a million categories": (AT + "CATEGORIES:" + "a," * 1_000_000, "larger than"),
    "until nonsense": (AT + "RRULE:FREQ=DAILY;UNTIL=later", "UNTIL"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_broken_event_is_named_and_hides_no_other(kind: str) -> None:
    lines, reason = BAD[kind]
    found = read_bytes(calendar(*GOOD[:50], event(lines, uid="bad"), *GOOD[50:]))
    assert sorted(one.uid for one in found.occurrences) == sorted(f"g{at}" for at in range(100))
    (skipped,) = found.skipped
    assert "bad" in skipped.reason
    assert reason in skipped.reason
    assert len(skipped.reason) < 300


def test_all_of_them_together_hide_nothing_either() -> None:
    bad = [event(lines, uid=f"bad{at}") for at, (lines, _) in enumerate(BAD.values()) if "UID" not in lines]
    found = read_bytes(calendar(*bad[:12], *GOOD, *bad[12:]))
    assert len(found.occurrences) == 100
    assert len(found.skipped) == len(bad)


@pytest.mark.parametrize(
    "lines",
    [
        AT + "SEQUENCE:abc",
        AT + "SEQUENCE:99999999999999999999",
        AT + "STATUS:\nTRANSP:\nORGANIZER:\nATTENDEE:\nCATEGORIES:\nURL:\nDESCRIPTION:\nSUMMARY:",
        AT + 'ORGANIZER;CN=a;CN=b:x\nATTENDEE;CN="unterminated:mailto:a@b.c',
        AT + "X-ALT-DESC;FMTTYPE=text/html:<![CDATA[x]]><![if <a href=",
        AT + "LAST-MODIFIED:never\nRELATED-TO:",
        AT + "RRULE:\nRDATE:\nEXDATE:\nDURATION:",
        AT + "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        AT + "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 200_000,
        AT + "no content line at all\nSUMMARY",
        AT + "DTEND:20260310T080000Z",
        AT + "DTEND:99991231T235959Z",
        AT + "DESCRIPTION:" + "&#99999999999999999999999;" * 2000 + "<br>",
        AT + "UID:odd\nBEGIN:VALARM\nDTSTART:x\nUID:alarm\nRRULE:FREQ=SECONDLY\nEND:VALARM",
    ],
)
def test_what_can_still_be_read_is_read(lines: str) -> None:
    found = reading(*GOOD[:3], event(lines, uid="odd"))
    assert found.skipped == ()
    assert "odd" in {one.uid for one in found.occurrences}


def test_an_event_without_an_end_is_told_and_the_next_one_read() -> None:
    found = read_bytes(calendar("BEGIN:VEVENT\nUID:cut\nDTSTART:20260310T090000Z\n", GOOD[0]))
    assert [one.uid for one in found.occurrences] == ["g0"]
    assert "END" in found.skipped[0].reason


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY", "FREQ=YEARLY;INTERVAL=0", "nonsense"]
)
def test_a_zone_that_would_take_for_ever_is_not_used_and_the_event_says_so(rule: str) -> None:
    zone = ZONE.format(OBSERVANCE.format(rule))
    found = reading(zone, event("DTSTART;TZID=Bomb:20260310T090000\nSUMMARY:x"))
    (one,) = found.occurrences
    assert one.zone_doubt is not None
    assert "Bomb" in one.zone_doubt
    assert not one.floating


def test_a_zone_with_properties_that_nobody_knows_is_used() -> None:
    zone = ZONE.format(
        "TZUNTIL:20300101T000000Z\nTZID-ALIAS-OF:x\nX-Y:z\n"
        "BEGIN:STANDARD\nLAST-MODIFIED:20200101T000000Z\nTZURL:http://x.example\nX-A:b\nDTSTART:20000101T000000\n"
        "TZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nEND:STANDARD"
    )
    (one,) = reading(zone, event("DTSTART;TZID=Bomb:20260310T090000")).occurrences
    assert one.span.start.isoformat() == "2026-03-10T09:00:00+05:00"
    assert one.zone_doubt is None


def test_deep_nesting_and_endless_empty_lines_cost_nothing_special() -> None:
    deep = "BEGIN:VALARM\n" * 20_000 + "END:VALARM\n" * 20_000
    found = read_bytes(calendar(event(AT + deep.rstrip("\n")), GOOD[0], "\n" * 200_000, GOOD[1]))
    assert len(found.occurrences) == 3


def test_five_thousand_changed_instances_are_read_where_they_matter() -> None:
    changed = [
        event(
            f"DTSTART:{2000 + at // 300}{1 + at % 12:02}{1 + at % 28:02}T{at % 24:02}0000Z\n"
            f"RECURRENCE-ID:{2000 + at // 300}{1 + at % 12:02}{1 + at % 28:02}T{at % 24:02}0000Z\nSUMMARY:x",
            uid="series",
        )
        for at in range(5000)
    ]
    master = event("DTSTART:20260310T090000Z\nRRULE:FREQ=DAILY;COUNT=2", uid="series")
    found = read_bytes(calendar(master, *changed))
    assert [one.span.start.day for one in found.occurrences] == [10, 11]


def test_the_parser_never_sees_text_that_it_could_take_for_a_file_name() -> None:
    found = read_bytes(calendar(event(AT + "SUMMARY:/etc/hostname\nLOCATION:/etc/passwd")))
    assert found.occurrences[0].summary == "/etc/hostname"

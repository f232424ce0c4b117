from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.errors import AlreadyThere, ChangedMeanwhile, NotCalendarData
from afterword.ical.encode import encode
from afterword.ical.splice import insert, remove, replace
from tests.ical.calendars import BERLIN_OF_OUTLOOK, calendar, event, read_bytes
from tests.ical.follow_ups import FINGERPRINT, NOW, START, follow_up

MINE = encode(follow_up(), fingerprint=FINGERPRINT, now=NOW, sequence=0)
UID = follow_up().uid
THEIRS = calendar(
    "BEGIN:VTODO\nUID:todo\nEND:VTODO\n",
    event(
        "DTSTART:20260310T090000Z\nSUMMARY:A very\n  oddly\n\tfolded line\nX-ODD;a=b:  kept \nBEGIN:VALARM\nEND:VALARM"
    ),
)
BERLIN = BERLIN_OF_OUTLOOK.replace("W. Europe Standard Time", "Europe/Berlin")


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("tail", [b"", b"\n", b"\n\n \n"])
def test_after_insert_and_remove_every_byte_is_as_it_was(line_end: bytes, mark: bytes, tail: bytes) -> None:
    data = mark + (THEIRS.rstrip(b"\n") + tail).replace(b"\n", line_end)
    with_mine = insert(data, MINE)
    assert [one.uid for one in read_bytes(with_mine).standing] == [UID]
    assert len(read_bytes(with_mine).occurrences) == 1
    assert with_mine.count(line_end) == len(with_mine.split(line_end)) - 1
    assert with_mine.replace(line_end, b"").count(line_end[-1:]) == 0
    assert remove(with_mine, UID) == data


def test_what_was_there_stays_byte_for_byte_around_what_is_added() -> None:
    with_mine = insert(THEIRS, MINE)
    head, tail = THEIRS[: THEIRS.index(b"END:VCALENDAR")], b"END:VCALENDAR\n"
    assert with_mine.startswith(head)
    assert with_mine.endswith(tail)


def test_a_zone_is_added_once_and_goes_with_the_last_event_that_names_it() -> None:
    second = MINE.replace(b"0123456789abcdef0123456789abcdef", b"f" * 32)
    one = insert(THEIRS, MINE)
    two = insert(one, second)
    assert two.count(b"BEGIN:VTIMEZONE") == 1
    assert remove(two, "afterword-" + "f" * 32) == one
    left = remove(two, UID)
    assert left.count(b"BEGIN:VTIMEZONE") == 1
    assert remove(left, "afterword-" + "f" * 32) == THEIRS


def test_a_zone_of_the_file_is_used_and_stays() -> None:
    data = calendar(event("DTSTART;TZID=Europe/Berlin:20260310T090000"), BERLIN)
    with_mine = insert(data, MINE)
    assert with_mine.count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART;TZID=Europe/Berlin:20260311T093000" in with_mine
    assert remove(with_mine, UID) == data


def test_where_the_files_zone_of_that_name_says_otherwise_ours_is_written_in_utc() -> None:
    data = calendar(BERLIN.replace("+0100", "-0700"))
    with_mine = insert(data, MINE)
    assert with_mine.count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART:20260311T083000Z\nDTEND:20260311T084500Z\n" in with_mine
    assert read_bytes(with_mine).standing[0].span.start == START


def test_a_zone_of_the_user_is_never_removed() -> None:
    data = calendar(BERLIN)
    assert remove(insert(data, MINE), UID) == data
    assert remove(data, UID) == data


def test_the_last_of_several_calendars_takes_it() -> None:
    data = calendar(event("DTSTART:20260310T090000Z", uid="a")) + calendar(event("DTSTART:20260311T090000Z", uid="b"))
    with_mine = insert(data, MINE)
    assert with_mine.index(UID.encode()) > with_mine.index(b"UID:b")
    assert remove(with_mine, UID) == data


def test_an_event_is_replaced_in_its_place() -> None:
    data = insert(THEIRS, MINE).replace(
        b"END:VCALENDAR", event("DTSTART:20260312T090000Z", uid="z").encode() + b"END:VCALENDAR"
    )
    other = encode(follow_up(summary="Changed"), fingerprint=FINGERPRINT, now=NOW, sequence=1)
    changed = replace(data, UID, other)
    assert (
        changed.replace(b"SUMMARY:Changed", b"SUMMARY:Thank Jane Doe (Acme)")
        .replace(b"DESCRIPTION:Changed", b"DESCRIPTION:Thank Jane Doe (Acme)")
        .replace(b"SEQUENCE:1", b"SEQUENCE:0")
        == data
    )
    assert replace(changed, UID, MINE) == data


def test_a_replacement_in_another_zone_brings_its_zone_and_takes_the_old_one_away() -> None:
    one = insert(THEIRS, MINE)
    tokyo = encode(follow_up(zone="Asia/Tokyo"), fingerprint=FINGERPRINT, now=NOW, sequence=1)
    two = replace(one, UID, tokyo)
    assert (b"TZID:Asia/Tokyo" in two, b"TZID:Europe/Berlin" in two) == (True, False)
    assert replace(two, UID, MINE) == one
    assert remove(two, UID) == THEIRS


def test_a_uid_that_only_begins_alike_or_stands_in_a_text_is_not_it() -> None:
    data = calendar(
        event(f"DTSTART:20260310T090000Z\nDESCRIPTION:UID:{UID}", uid=f"{UID}x"),
        event(f"DTSTART:20260310T090000Z\nRELATED-TO:{UID}\nBEGIN:VALARM\nUID:{UID}\nEND:VALARM\nUID:other"),
    )
    assert remove(data, UID) == data
    assert remove(insert(data, MINE), UID) == data


def test_what_stands_already_is_not_added_and_what_is_gone_not_replaced() -> None:
    with pytest.raises(AlreadyThere):
        insert(insert(THEIRS, MINE), MINE)
    with pytest.raises(ChangedMeanwhile):
        replace(THEIRS, UID, MINE)


def test_an_event_that_another_program_folded_anew_is_found() -> None:
    folded = insert(THEIRS, MINE).replace(UID.encode(), UID[:20].encode() + b"\n " + UID[20:].encode())
    assert UID.encode() not in folded
    assert remove(folded, UID) == THEIRS


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"BEGIN:VTODO\nEND:VTODO\n", THEIRS[:-10], THEIRS[:60], b"END:VCALENDAR\n"]
)
def test_a_file_that_is_no_calendar_or_is_cut_is_not_touched(data: bytes) -> None:
    with pytest.raises(NotCalendarData):
        insert(data, MINE)
    with pytest.raises(NotCalendarData):
        replace(data, UID, MINE)
    with pytest.raises(NotCalendarData):
        remove(data, UID)


COMPONENTS = st.sampled_from(
    [
        event("DTSTART:20260310T090000Z"),
        event("DTSTART;TZID=Europe/Berlin:20260310T090000"),
        BERLIN,
        "X-WR-CALNAME:odd\n",
        "BEGIN:VTODO\nUID:t\nEND:VTODO\n",
        "\n",
    ]
)


@given(st.lists(COMPONENTS, max_size=6), st.sampled_from([b"\n", b"\r\n"]), st.sampled_from(["Europe/Berlin", "UTC"]))
def test_insert_and_remove_cancel_each_other_in_any_file(parts: list[str], line_end: bytes, zone: str) -> None:
    data = calendar(*parts).replace(b"\n", line_end)
    mine = encode(follow_up(zone=zone), fingerprint=FINGERPRINT, now=NOW, sequence=0)
    assert remove(insert(data, mine), UID) == data

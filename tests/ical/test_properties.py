from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.core.identity import mark_line
from afterword.core.model import Attendee, Kind, Person, TimeSpan
from afterword.errors import NotCalendarData
from afterword.ical.decode import read_all
from afterword.ports import Resource
from tests.ical.calendars import WINDOW, calendar, event, only, read_bytes, reading, utc

AT = "DTSTART:20260310T090000Z\nDTEND:20260310T100000Z\n"


def test_texts_are_unescaped_and_unfolded() -> None:
    lines = (
        "SUMMARY:Interview\\, part 1\\; with\n  J\n\tane",
        "DESCRIPTION:one\\ntwo\\Nthree \\\\ end",
        "LOCATION:5\\, Main St",
    )
    one = only(read_bytes(calendar(event(AT + "\n".join(lines)))))
    assert one.summary == "Interview, part 1; with Jane"
    assert one.description == "one\ntwo\nthree \\ end"
    assert one.location == "5, Main St"


def test_a_character_folded_in_the_middle_of_its_bytes_is_whole_again() -> None:
    data = calendar(event(AT + "SUMMARY:Grüße")).replace("ü".encode(), b"\xc3\r\n \xbc")
    assert only(read_bytes(data)).summary == "Grüße"


def test_bytes_that_are_no_utf8_do_not_stop_anything() -> None:
    one = only(read_bytes(calendar(event(AT + "SUMMARY:Gespraech")).replace(b"ae", b"\xe4")))
    assert one.summary == "Gespr�ch"


def test_an_html_description_becomes_plain_text_and_its_links_are_kept() -> None:
    html = (
        '<p>Hi Maya\\,</p><ul><li>Join <a href="https://meet.example/a?b=1&amp;c=2">here</a></li>'
        "<li>Bring ID</li></ul>R&amp\\;D<br>Bye"
    )
    one = only(reading(event(AT + f"DESCRIPTION:{html}")))
    assert one.description.split("\n") == ["Hi Maya,", "", "Join here", "", "Bring ID", "", "R&D", "Bye"]
    assert one.links == ("https://meet.example/a?b=1&c=2",)


def test_x_alt_desc_is_taken_where_it_says_more() -> None:
    more = "X-ALT-DESC;FMTTYPE=text/html:<html><body>Short<br>but with\\, much more to say</body></html>\n"
    assert only(reading(event(AT + "DESCRIPTION:Short\n" + more))).description == "Short\nbut with, much more to say"
    less = "X-ALT-DESC;FMTTYPE=text/html:<p>Short</p>\n"
    assert only(reading(event(AT + "DESCRIPTION:Short and long\n" + less))).description == "Short and long"


def test_x_alt_desc_stands_before_a_description_that_is_only_the_join_block() -> None:
    letter = "X-ALT-DESC;FMTTYPE=text/html:<p>You meet Ann Hill.</p>\n"
    block = "DESCRIPTION:Join on your computer or mobile app\n"
    read = only(reading(event(AT + block + letter))).description
    assert read == "You meet Ann Hill.\n\nJoin on your computer or mobile app"


def test_plain_text_with_angle_brackets_is_left_alone() -> None:
    text = "1 < 2 and <maya@example.com> writes <https://x.example/>"
    assert only(reading(event(AT + f"DESCRIPTION:{text}"))).description == text


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("ORGANIZER;CN=Jane Doe:mailto:Jane.Doe@Acme.example", Person("Jane Doe", "jane.doe@acme.example")),
        ('ORGANIZER;CN="Doe, Jane":MAILTO:jane@acme.example', Person("Doe, Jane", "jane@acme.example")),
        ("ORGANIZER:jane@acme.example", Person(None, "jane@acme.example")),
        ("ORGANIZER;CN=jane@acme.example:mailto:jane@acme.example", Person(None, "jane@acme.example")),
        ("ORGANIZER;CN=Jane;EMAIL=jane@acme.example:urn:uuid:1", Person("Jane", "jane@acme.example")),
        ("ORGANIZER;CN=Jane:invalid:nomail", Person("Jane", None)),
        ("ORGANIZER:Jane Doe", Person("Jane Doe", None)),
        ("ORGANIZER;CN='Jane':mailto:mailto:jane@acme.example", Person("Jane", "jane@acme.example")),
        ("ORGANIZER:", None),
    ],
)
def test_an_organizer_however_written(line: str, person: Person | None) -> None:
    assert only(reading(event(AT + line))).organizer == person


def test_attendees_with_what_they_answered() -> None:
    one = only(
        reading(
            event(
                AT + "ATTENDEE;PARTSTAT=accepted;ROLE=OPT-PARTICIPANT;CN=Maya:mailto:maya@example.com\n"
                "ATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:room@acme.example\nATTENDEE:mailto:jo@acme.example"
            )
        )
    )
    assert one.attendees == (
        Attendee(Person("Maya", "maya@example.com"), "ACCEPTED", "OPT-PARTICIPANT"),
        Attendee(Person("Room 5", "room@acme.example"), cutype="ROOM"),
        Attendee(Person(None, "jo@acme.example")),
    )


def test_links_from_every_property_that_holds_one() -> None:
    one = only(
        reading(
            event(
                AT + "URL:https://acme.example/i/1\nCONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example/1\n"
                "X-GOOGLE-CONFERENCE:https://meet.google.com/abc\nX-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example/l\n"
                "CONFERENCE;VALUE=URI:tel:+1-312-555-0100"
            )
        )
    )
    assert set(one.links) == {
        *("https://acme.example/i/1", "https://meet.example/1"),
        *("https://meet.google.com/abc", "https://teams.example/l"),
    }


def test_the_small_properties() -> None:
    one = only(
        reading(
            event(
                AT + "STATUS:tentative\nTRANSP:TRANSPARENT\nCATEGORIES:Job,Acme\\, Inc\nCATEGORIES:Work\nSEQUENCE:4\n"
                "X-MICROSOFT-CDO-BUSYSTATUS:oof\nLAST-MODIFIED:20260301T120000Z\nRELATED-TO:other"
            ),
            head="METHOD:request\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\n",
        )
    )
    assert one.status == "TENTATIVE"
    assert one.transparent
    assert one.categories == ("Job", "Acme, Inc", "Work")
    assert one.sequence == 4
    assert one.busy_status == "OOF"
    assert one.last_modified == utc("2026-03-01T12:00")
    assert one.related_to == ("other",)
    assert one.method == "REQUEST"
    assert one.prodid == "-//Google Inc//Google Calendar 70.9054//EN"


def test_names_in_lower_case_are_the_same_names() -> None:
    data = calendar(event(AT + "SUMMARY:Low", uid="low"), head="METHOD:CANCEL\n")
    for name in (b"VCALENDAR", b"VEVENT", b"BEGIN", b"END", b"DTSTART", b"SUMMARY", b"UID", b"METHOD"):
        data = data.replace(name, name.lower())
    one = only(read_bytes(data))
    assert (one.summary, one.method) == ("Low", "CANCEL")


def test_several_calendars_in_one_file_are_all_read() -> None:
    data = calendar(event(AT, uid="a"), head="METHOD:CANCEL\n") + calendar(event(AT, uid="b"))
    assert {one.uid: one.method for one in read_bytes(data).occurrences} == {"a": "CANCEL", "b": None}


def test_a_lone_event_without_a_calendar_around_it_is_read() -> None:
    assert only(read_bytes(event(AT + "SUMMARY:Bare").encode())).summary == "Bare"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"<!doctype html><title>Log in</title>",
        b"BEGIN:VCARD\nEND:VCARD\n",
        calendar(event(AT))[:-20],
        calendar(event(AT))[:-60],
        calendar(event(AT)) + b"BEGIN:VEVENT\nUID:1\n",
        calendar(event(AT)) + calendar(event(AT))[:30],
    ],
)
def test_what_is_no_calendar_or_is_cut_is_refused_as_a_whole(data: bytes) -> None:
    with pytest.raises(NotCalendarData):
        read_bytes(data)


def test_every_cut_of_a_file_is_noticed() -> None:
    data = calendar(event(AT + "SUMMARY:x"), event(AT, uid="b"))
    for length in range(len(data) - 2):
        with pytest.raises(NotCalendarData):
            read_bytes(data[:length])


def test_in_a_collection_a_resource_that_is_no_calendar_is_skipped_by_its_href() -> None:
    resources = [Resource("bad.ics", None, b"<html>"), Resource("good.ics", None, calendar(event(AT)))]
    found = read_all(resources, source="home", window=WINDOW, timezone="UTC")
    assert [one.href for one in found.occurrences] == ["good.ics"]
    assert [(one.source, one.href) for one in found.skipped] == [("home", "bad.ics")]
    with pytest.raises(NotCalendarData):
        read_all([Resource("", None, b"<html>")], source="home", window=WINDOW, timezone="UTC")


FOLLOW_UP = (
    "DTSTART:20260310T090000Z\nDTEND:20260310T091500Z\nSUMMARY:✓ Thank Jane\nSEQUENCE:3\nRELATED-TO:interview-1\n"
    "LAST-MODIFIED:20260301T120000Z\nX-AFTERWORD-KIND:thank-you\nX-AFTERWORD-WRITTEN:0123456789abcdef\n"
)


def test_our_own_follow_ups_stand_apart_and_are_never_occurrences() -> None:
    found = reading(event(FOLLOW_UP + "DESCRIPTION:Dear Jane", uid="afterword-abc"), event(AT))
    assert [one.uid for one in found.occurrences] == ["one@example.com"]
    (one,) = found.standing
    assert (one.uid, one.kind, one.written) == ("afterword-abc", Kind.THANK_YOU, "0123456789abcdef")
    assert (one.sequence, one.summary, one.description) == (3, "✓ Thank Jane", "Dear Jane")
    assert one.related_to == ("interview-1",)
    assert one.last_modified == utc("2026-03-01T12:00")


def test_where_x_properties_were_dropped_the_mark_line_tells_the_same() -> None:
    lines = FOLLOW_UP.partition("X-AFTERWORD-KIND")[0]
    line = mark_line(Kind.CHECK_IN, "fedcba9876543210")
    for description in (f"Dear Jane\\n{line}", f"<p>Dear Jane</p><p>{line}</p>"):
        (one,) = reading(event(f"{lines}DESCRIPTION:{description}", uid="afterword-abc")).standing
        assert (one.kind, one.written) == (Kind.CHECK_IN, "fedcba9876543210")


def test_a_follow_up_is_found_wherever_in_time_the_user_put_it() -> None:
    far = TimeSpan(utc("2030-01-01"), utc("2030-02-01"))
    assert len(reading(event(FOLLOW_UP, uid="afterword-abc"), window=far).standing) == 1
    repeated = event(FOLLOW_UP + "RRULE:FREQ=HOURLY", uid="afterword-abc")
    assert len(reading(repeated, window=far).standing) == 1


def test_a_follow_up_that_cannot_be_read_is_told_as_ours() -> None:
    found = reading(event(FOLLOW_UP + "DTSTART:20260311T090000Z", uid="afterword-abc"), event("SUMMARY:x"))
    assert found.own_skipped == {"afterword-abc"}
    assert len(found.skipped) == 2


def test_the_memory_is_neither_an_occurrence_nor_standing() -> None:
    found = reading(event(AT, uid="afterword-memory-v1"))
    assert replace(found, skipped=()) == type(found)()

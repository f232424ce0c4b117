from __future__ import annotations

import email
import email.policy
import re
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.core.model import Kind, Message, Person, Standing
from afterword.ical.encode import encode
from afterword.ical.lines import unfold
from tests.ical.calendars import read_bytes, utc
from tests.ical.follow_ups import FINGERPRINT, NOW, START, follow_up, mail

PROPERTIES = {
    *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "CLASS"),
    *("CATEGORIES", "RELATED-TO", "URL", "ATTACH", "X-AFTERWORD-KIND", "X-AFTERWORD-WRITTEN"),
}
PAYLOADS = [
    "x\r\nATTENDEE:mailto:victim@example.com",
    "x\nATTENDEE:mailto:victim@example.com",
    "x\rATTENDEE:mailto:victim@example.com",
    "x\x0bATTENDEE:mailto:victim@example.com",
    "x\x0cATTENDEE:a",
    "x\x1cATTENDEE:a",
    "x\x85ATTENDEE:a",
    "x\u2028ATTENDEE:a",
    "x\u2029ORGANIZER:a",
    "x\\nATTENDEE:a",
    "x\\\r\nMETHOD:REQUEST",
    "x\x00y\x1b]52;c;aGk=\x07z",
    "x\u202eevil\u2066\u200f",
    "x\ud800y",
    "x\ufffe\uffffy",
    'x";ATTENDEE="a',
    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:y",
    "a,b;c\\d",
]


def made(**changes: Any) -> bytes:
    return encode(follow_up(**changes), fingerprint=FINGERPRINT, now=NOW, sequence=2)


def standing(data: bytes) -> Standing:
    found = read_bytes(data)
    assert found.skipped == ()
    (one,) = found.standing
    return one


def properties(data: bytes) -> set[str]:
    return {line.split(":")[0].split(";")[0] for line in data.decode().splitlines() if not line.startswith(" ")}


def test_a_follow_up_comes_back_as_it_was_written() -> None:
    one = standing(made())
    assert one.uid == "afterword-0123456789abcdef0123456789abcdef"
    assert one.kind is Kind.THANK_YOU
    assert one.written == FINGERPRINT
    assert (one.span.start, one.span.end) == (START, START + timedelta(minutes=15))
    assert one.summary == "Thank Jane Doe (Acme)"
    assert one.description.startswith("Dear Jane,\n\nthank you")
    assert one.description.endswith(f"\n[afterword v1 thank-you {FINGERPRINT}]")
    assert (one.sequence, one.last_modified) == (2, None)
    assert one.related_to == ("interview-1@example.com",)


def test_the_shape_is_the_one_that_every_server_takes() -> None:
    data = made()
    event = data[data.index(b"BEGIN:VEVENT") : data.index(b"BEGIN:VALARM")]
    assert properties(event) - {"BEGIN"} == PROPERTIES
    assert b"METHOD" not in data
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"TRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\nCATEGORIES:Afterword\r\n" in data
    assert data.count(b"BEGIN:VALARM") == 1
    assert b"ACTION:DISPLAY" in data
    assert len(data) < 100_000


def test_a_mark_line_of_an_earlier_version_is_replaced() -> None:
    old = standing(made()).description
    data = encode(follow_up(description=old), fingerprint="f" * 24, now=NOW, sequence=3)
    assert standing(data).description == old.replace(FINGERPRINT, "f" * 24)


def test_the_same_follow_up_gives_the_same_bytes() -> None:
    assert made() == made()


def test_another_parser_reads_the_same() -> None:
    event = vobject.readOne(made(summary="Grüße, Jane; ✓").decode()).vevent
    assert event.summary.value == "Grüße, Jane; ✓"
    assert event.dtstart.value.astimezone(UTC) == START
    assert event.dtend.value.astimezone(UTC) == START + timedelta(minutes=15)
    assert event.description.value.endswith(f"[afterword v1 thank-you {FINGERPRINT}]")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_property_or_leaves_a_control_character(payload: str) -> None:
    hostile = Message("email", (Person(payload, payload), Person(payload, "a@b.example")), payload, payload, "en")
    data = made(summary=payload, description=payload, related_to=(payload,), messages=(hostile,))
    event = data[data.index(b"BEGIN:VEVENT") : data.index(b"BEGIN:VALARM")]
    assert properties(event) - {"BEGIN"} <= PROPERTIES
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert (
        re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe]", data.decode())
        is None
    )
    read_again = vobject.readOne(data.decode()).vevent
    assert not hasattr(read_again, "attendee")
    (component,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert "ATTENDEE" not in component
    assert "ORGANIZER" not in component


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_written_so_that_it_can_be_read(summary: str, description: str) -> None:
    data = made(summary=summary, description=description)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    one = standing(data)
    assert one.kind is Kind.THANK_YOU
    assert len(list(vobject.readOne(data.decode()).components())) == 2


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "No/Where"])
def test_utc_and_unknown_zones_are_written_in_utc(zone: str) -> None:
    data = made(zone=zone)
    assert b"DTSTART:20260311T083000Z\r\nDTEND:20260311T084500Z\r\n" in data
    assert b"VTIMEZONE" not in data


def test_the_hour_that_the_clock_shows_twice_is_written_in_utc() -> None:
    start = utc("2026-10-25T01:30")  # 02:30 for the second time in Berlin
    data = made(start=start)
    assert b"DTSTART:20261025T013000Z" in data
    assert standing(data).span.start == start


@pytest.mark.parametrize(
    "zone",
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Apia"],
)
@pytest.mark.parametrize("month", range(1, 13))
def test_the_zone_written_beside_the_times_says_the_same_as_the_database(zone: str, month: int) -> None:
    start = datetime(2026, month, 15, 9, tzinfo=UTC)
    renamed = made(zone=zone, start=start).replace(zone.encode(), b"Custom/" + zone.encode()[::-1].replace(b"/", b"-"))
    one = standing(renamed)
    assert one.span.start.astimezone(UTC) == start
    assert vobject.readOne(made(zone=zone, start=start).decode()).vevent.dtstart.value.astimezone(UTC) == start


def test_the_link_opens_a_draft_and_cannot_be_widened() -> None:
    hostile = mail(subject="Hi&bcc=victim@example.com\r\nBcc: x", body="a&cc=b@c.example")
    url = vobject.readOne(made(messages=(hostile,)).decode()).vevent.url.value
    assert url.startswith("mailto:jane@acme.example?subject=Hi%26bcc%3D")
    assert url.count("&") == 1
    assert "&body=" in url


def test_a_long_text_leaves_the_link_with_its_subject_only() -> None:
    data = unfold(made(messages=(mail(body="word " * 1000),)))
    assert b"\nURL:mailto:jane@acme.example?subject=Thank%20you\n" in data


def test_the_attachment_is_a_mail_that_programs_open_for_sending() -> None:
    found = re.search(rb"\nATTACH;[^:]*ENCODING=BASE64[^:]*:([^\n]*)\n", unfold(made()))
    assert found is not None
    message = email.message_from_bytes(b64decode(found[1]), policy=email.policy.default)
    assert message["To"] == "Jane Doe <jane@acme.example>"
    assert message["Subject"] == "Thank you"
    assert message["X-Unsent"] == "1"
    assert " ".join(message.get_content().split()) == "Dear Jane, thank you for your time."


@pytest.mark.parametrize(
    "messages",
    [
        (),
        (Message("phone", (Person("Jane", None),), None, "Call", "en"),),
        (Message("email", (Person("Jane", None),), "s", "b", "en"),),
        (Message("email", (Person("Jane", "jane@" + "x" * 70 + ".example"),), "s", "b", "en"),),
    ],
)
def test_a_message_that_cannot_be_mailed_has_neither_link_nor_attachment(messages: tuple[Message, ...]) -> None:
    assert not properties(made(messages=messages)) & {"URL", "ATTACH"}


def test_a_large_message_is_not_attached() -> None:
    assert "ATTACH" not in properties(made(messages=(mail(body="ä" * 5000),)))


def test_what_only_a_program_can_get_wrong_is_refused() -> None:
    with pytest.raises(ValueError, match="WRITTEN"):
        encode(follow_up(), fingerprint="a,b", now=NOW, sequence=0)
    with pytest.raises(ValueError, match="zone"):
        encode(follow_up(), fingerprint=FINGERPRINT, now=NOW.replace(tzinfo=None), sequence=0)

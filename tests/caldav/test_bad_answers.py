"""A bad answer is never an empty calendar (PROMISES R4, 3.3): each kind has its error, and nothing is written."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
from afterword.core.model import TimeSpan
from afterword.errors import AfterwordError, LoginProblem, ServerAnswer, Temporary
from tests.fault_server import Answers, Piece, Reset, fault_server, http, multistatus, response, stored

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
LOGIN = Login("alice", "secret-canary")
HTML = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Password</form></body></html>"
EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VEVENT\nEND:VCALENDAR\n"
GOOD = multistatus(stored("/cal/a.ics", EVENT))
TOO_MANY = "<d:error><d:number-of-matches-within-limits/></d:error>"
CUT_MARK = (
    f"<d:response><d:href>/cal/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status>{TOO_MANY}</d:response>"
)
LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
SECRET_FILE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
BOMB = gzip.compress(b"x" * 30_000_000)


def endless() -> Iterator[Piece]:
    yield b"HTTP/1.1 207 Multi-Status\r\nConnection: close\r\n\r\n"
    while True:
        yield b"<d:multistatus xmlns:d='DAV:'>" * 4096


def dripped_headers() -> Iterator[Piece]:
    yield b"HTTP/1.1 207 Multi-Status\r\n"
    for number in range(200):
        yield 0.02
        yield f"X-{number}: y\r\n".encode()


def dripped_body() -> Iterator[Piece]:
    yield b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 5000\r\n\r\n"
    for _ in range(200):
        yield 0.02
        yield b"<"


BAD: dict[str, tuple[type[AfterwordError], int, object]] = {
    "a login page": (ServerAnswer, 69, http(200, HTML, Content_Type="text/html")),
    "a login page as 207": (ServerAnswer, 69, http(207, HTML)),
    "a well-formed page as 207": (ServerAnswer, 69, http(207, "<html><body/></html>")),
    "nothing, as 200": (ServerAnswer, 69, http(200)),
    "nothing, as 204": (ServerAnswer, 69, http(204)),
    "nothing, as 207": (ServerAnswer, 69, http(207)),
    "JSON as 200": (ServerAnswer, 69, http(200, '{"events": []}')),
    "JSON as 207": (ServerAnswer, 69, http(207, '{"events": []}')),
    "a word as 207": (ServerAnswer, 69, http(207, "OK")),
    "a multistatus as 200": (ServerAnswer, 69, http(200, GOOD)),
    "a multistatus as 206": (ServerAnswer, 69, http(206, GOOD)),
    "not modified": (ServerAnswer, 69, http(304)),
    "XML that breaks off": (ServerAnswer, 69, http(207, GOOD[:-40])),
    "bytes that are no UTF-8": (ServerAnswer, 69, http(207, GOOD.encode().replace(b"UID:a", b"UID:\xff\xfe"))),
    "a character that XML forbids": (ServerAnswer, 69, http(207, GOOD.replace("UID:a", "UID:\ufffe"))),
    "the 507 marker": (ServerAnswer, 69, http(207, multistatus(stored("/cal/a.ics", EVENT), CUT_MARK))),
    "the too-many-matches marker": (ServerAnswer, 69, http(207, multistatus(stored("/cal/a.ics", EVENT), TOO_MANY))),
    "another namespace": (ServerAnswer, 69, http(207, '<multistatus xmlns="urn:other"/>')),
    "no namespace": (ServerAnswer, 69, http(207, "<multistatus/>")),
    "a response about nothing": (ServerAnswer, 69, http(207, multistatus("<d:response/>"))),
    "a response about another site's address": (ServerAnswer, 69, http(207, multistatus(response("http://a@b/", "")))),
    "a billion laughs": (ServerAnswer, 69, http(207, f"{LAUGHS}{GOOD.partition('?>')[2]}")),
    "an entity that names a file": (ServerAnswer, 69, http(207, f"{SECRET_FILE}{GOOD.partition('?>')[2]}")),
    "401": (LoginProblem, 77, http(401, WWW_Authenticate='Basic realm="x"')),
    "403": (LoginProblem, 77, http(403)),
    "404": (ServerAnswer, 69, http(404)),
    "405": (ServerAnswer, 69, http(405)),
    "410": (ServerAnswer, 69, http(410)),
    "400": (ServerAnswer, 69, http(400, "what?")),
    "423": (Temporary, 75, http(423)),
    "429": (Temporary, 75, http(429, Retry_After="99999")),
    "403 for too many requests": (Temporary, 75, http(403, '{"errors": [{"reason": "rateLimitExceeded"}]}')),
    "500": (Temporary, 75, http(500, "Traceback")),
    "501": (ServerAnswer, 69, http(501)),
    "502": (Temporary, 75, http(502, HTML)),
    "503": (Temporary, 75, http(503, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT")),
    "504": (Temporary, 75, http(504)),
    "507": (ServerAnswer, 69, http(507)),
    "a redirect in a circle": (ServerAnswer, 69, http(301, Location="/cal/")),
    "a redirect to nowhere": (LoginProblem, 77, http(301, Location="http://[::1")),
    "a redirect to another scheme": (LoginProblem, 77, http(302, Location="ftp://127.0.0.1/cal/")),
    "another protocol": (ServerAnswer, 69, b"SSH-2.0-OpenSSH_9.2\r\n"),
    "a body shorter than it says": (Temporary, 75, http(207, GOOD, Content_Length=str(len(GOOD) + 100))),
    "chunks without an end": (Temporary, 75, http(207, "5\r\n<?xml\r\n", Transfer_Encoding="chunked")),
    "chunks of no size": (Temporary, 75, http(207, "zz\r\n<?xml\r\n", Transfer_Encoding="chunked")),
    "a connection that is closed": (Temporary, 75, b""),
    "a connection that is reset": (Temporary, 75, [Reset()]),
    "a reset in the body": (Temporary, 75, [http(207, GOOD)[:-30], Reset()]),
    "a header without end": (ServerAnswer, 69, http(207, GOOD, X_Long="x" * 200_000)),
    "headers without number": (ServerAnswer, 69, http(207, GOOD, **{f"X_{n}": "y" for n in range(500)})),
    "a body said to be huge": (ServerAnswer, 69, http(207, GOOD, Content_Length="5000000000")),
    "a body that is huge": (ServerAnswer, 69, endless),
    "a gzip bomb": (ServerAnswer, 69, http(207, BOMB, Content_Encoding="gzip")),
    "a gzip bomb in a gzip bomb": (ServerAnswer, 69, http(207, gzip.compress(BOMB), Content_Encoding="gzip")),
    "gzip that breaks off": (Temporary, 75, http(207, gzip.compress(GOOD.encode())[:-9], Content_Encoding="gzip")),
    "gzip that is none": (ServerAnswer, 69, http(207, GOOD, Content_Encoding="gzip")),
    "a packing nobody asked for": (ServerAnswer, 69, http(207, GOOD, Content_Encoding="br")),
    "headers that drip": (Temporary, 75, dripped_headers),
    "a body that drips": (Temporary, 75, dripped_body),
    "silence": (Temporary, 75, [5.0]),
}


def answering(given: object) -> Answers:
    if callable(given):
        return lambda _: given()
    assert isinstance(given, bytes | list)
    return lambda _: given


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_answer_is_an_error_and_never_an_empty_calendar(kind: str) -> None:
    error, code, given = BAD[kind]
    with fault_server(answering(given)) as server:
        calendar = CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN, seconds=0.4)
        began = time.monotonic()
        with pytest.raises(error) as caught:
            calendar.read(MARCH)
        assert time.monotonic() - began < 10  # a hang, not a measurement
        assert server.writes == []
    assert caught.value.exit_code == code
    assert "secret-canary" not in caught.value.message
    assert len(caught.value.message) < 400
    assert caught.value.message.isprintable()


def test_a_good_answer_from_the_same_server_is_read() -> None:
    with fault_server(lambda _: http(207, GOOD)) as server:
        listing = CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN).read(MARCH)
    assert [one.href for one in listing.resources] == ["/cal/a.ics"]
    assert [len(server.requests), server.requests[0].method] == [1, "REPORT"]


def test_a_packed_answer_that_nobody_asked_for_is_still_read() -> None:
    packed = [gzip.compress(GOOD.encode()), zlib.compress(GOOD.encode())]
    for body, coding in zip(packed, ["gzip", "deflate"], strict=True):
        with fault_server(lambda _, body=body, coding=coding: http(207, body, Content_Encoding=coding)) as server:  # type: ignore[misc]
            listing = CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN).read(MARCH)
        assert len(listing.resources) == 1


def test_an_honestly_empty_calendar_is_empty() -> None:
    with fault_server(lambda _: http(207, multistatus())) as server:
        assert CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN).read(MARCH).resources == ()


def test_no_server_at_all_is_temporary() -> None:
    with fault_server(lambda _: b"") as server:
        pass
    calendar = CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN)
    with pytest.raises(Temporary, match=r"127\.0\.0\.1"):
        calendar.read(MARCH)


def test_a_missing_calendar_is_called_missing() -> None:
    with fault_server(lambda _: http(404)) as server:
        calendar = CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN)
        with pytest.raises(ServerAnswer, match="calendar missing"):
            calendar.read(MARCH)


@pytest.mark.parametrize(
    ("asked", "said"),
    [("120", "wait 120 seconds"), ("99999", "wait 3600 seconds"), ("Mon, 02 Mar 2026 10:01:00 GMT", "wait 60 seconds")],
)
def test_the_wait_a_server_asks_for_is_said_and_capped_at_an_hour(asked: str, said: str) -> None:
    answer = http(503, Retry_After=asked, Date="Mon, 02 Mar 2026 10:00:00 GMT")
    with fault_server(lambda _: answer) as server:
        calendar = CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN)
        with pytest.raises(Temporary, match=said):
            calendar.read(MARCH)


def test_what_the_server_said_is_quoted_short_and_clean() -> None:
    page = "\x1b]52;c;Zm9v\x07 you are \u202e not \x9b logged in " + "x" * 500
    with fault_server(lambda _: http(200, page)) as server:
        calendar = CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN)
        with pytest.raises(ServerAnswer, match=r"answered 200: .*you are not logged in x+;") as caught:
            calendar.read(MARCH)
    assert "x" * 81 not in caught.value.message
    assert caught.value.message.isprintable()

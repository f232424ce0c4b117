"""One hostile object never hides the others (PROMISES R5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
from afterword.core.model import TimeSpan
from afterword.errors import ServerAnswer
from tests.contracts.sink_contract import event, said
from tests.fault_server import Answers, Request, TinyCalendar, fault_server, http, multistatus, response, stored
from tests.servers import PASSWORD, USERNAME, RunningServer

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
GOOD = [f"good{number}" for number in range(7)]


def calendar_of(url: str, *, searches: bool = True) -> CalDavCalendar:
    return CalDavCalendar(CollectionInfo(url, "c", writable=True, searches_series=searches), Login(USERNAME, PASSWORD))


def test_an_object_with_a_character_that_xml_forbids_is_named_and_the_others_read(real_server: RunningServer) -> None:
    url = real_server.make_calendar("poisoned")
    path = f"{real_server.home}poisoned/"
    for name in GOOD:
        real_server.request("PUT", f"{path}{name}.ics", event(name), Content_Type="text/calendar")
    status, _ = real_server.request("PUT", f"{path}bad.ics", event("bad", "x\ufffey"), Content_Type="text/calendar")
    assert status == 201
    listing = calendar_of(url).read(MARCH)
    assert {said(one.data, "UID") for one in listing.resources} == set(GOOD)
    assert [(one.href, "XML forbids" in one.reason) for one in listing.skipped] == [(f"{path}bad.ics", True)]


def test_an_object_too_large_for_an_answer_is_named_and_the_others_read() -> None:
    calendar = TinyCalendar()
    for name in [*GOOD, "another"]:
        calendar.put(f"{name}.ics", event(name))
    calendar.put("huge.ics", event("huge", "y" * 11_000_000))
    with fault_server(calendar) as server:
        listing = calendar_of(server.url).read(MARCH)
    assert {said(one.data, "UID") for one in listing.resources} == {*GOOD, "another"}
    assert [(one.href, one.reason) for one in listing.skipped] == [("/cal/huge.ics", "larger than 10 MB")]


DOUBTFUL = {
    "without data": response("/cal/bad.ics", '<d:getetag>"1"</d:getetag>'),
    "with empty data": stored("/cal/bad.ics", " "),
    "with a status of 500": response("/cal/bad.ics", "<d:getetag/>", status="HTTP/1.1 500 Oh"),
    "with a status that is none": response("/cal/bad.ics", "<d:getetag/>", status="fine"),
    "with markup inside": response("/cal/bad.ics", "<c:calendar-data>BEGIN:VCALENDAR<d:b/></c:calendar-data>"),
    "refused": "<d:response><d:href>/cal/bad.ics</d:href><d:status>HTTP/1.1 403 No</d:status></d:response>",
}


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_an_object_that_cannot_be_handed_out_is_named(kind: str) -> None:
    good = [stored(f"/cal/{name}.ics", event(name).decode()) for name in GOOD]

    def answers(request: Request) -> bytes:
        if request.method == "GET":
            return http(500)
        only_bad = b"multiget" in request.body
        return http(207, multistatus(*([] if only_bad else good), DOUBTFUL[kind]))

    with fault_server(in_report_only(answers)) as server:
        listing = calendar_of(server.url).read(MARCH)
    assert {said(one.data, "UID") for one in listing.resources} == set(GOOD)
    assert [one.href for one in listing.skipped] == ["/cal/bad.ics"]


def in_report_only(answers: Answers) -> Answers:
    """A GET of the object finds a page: it is there, and is no calendar object."""
    return lambda request: http(200, "<html/>") if request.method == "GET" else answers(request)


def test_an_object_that_vanishes_while_it_is_read_is_simply_gone() -> None:
    calendar = TinyCalendar()
    calendar.put("a.ics", event("a"))
    ghost = response("/cal/ghost.ics", '<d:getetag>"1"</d:getetag>')
    listed = multistatus(stored("/cal/a.ics", event("a").decode()), ghost)
    calendar.before = lambda request: http(207, listed) if b"calendar-query" in request.body else None
    with fault_server(calendar) as server:
        listing = calendar_of(server.url).read(MARCH)
    assert [one.href for one in listing.resources] == ["/cal/a.ics"]
    assert listing.skipped == ()


@pytest.mark.parametrize("status", [400, 500, 501, 504, 507])
def test_a_search_that_one_object_breaks_is_done_without_the_server(status: int) -> None:
    calendar = TinyCalendar()
    for name in GOOD:
        calendar.put(f"{name}.ics", event(name))
    calendar.before = lambda request: http(status) if b"time-range" in request.body else None
    with fault_server(calendar) as server:
        listing = calendar_of(server.url).read(MARCH)
    assert {said(one.data, "UID") for one in listing.resources} == set(GOOD)


def test_a_search_that_takes_too_long_is_done_without_the_server() -> None:
    calendar = TinyCalendar()
    calendar.put("a.ics", event("a"))
    calendar.before = lambda request: [3.0] if b"time-range" in request.body else None
    with fault_server(calendar) as server:
        info = CollectionInfo(server.url, "c", writable=True)
        slow = CalDavCalendar(info, Login(), seconds=0.3)
        assert len(slow.read(MARCH).resources) == 1
    assert slow.info == CollectionInfo(server.url, "c", writable=True, searches_series=False)


def test_a_server_that_misses_later_instances_is_not_searched() -> None:
    calendar = TinyCalendar()
    calendar.put("a.ics", event("a"))
    with fault_server(calendar) as server:
        listing = calendar_of(server.url, searches=False).read(MARCH)
    assert len(listing.resources) == 1
    assert [b"time-range" in one.body for one in server.requests] == [False, False]


def test_one_report_reads_a_calendar(real_server: RunningServer) -> None:
    url = real_server.make_calendar("ordinary")
    for name in GOOD:
        path = f"{real_server.home}ordinary/{name}.ics"
        real_server.request("PUT", path, event(name), Content_Type="text/calendar")
    calendar = calendar_of(url)
    assert len(calendar.read(MARCH).resources) == len(GOOD)
    assert (calendar.requests, calendar.info.searches_series) == (1, True)


def test_a_stranger_who_takes_our_names_hides_only_what_bears_them(real_server: RunningServer) -> None:
    url = real_server.make_calendar("borrowed")
    path = f"{real_server.home}borrowed/"
    for name in ("afterword-0001", "afterword-stranger"):
        bad = event(name, "x\ufffey")
        assert real_server.request("PUT", f"{path}{name}.ics", bad, Content_Type="text/calendar")[0] == 201
    calendar = calendar_of(url)
    assert calendar.fetch(["afterword-0001", "afterword-0002"]) == ()
    created = calendar.create("afterword-0002", event("afterword-0002"))
    assert calendar.fetch(["afterword-0001", "afterword-0002"]) == (created,)
    with pytest.raises(ServerAnswer, match="cannot be read"):
        calendar.create("afterword-0001", event("afterword-0001"))

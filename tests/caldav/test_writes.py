"""No follow-up twice, none lost, nobody's edit overwritten, whatever breaks in the middle (PROMISES R1 to R3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
from afterword.errors import AlreadyThere, ChangedMeanwhile, LoginProblem, ServerAnswer, Temporary, WriteRefused
from tests.contracts.sink_contract import event, said
from tests.fault_server import FaultServer, Piece, Request, Reset, TinyCalendar, fault_server, http

UID = "afterword-5f2c0b9d4e"
HREF = f"/cal/{UID}.ics"


def calendar_at(server: FaultServer, seconds: float = 0.5) -> CalDavCalendar:
    return CalDavCalendar(CollectionInfo(server.url, "c", writable=True), Login("alice", "pw"), seconds=seconds)


Fault = bytes | list[Piece]


def once(fault: Fault, method: str = "PUT") -> Callable[[Request], Fault | None]:
    """`fault` for the first request of that method, nothing for the others."""
    left = [fault]
    return lambda request: left.pop() if request.method == method and left else None


def once_after(fault: Fault, method: str = "PUT") -> Callable[[Request, bytes], Fault]:
    """The same, in place of the answer: the request has been carried out."""
    broken = once(fault, method)

    def answers(request: Request, answer: bytes) -> Fault:
        instead = broken(request)
        return answer if instead is None else instead

    return answers


AFTER_STORING: dict[str, Fault] = {
    "the connection is closed": b"",
    "the connection is reset": [Reset()],
    "the answer never comes": [3.0],
    "a proxy says 502": http(502),
    "the server says 500": http(500),
}


@pytest.mark.parametrize("kind", AFTER_STORING)
def test_a_write_that_was_stored_before_something_broke_is_found_and_not_doubled(kind: str) -> None:
    store = TinyCalendar()
    store.after = once_after(AFTER_STORING[kind])
    with fault_server(store) as server:
        created = calendar_at(server).create(UID, event(UID))
        assert said(created.data, "UID") == UID
        assert created.etag == '"v1"'
        assert store.objects.keys() == {HREF}
        assert all("if-none-match" in one.headers for one in server.writes)


@pytest.mark.parametrize("kind", ["the connection is closed", "the connection is reset"])
def test_a_write_that_broke_before_it_was_stored_is_tried_once_more(kind: str) -> None:
    store = TinyCalendar()
    store.before = once(AFTER_STORING[kind])
    with fault_server(store) as server:
        calendar_at(server).create(UID, event(UID))
        assert store.versions == {HREF: 1}
        assert len(server.writes) == 2


@pytest.mark.parametrize("answer", [http(500), http(502), http(503, Retry_After="5"), [3.0], b""])
def test_a_write_that_was_not_stored_is_temporary(answer: Fault) -> None:
    store = TinyCalendar()
    store.before = lambda request: answer if request.method == "PUT" else None
    with fault_server(store) as server, pytest.raises(Temporary):
        calendar_at(server).create(UID, event(UID))
    assert store.objects == {}


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *((status, WriteRefused) for status in (400, 403, 404, 405, 409, 412, 413, 415, 501, 507)),
        *((status, Temporary) for status in (423, 429)),
        *((status, ServerAnswer) for status in (200, 202, 303)),
        (401, LoginProblem),
    ],
)
def test_an_answer_that_does_not_say_created_is_not_taken_for_saved(status: int, error: type[Exception]) -> None:
    store = TinyCalendar()
    store.before = lambda request: http(status, "<html>fine</html>") if request.method == "PUT" else None
    with fault_server(store) as server, pytest.raises(error):
        calendar_at(server).create(UID, event(UID))
    assert store.objects == {}


def test_created_is_believed_only_after_it_was_read_back() -> None:
    store = TinyCalendar()
    store.before = lambda request: http(201) if request.method == "PUT" else None
    with fault_server(store) as server, pytest.raises(ServerAnswer, match="not there"):
        calendar_at(server).create(UID, event(UID))


def test_something_else_read_back_is_not_taken_for_ours() -> None:
    store = TinyCalendar()

    def meddle(request: Request, answer: bytes) -> bytes:
        if request.method == "PUT":
            store.put(f"{UID}.ics", event("other@example.com"))
        return answer

    store.after = meddle
    with fault_server(store) as server, pytest.raises(ChangedMeanwhile):
        calendar_at(server).create(UID, event(UID))


@pytest.mark.parametrize("status", [400, 403, 409, 412])
def test_a_refusal_because_the_uid_is_elsewhere_means_already_there(status: int) -> None:
    store = TinyCalendar()
    with fault_server(store) as server:
        calendar = calendar_at(server)
        assert calendar.fetch([UID]) == ()
        store.put("renamed-by-a-phone.ics", event(UID))  # after the look
        store.before = lambda request: http(status) if request.method == "PUT" else None
        with pytest.raises(AlreadyThere):
            calendar.create(UID, event(UID))


def test_a_server_that_ignores_conditions_is_looked_at_before_it_overwrites() -> None:
    store = TinyCalendar(conditions=False)
    store.put(f"{UID}.ics", event(UID, "The user's words"))
    with fault_server(store) as server:
        calendar = calendar_at(server)
        with pytest.raises(AlreadyThere):
            calendar.create(UID, event(UID, "Ours"))
        with pytest.raises(ChangedMeanwhile):
            calendar.replace(HREF, '"v0"', event(UID, "Ours"))
        with pytest.raises(ChangedMeanwhile):
            calendar.remove(HREF, '"v0"')
        del store.objects[HREF]
        with pytest.raises(ChangedMeanwhile):
            calendar.replace(HREF, '"v1"', event(UID, "Ours"))
        assert server.writes == []


def test_every_write_carries_a_strong_condition_and_its_length() -> None:
    store = TinyCalendar()
    with fault_server(store) as server:
        calendar = calendar_at(server)
        created = calendar.create(UID, event(UID))
        replaced = calendar.replace(created.href, created.etag, event(UID, "Two", sequence=1))
        calendar.remove(replaced.href, replaced.etag)
        put, again, delete = server.writes
    assert put.headers["if-none-match"] == "*"
    assert (again.headers["if-match"], delete.headers["if-match"]) == ('"v1"', '"v2"')
    assert put.headers["content-length"] == str(len(event(UID)))
    assert put.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "transfer-encoding" not in put.headers


def test_a_change_between_look_and_write_is_met_by_the_condition() -> None:
    store = TinyCalendar()
    with fault_server(store) as server:
        calendar = calendar_at(server)
        created = calendar.create(UID, event(UID))

        def meddle(request: Request) -> None:
            if request.method in ("PUT", "DELETE"):
                store.put(f"{UID}.ics", event(UID, "The user's words", sequence=5))

        store.before = meddle
        with pytest.raises(ChangedMeanwhile):
            calendar.replace(created.href, created.etag, event(UID, "Ours", sequence=1))
        with pytest.raises(ChangedMeanwhile):
            calendar.remove(created.href, created.etag)
    assert said(store.objects[HREF], "SUMMARY") == "The user's words"


@pytest.mark.parametrize("kind", AFTER_STORING)
def test_a_replacement_that_was_stored_before_something_broke_is_found(kind: str) -> None:
    store = TinyCalendar()
    with fault_server(store) as server:
        calendar = calendar_at(server)
        created = calendar.create(UID, event(UID))
        store.after = once_after(AFTER_STORING[kind])
        replaced = calendar.replace(created.href, created.etag, event(UID, "Two", sequence=1))
    assert (said(replaced.data, "SUMMARY"), replaced.etag, store.versions[HREF]) == ("Two", '"v2"', 2)


@pytest.mark.parametrize("kind", AFTER_STORING)
def test_a_removal_that_was_done_before_something_broke_is_success(kind: str) -> None:
    store = TinyCalendar()
    with fault_server(store) as server:
        calendar = calendar_at(server)
        created = calendar.create(UID, event(UID))
        store.after = once_after(AFTER_STORING[kind], "DELETE")
        calendar.remove(created.href, created.etag)
    assert store.objects == {}


@pytest.mark.parametrize("answer", [http(403), http(405), http(507)])
def test_a_refused_removal_is_said(answer: bytes) -> None:
    store = TinyCalendar()
    with fault_server(store) as server:
        calendar = calendar_at(server)
        created = calendar.create(UID, event(UID))
        store.before = lambda request: answer if request.method == "DELETE" else None
        with pytest.raises(WriteRefused):
            calendar.remove(created.href, created.etag)


def test_a_weak_etag_of_a_report_is_replaced_by_the_strong_one_of_a_get() -> None:
    store = TinyCalendar(report_etag='W/"{}"')
    with fault_server(store) as server:
        calendar = calendar_at(server)
        created = calendar.create(UID, event(UID))
        assert created.etag == '"v1"'
        assert calendar.replace(created.href, created.etag, event(UID, "Two", sequence=1)).etag == '"v2"'


def test_without_any_strong_etag_nothing_is_changed() -> None:
    store = TinyCalendar(report_etag='W/"{}"', get_etag='W/"{}"')
    with fault_server(store) as server:
        calendar = calendar_at(server)
        created = calendar.create(UID, event(UID))
        assert created.etag is None
        with pytest.raises(WriteRefused, match="strong ETag"):
            calendar.replace(created.href, created.etag, event(UID, "Two", sequence=1))
        with pytest.raises(WriteRefused, match="strong ETag"):
            calendar.remove(created.href, created.etag)
        assert len(server.writes) == 1


def test_a_kept_connection_that_was_dropped_is_opened_again() -> None:
    store = TinyCalendar()
    store.put("a.ics", event("a"))
    dropped = once(b"", "REPORT")
    store.before = dropped
    with fault_server(store) as server:
        assert len(calendar_at(server).fetch(["a"])) == 1
    assert [one.method for one in server.requests] == ["REPORT", "REPORT"]

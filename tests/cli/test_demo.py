"""demo: a story in six scenes, told with what really stands in the calendar, and nothing left behind."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterword.cli import phone
from afterword.cli.phone import Phone
from afterword.core.model import Action, Change, Kind, PlanResult, State, SyncResult
from tests.views.made import NOW, a_follow_up, a_plan_result, a_standing, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.fakes import Machine

EVENT = b"""BEGIN:VCALENDAR\r
BEGIN:VTIMEZONE\r
TZID:America/Chicago\r
BEGIN:STANDARD\r
DTSTART:19701101T020000\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
DTSTART;TZID=America/Chicago:20260330T100000\r
DTEND;TZID=America/Chicago:20260330T101500\r
SUMMARY:DTSTART:20260101T000000\r
END:VEVENT\r
END:VCALENDAR\r
"""


def story() -> PlanResult:
    """A thank-you that is to be written, a check-in and a final check that stand."""
    check_in = replace(a_follow_up("afterword-c", Kind.CHECK_IN, at(30, 10)), summary="Check in")
    final = replace(a_follow_up("afterword-f", Kind.FINAL_CHECK, at(6, 10, month=4)), summary="Final check")
    changes = (
        Change(Action.CREATE, State.NEW, "new", a_follow_up("afterword-t"), None),
        Change(Action.KEEP, State.EDITED, "You moved it.", check_in, a_standing("afterword-c", "Check in")),
        Change(Action.KEEP, State.STANDING, "It stands.", final, a_standing("afterword-f", "Final check")),
    )
    result = a_plan_result(skipped=False)
    hrefs = {"afterword-c": "/demo/maya/c.ics", "afterword-f": "/demo/maya/f.ics"}
    return replace(result, plan=replace(result.plan, changes=changes), hrefs=hrefs)


def test_the_story_reads_writes_repeats_and_gives_way(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[tuple[object, ...]] = []
    monkeypatch.setattr(phone.Phone, "move", lambda _, href, by: did.append(("move", href, by)))
    monkeypatch.setattr(phone.Phone, "delete", lambda _, href: did.append(("delete", href)))
    machine.wiring.app.planned = story()
    machine.wiring.app.synced = SyncResult(story(), created=1)
    assert machine.run("demo") == 0, machine.err
    assert did == [("move", "/demo/maya/c.ics", timedelta(days=2)), ("delete", "/demo/maya/f.ics")]
    for number in range(1, 7):
        assert f"\n{number}. " in machine.out
    assert "Dear Priya," in machine.out
    assert "Check in: changed by you. You moved it." in machine.out
    assert b"BEGIN:VEVENT" in machine.wiring.served[0]["maya"]


def test_every_run_of_the_demo_is_one_of_its_own_and_its_folder_goes(machine: Machine) -> None:
    machine.wiring.app.planned = replace(story(), hrefs={})
    machine.run("demo")
    assert len(machine.wiring.requests) == 5
    assert all(request.now_given and request.owner.name == "Maya Lindqvist" for request in machine.wiring.requests)
    assert all(request.sources == ("http://127.0.0.1:1/demo/maya/",) for request in machine.wiring.requests)
    folder = machine.request.state_dir
    assert folder.is_relative_to(Path(tempfile.gettempdir()))
    assert not folder.exists()
    assert NOW.year == machine.request.now.year


class Server:
    """Enough of a server to see what the phone asks for."""

    username = "demo"
    password = "only-here"

    def __init__(self, port: int) -> None:
        self.port = port

    def calendar(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/demo/{name}/"


@pytest.fixture
def asked() -> Iterator[tuple[Phone, list[tuple[str, str, bytes]]]]:
    seen: list[tuple[str, str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            assert self.headers["Authorization"].startswith("Basic ")
            seen.append((self.command, self.path, body))
            data = EVENT if self.command == "GET" else b""
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_PUT = do_DELETE = answer  # noqa: N815 - the base class's names

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield Phone(Server(server.server_port), "maya"), seen
    server.shutdown()
    thread.join(5)
    server.server_close()


def test_the_phone_moves_only_the_event_and_deletes_by_address(
    asked: tuple[Phone, list[tuple[str, str, bytes]]],
) -> None:
    device, seen = asked
    device.move("/demo/maya/c.ics", timedelta(days=2))
    device.delete("f.ics")
    assert [one[:2] for one in seen] == [
        ("GET", "/demo/maya/c.ics"),
        ("PUT", "/demo/maya/c.ics"),
        ("DELETE", "/demo/maya/f.ics"),
    ]
    moved = EVENT.replace(b"20260330T100000", b"20260401T100000").replace(b"20260330T101500", b"20260401T101500")
    assert seen[1][2] == moved

"""The real program against a real server, killed or cut off at one of its requests; the next runs put it right.

With HYPOTHESIS_PROFILE=long at every request of a first sync and in every way, else at a few.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fault_server import FaultServer, Piece, Request, Reset, fault_server, http
from tests.invariants.invitations import Booked, invitation
from tests.system.test_main_job import Runner

if TYPE_CHECKING:
    from tests.servers import RunningServer

BEGIN = datetime(2026, 3, 12, 15, tzinfo=UTC)
PASSED_ON = ("content-type", "depth", "if-match", "if-none-match")
REQUESTS = 40
"""At least as many as the first sync of two interviews makes."""
WAYS = ("killed before", "killed behind", "cut off before", "cut off behind")
FEW = [
    (13, "killed behind"),  # a follow-up stored, not read back
    (17, "cut off behind"),  # a follow-up stored, and no answer
    (30, "killed behind"),  # all stored, the memory not yet
    (34, "killed behind"),  # the memory too, the ledger not yet
]
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
CASES = [(number, way) for number in range(1, REQUESTS + 1) for way in WAYS] if LONG else FEW


@dataclass
class Line:
    """Passes requests on to the server; at the request with this number something happens to the program."""

    server: RunningServer
    path: str
    number: int = 0
    way: str = ""
    process: subprocess.Popen[bytes] | None = None
    seen: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> bytes | list[Piece]:
        self.seen.append(request)
        now = len(self.seen) == self.number
        if now and self.way.endswith("before"):
            return self._strike()
        headers = {name.replace("-", "_"): request.headers[name] for name in PASSED_ON if name in request.headers}
        status, body = self.server.request(request.method, request.path, request.body, **headers)
        return self._strike() if now else http(status, body)

    def _strike(self) -> list[Piece]:
        if self.way.startswith("killed"):
            assert self.process is not None
            self.process.kill()
            self.process.wait()
        return [Reset()]


def calendar(server: RunningServer, name: str) -> str:
    """The path of a new calendar with two interviews in it."""
    server.make_calendar(name)
    path = f"{server.home}{name}/"
    for number, later in enumerate((0, 5)):
        one = Booked(f"interview-{number}", name, number, BEGIN + timedelta(days=later))
        assert server.request("PUT", path + one.href, invitation(one, BEGIN), Content_Type="text/calendar")[0] == 201
    return path


def objects(server: RunningServer, path: str) -> dict[str, bytes]:
    _, listing = server.request("PROPFIND", path, Depth="1")
    names = {part.split("<")[0].rsplit("/", 1)[-1] for part in listing.decode().split("href>")}
    return {name: server.request("GET", path + name)[1] for name in names if name.endswith(".ics")}


def sync(run: Runner, line: Line, broken: FaultServer) -> int:
    with run.start("sync", f"http://127.0.0.1:{broken.port}{line.path}") as process:
        line.process = process
        process.communicate(timeout=120)
    return process.returncode


@pytest.fixture(scope="module")
def right(radicale_server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all objects after a sync that nothing happened to."""
    line = Line(radicale_server, calendar(radicale_server, "untroubled"))
    with fault_server(line) as broken:
        assert sync(Runner(tmp_path_factory.mktemp("untroubled")), line, broken) == 0
    puts = [number for number, one in enumerate(line.seen, 1) if one.method == "PUT"]
    assert {number for number, _ in FEW} <= {*puts, puts[-2] + 1}, "they are to strike where something is written"
    assert len(line.seen) <= REQUESTS
    return {name for name in objects(radicale_server, line.path) if "memory" not in name}


@pytest.mark.parametrize(("number", "way"), CASES)
def test_after_a_sync_that_broke_off_the_next_makes_it_right_and_the_one_after_is_silent(
    number: int, way: str, right: set[str], radicale_server: RunningServer, tmp_path: Path
) -> None:
    path = calendar(radicale_server, f"broken-{number}-{WAYS.index(way)}")
    line, run = Line(radicale_server, path, number, way), Runner(tmp_path / "home")
    with fault_server(line) as broken:
        died = sync(run, line, broken) != 0
        assert died or way.startswith("cut") or len(line.seen) < number
        line.number = 0
        assert sync(run, line, broken) == 0
        after = objects(radicale_server, path)
        assert {name for name in after if "memory" not in name} == right
        line.seen.clear()
        assert sync(run, line, broken) == 0
        assert objects(radicale_server, path) == after
        assert not [one.method for one in line.seen if one.method in ("PUT", "DELETE")]
        assert all({"if-match", "if-none-match"} & one.headers.keys() for one in broken.writes)

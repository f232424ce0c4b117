"""The same as the fault schedules, with a breaking line in front of real servers (PROMISES R1 to R3)."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from random import Random

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
from afterword.core.model import TimeSpan
from afterword.errors import AfterwordError
from tests.caldav.test_fault_schedules import BROKEN, THEIRS, UIDS, run
from tests.contracts.sink_contract import event, said
from tests.fault_server import Piece, Request, fault_server, http
from tests.servers import PASSWORD, USERNAME, RunningServer

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
PASSED_ON = ("content-type", "depth", "if-match", "if-none-match")


class Line:
    """Passes requests on to a real server; now and then breaks before it, or after it has been carried out."""

    def __init__(self, server: RunningServer, schedule: int) -> None:
        self.server = server
        self.random = Random(schedule)
        self.faults = True

    def __call__(self, request: Request) -> bytes | list[Piece]:
        if self._breaks():
            return self.random.choice(BROKEN)
        headers = {name.replace("-", "_"): request.headers[name] for name in PASSED_ON if name in request.headers}
        status, body = self.server.request(request.method, request.path, request.body, **headers)
        return self.random.choice(BROKEN) if self._breaks() else http(status, body)

    def _breaks(self) -> bool:
        return self.faults and self.random.random() < 0.15


@pytest.mark.parametrize("schedule", range(5))
def test_nothing_is_doubled_or_lost_on_a_real_server_behind_a_breaking_line(
    schedule: int, real_server: RunningServer
) -> None:
    path = f"{real_server.home}line{schedule}/"
    direct = CollectionInfo(real_server.make_calendar(f"line{schedule}"), "c", writable=True)
    line = Line(real_server, schedule)
    with fault_server(line) as broken:
        info = CollectionInfo(f"http://127.0.0.1:{broken.port}{path}", "c", writable=True)
        machines = [CalDavCalendar(info, Login(USERNAME, PASSWORD), seconds=5) for _ in range(2)]
        for turn in range(4):
            with suppress(AfterwordError):
                run(machines[turn % 2], turn)
        words = event(UIDS[0], THEIRS, sequence=9)
        real_server.request("PUT", f"{path}{UIDS[0]}.ics", words, Content_Type="text/calendar")
        for turn in range(4, 7):
            with suppress(AfterwordError):
                run(machines[turn % 2], turn)
        line.faults = False
        run(machines[0], 7)
        assert all({"if-match", "if-none-match"} & one.headers.keys() for one in broken.writes)
    found = CalDavCalendar(direct, Login(USERNAME, PASSWORD)).read(MARCH).resources
    assert sorted(said(one.data, "UID") for one in found) == UIDS
    assert [said(one.data, "SUMMARY") for one in found if said(one.data, "UID") == UIDS[0]] == [THEIRS]

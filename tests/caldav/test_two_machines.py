"""Two runs at once against real servers: derived names and conditions leave one of everything (PROMISES R1, R9)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
from afterword.core.model import TimeSpan
from afterword.errors import AlreadyThere, Temporary
from tests.contracts.sink_contract import event, said
from tests.servers import PASSWORD, USERNAME, RunningServer

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
UIDS = [f"afterword-{number:04}" for number in range(10)]


def test_two_machines_that_write_at_once_leave_one_of_each(real_server: RunningServer) -> None:
    url = real_server.make_calendar("contended")
    info = CollectionInfo(url, "contended", writable=True)

    def write_all(machine: str) -> int:
        calendar = CalDavCalendar(info, Login(USERNAME, PASSWORD))
        created = 0
        for uid in UIDS:
            for _ in range(20):
                try:
                    calendar.create(uid, event(uid, f"By {machine}"))
                    created += 1
                except AlreadyThere:
                    pass
                except Temporary:  # Xandikos locks (423); the next run goes on
                    continue
                break
        return created

    with ThreadPoolExecutor(2) as machines:
        created = sum(machines.map(write_all, ["one", "two"]))
    found = [said(one.data, "UID") for one in CalDavCalendar(info, Login(USERNAME, PASSWORD)).read(MARCH).resources]
    assert sorted(found) == UIDS
    assert created == len(UIDS)

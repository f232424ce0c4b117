"""How often a run asks the server: what cron does every few minutes must not weigh on anybody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from afterword.config import Request
from afterword.core.model import Owner
from afterword.wiring import open_app
from tests import fault_server
from tests.servers import PASSWORD, USERNAME, RunningServer
from tests.system.test_main_job import SAMPLE, split

if TYPE_CHECKING:
    from pathlib import Path

PASSED_ON = ("content-type", "depth", "if-match", "if-none-match")


def test_a_run_without_news_sends_one_report_and_nothing_else(real_server: RunningServer, tmp_path: Path) -> None:
    url = real_server.make_calendar("counted")
    path = url.split(str(real_server.port), 1)[1]
    for name, data in split(SAMPLE.read_bytes()):
        real_server.request("PUT", path + name, data, Content_Type="text/calendar; charset=utf-8")

    def passed_on(request: fault_server.Request) -> bytes:
        headers = {name.replace("-", "_"): request.headers[name] for name in PASSED_ON if name in request.headers}
        status, body = real_server.request(request.method, request.path, request.body, **headers)
        return fault_server.http(status, body)

    with fault_server.fault_server(passed_on) as line:
        asked = Request(
            now=datetime.fromisoformat("2026-03-10T15:00:00+00:00"),
            state_dir=tmp_path / "state",
            config_dir=tmp_path / "config",
            sources=(f"http://127.0.0.1:{line.port}{path}",),
            now_given=True,
            owner=Owner(emails=frozenset({"maya.lindqvist@example.com"}), timezone="America/Chicago", country="US"),
            environment={"AFTERWORD_USERNAME": USERNAME, "AFTERWORD_PASSWORD": PASSWORD},
        )
        assert open_app(asked).sync().created > 5
        line.requests.clear()
        result = open_app(asked).sync()
        assert (result.created, result.updated, result.deleted) == (0, 0, 0)
        assert [(one.method, one.path) for one in line.requests] == [("REPORT", path)]

"""The sink contract against real servers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
from tests.contracts.sink_contract import SinkContract
from tests.servers import PASSWORD, USERNAME, RunningServer


class ServerContract(SinkContract):
    @pytest.fixture
    def server(self) -> RunningServer:
        raise NotImplementedError

    @pytest.fixture
    def calendar(self, server: RunningServer, request: pytest.FixtureRequest) -> Any:
        self._server = server
        url = server.make_calendar(f"c{abs(hash(request.node.nodeid)):x}")
        calendar = CalDavCalendar(CollectionInfo(url, "test", writable=True), Login(USERNAME, PASSWORD))
        yield calendar
        calendar.close()

    def foreign(self, calendar: Any, name: str, data: bytes) -> None:
        path = f"{urlsplit(calendar.id).path}{name}.ics"
        status, _ = self._server.request("PUT", path, data, Content_Type="text/calendar; charset=utf-8")
        assert status == 201


class TestRadicale(ServerContract):
    @pytest.fixture
    def server(self, radicale_server: RunningServer) -> RunningServer:
        return radicale_server


class TestXandikos(ServerContract):
    @pytest.fixture
    def server(self, xandikos_server: RunningServer) -> RunningServer:
        return xandikos_server

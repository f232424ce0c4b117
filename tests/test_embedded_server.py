from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login, discover
from afterword.adapters.embedded_server import embedded_server
from afterword.core.model import TimeSpan
from afterword.errors import LoginProblem
from tests.contracts.sink_contract import event

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))


def test_the_embedded_server_serves_the_calendars_it_was_given() -> None:
    with embedded_server({"job-search": event("one@example.com"), "follow-ups": b""}) as server:
        login = Login(server.username, server.password)
        assert {one.name for one in discover(server.url, login)} == {"job-search", "follow-ups"}
        info = CollectionInfo(server.calendar("job-search"), "job-search", writable=True)
        assert len(CalDavCalendar(info, login).read(MARCH).resources) == 1


def test_the_embedded_server_can_be_written() -> None:
    with embedded_server({"follow-ups": b""}) as server:
        info = CollectionInfo(server.calendar("follow-ups"), "follow-ups", writable=True)
        calendar = CalDavCalendar(info, Login(server.username, server.password))
        created = calendar.create("afterword-1", event("afterword-1"))
        assert calendar.fetch(["afterword-1"]) == (created,)


def test_the_embedded_server_lets_nobody_else_in() -> None:
    with embedded_server({"follow-ups": b""}) as server, pytest.raises(LoginProblem):
        discover(server.url, Login("demo", "guessed"))


def test_nothing_is_left_of_the_embedded_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with embedded_server({"follow-ups": b""}) as server:
        assert list(tmp_path.iterdir()) != []
        port = urlsplit(server.url).port
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port or 0), timeout=2)

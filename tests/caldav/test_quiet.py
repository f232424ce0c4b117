"""Secrets and events stay out of logs and exceptions (PROMISES S4)."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
from afterword.core.model import TimeSpan
from afterword.errors import AfterwordError
from tests.contracts.sink_contract import event
from tests.fault_server import TinyCalendar, fault_server, http

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
CANARY = "canary-5ec7e7"


@pytest.mark.parametrize("status", [200, 207, 302, 401, 403, 404, 412, 500, 503])
def test_neither_login_nor_event_shows_in_logs_files_or_tracebacks(
    status: int, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_CALDAV_COMMDUMP", "1")
    monkeypatch.setenv("PYTHON_CALDAV_DEBUGMODE", "DEBUG")
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)
    store = TinyCalendar()
    store.put("a.ics", event("a", CANARY))
    store.before = lambda _: http(status, "", Location="/x")
    said = ""
    with fault_server(store) as server:
        info = CollectionInfo(server.url, "c", writable=True)
        calendar = CalDavCalendar(info, Login("maya", CANARY, token=None), seconds=2)
        for work in (
            lambda: calendar.read(MARCH),
            lambda: calendar.create("afterword-1", event("afterword-1", CANARY)),
        ):
            with pytest.raises(AfterwordError) as caught:
                work()
            said += "".join(traceback.format_exception(caught.value))
    assert CANARY not in said
    assert CANARY not in caplog.text
    assert list(tmp_path.iterdir()) == []

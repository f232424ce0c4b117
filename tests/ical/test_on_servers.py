"""What we write comes back from real servers with everything that we read from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from afterword.core.identity import fingerprint
from afterword.core.model import Memory
from afterword.ical.encode import encode
from afterword.ical.memory import MEMORY_UID, decode_memory, encode_memory
from tests.ical.calendars import read_bytes
from tests.ical.follow_ups import NOW, follow_up

if TYPE_CHECKING:
    from tests.servers import RunningServer


def stored(server: RunningServer, calendar: str, name: str, data: bytes) -> bytes:
    path = f"{server.home}{calendar}/{name}.ics"
    status, answer = server.request("PUT", path, data, Content_Type="text/calendar; charset=utf-8")
    assert status in {200, 201, 204}, answer
    status, body = server.request("GET", path)
    assert status == 200
    return body


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "UTC"])
def test_a_follow_up_comes_back_from_a_server_unchanged(real_server: RunningServer, zone: str) -> None:
    calendar = f"ical-{zone.replace('/', '-').lower()}"
    real_server.make_calendar(calendar)
    wanted = follow_up(
        zone=zone, summary="✓ Grüße, Jane; “Acme”", description="Dear Jane,\n\nline; two, \\ three\n\nWhy now: é ✓ 日本"
    )
    mark = fingerprint(wanted.span, wanted.summary, wanted.description)
    data = encode(wanted, fingerprint=mark, now=NOW, sequence=1)
    (before,) = read_bytes(data).standing
    (after,) = read_bytes(stored(real_server, calendar, wanted.uid, data)).standing
    assert replace(after, data=b"") == replace(before, data=b"")
    assert after.written == mark == fingerprint(after.span, after.summary, after.description)


def test_the_memory_comes_back_from_a_server(real_server: RunningServer) -> None:
    real_server.make_calendar("ical-memory")
    memory = Memory(frozenset(f"{at:012x}" for at in range(500)), {"0123456789ab": "not-interview"})
    body = stored(real_server, "ical-memory", MEMORY_UID, encode_memory(memory, now=NOW))
    assert decode_memory(body) == memory

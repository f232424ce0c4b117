"""demo: a story in six scenes, told with what really stands in the calendar, and nothing left behind."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.cli.phone import moved
from afterword.core.model import Action, Change, Kind, PlanResult, State, SyncResult
from tests.views.made import NOW, a_follow_up, a_plan_result, a_standing, at

if TYPE_CHECKING:
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


def test_the_story_reads_writes_repeats_and_gives_way(machine: Machine) -> None:
    server = machine.wiring.server
    machine.wiring.app.synced = SyncResult(story(), created=1)
    assert machine.run("demo") == 0, machine.err
    assert server.deleted == ["/demo/maya/f.ics"]
    assert b"DTSTART:20260401T100000" in server.stored["/demo/maya/c.ics"]
    assert b"BEGIN:VEVENT" in server.stored[server.address]
    for number in range(1, 7):
        assert f"\n{number}. " in machine.out
    assert "Dear Priya," in machine.out
    assert "Check in: changed by you. You moved it." in machine.out


def test_every_run_of_the_demo_is_one_of_its_own_and_its_folder_goes(machine: Machine) -> None:
    machine.wiring.app.synced = SyncResult(replace(story(), hrefs={}))
    machine.run("demo")
    assert len(machine.wiring.requests) == 3
    assert all(request.now_given and request.owner.name == "Maya Lindqvist" for request in machine.wiring.requests)
    assert all(request.sources == (machine.wiring.server.address,) for request in machine.wiring.requests)
    folder = machine.request.state_dir
    assert folder.is_relative_to(Path(tempfile.gettempdir()))
    assert not folder.exists()
    assert NOW.year == machine.request.now.year


def test_the_phone_moves_the_event_and_leaves_every_other_byte() -> None:
    expected = EVENT.replace(b"20260330T100000", b"20260401T100000").replace(b"20260330T101500", b"20260401T101500")
    assert moved(EVENT, timedelta(days=2)) == expected

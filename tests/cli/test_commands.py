"""Each command: what it asks of the application, what it prints, how it ends."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from afterword.cli.writing import worst
from afterword.core.model import (
    Action,
    CalendarInfo,
    Change,
    Check,
    Failure,
    Message,
    Notes,
    Outcome,
    Person,
    Skipped,
    State,
    SyncResult,
    UndoResult,
)
from afterword.errors import LoginProblem
from tests.views.made import a_follow_up, a_plan_result, a_scan, a_standing

if TYPE_CHECKING:
    from tests.cli.fakes import Machine

CLEAN = a_plan_result(skipped=False)
FAILED = Failure("afterword-1f3a9c", "Job search", "the server refuses writing", 70)


def test_plan_can_tell_by_its_exit_code_that_changes_are_pending(machine: Machine) -> None:
    machine.wiring.app.planned = CLEAN
    assert machine.run("plan", "a.ics") == 0
    assert machine.run("plan", "a.ics", "--exit-code") == 3


def test_plan_says_65_when_something_was_skipped(machine: Machine) -> None:
    assert machine.run("plan", "a.ics") == 65


def test_plan_diff_shows_the_texts(machine: Machine) -> None:
    machine.run("plan", "a.ics")
    assert "Dear Priya" not in machine.out
    machine.run("plan", "a.ics", "--diff")
    assert "Dear Priya" in machine.out


def test_sync_is_silent_when_nothing_changed_and_one_line_when_something_did(machine: Machine) -> None:
    machine.wiring.app.synced = SyncResult(CLEAN, kept=4)
    assert machine.run("sync", "a.ics") == 0
    assert (machine.out, machine.err) == ("", "")
    machine.wiring.app.synced = SyncResult(CLEAN, created=2, kept=5)
    assert machine.run("sync", "a.ics") == 0
    assert machine.out == "ok read=212 interviews=1 new=2 changed=0 removed=0 kept=5 skipped=0\n"
    assert machine.run("-q", "sync", "a.ics") == 0
    assert machine.out == ""


def test_sync_with_v_tells_all_also_when_nothing_changed(machine: Machine) -> None:
    machine.wiring.app.synced = SyncResult(CLEAN, kept=4)
    machine.run("-v", "sync", "a.ics")
    assert "Thank Priya Raman" in machine.out
    assert "kept=4" in machine.out


def test_sync_says_the_same_trouble_once_a_day(machine: Machine) -> None:
    machine.wiring.app.synced = SyncResult(CLEAN, kept=1, skipped=(Skipped("a.ics", None, "is cut"),))
    assert machine.run("sync", "a.ics") == 65
    assert machine.err == "afterword: skipped a.ics: is cut\n"
    machine.clock += timedelta(hours=23)
    assert machine.run("sync", "a.ics") == 65
    assert machine.err == ""
    machine.clock += timedelta(hours=2)
    machine.run("sync", "a.ics")
    assert machine.err != ""


def test_an_error_of_sync_keeps_its_code_also_when_it_was_told_already(machine: Machine) -> None:
    machine.wiring.app.synced = LoginProblem("The password was refused.")
    assert machine.run("sync", "a.ics") == 77
    assert machine.err == "afterword: The password was refused.\n"
    assert machine.run("sync", "a.ics") == 77
    assert machine.err == ""


def test_a_person_at_the_terminal_is_told_every_time(machine: Machine) -> None:
    machine.terminal = True
    machine.wiring.app.synced = LoginProblem("The password was refused.")
    for _ in range(2):
        machine.run("sync", "a.ics")
        assert machine.err != ""


@pytest.mark.parametrize("garbage", ["", "{", "[]", '{"a": 1}', '{"a": "x"}', '{"a": "2099-01-01T00:00:00+00:00"}'])
def test_a_spoilt_memory_of_what_was_told_silences_nothing(machine: Machine, garbage: str) -> None:
    machine.wiring.app.state["told"] = garbage
    machine.wiring.app.synced = LoginProblem("The password was refused.")
    machine.run("sync", "a.ics")
    assert machine.err != ""


def test_a_failed_write_gives_its_code_and_the_others_are_counted(machine: Machine) -> None:
    machine.wiring.app.synced = SyncResult(CLEAN, created=1, failures=(FAILED,))
    assert machine.run("sync", "a.ics") == 70
    assert "the server refuses writing" in machine.err
    assert "incomplete failed=1" in machine.out


@pytest.mark.parametrize(("codes", "code"), [((), 0), ((75, 70), 70), ((75,), 75), ((70, 77), 77), ((99,), 99)])
def test_the_gravest_failure_names_the_run(codes: tuple[int, ...], code: int) -> None:
    assert worst([Failure("u", "c", "m", one) for one in codes]) == code


def test_sync_json_is_the_plans_document_with_what_was_written(machine: Machine) -> None:
    machine.wiring.app.synced = SyncResult(CLEAN, created=2, kept=5)
    machine.run("sync", "a.ics", "--json")
    assert json.loads(machine.out)["changes"] == {"create": 2, "update": 0, "delete": 0, "keep": 5}


def test_import_needs_a_place_to_write_to(machine: Machine) -> None:
    assert machine.run("import", "a.ics") == 78
    assert "-o OUT.ics" in machine.err
    machine.wiring.app.planned = CLEAN
    assert machine.run("import", "a.ics", "-o", "b.ics") == 0
    assert machine.run("import", "a.ics", "--in-place") == 0
    machine.config("[files]\nread = ['x.ics']\nwrite = 'y.ics'\n")
    assert machine.run("import", "a.ics") == 0
    assert machine.wiring.app.calls == [("import", "b.ics", False), ("import", None, True), ("import", None, False)]
    assert machine.request.sources == ("a.ics",)


def test_explain_finds_an_event_by_its_uid_or_by_that_of_its_follow_up(machine: Machine) -> None:
    for uid in ("nw-1@northwind.example", "afterword-1f3a9c", "1f3a9c"):
        assert machine.run("explain", uid, "a.ics") == 0
        assert "speaks against it" in machine.out
        assert "Two hours after the interview" in machine.out
    assert machine.run("explain", "d-1", "a.ics") == 0
    assert "Not an interview of yours" in machine.out
    assert machine.run("explain", "nobody", "a.ics") == 2


def test_explain_json_adds_the_words_behind_each_fact(machine: Machine) -> None:
    machine.run("explain", "nw-1@northwind.example", "a.ics", "--json")
    document = json.loads(machine.out)
    assert document["events"][0]["facts"][0]["text"] == "with Northwind Analytics"
    assert [one["uid"] for one in document["follow_ups"]] == ["afterword-1f3a9c", "afterword-2b7e44"]


def test_next_shows_what_is_open_nearest_first(machine: Machine) -> None:
    assert machine.run("next", "a.ics") == 0
    assert machine.out.index("Thank Priya") < machine.out.index("Check in with Northwind")
    assert "Contoso" not in machine.out
    machine.run("next", "a.ics", "-n", "1")
    assert "1 more: afterword next --all" in machine.out
    machine.run("next", "a.ics", "--json")
    assert [one["uid"] for one in json.loads(machine.out)["follow_ups"]] == ["afterword-1f3a9c", "afterword-2b7e44"]


def test_next_leaves_old_ones_to_all(machine: Machine) -> None:
    machine.clock += timedelta(days=60)
    machine.run("next", "a.ics")
    assert "Thank Priya" not in machine.out
    machine.run("next", "a.ics", "--all")
    assert "was due by Tue 17 Mar 10:45" in machine.out


def test_show_takes_a_shortened_uid_and_prints_the_message(machine: Machine) -> None:
    assert machine.run("show", "1f3a", "a.ics") == 0
    assert "Subject: Thank you for today" in machine.out
    assert "Before you send it, add: topic" in machine.out
    assert machine.run("show", "afterword-", "a.ics") == 2
    machine.run("show", "afterword-1f3a9c", "a.ics", "--json")
    assert json.loads(machine.out)["follow_ups"][0]["messages"][0]["unfinished"] == ["topic"]


def test_undo_takes_back_the_last_sync_or_all(machine: Machine) -> None:
    machine.wiring.app.undone = UndoResult(2, 1, ("The check-in was changed by you and stays.",))
    assert machine.run("undo") == 0
    assert machine.out == (
        "2 follow-ups removed, 1 follow-up put back as it was\n  The check-in was changed by you and stays.\n"
    )
    machine.run("undo", "--all", "--json")
    assert machine.wiring.app.calls == [("undo", False), ("undo", True)]
    assert json.loads(machine.out)["removed"] == 2


def test_doctor_ends_as_its_first_failure(machine: Machine) -> None:
    machine.wiring.app.checks = (
        Check("config", ok=True, found="read"),
        Check("login", ok=False, found="refused", advice="make an app password", exit_code=77),
        Check("clock", ok=None, found="right"),
    )
    assert machine.run("doctor") == 77
    assert "FAIL  login: refused\n        → make an app password" in machine.out


def test_calendars_says_what_is_read_and_written(machine: Machine) -> None:
    machine.wiring.app.known = (
        CalendarInfo("home", "Job search", "https://cloud.example/dav/job/", read=True, write=True, writable=True),
        CalendarInfo("home", "Holidays", "https://cloud.example/dav/hol/", read=False, write=False, writable=False),
    )
    assert machine.run("calendars", "home") == 0
    assert "Job search                    read, written" in machine.out
    assert "Holidays                      read-only on the server" in machine.out


def test_completion_prints_the_script_of_each_shell(machine: Machine) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert machine.run("completion", shell) == 0
        assert "_AFTERWORD_COMPLETE" in machine.out


def test_the_numbers_of_the_scan_are_those_of_the_run(machine: Machine) -> None:
    machine.run("scan", "a.ics")
    assert machine.out.startswith("2 interviews in 212 events")
    assert machine.request.sources == ("a.ics",)
    assert len(a_scan().interviews) == 3


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tomorrow", "2026-03-17T10:00"),
        ("friday", "2026-03-20T10:00"),
        ("Mon", "2026-03-23T10:00"),
        ("3d", "2026-03-19T10:00"),
        ("2 weeks", "2026-03-30T10:00"),
        ("4h", "2026-03-16T13:00"),
        ("2026-03-20", "2026-03-20T10:00"),
        ("2026-03-20T15:30", "2026-03-20T15:30"),
    ],
)
def test_snooze_understands_what_people_type(machine: Machine, said: str, meant: str) -> None:
    assert machine.run("snooze", "afterword-1f3a9c", *said.split(), "--source", "a.ics") == 0
    _, uid, until = machine.wiring.app.calls[-1]
    assert uid == "afterword-1f3a9c"
    assert isinstance(until, datetime)
    assert until.strftime("%Y-%m-%dT%H:%M") == meant
    assert machine.request.sources == ("a.ics",)


@pytest.mark.parametrize("said", ["soon", "yesterday", "2026-03-15", "0h", "-1d", "9999d", "2028-01-01", "mo", "٣d"])
def test_snooze_refuses_what_it_cannot_read_or_has_passed(machine: Machine, said: str) -> None:
    assert machine.run("snooze", "u", "--source", "a.ics", "--", said) == 2
    assert machine.wiring.app.calls == []


def test_note_fills_the_lines_of_the_form(machine: Machine) -> None:
    assert machine.run("note", "u", "a", "free", "line", "--they-said", "Friday", "--source", "a.ics") == 0
    assert machine.wiring.app.calls[-1:] == [("note", "u", Notes(they_said="Friday", free=("a free line",)))]
    assert machine.run("note", "u", "--source", "a.ics") == 2


def test_mark_and_close_take_only_the_words_they_know(machine: Machine) -> None:
    assert machine.run("mark", "u", "not-interview", "--source", "a.ics") == 0
    assert machine.run("close", "Northwind", "--as", "rejected", "--source", "a.ics") == 0
    did = [call for call in machine.wiring.app.calls if call[0] != "plan"]
    assert did == [("mark", "u", "not-interview"), ("close", "Northwind", Outcome.REJECTED)]
    assert machine.run("mark", "u", "finished", "--source", "a.ics") == 2
    assert machine.run("close", "Northwind", "--source", "a.ics") == 2


def test_show_writes_a_draft_for_the_user_alone_and_never_over_a_file(machine: Machine) -> None:
    file = machine.home / "thanks.eml"
    assert machine.run("show", "1f3a", "a.ics", "--eml", str(file)) == 0
    assert b"Subject: Thank you for today" in file.read_bytes()
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert machine.run("show", "1f3a", "a.ics", "--eml", str(file)) == 74


def test_show_gives_a_mailto_link_of_one_message(machine: Machine) -> None:
    assert machine.run("show", "1f3a", "a.ics", "--mailto") == 0
    assert machine.out.startswith("mailto:priya@northwind.example?subject=Thank%20you")
    assert machine.run("show", "1f3a", "a.ics", "--mailto", "-m", "2") == 2


def test_several_messages_must_be_chosen_from(machine: Machine) -> None:
    plan = CLEAN.plan
    (new,) = [one for one in plan.changes if one.wanted is not None and one.standing is None]
    assert new.wanted is not None
    second = Message("email", (Person("Tom Okafor"),), "Thanks", "Dear Tom", "en")
    both = replace(new, wanted=replace(new.wanted, messages=(*new.wanted.messages, second)))
    machine.wiring.app.planned = replace(CLEAN, plan=replace(plan, changes=(both,)))
    assert machine.run("show", "1f3a", "a.ics", "--mailto") == 2
    assert "-m 1 to Priya Raman; -m 2 to Tom Okafor" in machine.err
    assert machine.run("show", "1f3a", "a.ics", "-m", "2") == 0
    assert "Dear Tom" in machine.out
    assert "Dear Priya" not in machine.out


def test_copy_hands_the_text_to_the_clipboard_program(machine: Machine) -> None:
    program, caught = machine.home / "wl-copy", machine.home / "caught"
    program.write_text(f"#!/bin/sh\ncat > '{caught}'\n")
    program.chmod(0o700)
    machine.environment["PATH"] = f"{machine.home}:/bin:/usr/bin"
    assert machine.run("show", "1f3a", "a.ics", "--copy") == 0
    assert caught.read_text().startswith("Dear Priya,")
    machine.environment["PATH"] = str(machine.home / "empty")
    assert machine.run("show", "1f3a", "a.ics", "--copy") == 2


def test_show_tells_the_users_own_words_where_the_message_was_rewritten(machine: Machine) -> None:
    wanted = replace(a_follow_up(), description="▸ To: Priya\n\nDear Priya,\n\nours\n\n▹ Why this day: x")
    mine = replace(a_standing(wanted.uid), description="▸ To: Priya\n\nHi Priya!\n\nmine\n\n▹ Why this day: x")
    change = Change(Action.KEEP, State.EDITED, "You changed it.", wanted, mine)
    machine.wiring.app.planned = replace(CLEAN, plan=replace(CLEAN.plan, changes=(change,)))
    machine.run("show", "1f3a", "a.ics")
    assert "As you changed it in the calendar:" in machine.out
    assert "mine" in machine.out
    assert "Thank you for today" not in machine.out


def test_marks_take_the_shortened_uid_that_next_prints(machine: Machine) -> None:
    machine.run("next", "a.ics")
    assert "afterword show 1f3a9c\n" in machine.out
    assert machine.run("mark", "1f3a9c", "done", "--source", "a.ics") == 0
    assert machine.wiring.app.calls[-1] == ("mark", "afterword-1f3a9c", "done")
    machine.run("mark", "4f1c2d@calendar.example", "interview", "--source", "a.ics")
    assert machine.wiring.app.calls[-2:] == [
        ("mark", "afterword-1f3a9c", "done"),
        ("mark", "4f1c2d@calendar.example", "interview"),
    ]

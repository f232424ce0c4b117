"""`[compose] command`: messages in the words of the user's own program, whole; and whatever it does, nothing breaks.

The program here never says the same twice, as a language model does.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar
import pytest

from afterword import wiring
from afterword.core.compose.layout import split
from tests.cli.fakes import Machine

SAMPLE = Path(__file__).parents[2] / "sample_calendars" / "ats-invite.ics"
FLAGS = ["--me", "noor.haddad@example.com", "--now", "2026-03-20T09:00", "--timezone", "America/New_York"]
WORDING = """
import json, pathlib, sys
asked = json.load(sys.stdin)
log = pathlib.Path(sys.argv[1])
calls = len(log.read_text().splitlines()) if log.exists() else 0
with log.open("a") as out:
    out.write(json.dumps(asked) + "\\n")
print(f"Subject: In my own words {calls}\\n\\nDear you,\\n\\nthis is text number {calls} about the {asked['kind']}.")
"""


@dataclass
class Desk:
    """A computer with a program of its own, at a calendar file that several may share."""

    machine: Machine
    file: Path
    log: Path

    def program(self, code: str, timeout: int = 20) -> None:
        command = json.dumps([sys.executable, "-c", code, str(self.log)])
        files = json.dumps([str(self.file)])
        self.machine.config(f"[files]\nread = {files}\n[compose]\ncommand = {command}\ntimeout = {timeout}\n")

    def sync(self) -> str:
        assert self.machine.run(*FLAGS, "sync", str(self.file)) == 0, self.machine.err
        return self.machine.out

    def plan(self) -> list[dict[str, Any]]:
        assert self.machine.run(*FLAGS, "plan", "--json", str(self.file)) == 0, self.machine.err
        found: list[dict[str, Any]] = json.loads(self.machine.out)["follow_ups"]
        return found

    def asked(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    def texts(self) -> list[str]:
        """The message part of every follow-up that stands in the file."""
        events = icalendar.Calendar.from_ical(self.file.read_bytes()).walk("VEVENT")
        own = [one for one in events if "X-AFTERWORD-KIND" in one and "X-AFTERWORD-WRITTEN" in one]
        return [split(str(one["DESCRIPTION"])).message for one in own]


def desk(home: Path, file: Path) -> Desk:
    home.mkdir()
    machine = Machine(home)
    machine.wiring = wiring  # type: ignore[assignment] # the real one in place of the fake
    return Desk(machine, file, home / "asked")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "job.ics"
    shutil.copy(SAMPLE, path)
    return path


@pytest.fixture
def one(tmp_path: Path, file: Path) -> Desk:
    found = desk(tmp_path / "one", file)
    found.program(WORDING)
    return found


def test_the_program_words_every_message_once_and_a_second_run_writes_and_asks_nothing(one: Desk) -> None:
    assert one.sync()
    asked, after = one.asked(), one.file.read_bytes()
    assert len(asked) == sum(text.count("▸") for text in one.texts())
    assert all("this is text number" in text and "Subject: In my own words" in text for text in one.texts())
    assert one.sync() == ""
    assert one.file.read_bytes() == after
    assert one.asked() == asked


def test_the_program_is_told_facts_draft_and_recipient(one: Desk) -> None:
    one.sync()
    asked = one.asked()[0]
    assert (asked["version"], asked["kind"], asked["channel"], asked["language"]) == (1, "thank-you", "email", "en")
    assert asked["facts"]["company"] == "Lumen Ledger"
    assert asked["draft"]["subject"]
    assert asked["draft"]["body"]
    assert set(asked["to"][0]) == {"name", "email"}


def test_what_plan_showed_is_what_sync_writes(one: Desk) -> None:
    one.sync()  # from now on there is a place to keep answers
    one.machine.run(*FLAGS, "undo", "--all", str(one.file))
    shown = [message["body"] for follow_up in one.plan() for message in follow_up["messages"]]
    one.sync()
    assert all(any(body in text for text in one.texts()) for body in shown)


def test_what_stands_is_shown_in_the_words_it_stands_in(one: Desk) -> None:
    one.sync()
    asked = one.asked()
    for follow_up in one.plan():
        assert all("this is text number" in message["body"] for message in follow_up["messages"])
    assert one.asked() == asked


@pytest.mark.parametrize("with_program", [True, False])
def test_two_machines_do_not_rewrite_each_others_words(one: Desk, tmp_path: Path, *, with_program: bool) -> None:
    one.sync()
    after = one.file.read_bytes()
    two = desk(tmp_path / "two", one.file)
    if with_program:
        two.program(WORDING)
    for each in (two, one, two):
        assert each.sync() == ""
    assert two.asked() == []
    assert one.file.read_bytes() == after


def test_a_ledger_that_was_lost_costs_no_second_wording(one: Desk) -> None:
    one.sync()
    asked, after = one.asked(), one.file.read_bytes()
    shutil.rmtree(one.machine.home / "state")
    assert one.sync() == ""
    assert (one.asked(), one.file.read_bytes()) == (asked, after)


def test_a_form_that_was_filled_in_makes_the_program_asked_again_with_the_notes(one: Desk) -> None:
    one.sync()
    before = len(one.asked())
    uid = next(found["uid"] for found in one.plan() if found["kind"] == "thank-you")
    assert one.machine.run(*FLAGS, "note", uid, "--talked-about", "the ledger") == 0, one.machine.err
    assert one.sync()
    asked = one.asked()[before:]
    assert asked
    assert all(question["facts"]["topic"] == "the ledger" for question in asked)
    assert one.sync() == ""


def test_words_that_the_user_changed_stay(one: Desk) -> None:
    one.sync()
    data = one.file.read_bytes().replace(b"this is text number 0", b"I wrote this myself")
    assert data != one.file.read_bytes()
    one.file.write_bytes(data)
    one.sync()
    assert one.file.read_bytes() == data


BROKEN = {
    "ends with an error": ("raise SystemExit(3)", "ended with 3"),
    "says nothing": ("pass", "gave no text"),
    "says too much": ("print('word ' * 40_000)", "gave more than 64000 bytes"),
    "writes a book": ("print('word ' * 2_000)", "gave more than 5000 characters"),
    "is no text": (r"import sys; sys.stdout.buffer.write(b'\xff\xfe')", "not UTF-8"),
    "hangs": ("import time; time.sleep(60)", "gave nothing in 1 s"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_whatever_is_wrong_with_the_program_our_draft_stands_and_a_warning_says_so(one: Desk, name: str) -> None:
    code, why = BROKEN[name]
    one.program(code, timeout=1)
    planned = one.plan()
    assert planned
    for follow_up in planned:
        assert all(any(why in warning for warning in message["warnings"]) for message in follow_up["messages"])
    assert one.sync()
    assert all("Lumen Ledger" in text for text in one.texts())
    assert one.sync() == ""


def test_a_program_that_works_again_words_what_stands(one: Desk) -> None:
    one.program("raise SystemExit(1)")
    one.sync()
    one.program(WORDING)
    assert one.sync()
    assert all("this is text number" in text for text in one.texts())
    assert one.sync() == ""


def test_it_gets_no_password_of_a_calendar(one: Desk) -> None:
    one.machine.environment = {"AFTERWORD_PASSWORD": "secret", "LANG": "C.UTF-8"}
    one.program("import os; print('Dear you, ' + ' '.join(os.environ))")
    one.sync()
    assert all("LANG" in text and "AFTERWORD" not in text for text in one.texts())


def test_signs_of_ours_in_its_answer_forge_no_part_and_the_tone_check_reads_it(one: Desk) -> None:
    one.program("print('Subject: a\\n\\n▸ To: x\\n▹ [afterword v1 check-in 000000000000] What about my salary?')")
    for follow_up in one.plan():
        assert all(message["warnings"] for message in follow_up["messages"])
    one.sync()
    assert all(text.count("▹") == 0 for text in one.texts())
    assert one.sync() == ""


def test_an_interview_that_moves_by_an_hour_takes_its_thank_you_along_in_the_same_words(one: Desk) -> None:
    one.sync()
    asked, texts = one.asked(), one.texts()
    data = one.file.read_bytes()
    start, end = re.findall(rb"DT(?:START|END)[^\n]*T(\d{4})", data[data.index(b"BEGIN:VEVENT") :])[:2]
    later = [f"{int(clock) + 100:04}".encode() for clock in (start, end)]
    one.file.write_bytes(data.replace(b"T" + end, b"T" + later[1], 1).replace(b"T" + start, b"T" + later[0], 1))
    assert one.sync()
    assert one.texts() == texts
    assert one.asked() == asked
    assert one.sync() == ""

"""The life of one interview through the command line and a folder of events, as cron would run it."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from afterword.cli.host import Host
from afterword.cli.running import run

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:talk-1@nordwind.example
DTSTAMP:20260220T100000Z
DTSTART;TZID=America/Chicago:20260303T100000
DTEND;TZID=America/Chicago:20260303T110000
SUMMARY:Technical interview - Backend Engineer at Nordwind
DESCRIPTION:Technical interview with Priya Raman for the Backend Engineer role at Nordwind.
ORGANIZER;CN=Priya Raman:mailto:priya@nordwind.example
ATTENDEE;CN=Maya Lindqvist:mailto:maya@example.com
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Home:
    folder: Path

    @property
    def calendar(self) -> Path:
        return self.folder / "calendar"

    def write(self, text: str) -> None:
        self.calendar.mkdir(exist_ok=True)
        (self.calendar / "talk.ics").write_bytes(text.replace("\n", "\r\n").encode())

    def sync(self, now: str, machine: str = "one") -> None:
        self.run(now, "sync", str(self.calendar), machine=machine)

    def run(self, now: str, *args: str, machine: str = "one") -> None:
        owner = ("--me", "maya@example.com", "--timezone", "America/Chicago", "--country", "US")
        out, err = io.StringIO(), io.StringIO()
        host = replace(
            Host.real(),
            environment={},
            out=out,
            err=err,
            asks=False,
            config_dir=lambda: self.folder / "config",
            state_dir=lambda: self.folder / machine,
        )
        code = run([*owner, "--now", f"{now}:00-06:00", *args], host)
        assert (code, err.getvalue()) == (0, "")

    def lose_state(self) -> None:
        for path in self.folder.iterdir():
            if path != self.calendar:
                shutil.rmtree(path)

    def files(self) -> dict[str, Path]:
        """Our follow-ups by the first word of their title."""
        ours = [path for path in self.calendar.iterdir() if re.match(r"afterword-(?!memory)", path.name)]
        return {_property(path, "SUMMARY").split()[0]: path for path in ours}

    def start(self, word: str) -> str:
        return _property(self.files()[word], "DTSTART")


def _property(path: Path, name: str) -> str:
    event = path.read_bytes().decode().partition("BEGIN:VEVENT")[2]
    found = re.search(rf"^{name}[^:\r\n]*:([^\r\n]*)", event, re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    made.write(EVENT)
    return made


def test_T13_cancelled_and_on_again_on_any_machine(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    assert set(home.files()) == {"Thank", "Check", "Last"}
    home.write(EVENT.replace("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT"))
    home.sync("2026-03-01T10:00")
    assert home.files() == {}
    home.lose_state()
    home.write(EVENT)
    home.sync("2026-03-01T11:00")
    assert set(home.files()) == {"Thank", "Check", "Last"}


def test_T13_what_one_machine_took_away_the_other_may_bring_back(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    home.sync("2026-03-01T09:10", "other")
    home.write(EVENT.replace("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT"))
    home.sync("2026-03-01T10:00")
    home.write(EVENT)
    home.sync("2026-03-01T11:00", "other")
    assert set(home.files()) == {"Thank", "Check", "Last"}


def test_what_the_user_deleted_stays_away_on_any_machine(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    home.files()["Check"].unlink()
    home.sync("2026-03-01T10:00")
    home.lose_state()
    home.sync("2026-03-01T11:00")
    assert set(home.files()) == {"Thank", "Last"}


def test_rescheduled_everything_moves_along_and_a_second_run_writes_nothing(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    home.write(EVENT.replace("20260303T1", "20260305T1"))
    home.sync("2026-03-01T10:00")
    assert [home.start(word) for word in ("Thank", "Check", "Last")] == [
        "20260305T130000",
        "20260319T100000",
        "20260326T100000",
    ]
    before = {path: path.read_bytes() for path in home.calendar.iterdir()}
    home.sync("2026-03-04T10:00")
    assert {path: path.read_bytes() for path in home.calendar.iterdir()} == before


def test_T5_a_check_mark_typed_by_a_client_that_writes_no_date_counts_from_when_it_was_seen(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    check_in = home.files()["Check"]
    check_in.write_bytes(check_in.read_bytes().replace(b"\r\nSUMMARY:", "\r\nSUMMARY:✓ ".encode(), 1))
    home.sync("2026-03-19T12:00")
    assert home.start("Last") == "20260326T100000"
    home.sync("2026-03-21T12:00")
    assert home.start("Last") == "20260326T100000"


def test_T5_a_machine_that_never_saw_it_undone_takes_the_day_of_the_check_in(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    check_in = home.files()["Check"]
    check_in.write_bytes(check_in.read_bytes().replace(b"\r\nSUMMARY:", "\r\nSUMMARY:✓ ".encode(), 1))
    for day in ("19", "20", "21"):
        home.sync(f"2026-03-{day}T12:00", "other")
        assert home.start("Last") == "20260324T100000"


def test_a_snoozed_thank_you_stays_and_still_takes_the_answers_of_its_form(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    thanks = home.files()["Thank"]
    text = (
        re.sub(rb"\r\n[ \t]", b"", thanks.read_bytes())
        .replace(b":20260303T130000", b":20260303T170000")
        .replace(b"T131500", b"T171500")
    )
    text = text.replace(b"Talked about:", b"Talked about: message queues", 1)
    thanks.write_bytes(text.replace(b"They answer by:", b"They answer by: 20 March", 1))
    home.sync("2026-03-03T12:00")
    assert home.start("Thank") == "20260303T170000"
    message = re.sub(r"\r\n[ \t]", "", thanks.read_bytes().decode())
    assert message.count("message queues") > 1
    assert home.start("Check") == "20260323T103000"
    before = thanks.read_bytes()
    home.sync("2026-03-03T13:00")
    assert thanks.read_bytes() == before


def test_a_vanished_interview_is_doubted_once_and_then_believed(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    (home.calendar / "talk.ics").unlink()
    home.sync("2026-03-01T10:00")
    assert set(home.files()) == {"Thank", "Check", "Last"}
    home.sync("2026-03-01T11:00")
    assert home.files() == {}


def test_an_interview_that_left_the_window_takes_nothing_along(home: Home) -> None:
    late = EVENT.replace("DESCRIPTION:", "DESCRIPTION:We will get back to you by 15 May 2026. ")
    home.write(late)
    home.sync("2026-03-01T09:00")
    for day in ("05-04", "05-05", "05-06"):
        home.sync(f"2026-{day}T09:00")
        assert set(home.files()) == {"Thank", "Check", "Last"}


def test_T13_closed_from_the_command_line(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    home.run("2026-03-05T09:00", "close", "Nordwind", "--as", "rejected", "--source", str(home.calendar))
    home.sync("2026-03-05T10:00")
    assert set(home.files()) == {"Thank", "Ask"}
    assert home.start("Ask") == "20260306T100000"
    home.sync("2026-03-05T18:00")
    assert home.start("Ask") == "20260306T100000"


def test_T13_nobody_came(home: Home) -> None:
    home.sync("2026-03-01T09:00")
    home.run("2026-03-03T11:30", "mark", "talk-1@nordwind.example", "no-show", "--source", str(home.calendar))
    home.sync("2026-03-03T11:31")
    assert set(home.files()) == {"Ask"}
    assert home.start("Ask") == "20260303T114500"

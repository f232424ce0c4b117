"""What every command has in common: exit codes, streams, flags, and that nobody ever sees a traceback."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import afterword
from afterword.cli import running
from afterword.cli.group import COMMANDS
from afterword.cli.host import Host
from afterword.errors import InputMissing, Locked, LoginProblem, SafetyStop

if TYPE_CHECKING:
    from tests.cli.fakes import Machine


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(
    machine: Machine, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.run(name, "--help") == 0
    text = capsys.readouterr().out
    assert "Example:\n    " in text
    assert text.count(f"afterword {name}") >= 2


def test_help_lists_every_command_without_loading_one(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert machine.run("--help") == 0
    text = capsys.readouterr().out
    assert all(f"\n  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize(
    "args",
    [
        ("--colour", "scan"),
        ("scan", "--colour"),
        ("--now", "soon", "scan", "a.ics"),
        ("--now", "1888-03-01", "scan", "a.ics"),
        ("--timezone", "Mars/Base", "scan", "a.ics"),
        ("--timezone", "/etc/localtime", "scan", "a.ics"),
        ("--country", "USA", "scan", "a.ics"),
        ("--me", "maya", "scan", "a.ics"),
        ("scan", "a.ics", "--since", "monday"),
        ("scan", "a.ics", "--since", "2026-03-02", "--until", "2026-03-01"),
        ("import", "a.ics", "-o", "b.ics", "--in-place"),
        ("import",),
        ("explain",),
        ("scan", ""),
        ("scan", "https://maya:canary@cloud.example/dav/"),
    ],
)
def test_a_usage_error_is_2_and_reads_nothing(machine: Machine, args: tuple[str, ...]) -> None:
    assert machine.run(*args) == 2
    assert machine.wiring.requests == []
    assert machine.out == ""
    assert machine.err.strip()
    assert "canary" not in machine.err


def test_a_near_miss_of_a_command_is_answered_with_its_name(machine: Machine) -> None:
    assert machine.run("snyc") == 2
    assert "Did you mean 'sync'?" in machine.err


@pytest.mark.parametrize("command", ["scan", "plan", "sync", "next", "calendars"])
def test_without_source_and_config_the_answer_is_78_and_how_to_begin(machine: Machine, command: str) -> None:
    assert machine.run(command) == 78
    assert "afterword demo" in machine.err
    assert machine.err.count("\n") == 1


def test_a_config_that_names_no_calendar_is_78_too(machine: Machine) -> None:
    machine.config('[me]\nname = "Maya"\n')
    assert machine.run("sync") == 78
    assert "names none" in machine.err


def test_all_problems_of_the_config_come_together(machine: Machine) -> None:
    machine.config("[me]\ncounty = 'US'\n[policy]\ncheck_in_days = 'x'\n")
    assert machine.run("scan", "a.ics") == 78
    assert "2 problems" in machine.err
    assert "line 2: me.county" in machine.err
    assert "line 4: policy.check_in_days" in machine.err


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_config_that_others_may_change_is_refused(machine: Machine, mode: int) -> None:
    machine.config("", mode)
    assert machine.run("scan", "a.ics") == 78
    assert "chmod go-w" in machine.err


def test_a_named_config_that_is_missing_is_78_and_the_default_one_is_not(machine: Machine) -> None:
    assert machine.run("--config", "nowhere.toml", "scan", "a.ics") == 78
    machine.environment["AFTERWORD_CONFIG"] = "/nowhere/at/all.toml"
    assert machine.run("scan", "a.ics") == 78
    del machine.environment["AFTERWORD_CONFIG"]
    assert machine.run("scan", "a.ics") == 65


@pytest.mark.parametrize(
    ("error", "code"),
    [(InputMissing("gone"), 66), (Locked("busy"), 75), (SafetyStop("too much"), 76), (LoginProblem("401"), 77)],
)
def test_an_error_is_one_sentence_and_its_own_code(machine: Machine, error: Exception, code: int) -> None:
    machine.wiring.app.trouble = error
    assert machine.run("plan", "a.ics") == code
    assert machine.err == f"afterword: {error}\n"
    assert machine.out == ""


def test_a_bug_is_1_with_an_id_and_a_private_file_without_a_word_of_the_calendar(machine: Machine) -> None:
    machine.wiring.app.trouble = ValueError("Interview with canary@northwind.example")
    assert machine.run("scan", "a.ics") == 1
    assert "internal error, id=" in machine.err
    assert "Traceback" not in machine.err
    (file,) = (machine.home / "state").iterdir()
    assert oct(file.stat().st_mode)[-3:] == "600"
    text = file.read_text()
    assert "ValueError" in text
    assert "canary" not in text + machine.err
    assert str(machine.home) not in text


def test_a_bug_with_no_place_for_its_file_is_still_one_sentence(machine: Machine) -> None:
    (machine.home / "state").write_text("a file, not a folder")
    machine.wiring.app.trouble = ValueError("canary")
    assert machine.run("scan", "a.ics") == 1
    assert "ValueError in" in machine.err
    assert "canary" not in machine.err


def test_ctrl_c_is_130_and_a_terminate_signal_143(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.wiring.app.trouble = KeyboardInterrupt()
    assert machine.run("scan", "a.ics") == 130
    machine.wiring.app.trouble = None
    monkeypatch.setattr(machine.wiring.app, "scan", lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert machine.run("scan", "a.ics") == 143


def test_flags_win_over_the_config_and_the_config_over_the_system(machine: Machine) -> None:
    machine.config("[me]\nemails = ['maya@example.com']\ntimezone = 'Europe/Berlin'\nregion = 'BY'\n")
    machine.run("--me", "Other@example.net", "scan", "a.ics")
    owner = machine.request.owner
    assert owner.emails == {"maya@example.com", "other@example.net"}
    assert (owner.timezone, owner.country, owner.subdivision) == ("Europe/Berlin", "DE", "BY")
    machine.run("--timezone", "Europe/Lisbon", "--country", "fr", "scan", "a.ics")
    assert (machine.request.owner.timezone, machine.request.owner.country) == ("Europe/Lisbon", "FR")


def test_without_a_config_the_systems_zone_gives_the_country(machine: Machine) -> None:
    machine.run("scan", "a.ics")
    assert (machine.request.owner.timezone, machine.request.owner.country) == ("America/Chicago", "US")
    machine.zone = None
    machine.run("scan", "a.ics")
    assert (machine.request.owner.timezone, machine.request.owner.country) == ("UTC", None)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-03-16T09:00", "2026-03-16T09:00:00-05:00"),
        ("2026-03-16", "2026-03-16T00:00:00-05:00"),
        ("2026-03-16T09:00:00+01:00", "2026-03-16T03:00:00-05:00"),
        ("2026-03-16T14:00Z", "2026-03-16T09:00:00-05:00"),
    ],
)
def test_now_is_meant_in_the_users_zone_unless_it_brings_an_offset(machine: Machine, said: str, meant: str) -> None:
    machine.run("--now", said, "scan", "a.ics")
    assert machine.request.now == datetime.fromisoformat(meant)
    assert machine.request.now_given


def test_without_now_the_clock_of_the_machine_counts_in_the_users_zone(machine: Machine) -> None:
    machine.run("scan", "a.ics")
    assert machine.request.now == machine.clock
    assert machine.request.now.utcoffset() == timedelta(hours=-5)
    assert not machine.request.now_given


def test_json_is_one_document_and_talk_goes_to_standard_error(machine: Machine) -> None:
    assert machine.run("scan", "a.ics", "--json", "--all") == 65
    document = json.loads(machine.out)
    assert len(document["others"]) == 1
    assert "skipped maya.ics /maya/bomb.ics: its rule repeats every second" in machine.err


def test_a_pipe_and_no_color_get_no_escape(machine: Machine) -> None:
    machine.run("plan", "a.ics")
    assert "\x1b" not in machine.out
    machine.terminal = True
    machine.run("plan", "a.ics")
    assert "\x1b[" in machine.out
    machine.environment["NO_COLOR"] = "1"
    machine.run("plan", "a.ics")
    assert "\x1b" not in machine.out


def test_the_state_and_config_folders_reach_the_run(machine: Machine, tmp_path: Path) -> None:
    machine.run("scan", "a.ics")
    assert machine.request.state_dir == tmp_path / "state"
    assert machine.request.config_dir == tmp_path / "config"


HEAVY = (
    "icalendar recurring_ical_events caldav niquests lxml jinja2 babel holidays rich keyring tzlocal sqlite3 radicale"
)


def child() -> dict[str, str]:
    """The environment of another process that finds these sources, installed or not."""
    return {**os.environ, "PYTHONPATH": str(Path(afterword.__file__).parents[1])}


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["sync", "--help"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    code = (
        "import sys\n"
        "from afterword.cli import main\n"
        f"sys.argv = ['afterword', *{args!r}]\n"
        "try:\n    main()\n"
        f"except SystemExit as done:\n    print([m for m in {HEAVY.split()!r} if m in sys.modules], done.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, env=child(), check=True
    )
    assert done.stdout.splitlines()[-1] == "[] 0"


@pytest.mark.parametrize("args", [["--help"], ["completion", "bash"], ["completion", "zsh"]])
def test_a_pipe_that_closes_early_is_no_error(args: list[str]) -> None:
    """`afterword --help | true`: the reader is gone before a word is written."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "afterword", *args],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=30,
        env=child(),
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_in_the_middle_is_no_error(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[bool] = []
    monkeypatch.setattr(running, "_let_the_pipe_go", lambda: gone.append(True))
    machine.wiring.app.trouble = BrokenPipeError(errno.EPIPE, "Broken pipe")
    assert machine.run("plan", "a.ics") == 0
    assert (machine.err, gone) == ("", [True])


def test_the_state_folder_may_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AFTERWORD_STATE", str(tmp_path / "here"))
    assert Host.real().state_dir() == tmp_path / "here"
    monkeypatch.delenv("AFTERWORD_STATE")
    assert Host.real().state_dir().name == "afterword"

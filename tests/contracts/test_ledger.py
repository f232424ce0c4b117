"""What any ledger must do; the one on disk and the fake both run it. Then what only a disk can do: fail."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from afterword.adapters.ledger import SqliteLedger
from afterword.adapters.lock import FileLock
from afterword.adapters.memory import MemoryLedger
from afterword.core.model import Known, TimeSpan
from afterword.errors import Locked, StateProblem

if TYPE_CHECKING:
    from pathlib import Path

    from afterword.ports import Ledger

ENTRY = Known("afterword-1", "Job search", "afterword-1.ics", "aa", "bb", "check-in", "uid-1")
SPAN = TimeSpan(datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 2, 10, tzinfo=UTC))


@pytest.fixture(params=["sqlite", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return SqliteLedger(tmp_path / "state" / "ledger.sqlite3") if request.param == "sqlite" else MemoryLedger()


def test_a_new_ledger_knows_nothing(ledger: Ledger) -> None:
    assert ledger.known(["Job search"]) == {}
    assert ledger.interviews("home") == {}
    assert ledger.note("clock") is None


def test_what_was_recorded_is_known_and_the_last_word_counts(ledger: Ledger) -> None:
    done = replace(ENTRY, done_at=SPAN.end, dismissed=True)
    ledger.record([ENTRY])
    ledger.record([done])
    assert ledger.known(["Job search"]) == {ENTRY.uid: done}


def test_what_was_forgotten_is_gone_and_forgetting_twice_is_no_error(ledger: Ledger) -> None:
    ledger.record([ENTRY])
    ledger.forget([ENTRY.uid], "Job search")
    ledger.forget([ENTRY.uid], "Job search")
    assert ledger.known(["Job search"]) == {}


def test_each_calendar_has_its_own_entries(ledger: Ledger) -> None:
    ledger.record([ENTRY, replace(ENTRY, calendar="Work", written="cc")])
    assert ledger.known(["Work"])[ENTRY.uid].written == "cc"
    ledger.forget([ENTRY.uid], "Work")
    assert ledger.known(["Work"]) == {}
    assert ledger.known(["Work", "Job search"]) == {ENTRY.uid: ENTRY}


def test_interviews_are_kept_by_source(ledger: Ledger) -> None:
    ledger.record_interviews("home", {"a\n20260302": (SPAN, 1)})
    assert ledger.interviews("home") == {"a\n20260302": (SPAN, 1)}
    assert ledger.interviews("work") == {}
    ledger.record_interviews("home", {})
    assert ledger.interviews("home") == {}


def test_notes_are_small_named_values(ledger: Ledger) -> None:
    ledger.set_note("clock", "now")
    assert ledger.note("clock") == "now"
    ledger.set_note("clock", None)
    assert ledger.note("clock") is None


def test_state_survives_the_process_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "state" / "ledger.sqlite3"
    first = SqliteLedger(path)
    first.record([ENTRY])
    first.close()
    assert SqliteLedger(path).known(["Job search"]) == {ENTRY.uid: ENTRY}
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"garbage, not a database" * 50, b"SQLite format 3\0" + b"\xff" * 4096, b"\0"])
def test_a_damaged_ledger_is_put_aside_and_a_new_one_begun(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(content)
    ledger = SqliteLedger(path)
    ledger.record([ENTRY])
    assert ledger.known(["Job search"]) == {ENTRY.uid: ENTRY}


def test_a_ledger_from_the_future_is_put_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    assert SqliteLedger(path).known(["Job search"]) == {}
    assert path.with_suffix(".damaged").exists()


def test_a_state_folder_that_is_a_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder")
    with pytest.raises(StateProblem, match="cannot be used"):
        SqliteLedger(tmp_path / "state" / "ledger.sqlite3")


WRITER = """
import sys, pathlib
from afterword.adapters.ledger import SqliteLedger
from afterword.core.model import Known
ledger = SqliteLedger(pathlib.Path(sys.argv[1]))
n = 0
while True:
    n += 1
    ledger.record([Known(f"afterword-{k}", "Job search", "h", str(n), str(n)) for k in range(20)])
    print(n, flush=True)
"""


def test_R8_a_ledger_killed_at_any_moment_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    for round_ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.002 * round_)
            writer.send_signal(signal.SIGKILL)
        ledger = SqliteLedger(path)
        assert len({entry.written for entry in ledger.known(["Job search"]).values()}) == 1, (
            "a transaction came through in part"
        )
        ledger.close()
        assert not path.with_suffix(".damaged").exists()


HOLDER = """
import sys, pathlib
from afterword.adapters.lock import FileLock
with FileLock(pathlib.Path(sys.argv[1])).hold():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_R9_a_second_run_is_refused_at_once_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "state" / "lock")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "state" / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked), lock.hold():
            pass
        holder.kill()
    with lock.hold():
        pass

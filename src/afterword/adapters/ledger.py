"""The ledger: a small SQLite file in the platform's state folder. A cache; losing it costs nothing but speed.

Written crash-safe by SQLite itself (rollback journal, one transaction a call). A file that is garbage, from the future
or of another program is put aside and a new one begun: the calendar remembers all that matters (PROMISES R8).
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from afterword.core.model import Known, TimeSpan
from afterword.errors import StateProblem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

VERSION: Final = 1
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS follow_up (
  uid TEXT NOT NULL, calendar TEXT NOT NULL, href TEXT NOT NULL, written TEXT NOT NULL, read_back TEXT NOT NULL,
  kind TEXT NOT NULL, interview_key TEXT NOT NULL, done_at TEXT, dismissed INTEGER NOT NULL,
  PRIMARY KEY (calendar, uid)
) STRICT;
CREATE TABLE IF NOT EXISTS interview (source TEXT PRIMARY KEY, seen TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
COLUMNS: Final = "uid, calendar, href, written, read_back, kind, interview_key, done_at, dismissed"


class SqliteLedger:
    """ports.Ledger on disk. Raises StateProblem where the folder or file cannot be used at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._db = self._open()
        except (OSError, sqlite3.Error) as error:
            raise StateProblem(
                f"the state file {path} cannot be used ({error}); the calendar is untouched. "
                "Make its folder writable, or name another with $AFTERWORD_STATE"
            ) from error

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):  # not a database, or a damaged one
                self._put_aside()
                return self._connect()
            raise

    def _connect(self) -> sqlite3.Connection:
        if not self._path.exists():
            self._path.touch(mode=0o600)
        db = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        try:
            found = db.execute("PRAGMA user_version").fetchone()[0]
            if found > VERSION:
                raise sqlite3.DatabaseError("written by a later version")
            db.execute("PRAGMA synchronous = FULL")
            if found < VERSION:
                db.executescript(f"{SCHEMA} PRAGMA user_version = {VERSION};")
            db.execute("SELECT count(*) FROM follow_up, interview, note")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _put_aside(self) -> None:
        self._path.replace(self._path.with_suffix(".damaged"))
        for tail in ("-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + tail).unlink()

    def close(self) -> None:
        self._db.close()

    def known(self, calendars: Collection[str]) -> Mapping[str, Known]:
        statement = f"SELECT {COLUMNS} FROM follow_up WHERE calendar = ?"  # noqa: S608 (our own constant)
        rows = (row for calendar in calendars for row in self._db.execute(statement, (calendar,)))
        return {row[0]: _known(*row) for row in rows}

    def record(self, entries: Iterable[Known]) -> None:
        rows = [
            (
                *(entry.uid, entry.calendar, entry.href, entry.written, entry.read_back),
                *(entry.kind, entry.interview_key),
                entry.done_at.isoformat() if entry.done_at else None,
                int(entry.dismissed),
            )
            for entry in entries
        ]
        self._many("INSERT OR REPLACE INTO follow_up VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, uids: Iterable[str], calendar: str) -> None:
        self._many("DELETE FROM follow_up WHERE uid = ? AND calendar = ?", [(uid, calendar) for uid in uids])

    def interviews(self, source: str) -> Mapping[str, tuple[TimeSpan, int]]:
        row = self._db.execute("SELECT seen FROM interview WHERE source = ?", (source,)).fetchone()
        if row is None:
            return {}
        return {
            key: (TimeSpan(datetime.fromisoformat(start), datetime.fromisoformat(end)), missing)
            for key, (start, end, missing) in json.loads(row[0]).items()
        }

    def record_interviews(self, source: str, seen: Mapping[str, tuple[TimeSpan, int]]) -> None:
        text = json.dumps(
            {
                key: (span.start.isoformat(), span.end.isoformat(), missing)
                for key, (span, missing) in sorted(seen.items())
            }
        )
        if self._db.execute("SELECT 1 FROM interview WHERE source = ? AND seen = ?", (source, text)).fetchone() is None:
            self._many("INSERT OR REPLACE INTO interview VALUES (?, ?)", [(source, text)])

    def note(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def notes(self, prefix: str) -> Sequence[str]:
        return [key for (key,) in self._db.execute("SELECT key FROM note ORDER BY key") if key.startswith(prefix)]

    def set_note(self, key: str, value: str | None) -> None:
        if value is None:
            self._many("DELETE FROM note WHERE key = ?", [(key,)])
        else:
            self._many("INSERT OR REPLACE INTO note VALUES (?, ?)", [(key, value)])

    def _many(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(statement, rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise StateProblem(
                f"the state file {self._path} could not be written ({error}); what is in the calendar stays and "
                "will be recognised by the next run"
            ) from error


def _known(*row: Any) -> Known:
    uid, calendar, href, written, read_back, kind, interview_key, done_at, dismissed = row
    done = datetime.fromisoformat(done_at) if done_at else None
    return Known(uid, calendar, href, written, read_back, kind, interview_key, done, bool(dismissed))

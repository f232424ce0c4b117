"""A folder, a file and the fake in memory are calendars like any server's; then what only files can do."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from afterword.adapters.ics_file import EMPTY, IcsFile
from afterword.adapters.memory import MemoryCalendar
from afterword.adapters.vdir import Vdir
from afterword.errors import ChangedMeanwhile, InputMissing, WriteRefused
from afterword.ical import splice
from tests.contracts.sink_contract import MARCH, UID, SinkContract, event

if TYPE_CHECKING:
    from pathlib import Path


class TestMemoryCalendar(SinkContract):
    @pytest.fixture
    def calendar(self) -> MemoryCalendar:
        return MemoryCalendar()

    def foreign(self, calendar: MemoryCalendar, name: str, data: bytes) -> None:
        calendar.objects[f"{name}.ics"] = data


class TestVdir(SinkContract):
    @pytest.fixture
    def calendar(self, tmp_path: Path) -> Vdir:
        return Vdir("folder", tmp_path)

    def foreign(self, calendar: Vdir, name: str, data: bytes) -> None:
        (calendar._folder / f"{name}.ics").write_bytes(data)


class TestIcsFile(SinkContract):
    @pytest.fixture
    def calendar(self, tmp_path: Path) -> IcsFile:
        path = tmp_path / "calendar.ics"
        path.write_bytes(EMPTY)
        return IcsFile("file", path)

    def foreign(self, calendar: IcsFile, name: str, data: bytes) -> None:
        calendar._path.write_bytes(splice.insert(calendar._path.read_bytes(), data))


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="cannot be read"):
        Vdir("folder", tmp_path / "none").read(MARCH)


def test_a_href_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.ics"
    outside.write_bytes(event("theirs"))
    folder = tmp_path / "folder"
    folder.mkdir()
    for href in ("../outside.ics", str(outside), ".hidden.ics", "a/b.ics"):
        with pytest.raises(WriteRefused):
            Vdir("folder", folder).remove(href, None)
    assert outside.exists()


def test_other_files_and_hidden_ones_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no calendar")
    (tmp_path / ".afterword-x.tmp").write_bytes(b"litter")
    (tmp_path / ".hidden.ics").write_bytes(event("hidden"))
    assert Vdir("folder", tmp_path).read(MARCH).resources == ()


def test_a_write_leaves_no_litter(tmp_path: Path) -> None:
    Vdir("folder", tmp_path).create(UID, event(UID))
    assert [path.name for path in tmp_path.iterdir()] == [f"{UID}.ics"]


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "calendar.ics", tmp_path / "link.ics"
    path.write_bytes(EMPTY)
    path.chmod(0o640)
    link.symlink_to(path)
    IcsFile("link.ics", link).create(UID, event(UID))
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert UID.encode() in path.read_bytes()


def test_a_file_changed_by_another_program_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "calendar.ics"
    path.write_bytes(EMPTY)
    theirs = splice.insert(EMPTY, event("theirs@example.com"))
    insert = splice.insert

    def while_they_write(data: bytes, added: bytes) -> bytes:
        path.write_bytes(theirs)
        return insert(data, added)

    monkeypatch.setattr(splice, "insert", while_they_write)
    with pytest.raises(ChangedMeanwhile):
        IcsFile("file", path).create(UID, event(UID))
    assert path.read_bytes() == theirs


def test_every_other_byte_of_a_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "calendar.ics"
    odd = event("theirs", "Odd", extra='X-ODD;A="b:c":\\,\\;\r\n\tfolded\r\n').replace(b"\r\n", b"\n")
    path.write_bytes(odd)
    file = IcsFile("file", path)
    created = file.create(UID, event(UID))
    with_ours = path.read_bytes()
    assert with_ours.replace(with_ours[with_ours.index(b"BEGIN:VEVENT\nUID:" + UID.encode()) :], b"") in odd
    file.remove(created.href, created.etag)
    assert path.read_bytes() == odd

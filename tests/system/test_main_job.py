"""The main job, whole: the command line, a sample calendar, real servers, files and folders; again and again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from tests.servers import PASSWORD, USERNAME, RunningServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLE = Path(__file__).parents[2] / "sample_calendars" / "job-search.ics"
NOW = "2026-03-10T09:00:00-05:00"


def split(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The events of a calendar as single objects, each with all zones, as a server holds them."""
    whole = icalendar.Calendar.from_ical(data)
    groups: dict[str, list[Any]] = {}
    for event in whole.walk("VEVENT"):
        groups.setdefault(str(event["UID"]), []).append(event)
    zones = [part for part in whole.subcomponents if part.name == "VTIMEZONE"]
    for number, events in enumerate(groups.values()):
        one = icalendar.Calendar()
        one.add("version", "2.0")
        one.add("prodid", "-//test//EN")
        for part in (*zones, *events):
            one.add_component(part)
        yield f"event-{number}.ics", one.to_ical()


@dataclass
class Place:
    """A calendar that holds the sample: how to name it, and how to see and change it past the code under test."""

    source: str
    objects: Callable[[], dict[str, bytes]]
    put: Callable[[str, bytes], None]
    delete: Callable[[str], None]

    def ours(self) -> dict[str, bytes]:
        """Our follow-ups by UID."""
        found = {}
        for data in self.objects().values():
            for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
                uid = str(event["UID"])
                if uid.startswith("afterword-") and not uid.startswith("afterword-memory-"):
                    assert uid not in found, "one UID twice in a calendar"
                    found[uid] = data
        return found

    def theirs(self) -> dict[str, bytes]:
        return {name: data for name, data in self.objects().items() if b"UID:afterword-" not in data}


def folder(path: Path) -> Place:
    path.mkdir()

    def write(name: str, data: bytes) -> None:
        (path / name).write_bytes(data)

    for name, data in split(SAMPLE.read_bytes()):
        write(name, data)
    return Place(
        str(path),
        lambda: {one.name: one.read_bytes() for one in path.iterdir()},
        write,
        lambda name: (path / name).unlink(),
    )


def served(server: RunningServer, name: str) -> Place:
    url = server.make_calendar(name)
    path = url.split(str(server.port), 1)[1]

    def put(name: str, data: bytes) -> None:
        status, body = server.request("PUT", path + name, data, Content_Type="text/calendar; charset=utf-8")
        assert status in (201, 204), body

    def objects() -> dict[str, bytes]:
        _, listing = server.request("PROPFIND", path, Depth="1")
        names = {part.split("<")[0].rsplit("/", 1)[-1] for part in listing.decode().split("href>")}
        return {one: server.request("GET", path + one)[1] for one in names if one.endswith(".ics")}

    def delete(name: str) -> None:
        assert server.request("DELETE", path + name)[0] in (200, 204)

    for one, data in split(SAMPLE.read_bytes()):
        put(one, data)
    return Place(url, objects, put, delete)


@pytest.fixture(params=["folder", "radicale", "xandikos"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "folder":
        return folder(tmp_path / "calendar")
    server = request.getfixturevalue(f"{request.param}_server")
    return served(server, f"job{abs(hash(request.node.nodeid)):x}")


@dataclass
class Runner:
    """The program as cron starts it, with a state folder of its own."""

    state: Path

    def start(self, *args: str) -> subprocess.Popen[bytes]:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "HOME": str(self.state),
            "XDG_STATE_HOME": str(self.state / "state"),
            "XDG_CONFIG_HOME": str(self.state / "config"),
            "AFTERWORD_USERNAME": USERNAME,
            "AFTERWORD_PASSWORD": PASSWORD,
        }
        flags = ("--now", NOW, "--me", "maya.lindqvist@example.com", "--timezone", "America/Chicago", "--country", "US")
        return subprocess.Popen(
            [sys.executable, "-m", "afterword", *flags, *args],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __call__(self, *args: str, code: int = 0) -> str:
        with self.start(*args) as process:
            out, err = process.communicate(timeout=120)
        assert process.returncode == code, err.decode()
        return out.decode()

    def sync(self, place: Place, *flags: str) -> dict[str, int]:
        changes = json.loads(self("sync", place.source, "--json", *flags))["changes"]
        assert isinstance(changes, dict)
        return changes


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "home")


def edit(data: bytes, change: Callable[[Any], None]) -> bytes:
    calendar = icalendar.Calendar.from_ical(data)
    change(next(iter(calendar.walk("VEVENT"))))
    return bytes(calendar.to_ical())


def test_what_plan_says_is_what_sync_does_and_a_second_sync_writes_nothing(run: Runner, place: Place) -> None:
    theirs = place.theirs()
    planned = json.loads(run("plan", place.source, "--json"))
    assert place.ours() == {}, "a plan writes nothing"
    assert run.sync(place) == planned["changes"]
    wanted = {one["uid"] for one in planned["follow_ups"] if one["action"] == "create"}
    assert set(place.ours()) == wanted != set()
    before = place.objects()
    assert run.sync(place) | {"keep": 0} == {"create": 0, "update": 0, "delete": 0, "keep": 0}
    assert place.objects() == before
    assert place.theirs() == theirs


def test_a_machine_with_an_empty_disk_writes_nothing_anew(run: Runner, place: Place, tmp_path: Path) -> None:
    run.sync(place)
    before = place.objects()
    assert Runner(tmp_path / "another").sync(place)["create"] == 0
    assert place.objects() == before


def test_a_deleted_follow_up_never_comes_back_on_no_machine(run: Runner, place: Place, tmp_path: Path) -> None:
    run.sync(place)
    gone = next(iter(place.ours()))
    place.delete(f"{gone}.ics")
    assert run.sync(place)["create"] == 0
    assert Runner(tmp_path / "another").sync(place)["create"] == 0
    assert gone not in place.ours()


def test_a_moved_follow_up_stays_where_it_was_put_and_an_edited_one_keeps_its_words(run: Runner, place: Place) -> None:
    run.sync(place)
    first, second = list(place.ours().items())[:2]

    def move(event: Any) -> None:
        for name in ("DTSTART", "DTEND"):
            moment = event.pop(name).dt
            event.add(name, moment.replace(hour=7, minute=7))

    def reword(event: Any) -> None:
        event["DESCRIPTION"] = icalendar.vText(str(event["DESCRIPTION"]).replace("Dear", "Hey dear"))

    place.put(f"{first[0]}.ics", edit(first[1], move))
    place.put(f"{second[0]}.ics", edit(second[1], reword))
    mine = place.ours()
    changes = run.sync(place)
    assert (changes["create"], changes["update"], changes["delete"]) == (0, 0, 0)
    assert place.ours() == mine


def test_a_cancelled_interview_takes_its_follow_ups_along(run: Runner, place: Place) -> None:
    run.sync(place)
    planned = json.loads(run("plan", place.source, "--json"))
    upcoming = [one for one in planned["follow_ups"] if one["kind"] == "thank-you" and one["start"] > NOW]
    interview = upcoming[-1]["interview_uid"]
    name, data = next((name, data) for name, data in place.theirs().items() if interview.encode() in data)
    place.put(name, edit(data, lambda event: event.__setitem__("STATUS", icalendar.vText("CANCELLED"))))
    assert run.sync(place, "--allow-many")["delete"] > 0, "three of thirteen is more than a fifth: it is confirmed"
    assert upcoming[-1]["uid"] not in place.ours()


def test_R9_many_runs_at_once_write_no_follow_up_twice(place: Place, tmp_path: Path) -> None:
    machines = [Runner(tmp_path / f"machine-{number}") for number in range(3)]

    def sync(machine: Runner) -> int:
        with machine.start("sync", place.source) as process:
            process.communicate(timeout=120)
        return process.returncode

    with ThreadPoolExecutor(3) as pool:
        codes = list(pool.map(sync, machines))
    assert set(codes) <= {0, 75}
    names = [name for name, data in place.objects().items() if b"UID:afterword-" in data]
    uids = place.ours()
    assert len(names) - len(uids) in (0, 1), "each follow-up once, and the memory"
    assert machines[0].sync(place) | {"keep": 0} == {"create": 0, "update": 0, "delete": 0, "keep": 0}


def test_undo_takes_back_the_last_sync_and_all_that_is_ours(run: Runner, place: Place) -> None:
    before = place.objects()
    run.sync(place)
    run("undo", place.source)
    assert place.objects() == before
    run.sync(place)
    run("undo", "--all", place.source)
    assert place.objects() == before


def test_a_file_gets_its_follow_ups_in_place_and_back_byte_for_byte(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "job-search.ics"
    path.write_bytes(SAMPLE.read_bytes())
    run("sync", str(path))
    once = path.read_bytes()
    assert once != SAMPLE.read_bytes()
    run("sync", str(path))
    assert path.read_bytes() == once
    run("undo", "--all", str(path))
    assert path.read_bytes() == SAMPLE.read_bytes()


def test_import_writes_the_follow_ups_into_a_file_of_their_own(run: Runner, tmp_path: Path) -> None:
    out = tmp_path / "out.ics"
    run("import", str(SAMPLE), "-o", str(out))
    uids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")]
    assert uids
    assert all(uid.startswith("afterword-") and "memory" not in uid for uid in uids)
    run("import", str(SAMPLE), "-o", str(out))
    assert len(icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")) == len(uids), "it is not remembered"
    run("import", str(SAMPLE), code=78)


def test_a_calendar_that_was_made_anew_gets_its_follow_ups_again(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "job-search.ics"
    path.write_bytes(SAMPLE.read_bytes())
    run("sync", str(path))
    written = path.read_bytes()
    path.write_bytes(SAMPLE.read_bytes())
    run("sync", str(path))
    assert path.read_bytes() == written


def test_nothing_we_write_could_make_a_server_mail_anybody(run: Runner, place: Place) -> None:
    run.sync(place)
    for data in place.ours().values():
        text = data.upper()
        for word in (b"\nATTENDEE", b"\nORGANIZER", b"\nMETHOD", b"ACTION:EMAIL"):
            assert word not in text

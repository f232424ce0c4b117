"""`make bench`: three tables, each measured in one run. Nothing here asserts a time; docs/benchmarks.md quotes it.

file     10,000 events over ten years: `afterword scan` beside icalendar + recurring_ical_events on the whole file
no-op    1,000 events on Radicale: `afterword sync` with nothing to do beside `vdirsyncer sync` with nothing to do
start    `afterword --help`, and the least that Python needs to start
"""

from __future__ import annotations

import base64
import os
import platform
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from afterword.adapters.embedded_server import embedded_server
from benchmarks.calendars import NOW, calendar, objects
from benchmarks.measure import alone, beside, once

PYTHON = sys.executable
FLAGS = ("--now", f"{NOW:%Y-%m-%dT%H:%M:%S}-06:00", "--me", "maya@example.com", "--timezone", "America/Chicago")
AFTERWORD = (PYTHON, "-m", "afterword", *FLAGS)


def file_scan(folder: Path) -> None:
    path = folder / "ten-years.ics"
    path.write_bytes(calendar(10_000))
    print("\n| 10,000 events, ten years | afterword scan | parse and expand all | ratio | of processor |")
    print("|---|---|---|---|---|")
    row = beside([*AFTERWORD, "scan", str(path), "--json"], [PYTHON, "-m", "benchmarks.naive", str(path)])
    print(f"| {path.stat().st_size / 1e6:.1f} MB | {row} |")


def noop_sync(folder: Path) -> None:
    with embedded_server({"work": b""}) as server:
        url = server.calendar("work")
        login = "Basic " + base64.b64encode(f"{server.username}:{server.password}".encode()).decode()
        for name, data in objects(1_000, years=2):
            headers = {"Authorization": login, "Content-Type": "text/calendar; charset=utf-8"}
            urllib.request.urlopen(urllib.request.Request(url + name, data, headers, method="PUT")).close()
        env = {
            "AFTERWORD_USERNAME": server.username,
            "AFTERWORD_PASSWORD": server.password,
            "XDG_STATE_HOME": str(folder / "state"),
            "VDIRSYNCER_CONFIG": str(_vdirsyncer(folder, url, server.username, server.password)),
        }
        theirs = [str(Path(PYTHON).with_name("vdirsyncer")), "sync"]
        subprocess.run([theirs[0], "discover"], env={**os.environ, **env}, input=b"y\n" * 9, check=True, stdout=-3)
        ours = [*AFTERWORD, "sync", url]
        once(ours, env)
        print("\n| nothing to do, 1,000 events | afterword sync | vdirsyncer sync | ratio | of processor |")
        print("|---|---|---|---|---|")
        print(f"| Radicale on loopback | {beside(ours, theirs, env=env)} |")


def _vdirsyncer(folder: Path, url: str, username: str, password: str) -> Path:
    home = url.rstrip("/").rsplit("/", 1)[0] + "/"
    path = folder / "vdirsyncer.conf"
    path.write_text(
        f'[general]\nstatus_path = "{folder}/status"\n'
        '[pair p]\na = "local"\nb = "server"\ncollections = ["work"]\n'
        f'[storage local]\ntype = "filesystem"\npath = "{folder}/local"\nfileext = ".ics"\n'
        f'[storage server]\ntype = "caldav"\nurl = "{home}"\nusername = "{username}"\npassword = "{password}"\n'
    )
    return path


def start() -> None:
    print("\n| start | median, peak |\n|---|---|")
    print(f"| afterword --help | {alone([PYTHON, '-m', 'afterword', '--help'])} |")
    print(f"| python -c pass | {alone([PYTHON, '-c', 'pass'])} |")


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}")
    with tempfile.TemporaryDirectory() as name:
        start()
        file_scan(Path(name))
        noop_sync(Path(name))

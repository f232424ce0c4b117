"""Real calendar servers for the tests: Radicale and Xandikos, each a process of its own on a free loopback port.

Radicale wants the login; Xandikos over plain http has none and takes any. Both are gone when the block ends.
"""

from __future__ import annotations

import base64
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USERNAME = "alice"
PASSWORD = "alice-pw"


@dataclass(frozen=True)
class RunningServer:
    """A server that answers. `home` is where its user's calendars are."""

    name: str
    port: int
    home: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """One raw request, past the code under test: what another client of the user would do."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        login = base64.b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, {"Authorization": f"Basic {login}", **sent})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def make_calendar(self, name: str) -> str:
        """The address of a new, empty calendar."""
        status, body = self.request("MKCALENDAR", f"{self.home}{name}/")
        assert status == 201, (status, body)
        return f"http://127.0.0.1:{self.port}{self.home}{name}/"


@contextmanager
def radicale(folder: Path) -> Iterator[RunningServer]:
    users = folder / "users"
    users.write_text(f"{USERNAME}:{PASSWORD}\n")
    settings = folder / "config"
    settings.write_text(
        f"[auth]\ntype=htpasswd\nhtpasswd_filename={users}\nhtpasswd_encryption=plain\ndelay=0\n"
        f"[storage]\nfilesystem_folder={folder / 'data'}\n"
        "[web]\ntype=none\n[logging]\nlevel=critical\n"
    )

    def command(port: int) -> list[str]:
        return [sys.executable, "-m", "radicale", "--config", str(settings), "--server-hosts", f"127.0.0.1:{port}"]

    with _running(command, "/.well-known/caldav", folder) as port:
        server = RunningServer("radicale", port, f"/{USERNAME}/")
        server.request("PROPFIND", server.home, Depth="0")  # makes the home
        yield server


@contextmanager
def xandikos(folder: Path) -> Iterator[RunningServer]:
    def command(port: int) -> list[str]:
        data, state = folder / "data", folder / "state"
        data.mkdir(exist_ok=True)
        state.mkdir(exist_ok=True)
        principal = ["--defaults", "--current-user-principal", f"/{USERNAME}/", "--no-detect-systemd"]
        where = ["-d", str(data), "--state-dir", str(state), "-l", "127.0.0.1", "-p", str(port)]
        return [sys.executable, "-m", "xandikos", "serve", *principal, *where]

    with _running(command, f"/{USERNAME}/", folder) as port:
        yield RunningServer("xandikos", port, f"/{USERNAME}/calendars/")


@contextmanager
def _running(command: Callable[[int], list[str]], healthy: str, folder: Path) -> Iterator[int]:
    """Start on a free port; another process may take it in between, so try again on the next."""
    for _ in range(3):
        port = _free_port()
        with (folder / "server.log").open("wb") as log:
            process = subprocess.Popen(
                command(port), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd=folder
            )
        try:
            if _answers(process, port, healthy):
                yield port
                return
        finally:
            _end(process)
    raise RuntimeError(f"no server: {(folder / 'server.log').read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int, path: str) -> bool:
    for _ in range(600):
        if process.poll() is not None:
            return False
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status in (200, 301, 302, 401):
                return True
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole group: a server may have children."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=5)
    except ProcessLookupError:
        process.wait(timeout=5)

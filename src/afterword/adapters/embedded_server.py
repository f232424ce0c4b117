"""A real calendar server inside this process, for `afterword demo`: Radicale on loopback, one user, gone afterwards."""

from __future__ import annotations

import io
import logging
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any, Final, NamedTuple
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

USERNAME: Final = "demo"
PASSWORD: Final = "demo-on-this-machine-only"  # noqa: S105 - guards a server that lives for seconds, on loopback


class Embedded(NamedTuple):
    """Where the server is: the address of its root, and the one login it knows. Calendars are at `url`demo/NAME/."""

    url: str
    username: str
    password: str

    def calendar(self, name: str) -> str:
        """The address of the calendar that was put there as `name`."""
        return f"{self.url}{self.username}/{name}/"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: requests name events."""

    def address_string(self) -> str:
        return "loopback"


@contextmanager
def embedded_server(calendars: Mapping[str, bytes]) -> Iterator[Embedded]:
    """Serve `calendars` (name → iCalendar text; an empty text makes an empty calendar) while the block runs.

    Everything lies in a temporary folder that is removed at the end, also after an error. The port is free and
    chosen by the system.
    """
    with tempfile.TemporaryDirectory(prefix="afterword-demo-") as folder:
        application = _application(Path(folder))
        for name, text in calendars.items():
            _fill(application, name, text)
        server = _Server(("127.0.0.1", 0), _Quiet)
        server.set_app(application)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield Embedded(f"http://127.0.0.1:{server.server_port}/", USERNAME, PASSWORD)
        finally:
            server.shutdown()
            thread.join(timeout=5)
            server.server_close()


def _application(folder: Path) -> Any:
    import radicale.app
    import radicale.config

    logging.getLogger("radicale").setLevel(logging.CRITICAL + 10)  # it would log the events
    users = folder / "users"
    users.write_text(f"{USERNAME}:{PASSWORD}\n", encoding="utf-8")
    users.chmod(0o600)
    configuration = radicale.config.load()
    settings = {
        "auth": {"type": "htpasswd", "htpasswd_filename": str(users), "htpasswd_encryption": "plain", "delay": "0"},
        "storage": {"filesystem_folder": str(folder / "calendars"), "_filesystem_fsync": "False"},
        "web": {"type": "none"},
        "rights": {"type": "owner_only"},
    }
    configuration.update(settings, "the demo", privileged=True)
    return radicale.app.Application(configuration)


def _fill(application: Any, name: str, text: bytes) -> None:
    """Make one calendar by a request that goes through no socket."""
    import base64

    answered: list[str] = []
    login = base64.b64encode(f"{USERNAME}:{PASSWORD}".encode()).decode("ascii")
    environ = {
        "REQUEST_METHOD": "PUT" if text else "MKCALENDAR",
        "PATH_INFO": f"/{USERNAME}/{name}/",
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "0",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "text/calendar; charset=utf-8" if text else "",
        "CONTENT_LENGTH": str(len(text)),
        "HTTP_AUTHORIZATION": f"Basic {login}",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(text),
        "wsgi.errors": io.StringIO(),
    }
    body = application(environ, lambda status, _headers, *_: answered.append(status))
    if not answered or not answered[0].startswith("201"):
        raise RuntimeError(f"the embedded server refused the calendar {name}: {answered} {b''.join(body)[:200]!r}")

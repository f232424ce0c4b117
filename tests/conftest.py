from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.servers import RunningServer, radicale, xandikos

# a busy machine is no fault of the code: how long an example may take is a question for the benchmarks
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One Radicale for all tests of a worker; each test makes calendars of its own on it."""
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One Xandikos for all tests of a worker."""
    with xandikos(tmp_path_factory.mktemp("xandikos")) as server:
        yield server


@pytest.fixture(params=["radicale", "xandikos"])
def real_server(request: pytest.FixtureRequest) -> RunningServer:
    """Each of the real servers in turn."""
    server = request.getfixturevalue(f"{request.param}_server")
    assert isinstance(server, RunningServer)
    return server

"""Requests to one server: login on every request, to its origin only, bounded in time and size (PROMISES R7, S1).

Redirects keep method and body and are followed on the same origin only, and never for a write: a redirected PUT is
how a client comes to believe that something was saved (PROMISES 3.3).
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from http.client import BadStatusLine, HTTPException, IncompleteRead
from time import monotonic
from typing import Final

from afterword import __version__
from afterword.adapters.caldav_server.address import Origin, checked_address, joined, origin_of, target_of
from afterword.adapters.caldav_server.login import Login
from afterword.adapters.caldav_server.trouble import UNAUTHORIZED, Dropped, TimedOut, Unreachable, Unreadable
from afterword.adapters.caldav_server.wire import Answer, Connection, TooLarge
from afterword.errors import AfterwordError, LoginProblem, ServerAnswer

REQUEST_SECONDS: Final = 60.0
RUN_SECONDS: Final = 600.0
MAX_REDIRECTS: Final = 5
FOLLOWED: Final = (301, 302, 307, 308)
WRITES: Final = ("PUT", "DELETE")
NO_HEADERS: Final[Mapping[str, str]] = {}


class Http:
    """A session with the server of `url`. Raises UsageProblem and LoginProblem for an address that must not be used."""

    def __init__(self, url: str, login: Login, *, seconds: float = REQUEST_SECONDS) -> None:
        self.url = checked_address(url)
        self.origin = origin_of(self.url)
        self.requests = 0
        self._login = login
        self._seconds = seconds
        self._ends = monotonic() + RUN_SECONDS
        self._connections: dict[Origin, Connection] = {}

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] = NO_HEADERS,
        seconds: float | None = None,
    ) -> Answer:
        """The final answer, whatever its status. Every redirect of a write comes back as it is.

        Raises LoginProblem (TLS, redirect off the origin), TimedOut, Dropped, Temporary (no way to the host),
        Unreadable (too large), ServerAnswer (not HTTP).
        """
        ends = min(monotonic() + min(seconds or self._seconds, self._seconds), self._ends)
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check(at)
            answer = self._logged_in(method, at, (headers, body), ends)
            if answer.status not in FOLLOWED or "location" not in answer.headers:
                return answer
            goal = joined(at, answer.headers["location"])
            if goal is None or not self.origin.trusts(origin_of(goal)):
                place = origin_of(goal) if goal else "an address that is none"
                raise LoginProblem(
                    f"{self.origin.host} sends requests on to {place}; "
                    "the login stays here: if that is right, configure the new address"
                )
            if method in WRITES:
                return answer
            at = goal
        raise ServerAnswer(f"{self.origin.host} redirects in a circle")

    def _check(self, url: str) -> None:
        if not self.origin.trusts(origin_of(url)):
            raise LoginProblem(f"{origin_of(url)} is not the configured server {self.origin}: nothing is sent there")

    def _logged_in(self, method: str, url: str, sent: tuple[Mapping[str, str], bytes], ends: float) -> Answer:
        answer = self._retried(method, url, sent, ends)
        if answer.status == UNAUTHORIZED and self._login.renew is not None:
            self._login = Login(token=self._login.renew())  # one fresh token; a second 401 is the user's to solve
            answer = self._retried(method, url, sent, ends)
        return answer

    def _retried(self, method: str, url: str, sent: tuple[Mapping[str, str], bytes], ends: float) -> Answer:
        """A read once more after a dropped connection, as SOGo drops kept ones without a word. A write is for its
        caller to try again: whether the first was carried out must be known to judge the second."""
        try:
            return self._once(method, url, sent, ends)
        except Dropped:
            if method in WRITES:
                raise
            return self._once(method, url, sent, ends)

    def _once(self, method: str, url: str, sent: tuple[Mapping[str, str], bytes], ends: float) -> Answer:
        origin = origin_of(url)
        self.requests += 1
        try:
            connection = self._connections.get(origin)
            if connection is None or not connection.open:
                connection = self._connections[origin] = Connection(origin, ends)
        except (OSError, UnicodeError) as problem:
            raise _no_way(origin, problem) from None
        headers, body = sent
        try:
            return connection.exchange(method, url, target_of(url), (self._headers(origin, headers), body), ends)
        except (OSError, HTTPException, TooLarge) as problem:
            raise _broken(origin, problem) from None

    def _headers(self, origin: Origin, more: Mapping[str, str]) -> dict[str, str]:
        """Identity, because Cyrus makes ETags weak when it packs, and a weak one protects no write (SERVERS)."""
        headers = {
            "Host": origin.netloc,
            "User-Agent": f"Afterword/{__version__}",
            "Accept-Encoding": "identity",
            "Accept": "text/calendar, text/xml, application/xml",
            **more,
        }
        if self._login.header is not None:
            headers["Authorization"] = self._login.header
        return headers


def _no_way(origin: Origin, problem: Exception) -> AfterwordError:
    """No connection. The cause is dropped from the chain: it may hold what a log should not."""
    match problem:
        case ssl.SSLCertVerificationError():
            return LoginProblem(f"the certificate of {origin.host} is not to be trusted: {problem.verify_message}")
        case ssl.SSLError():
            return LoginProblem(f"no safe connection to {origin.host} (TLS: {problem.reason or 'failed'})")
        case socket.gaierror():
            return Unreachable(f"the name {origin.host} cannot be found now; the next run goes on")
        case TimeoutError():
            return Unreachable(f"{origin.host} does not answer; the next run goes on")
        case _:
            return Unreachable(f"no connection to {origin} ({_said(problem)}); the next run goes on")


def _broken(origin: Origin, problem: Exception) -> AfterwordError:
    match problem:
        case TimeoutError():
            return TimedOut(f"{origin.host} gave no complete answer in time; the next run goes on")
        case TooLarge():
            return Unreadable(f"{origin.host} gave an answer larger than 20 MB; nothing was written")
        case IncompleteRead() | OSError():  # a RemoteDisconnected is one of these
            return Dropped(f"{origin.host} broke the connection ({_said(problem)}); the next run goes on")
        case BadStatusLine():
            return ServerAnswer(f"what answers on {origin} does not speak HTTP; nothing was written")
        case _:
            return ServerAnswer(f"{origin.host} gave an answer that breaks HTTP ({type(problem).__name__})")


def _said(problem: Exception) -> str:
    said = problem.strerror if isinstance(problem, OSError) else None
    return (said or type(problem).__name__).lower()

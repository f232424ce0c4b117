"""The login, and what is written, go to the configured origin and nowhere else (PROMISES S1, S5)."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from datetime import UTC, datetime

import pytest

from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login, discover
from afterword.adapters.caldav_server.address import Origin, checked_address, joined, origin_of, path_of
from afterword.adapters.caldav_server.http import _no_way
from afterword.adapters.caldav_server.wire import _trust
from afterword.core.model import TimeSpan
from afterword.errors import AfterwordError, LoginProblem, ServerAnswer, UsageProblem
from tests.contracts.sink_contract import event
from tests.fault_server import FaultServer, Request, TinyCalendar, fault_server, http, multistatus, response, stored

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
LOGIN = Login("alice", "secret-canary")
CODES = (301, 302, 303, 307, 308)


def calendar_at(server: FaultServer) -> CalDavCalendar:
    return CalDavCalendar(CollectionInfo(server.url, "c", writable=True), LOGIN, seconds=2)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("place", ["http://127.0.0.1:{other}/", "http://localhost:{other}/x", "//127.0.0.1:{other}/"])
def test_nothing_follows_a_redirect_to_another_port_or_host(code: int, place: str) -> None:
    with fault_server(lambda _: http(207, multistatus())) as other:
        goal = place.format(other=other.port)
        with fault_server(lambda _: http(code, "moved", Location=goal)) as server:
            with pytest.raises((LoginProblem, ServerAnswer)) as read:
                calendar_at(server).read(MARCH)
            assert read.value.exit_code == (69 if code == 303 else 77)
        assert other.requests == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:{other}/cal/x.ics", "https://127.0.0.1:{own}/", "/cal/elsewhere.ics"]
)
def test_a_redirected_write_is_an_error_and_its_body_goes_nowhere(code: int, place: str) -> None:
    with fault_server(lambda _: http(200, "<html>saved!</html>")) as other:
        calendar = TinyCalendar()
        with fault_server(calendar) as server:
            goal = place.format(other=other.port, own=server.port)
            calendar.before = lambda request: http(code, "", Location=goal) if request.method == "PUT" else None
            with pytest.raises(AfterwordError) as caught:
                calendar_at(server).create("afterword-1", event("afterword-1"))
            assert caught.value.exit_code in (69, 77)
            assert [one.path for one in server.writes] == ["/cal/afterword-1.ics"]
        assert other.requests == []


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_on_the_same_origin_keeps_method_body_and_login(code: int) -> None:
    def answers(request: Request) -> bytes:
        if request.path == "/cal/":
            return http(code, "", Location="/moved/cal/")
        return http(207, multistatus(stored("/moved/cal/a.ics", event("a").decode())))

    with fault_server(answers) as server:
        assert len(calendar_at(server).read(MARCH).resources) == 1
    first, second = server.requests
    assert (first.method, first.body) == (second.method, second.body)
    assert second.headers["authorization"] == first.headers["authorization"]


def test_an_href_that_names_another_host_is_asked_of_our_own() -> None:
    with fault_server(lambda _: http(404)) as other:
        empty = response(f"http://127.0.0.1:{other.port}/cal/a.ics", "<d:getetag/>")

        def answers(request: Request) -> bytes:
            if request.method == "GET":
                return http(200, event("a"))
            return http(207, multistatus(empty))

        with fault_server(answers) as server:
            assert [one.href for one in calendar_at(server).read(MARCH).resources] == ["/cal/a.ics"]
        assert other.requests == []


def test_a_home_on_another_host_gets_no_login() -> None:
    with fault_server(lambda _: http(207, multistatus())) as other:
        home = f"<c:calendar-home-set><d:href>http://127.0.0.1:{other.port}/home/</d:href></c:calendar-home-set>"
        with fault_server(lambda _: http(207, multistatus(response("/", home)))) as server, pytest.raises(LoginProblem):
            discover(server.url, LOGIN)
        assert other.requests == []


def test_the_login_is_sent_at_once_and_nothing_packed_is_asked_for() -> None:
    with fault_server(lambda _: http(207, multistatus())) as server:
        calendar_at(server).read(MARCH)
    (request,) = server.requests
    assert request.headers["authorization"] == "Basic " + base64.b64encode(b"alice:secret-canary").decode()
    assert request.headers["accept-encoding"] == "identity"
    assert request.headers["depth"] == "1"


def test_an_expired_token_is_renewed_once() -> None:
    def answers(request: Request) -> bytes:
        return http(207, multistatus()) if request.headers["authorization"] == "Bearer fresh" else http(401)

    tokens = ["fresh"]
    login = Login(token="stale", renew=tokens.pop)
    with fault_server(answers) as server:
        CalDavCalendar(CollectionInfo(server.url, "c", writable=True), login).read(MARCH)
        CalDavCalendar(CollectionInfo(server.url, "c", writable=True), Login(token="fresh")).read(MARCH)
    assert tokens == []


def test_neither_netrc_nor_a_proxy_variable_is_obeyed(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w") as file:  # noqa: PTH123
        file.write("machine 127.0.0.1 login mallory password stolen\n")
    monkeypatch.setenv("NETRC", netrc)
    with fault_server(lambda _: http(500)) as proxy, fault_server(lambda _: http(207, multistatus())) as server:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        CalDavCalendar(CollectionInfo(server.url, "c", writable=True), Login()).read(MARCH)
    assert proxy.requests == []
    assert "authorization" not in server.requests[0].headers


def test_a_server_without_tls_behind_https_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def refuse() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(http(400, "plain HTTP request sent to HTTPS port, or the other way round"))

        thread = threading.Thread(target=refuse)
        thread.start()
        info = CollectionInfo(f"https://127.0.0.1:{port}/cal/", "c", writable=True)
        with pytest.raises(LoginProblem, match="TLS"):
            CalDavCalendar(info, LOGIN).read(MARCH)
        thread.join(timeout=5)


def test_certificates_and_host_names_are_always_checked() -> None:
    context = _trust()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert not context.keylog_filename
    refused = ssl.SSLCertVerificationError("verify failed")
    refused.verify_message = "self-signed certificate"
    problem = _no_way(Origin("https", "cloud.example.org", 443), refused)
    assert (problem.exit_code, "self-signed certificate" in problem.message) == (77, True)


@pytest.mark.parametrize(
    "address", ["https://maya:canary@cloud.example.org/", "https://canary@cloud.example.org", "a:canary@h"]
)
def test_a_name_or_password_in_an_address_is_a_usage_problem_that_does_not_repeat_it(address: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        checked_address(address)
    assert "canary" not in caught.value.message


@pytest.mark.parametrize(
    "address",
    ["", " ", "https://", "ftp://h/", "file:///etc/passwd", "https://h:port/", "https://a b/", "https://[::1"],
)
def test_what_is_no_address_is_a_usage_problem(address: str) -> None:
    with pytest.raises(UsageProblem):
        checked_address(address)


@pytest.mark.parametrize("address", ["http://cloud.example.org/", "http://10.0.0.1/", "http://localhost.example.org/"])
def test_plain_http_goes_to_loopback_only(address: str) -> None:
    with pytest.raises(LoginProblem):
        checked_address(address)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("cloud.example.org", "https://cloud.example.org/"),
        ("https://Cloud.Example.org:443/dav", "https://cloud.example.org/dav"),
        ("webcal://example.org/a.ics?key=1#x", "https://example.org/a.ics?key=1"),
        ("http://localhost:5232/", "http://localhost:5232/"),
        ("http://[::1]:5232/a/", "http://[::1]:5232/a/"),
        ("https://example.org/a%40b/Ü/", "https://example.org/a%40b/%C3%9C/"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
    ],
)
def test_an_address_is_understood(given: str, meant: str) -> None:
    assert checked_address(given) == meant


def test_only_known_providers_spread_over_the_hosts_of_their_domain() -> None:
    icloud = origin_of("https://caldav.icloud.com/")
    assert icloud.trusts(origin_of("https://p42-caldav.icloud.com/x/"))
    assert not icloud.trusts(origin_of("http://p42-caldav.icloud.com/"))
    assert not icloud.trusts(origin_of("https://p42-caldav.icloud.com:8443/"))
    assert not icloud.trusts(origin_of("https://icloud.com.example.org/"))
    assert not icloud.trusts(origin_of("https://noticloud.com/"))
    assert not origin_of("https://a.example.org/").trusts(origin_of("https://b.example.org/"))


def test_hrefs_are_read_relative_and_absolute_and_nonsense_is_none() -> None:
    base = "https://h.example/cal/"
    assert path_of(base, "x.ics") == "/cal/x.ics"
    assert path_of(base, "/cal/x%40y.ics") == "/cal/x%40y.ics"
    assert path_of(base, "/cal/ä x.ics ") == "/cal/%C3%A4%20x.ics"
    assert path_of(base, "/cal/../other/x.ics") == "/other/x.ics"
    assert path_of(base, "//other.example/x.ics") == "/x.ics"
    assert path_of(base, "https://other.example/cal/x.ics") == "/cal/x.ics"
    assert joined(base, "https://u:p@h.example/") is None
    assert joined(base, "javascript:alert(1)") is None
    assert joined(base, "http://[::1") is None


def test_no_secret_shows_in_the_repr_of_a_login() -> None:
    assert "canary" not in repr(Login("maya", "canary", token="canary", renew=lambda: "canary"))

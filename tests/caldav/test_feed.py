"""Published .ics addresses, read only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.adapters.caldav_server import Login, WebFeed, looks_like_feed
from afterword.core.model import TimeSpan
from afterword.errors import AfterwordError, LoginProblem, UsageProblem
from tests.contracts.sink_contract import event
from tests.fault_server import fault_server, http

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))


def test_a_feed_is_one_resource_with_the_bytes_as_published() -> None:
    published = b"\xef\xbb\xbf" + event("a") + b"\r\n"
    with fault_server(lambda _: http(200, published, ETag='"7"')) as server:
        listing = WebFeed(f"{server.url}private-canary/basic.ics", Login()).read(MARCH)
    (one,) = listing.resources
    assert (one.data, one.etag, listing.skipped) == (published, '"7"', ())
    assert server.requests[0].method == "GET"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (http(200, "<html>Sign in</html>"), 69),
        (http(200), 69),
        (http(200, event("a")[:-20]), 65),
        (http(304), 69),
        (http(404), 69),
        (http(401), 77),
        (http(403), 77),
        (http(503), 75),
        (http(200, event("a"), Content_Length="90000"), 75),
        (http(302, Location="http://127.0.0.1:1/a.ics"), 77),
    ],
)
def test_a_feed_that_is_not_whole_is_an_error(answer: bytes, code: int) -> None:
    with fault_server(lambda _: answer) as server, pytest.raises(AfterwordError) as caught:
        WebFeed(server.url, Login()).read(MARCH)
    assert caught.value.exit_code == code


def test_the_id_of_a_feed_tells_two_apart_without_giving_the_secret_path_away() -> None:
    one, other = (WebFeed(f"https://calendar.example/ical/private-{key}/basic.ics", Login()) for key in ("canary", "x"))
    assert one.id != other.id
    assert "canary" not in one.id
    assert one.id == WebFeed("https://calendar.example/ical/private-canary/basic.ics", Login()).id
    assert WebFeed("https://h.example/a.ics", Login(), source_id="team").id == "team"
    assert not one.writable


@pytest.mark.parametrize(
    ("address", "is_feed"),
    [
        ("webcal://h.example/x", True),
        ("https://h.example/A.ICS?key=1", True),
        ("https://h.example/dav/", False),
        ("https://h.example/x.ics/", False),
    ],
)
def test_a_feed_is_known_by_its_address(address: str, is_feed: bool) -> None:  # noqa: FBT001
    assert looks_like_feed(address) is is_feed


def test_a_feed_over_plain_http_or_with_a_password_in_it_is_refused() -> None:
    with pytest.raises(LoginProblem):
        WebFeed("http://h.example/a.ics", Login())
    with pytest.raises(UsageProblem):
        WebFeed("https://u:p@h.example/a.ics", Login())

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from afterword.config import Account, Config, Request
from afterword.core.model import Owner
from afterword.wiring.opening import open_app, window_of

NOW = datetime(2026, 3, 10, 14, tzinfo=UTC)


def request(**more: object) -> Request:
    return Request(now=NOW, state_dir=Path("state"), config_dir=Path("config"), **more)  # type: ignore[arg-type]  # a test's shorthand


def test_a_login_that_is_a_mail_address_is_the_owners_too() -> None:
    config = Config(accounts=(Account("home", username="Maya@Example.com"), Account("work", username="maya")))
    asked = request(
        config=config,
        owner=Owner(emails=frozenset({"m@example.net"})),
        environment={"AFTERWORD_USERNAME": "other@example.org"},
    )
    assert open_app(asked).request.owner.emails == {"m@example.net", "maya@example.com", "other@example.org"}


def test_the_window_is_sixty_days_each_way() -> None:
    assert window_of(request()).start == NOW - timedelta(days=60)
    assert window_of(request()).end == NOW + timedelta(days=60)


def test_given_days_are_midnights_of_the_owner() -> None:
    asked = request(owner=Owner(timezone="America/Chicago"), since=date(2026, 3, 1), until=date(2026, 3, 20))
    window = window_of(asked)
    assert window.start.isoformat() == "2026-03-01T06:00:00+00:00"
    assert window.end.isoformat() == "2026-03-20T05:00:00+00:00"

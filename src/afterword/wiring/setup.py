"""What `setup` needs before there is a config: look for calendars, keep a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.core.model import CalendarInfo
from afterword.wiring.logins import address_of

if TYPE_CHECKING:
    from afterword.config import Account


def find_calendars(account: Account, password: str) -> tuple[CalendarInfo, ...]:
    """Discovery and login with what was just typed; nothing is kept. Raises what discovery raises."""
    from afterword.adapters.caldav_server import Login, discover

    login = Login(token=password) if account.provider == "google" else Login(account.username, password)
    infos = discover(address_of(account), login)
    return tuple(
        CalendarInfo(account.name, info.name, info.url, read=True, write=False, writable=info.writable)
        for info in infos
    )


def store_password(account: Account, password: str) -> None:
    """Into the system's keyring. Raises LoginProblem where there is none."""
    from afterword.adapters.secrets import store_in_keyring

    store_in_keyring(account.name, password)

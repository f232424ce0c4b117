"""What config.toml says, checked; and what one run was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from afterword.core.model import Owner
from afterword.core.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Me:
    """`[me]`. A zone or country that is None was not said: the system's zone, and the zone's country, are taken."""

    name: str | None = None
    emails: tuple[str, ...] = ()
    """Lower case."""
    phone: str | None = None
    timezone: str | None = None
    country: str | None = None
    region: str | None = None
    """ISO 3166-2 without the country ("BY"), for regional holidays."""
    sign_off: str | None = None


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a password comes from; exactly one of the three."""

    keyring: bool = False
    command: tuple[str, ...] | None = None
    env: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """`[accounts.NAME]`. `read` empty: all its calendars. `write` None: the calendar that the interview is in."""

    name: str
    provider: str = "caldav"
    url: str | None = None
    username: str | None = None
    password: Secret | None = None
    read: tuple[str, ...] = ()
    write: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """The whole file. Paths are as written ("~" is not yet the home folder)."""

    me: Me = field(default_factory=Me)
    policy: Policy = field(default_factory=Policy)
    accounts: tuple[Account, ...] = ()
    files_read: tuple[str, ...] = ()
    files_write: str | None = None
    compose_command: tuple[str, ...] | None = None
    compose_timeout: int = 20
    """Seconds."""
    templates: str | None = None
    """The folder of the user's own templates; None: `templates` beside config.toml, if it is there."""

    @property
    def names_calendars(self) -> bool:
        return bool(self.accounts or self.files_read)


def no_input() -> bytes:
    return b""


@dataclass(frozen=True, slots=True)
class Request:
    """What one run of the command line was asked for: all that the application needs of argv, environment and clock.

    `sources` is SOURCE… as given (empty: all that the config names); `now` is aware; `now_given` is true when it
    came from `--now` (then the clock-jump stop is off). `owner` is the config's with the flags and the system's zone
    already merged. `since`, `until`: the days of the window, None for the default. `environment` is for
    AFTERWORD_USERNAME, _PASSWORD, _TOKEN and `password = { env = … }`. `stdin` gives the bytes of `-`.
    """

    now: datetime
    state_dir: Path
    config_dir: Path
    sources: tuple[str, ...] = ()
    config: Config | None = None
    now_given: bool = False
    owner: Owner = field(default_factory=Owner)
    since: date | None = None
    until: date | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    stdin: Callable[[], bytes] = no_input
    allow_many: bool = False
    verbosity: int = 0

    @property
    def policy(self) -> Policy:
        return Policy() if self.config is None else self.config.policy

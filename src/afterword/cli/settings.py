"""From flags, environment and config.toml to the Request of one run."""

from __future__ import annotations

import os
import stat
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from afterword.config import Config, Request, read_config
from afterword.config.places import country_of
from afterword.config.values import Bad, address, country, zone
from afterword.core.model import Owner
from afterword.errors import ConfigProblem, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afterword.cli.group import Run

LARGEST_CONFIG: Final = 1_000_000
FIRST_YEAR: Final = 1971
LAST_YEAR: Final = 2099
HOW_TO_BEGIN: Final = (
    "No calendar is named, and there is no config yet. Try 'afterword demo', name a file or calendar address"
    " ('afterword plan my-calendar.ics'), or run 'afterword setup' once."
)
NAMES_NOTHING: Final = (
    "No calendar is named, and {path} names none. Add [accounts.NAME] or [files] to it, or run 'afterword setup'."
)


def config_path(run: Run) -> Path:
    from pathlib import Path

    given = run.config or run.host.environment.get("AFTERWORD_CONFIG")
    return Path(given).expanduser() if given else run.host.config_dir() / "config.toml"


def load_config(run: Run) -> Config | None:
    """The config, or None when there is none at the default place. Raises ConfigProblem with all that is wrong."""
    path = config_path(run)
    try:
        toml = _read(path)
    except FileNotFoundError:
        if run.config or run.host.environment.get("AFTERWORD_CONFIG"):
            raise ConfigProblem(f"There is no config file at {path}.") from None
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigProblem(f"The config file {path} cannot be read: {reason}.") from None
    config, problems = read_config(toml)
    if problems:
        count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigProblem(f"The config file {path} has {count}:", [f"  {problem}" for problem in problems])
    return config


def _read(path: Path) -> str:
    """The text, if nobody else can change it: a password command in it would be run (S4)."""
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise ConfigProblem(f"The config file {path} is not a regular file.")
        if hasattr(os, "getuid"):
            if found.st_uid not in {os.getuid(), 0}:
                raise ConfigProblem(f"The config file {path} belongs to another user, so it is not used.")
            if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise ConfigProblem(f"Others may change the config file {path}. Close it with: chmod go-w '{path}'")
        return file.read(LARGEST_CONFIG).decode("utf-8")


def build_request(
    run: Run,
    sources: tuple[str, ...] = (),
    *,
    since: str | None = None,
    until: str | None = None,
    allow_many: bool = False,
    needs_source: bool = True,
) -> Request:
    """Raises UsageProblem (2) for a bad flag, ConfigProblem (78) for the config or when nothing is named to read."""
    config = load_config(run)
    owner = _owner(run, config)
    for source in sources:
        _usable(source)
    if needs_source and not sources and not (config and config.names_calendars):
        raise ConfigProblem(HOW_TO_BEGIN if config is None else NAMES_NOTHING.format(path=config_path(run)))
    first, last = _day("--since", since), _day("--until", until)
    if first and last and last < first:
        raise UsageProblem(f"--until {last} is before --since {first}.")
    return Request(
        now=_now(run, owner),
        state_dir=run.host.state_dir(),
        config_dir=config_path(run).parent,
        sources=sources,
        config=config,
        now_given=run.now is not None,
        owner=owner,
        since=first,
        until=last,
        environment=run.host.environment,
        stdin=run.host.stdin,
        allow_many=allow_many,
        verbosity=run.verbosity,
    )


def _owner(run: Run, config: Config | None) -> Owner:
    me = (config or Config()).me
    here = _flag("--timezone", zone, run.timezone) or me.timezone or run.host.system_zone() or "UTC"
    extra = [_flag("--me", address, one) or "" for one in run.me]
    return Owner(
        emails=frozenset([*me.emails, *extra]),
        name=me.name,
        phone=me.phone,
        sign_off=me.sign_off,
        timezone=here,
        country=_flag("--country", country, run.country) or me.country or country_of(here),
        subdivision=me.region,
    )


def _flag(name: str, read: Callable[[object], str], value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return read(value)
    except Bad as bad:
        raise UsageProblem(f"{name}: {bad}.") from None


def _now(run: Run, owner: Owner) -> datetime:
    here = ZoneInfo(owner.timezone)
    if run.now is None:
        return run.host.clock().astimezone(here)
    return moment("--now", run.now, here)


def moment(name: str, said: str, here: ZoneInfo) -> datetime:
    """An ISO time; without an offset it is meant in the user's zone. Raises UsageProblem."""
    try:
        at = datetime.fromisoformat(said.strip())
    except ValueError:
        raise UsageProblem(f'{name}: expected a time like 2026-03-16T09:00, not "{said[:40]}".') from None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise UsageProblem(f"{name}: {at.year} is too far away, expected {FIRST_YEAR} to {LAST_YEAR}.")
    at = at.replace(microsecond=0)
    return (at.replace(tzinfo=here) if at.tzinfo is None else at).astimezone(here)


def _day(name: str, said: str | None) -> date | None:
    if said is None:
        return None
    try:
        day = date.fromisoformat(said.strip())
    except ValueError:
        raise UsageProblem(f'{name}: expected a day like 2026-03-16, not "{said[:40]}".') from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageProblem(f"{name}: {day.year} is too far away, expected {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def _usable(source: str) -> None:
    """A password in an argument stands in the process list and the shell's history for everybody (S1); an empty
    argument is a variable that was never set, not the folder we stand in."""
    if not source.strip():
        raise UsageProblem("SOURCE is empty.")
    if "://" not in source:
        return
    try:
        parts = urlsplit(source)
        inside = parts.username is not None or parts.password is not None
    except ValueError:
        raise UsageProblem("This address cannot be used as it is written.") from None
    if inside:
        raise UsageProblem(
            "An address must not hold a name or password; put them into $AFTERWORD_USERNAME and $AFTERWORD_PASSWORD."
        )

"""setup: asks who you are and where your calendar is, tests the login, and writes config.toml."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

import click

from afterword.cli.options import example
from afterword.errors import AfterwordError, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from afterword.cli.group import Run
    from afterword.config import Account, Config, Me
    from afterword.core.model import CalendarInfo

CHOICES: Final = (
    ("icloud", "iCloud (needs an app-specific password from account.apple.com)"),
    ("fastmail", "Fastmail (needs an app password: Settings, Privacy & Security)"),
    ("nextcloud", "Nextcloud (an app password: Settings, Security)"),
    ("caldav", "another CalDAV server"),
    ("files", ".ics files or a folder of them on this machine"),
)
NEED_URL: Final = ("nextcloud", "caldav")
ATTEMPTS: Final = 3
T = TypeVar("T")


@click.command(epilog=example("afterword setup"))
@click.pass_obj
def setup_command(run: Run) -> int:
    """Connect your calendar, step by step: finds it, tests the login, lets you choose, and writes config.toml.

    The password goes to your system's keyring, or comes from a command of yours; it is never in the file.
    """
    from afterword.cli.settings import config_path
    from afterword.config import Config
    from afterword.config.writer import config_text

    if not run.host.asks:
        raise UsageProblem("setup asks questions: run it in a terminal. Or write config.toml yourself, as docs/ show.")
    path = config_path(run)
    if path.exists() and not click.confirm(f"There is a config at {path} already. Make a new one (the old is kept)?"):
        return 0
    config = Config(me=_ask_me(run))
    provider = _choose("Where is your calendar?", CHOICES)
    config = _ask_files(config) if provider == "files" else _ask_account(run, config, provider)
    _save(path, config_text(config))
    click.echo(f"\nWritten: {path}\nNow look at what it would do, and write nothing yet:\n\n  afterword plan\n")
    return 0


def _ask_me(run: Run) -> Me:
    from afterword.config import Me
    from afterword.config.places import country_of
    from afterword.config.values import addresses, country, text, zone

    click.echo("Who are you in invitations? (Enter keeps what stands in brackets.)\n")
    name = _ask("Your name", text)
    emails = _ask("Your e-mail addresses, by comma", lambda said: addresses([one for one in _commas(said) if one]))
    here = _ask("Your time zone", zone, default=run.host.system_zone() or "UTC")
    land = _ask("Your country, whose holidays count", country, default=country_of(here))
    phone = _ask("Phone for the signature, if it should stand there", lambda said: str(said).strip(), default="")
    return Me(name, emails, phone or None, here, land, None, name)


def _ask_account(run: Run, config: Config, provider: str) -> Config:
    from afterword.config import Account, Secret
    from afterword.config.values import server, text

    url = _ask("Its address, like https://cloud.example.org", server) if provider in NEED_URL else None
    for _ in range(ATTEMPTS):
        username = _ask("User name", text, default=config.me.emails[0] if config.me.emails else None)
        password = click.prompt("Password (not shown)", hide_input=True)
        account = Account(provider, provider, url, username, Secret(keyring=True))
        try:
            found = run.host.wiring().find_calendars(account, password)
        except AfterwordError as error:
            click.echo(f"\n{_clean(str(error))}\n")
            continue
        account = _choose_calendars(account, found)
        return replace(config, accounts=(_keep_password(run, account, password),))
    raise UsageProblem("That did not work. 'afterword doctor' names what is wrong once the config is written by hand.")


def _choose_calendars(account: Account, found: Sequence[CalendarInfo]) -> Account:
    if not found:
        raise UsageProblem("The login works, but there is no calendar behind it.")
    click.echo("\nThe login works. Calendars found:")
    for number, one in enumerate(found, start=1):
        click.echo(f"  {number}  {_clean(one.name)}" + ("   (read-only)" if one.writable is False else ""))
    wanted = _ask("Which may be read? Numbers by comma, or all", lambda said: _numbers(said, len(found)), default="all")
    writable = [one for one in found if one.writable is not False]
    click.echo("\nFollow-ups go to the calendar that the interview is in, or all to one calendar.")
    rows = [("", "the calendar of the interview"), *((one.name, _clean(one.name)) for one in writable)]
    into = _choose("Where to?", rows)
    read = () if len(wanted) == len(found) else tuple(found[number].name for number in wanted)
    return replace(account, read=read, write=into or None)


def _keep_password(run: Run, account: Account, password: str) -> Account:
    """In the keyring; where there is none, by a command that the user names."""
    from afterword.config import Secret
    from afterword.config.values import text

    try:
        run.host.wiring().store_password(account, password)
    except AfterwordError as error:
        import shlex

        click.echo(f"\n{_clean(str(error))}")
        command = _ask("A command that prints the password, like: pass show calendar", text)
        return replace(account, password=Secret(command=tuple(shlex.split(command))))
    return account


def _ask_files(config: Config) -> Config:
    from afterword.config.values import text

    read = _ask("Files or folders to read, by comma", lambda said: tuple(text(one) for one in _commas(said) if one))
    write = _ask("Folder or .ics file for the follow-ups (empty: the file of the interview)", str, default="")
    return replace(config, files_read=read, files_write=write.strip() or None)


def _ask(question: str, read: Callable[[object], T], default: str | None = None) -> T:
    """Asks until the answer can be used, and says why it cannot."""
    from afterword.config.values import Bad

    while True:
        said = click.prompt(question, default=default, show_default=bool(default))
        try:
            return read(said)
        except Bad as bad:
            click.echo(f"  {bad}")


def _save(path: Path, text: str) -> None:
    """Written beside and moved into place, for this user only; what stood there is kept as .old."""
    import os

    from afterword.errors import DiskProblem

    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            path.replace(path.with_suffix(".old"))
        new.replace(path)
    except OSError as error:
        raise DiskProblem(f"The config could not be written to {path}: {error.strerror}.") from None


def _choose(question: str, rows: Sequence[tuple[str, str]]) -> str:
    """The key of the row whose number was typed."""
    click.echo(f"\n{question}")
    for number, (_, text) in enumerate(rows, start=1):
        click.echo(f"  {number}  {text}")
    return rows[int(click.prompt("Number", type=click.IntRange(1, len(rows)), default=1)) - 1][0]


def _numbers(said: object, count: int) -> tuple[int, ...]:
    """'1, 3' → (0, 2); 'all' → every one. Raises Bad."""
    from afterword.config.values import Bad

    if str(said).strip().lower() == "all":
        return tuple(range(count))
    picked = [one for one in _commas(said) if one]
    if not picked or not all(one.isdecimal() and 1 <= int(one) <= count for one in picked):
        raise Bad(f"expected numbers from 1 to {count}, or all")
    return tuple(dict.fromkeys(int(one) - 1 for one in picked))


def _commas(said: object) -> list[str]:
    return [one.strip() for one in str(said).split(",")]


def _clean(text: str) -> str:
    from afterword.core.text import clean_line

    return clean_line(text)

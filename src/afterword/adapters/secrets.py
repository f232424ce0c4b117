"""Where passwords and tokens come from (CONTRACT, config.toml): the system's keyring, a command, a variable.

A secret is never printed, logged, or put into a message; a failing command's output is dropped, for it may hold one.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from afterword.errors import ConfigProblem, LoginProblem

SERVICE: Final = "afterword"
SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Keyring:
    """In the system's own store, under the service "afterword" and the account's name."""

    service: str = SERVICE


@dataclass(frozen=True, slots=True)
class Command:
    """The first line that a program prints. Run without a shell: nothing in it is expanded."""

    argv: tuple[str, ...]
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable."""

    name: str


Way = Keyring | Command | Variable


class SecretStore:
    """`ports.Secrets` for the accounts of the config; the environment is passed in, and read once."""

    def __init__(self, ways: Mapping[str, Way], environment: Mapping[str, str]) -> None:
        self._ways = dict(ways)
        self._environment = environment
        self._found: dict[str, str] = {}

    def password(self, account: str) -> str:
        """The secret of `account`, asked for once a run.

        Raises ConfigProblem when the config names no way to it, LoginProblem when the way leads nowhere.
        """
        if account not in self._found:
            way = self._ways.get(account)
            if way is None:
                raise ConfigProblem(f"accounts.{account}: no password is configured (keyring, command or env)")
            self._found[account] = self._ask(account, way)
        return self._found[account]

    def _ask(self, account: str, way: Way) -> str:
        match way:
            case Keyring(service):
                return _from_keyring(account, service)
            case Command():
                return _from_command(account, way, self._environment)
            case Variable(name):
                secret = self._environment.get(name)
                if not secret:
                    raise LoginProblem(f"accounts.{account}: the environment variable {name} is not set")
                return secret


def store_in_keyring(account: str, secret: str, service: str = SERVICE) -> None:
    """Keep `secret` in the system's keyring. Raises LoginProblem when there is none that can be used."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(service, account, secret)
    except (KeyringError, OSError, RuntimeError):
        raise LoginProblem(_NO_KEYRING.format(account=account)) from None


_NO_KEYRING: Final = (
    "accounts.{account}: the system's keyring cannot be used here; use "
    'password = {{ command = ["…"] }} or {{ env = "…" }} instead'
)


def _from_keyring(account: str, service: str) -> str:
    """Asked in a thread: a locked keyring may wait for a person, and under cron there is none."""
    answers: list[str | None] = []

    def ask() -> None:
        import keyring

        with contextlib.suppress(Exception):  # backends raise whatever they like; no answer says it all
            answers.append(keyring.get_password(service, account))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(SECONDS)
    if not answers:
        raise LoginProblem(_NO_KEYRING.format(account=account))
    if not answers[0]:
        raise LoginProblem(f"accounts.{account}: the keyring holds no password for it; `afterword setup` stores one")
    return answers[0]


def _from_command(account: str, command: Command, environment: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, from the user's own config, without a shell
            command.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            timeout=command.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LoginProblem(f"accounts.{account}: the password command gave nothing in {command.seconds:g} s") from None
    except (OSError, ValueError):
        raise LoginProblem(f"accounts.{account}: the password command cannot be started") from None
    if done.returncode:
        raise LoginProblem(f"accounts.{account}: the password command ended with {done.returncode}")
    secret = done.stdout.decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
    if not secret:
        raise LoginProblem(f"accounts.{account}: the password command printed nothing")
    return secret

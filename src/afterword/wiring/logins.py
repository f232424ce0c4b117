"""Who logs in where: from the config's secrets for an account, from the environment for an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.errors import ConfigProblem

if TYPE_CHECKING:
    from afterword.adapters.caldav_server import Login
    from afterword.adapters.secrets import Way
    from afterword.config import Account, Request, Secret

PROVIDERS: Final = {
    "icloud": "https://caldav.icloud.com/",
    "fastmail": "https://caldav.fastmail.com/dav/",
    "google": "https://apidata.googleusercontent.com/caldav/v2/{username}/user",
}
"""Where a provider's calendars are (docs/providers.md); others are found from the account's own url."""


def address_of(account: Account) -> str:
    """The address to begin at. Raises ConfigProblem when the config gives none."""
    if account.url:
        return account.url
    known = PROVIDERS.get(account.provider)
    if known is None:
        raise ConfigProblem(f"accounts.{account.name}: give the server's address as url")
    from urllib.parse import quote

    return known.format(username=quote(account.username or ""))


def account_login(account: Account, request: Request) -> Login:
    from afterword.adapters.caldav_server import Login
    from afterword.adapters.secrets import SecretStore

    if account.password is None:
        return Login(account.username)
    store = SecretStore({account.name: _way(account.password)}, request.environment)
    secret = store.password(account.name)
    if account.provider == "google":
        return Login(token=secret)
    return Login(account.username, secret)


def _way(secret: Secret) -> Way:
    from afterword.adapters.secrets import Command, Keyring, Variable

    if secret.command is not None:
        return Command(secret.command)
    if secret.env is not None:
        return Variable(secret.env)
    return Keyring()


def address_login(request: Request) -> Login:
    """For an address given directly: never from the address, never from a flag (CONTRACT)."""
    from afterword.adapters.caldav_server import Login

    environment = request.environment
    token = environment.get("AFTERWORD_TOKEN")
    if token:
        return Login(token=token)
    return Login(environment.get("AFTERWORD_USERNAME"), environment.get("AFTERWORD_PASSWORD"))

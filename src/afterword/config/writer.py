"""A new config.toml, as `setup` writes it: what was answered, with comments that say what else there is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterword.config.model import Account, Config, Me, Secret

MORE = """\
# [policy]                  # when to write; these are the defaults
# check_in_days = 14
# final_check_days = 7
# away = [{ from = 2026-07-06, until = 2026-07-17 }]

# [employers."Acme"]        # urgent, slow, channel, timezone, country, ignore, thank_you
# slow = true
"""


def config_text(config: Config) -> str:
    """TOML that `read_config` reads back to the same owner, accounts and files. It never holds a password."""
    blocks = [_me(config.me), *map(_account, config.accounts)]
    if config.files_read or config.files_write:
        blocks.append(_table("files", [("read", config.files_read or None), ("write", config.files_write)]))
    return "\n".join([*blocks, MORE])


def _me(me: Me) -> str:
    rows = [
        ("name", me.name),
        ("emails", me.emails or None),
        ("phone", me.phone),
        ("timezone", me.timezone),
        ("country", me.country),
        ("region", me.region),
        ("sign_off", me.sign_off),
    ]
    return _table("me", rows)


def _account(account: Account) -> str:
    rows = [
        ("provider", account.provider),
        ("url", account.url),
        ("username", account.username),
        ("password", account.password and _secret(account.password)),
        ("read", account.read or None),
        ("write", account.write),
    ]
    return _table(f"accounts.{_string(account.name)}", rows)


def _secret(secret: Secret) -> dict[str, object]:
    if secret.command is not None:
        return {"command": secret.command}
    return {"env": secret.env} if secret.env is not None else {"keyring": True}


def _table(name: str, rows: Iterable[tuple[str, object]]) -> str:
    return "\n".join([f"[{name}]", *(f"{key} = {_value(value)}" for key, value in rows if value is not None), ""])


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case dict():
            return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
        case tuple():
            return "[" + ", ".join(_items(value)) + "]"
        case _:
            raise TypeError(f"no TOML for {type(value).__name__}")


def _items(values: Iterable[object]) -> Iterator[str]:
    return (_value(value) for value in values)


def _string(text: str) -> str:
    r"""A TOML basic string is a JSON string, but for the \x7f that TOML wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

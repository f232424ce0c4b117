"""config.toml, table by table. Every problem is found in one reading, none stops the others."""

from __future__ import annotations

import tomllib
from typing import Final

from afterword.config import values
from afterword.config.model import Account, Config, Me, Secret
from afterword.config.policy import read_employers, read_policy
from afterword.config.sections import Problem, Report, Section

PROVIDERS: Final = ("google", "icloud", "nextcloud", "fastmail", "caldav")
NEED_URL: Final = ("nextcloud", "caldav")
THREE_WAYS: Final = '{ keyring = true }, { command = ["…"] } or { env = "NAME" }'


def read_config(toml: str) -> tuple[Config, tuple[Problem, ...]]:
    """The config, with defaults where something is wrong, and everything that is wrong, by line."""
    toml = toml.removeprefix("\ufeff")
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        return Config(), (_syntax(str(error), last_line=toml.count("\n", 0, len(toml.rstrip())) + 1),)
    except RecursionError:
        return Config(), (Problem(1, "", "is nested too deeply"),)
    report = Report.on(toml)
    root = Section((), table, report)
    config = _config(root)
    root.close()
    return config, tuple(sorted(report.problems))


def _config(root: Section) -> Config:
    me = _me(root.section("me"))
    policy = read_policy(root.section("policy"), read_employers(root.section("employers")))
    accounts = tuple(_account(name, section) for name, section in root.section("accounts").sections())
    files = root.section("files")
    compose = root.section("compose")
    templates = root.section("templates")
    config = Config(
        me=me,
        policy=policy,
        accounts=accounts,
        files_read=files.get("read", _one_or_more, ()),
        files_write=files.get("write", values.text, None),
        compose_command=compose.get("command", _command, None),
        compose_timeout=compose.get("timeout", values.number(1, 300, "seconds"), 20),
        templates=templates.get("folder", values.text, None),
    )
    for section in (files, compose, templates):
        section.close()
    return config


def _me(section: Section) -> Me:
    me = Me(
        name=section.get("name", values.text, None),
        emails=section.get("emails", values.addresses, ()),
        phone=section.get("phone", values.text, None),
        timezone=section.get("timezone", values.zone, None),
        country=section.get("country", values.country, None),
        region=section.get("region", values.text, None),
        sign_off=section.get("sign_off", values.text, None),
    )
    section.close()
    return me


def _account(name: str, section: Section) -> Account:
    provider = section.get("provider", values.one_of(*PROVIDERS), None)
    url = section.get("url", values.server, None)
    account = Account(
        name=name,
        provider=provider or "caldav",
        url=url,
        username=section.get("username", values.text, None),
        password=_secret(section),
        read=section.get("read", _one_or_more, ()),
        write=section.get("write", values.text, None),
    )
    section.close()
    if "url" not in section.table and (provider in NEED_URL or "provider" not in section.table):
        section.report.add(section.path, "needs url (the server's address), or a provider that has only one")
    return account


def _secret(section: Section) -> Secret | None:
    section.asked.append("password")
    value = section.table.get("password")
    if value is None:
        return None
    if not isinstance(value, dict):
        section.problem("password", f"a password does not belong into this file; use {THREE_WAYS}")
        return None
    inner = Section((*section.path, "password"), value, section.report)
    secret = Secret(
        keyring=inner.get("keyring", values.flag, False),
        command=inner.get("command", _command, None),
        env=inner.get("env", values.text, None),
    )
    inner.close()
    if [secret.keyring, secret.command is not None, secret.env is not None].count(True) != 1:
        section.problem("password", f"expected exactly one of {THREE_WAYS}")
    return secret


def _one_or_more(value: object) -> tuple[str, ...]:
    return (values.text(value),) if isinstance(value, str) else values.texts(value)


def _command(value: object) -> tuple[str, ...]:
    """Program and arguments. A list, so that no shell ever reads it."""
    try:
        words = values.texts(value)
    except values.Bad:
        words = ()
    if not words:
        raise values.Bad('expected program and arguments as a list, like ["pass", "show", "cloud"]')
    return words


def _syntax(message: str, *, last_line: int) -> Problem:
    """A message of tomllib: "… (at line 3, column 7)" or "… (at end of document)"."""
    what, _, where = message.rpartition(" (at ")
    number = where.removeprefix("line ").partition(",")[0]
    return Problem(int(number) if number.isdecimal() else last_line, "", f"not valid TOML: {(what or message)[:120]}")

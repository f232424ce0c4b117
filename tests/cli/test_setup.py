"""setup: a few questions, a login that is tested, and a config that reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click.termui
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.config import Account, Config, Me, Secret, read_config
from afterword.config.writer import config_text
from afterword.core.model import CalendarInfo
from afterword.errors import LoginProblem, StateProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.fakes import Machine

FOUND = (
    CalendarInfo("icloud", "Home", "https://caldav.icloud.com/1/home/", read=True, write=False, writable=True),
    CalendarInfo("icloud", "Holidays", "https://caldav.icloud.com/1/hol/", read=True, write=False, writable=False),
    CalendarInfo("icloud", "Job search", "https://caldav.icloud.com/1/job/", read=True, write=False, writable=True),
)
ME = ["Maya Lindqvist", "maya@example.com, M.Lindqvist@example.net", "", "", "+1 312 555 0100"]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What the user types, line by line; empty takes the default."""

    def type_in(*lines: str) -> list[str]:
        left = list(lines)

        def typed(prompt: str) -> str:
            return left.pop(0)

        monkeypatch.setattr(click.termui, "visible_prompt_func", typed)
        monkeypatch.setattr(click.termui, "hidden_prompt_func", typed)
        return left

    return type_in


def test_setup_finds_the_calendars_and_writes_a_config_without_the_password(
    machine: Machine, answers: Callable[..., list[str]]
) -> None:
    machine.terminal = True
    machine.wiring.found = FOUND
    left = answers(*ME, "1", "", "canary-secret", "1,3", "3")
    assert machine.run("setup") == 0, machine.err
    assert left == []
    path = machine.home / "config" / "config.toml"
    assert oct(path.stat().st_mode)[-3:] == "600"
    text = path.read_text(encoding="utf-8")
    assert "canary" not in text
    config, problems = read_config(text)
    assert problems == ()
    assert config.me == Me(
        "Maya Lindqvist",
        ("maya@example.com", "m.lindqvist@example.net"),
        "+1 312 555 0100",
        "America/Chicago",
        "US",
        None,
        "Maya Lindqvist",
    )
    assert config.accounts == (
        Account(
            "icloud", "icloud", None, "maya@example.com", Secret(keyring=True), ("Home", "Job search"), "Job search"
        ),
    )
    assert machine.wiring.stored == [("icloud", "canary-secret")]


def test_a_refused_login_is_explained_and_asked_again(machine: Machine, answers: Callable[..., list[str]]) -> None:
    machine.terminal = True
    machine.wiring.found = FOUND
    machine.wiring.refusals = [LoginProblem("iCloud wants an app-specific password.")]
    answers(*ME, "1", "", "wrong", "", "right", "all", "1")
    assert machine.run("setup") == 0
    assert machine.wiring.stored == [("icloud", "right")]
    (account,) = read_config((machine.home / "config" / "config.toml").read_text())[0].accounts
    assert (account.read, account.write) == ((), None)


def test_without_a_keyring_a_command_gives_the_password(
    machine: Machine, answers: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.terminal = True
    machine.wiring.found = FOUND

    def no_keyring(account: Account, password: str) -> None:
        raise StateProblem("There is no keyring here.")

    monkeypatch.setattr(machine.wiring, "store_password", no_keyring)
    answers(*ME, "1", "", "secret", "all", "1", "pass show 'my cloud'")
    assert machine.run("setup") == 0
    (account,) = read_config((machine.home / "config" / "config.toml").read_text())[0].accounts
    assert account.password == Secret(command=("pass", "show", "my cloud"))


def test_files_need_no_login_and_an_old_config_is_kept(machine: Machine, answers: Callable[..., list[str]]) -> None:
    machine.terminal = True
    machine.config("# mine\n")
    answers("y", *ME, "5", "~/calendars/work, b.ics", "")
    assert machine.run("setup") == 0
    config, problems = read_config((machine.home / "config" / "config.toml").read_text())
    assert problems == ()
    assert (config.files_read, config.files_write) == (("~/calendars/work", "b.ics"), None)
    assert (machine.home / "config" / "config.old").read_text() == "# mine\n"


def test_setup_asks_nothing_without_a_terminal(machine: Machine) -> None:
    assert machine.run("setup") == 2
    assert "terminal" in machine.err
    assert not (machine.home / "config").exists()


TEXT = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)


@given(st.builds(Me, name=TEXT, sign_off=TEXT), st.lists(TEXT, max_size=3).map(tuple), TEXT)
def test_what_is_written_reads_back(me: Me, read: tuple[str, ...], name: str) -> None:
    account = Account(name, "caldav", "https://x.example/", name, Secret(env="X"), read, name)
    config = Config(me=me, accounts=(account,), files_read=read, files_write=name)
    assert read_config(config_text(config)) == (config, ())

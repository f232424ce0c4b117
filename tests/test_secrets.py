from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from afterword.adapters.secrets import Command, Keyring, SecretStore, Variable, store_in_keyring
from afterword.errors import AfterwordError, ConfigProblem, LoginProblem


def python(code: str, seconds: float = 20) -> Command:
    return Command((sys.executable, "-c", code), seconds)


def test_a_variable_is_read_from_the_environment_that_is_passed_in() -> None:
    store = SecretStore({"home": Variable("CLOUD")}, {"CLOUD": "s3cret"})
    assert store.password("home") == "s3cret"


def test_the_first_line_a_command_prints_is_the_secret() -> None:
    store = SecretStore({"home": python("print('s3 cret '); print('second')")}, {})
    assert store.password("home") == "s3 cret "


def test_a_command_sees_no_shell_and_only_the_environment_that_is_passed_in(tmp_path: Path) -> None:
    hostile = f"$(touch {tmp_path}/run); `touch {tmp_path}/run`"
    show = Command((sys.executable, "-c", "import os, sys; print(sys.argv[1], os.environ['ONLY'])", hostile))
    store = SecretStore({"home": show}, {"ONLY": "this"})
    assert store.password("home") == f"{hostile} this"
    assert list(tmp_path.iterdir()) == []


def test_a_command_is_run_once_a_run(tmp_path: Path) -> None:
    count = f"open({str(tmp_path / 'n')!r}, 'a').write('x'); print('s')"
    store = SecretStore({"home": python(count)}, {})
    assert [store.password("home"), store.password("home")] == ["s", "s"]
    assert (tmp_path / "n").read_text() == "x"


@pytest.mark.parametrize(
    ("way", "error"),
    [
        (Variable("MISSING"), LoginProblem),
        (python("raise SystemExit(3)"), LoginProblem),
        (python("pass"), LoginProblem),
        (python("print('canary'); raise SystemExit(1)"), LoginProblem),
        (python("import sys; sys.stderr.write('canary'); raise SystemExit(1)"), LoginProblem),
        (python("import time; time.sleep(30)", 0.3), LoginProblem),
        (Command(("/no/such/program-canary",)), LoginProblem),
        (Command(("",)), LoginProblem),
    ],
)
def test_a_way_that_leads_nowhere_says_so_without_what_it_printed(
    way: Variable | Command, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        SecretStore({"home": way}, {}).password("home")
    assert isinstance(caught.value, AfterwordError)
    assert "accounts.home" in caught.value.message
    assert "canary" not in caught.value.message


def test_an_account_without_a_way_is_a_config_problem() -> None:
    with pytest.raises(ConfigProblem, match=r"accounts\.home"):
        SecretStore({}, {}).password("home")


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    import keyring as real

    kept: dict[tuple[str, str], str] = {}
    fake = SimpleNamespace(
        get_password=lambda service, account: kept.get((service, account)),
        set_password=lambda service, account, secret: kept.__setitem__((service, account), secret),
        priority=1,
    )
    monkeypatch.setattr(real, "get_password", fake.get_password)
    monkeypatch.setattr(real, "set_password", fake.set_password)
    return kept


def test_what_is_stored_in_the_keyring_is_found_there(keyring: dict[tuple[str, str], str]) -> None:
    store_in_keyring("home", "s3cret")
    assert keyring == {("afterword", "home"): "s3cret"}
    assert SecretStore({"home": Keyring()}, {}).password("home") == "s3cret"


def test_an_empty_keyring_says_how_to_fill_it(keyring: dict[tuple[str, str], str]) -> None:
    with pytest.raises(LoginProblem, match="afterword setup"):
        SecretStore({"home": Keyring()}, {}).password("home")
    assert keyring == {}


def test_a_machine_without_a_keyring_says_what_else_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring as real
    from keyring.errors import NoKeyringError

    def none(*_: str) -> str:
        raise NoKeyringError("canary")

    monkeypatch.setattr(real, "get_password", none)
    monkeypatch.setattr(real, "set_password", none)
    with pytest.raises(LoginProblem, match="command") as read:
        SecretStore({"home": Keyring()}, {}).password("home")
    with pytest.raises(LoginProblem, match="command") as written:
        store_in_keyring("home", "s3cret")
    assert "canary" not in read.value.message + written.value.message

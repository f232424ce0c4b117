"""config.toml is read as CONTRACT writes it, and everything that is wrong is said at once, where it stands."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.config import Account, Config, Secret, read_config
from afterword.config.lines import key_lines
from afterword.config.places import country_of
from afterword.core.policy import Away, Policy

FULL = """\
[me]
name = "Maya Lindqvist"
emails = ["Maya@example.com", "m.lindqvist@example.net"]   # who I am in invitations
phone = "+1 312 555 0100"
timezone = "America/Chicago"      # default: the system's
country = "US"
sign_off = "Maya Lindqvist\\nmaya-lindqvist.example"

[policy]
check_in_days = 10
final_check_days = 6
thank_you = true
thank_you_after_hours = 3
work_from = "08:00"
friday_until = 14:30:00
away = [{ from = 2026-07-06, until = 2026-07-17 }]

[employers."Acme & Söhne"]
slow = true
channel = "phone"

[accounts.home]
provider = "nextcloud"
url = "https://cloud.example.org"
username = "maya"
password = { keyring = true }
read = ["Personal", "Job search"]
write = "Job search"

[accounts.work]
url = "http://localhost:5232/maya/"
password = { command = ["pass", "show", "cloud"] }

[files]
read = ["~/calendars/work"]
write = "~/calendars/followups"

[compose]
command = ["my-writer", "--brief"]

[templates]
folder = "~/letters"
"""


def problems(toml: str) -> list[str]:
    return [str(problem) for problem in read_config(toml)[1]]


def test_every_key_of_the_contract_is_read() -> None:
    config, wrong = read_config(FULL)
    assert wrong == ()
    assert config.me.emails == ("maya@example.com", "m.lindqvist@example.net")
    assert (config.me.timezone, config.me.country) == ("America/Chicago", "US")
    assert config.me.sign_off == "Maya Lindqvist\nmaya-lindqvist.example"
    policy = config.policy
    assert (policy.check_in_days, policy.final_check_days) == (10, 6)
    assert policy.thank_you_after == timedelta(hours=3)
    assert (policy.work_from, policy.friday_until) == (time(8), time(14, 30))
    assert policy.away == (Away(date(2026, 7, 6), date(2026, 7, 17)),)
    assert [(one.name, one.slow, one.channel) for one in policy.employers] == [("Acme & Söhne", True, "phone")]
    assert config.accounts == (
        Account(
            "home",
            "nextcloud",
            "https://cloud.example.org",
            "maya",
            Secret(keyring=True),
            ("Personal", "Job search"),
            "Job search",
        ),
        Account(
            "work", "caldav", "http://localhost:5232/maya/", None, Secret(command=("pass", "show", "cloud")), (), None
        ),
    )
    assert (config.files_read, config.files_write) == (("~/calendars/work",), "~/calendars/followups")
    assert config.compose_command == ("my-writer", "--brief")
    assert config.templates == "~/letters"


def test_an_empty_file_is_a_config_with_every_default() -> None:
    assert read_config("") == (Config(), ())
    assert Config().policy == Policy()
    assert not Config().names_calendars


def test_all_problems_are_reported_together_each_on_its_line() -> None:
    toml = """\
[me]
timezone = "Amercia/Chicago"
county = "US"

[policy]
check_in_day = 14
final_check_days = "seven"
away = [{ from = 2026-07-17, until = 2026-07-06 }]

[acounts.home]
"""
    assert problems(toml) == [
        'line 2: me.timezone: "Amercia/Chicago" is not a known time zone; did you mean America/Chicago?',
        "line 3: me.county: unknown key; did you mean country?",
        "line 6: policy.check_in_day: unknown key; did you mean check_in_days?",
        "line 7: policy.final_check_days: expected a whole number of days",
        "line 8: policy.away: ends (2026-07-06) before it begins (2026-07-17)",
        "line 10: acounts: unknown key; did you mean accounts?",
    ]


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ("[me]\nemails = ['maya']", 'line 2: me.emails: "maya" is not an e-mail address'),
        ("[me]\ncountry = 'USA'", 'line 2: me.country: "USA" is not a country, expected two letters like "US"'),
        ("[me]\nname = 3", 'line 2: me.name: expected a text in quotes, like "…"'),
        ("me = 3", "line 1: me: expected a table: write [me] above its keys"),
        ("[policy]\nthank_you = 'yes'", "line 2: policy.thank_you: expected true or false"),
        ("[policy]\nbuffer_days = true", "line 2: policy.buffer_days: expected a whole number of days"),
        ("[policy]\ncheck_in_days = 0", "line 2: policy.check_in_days: 0 is out of range, expected 1 to 365 days"),
        ("[policy]\nwork_from = '9am'", 'line 2: policy.work_from: expected a time of day like "08:30"'),
        ("[policy]\nwork_from = 18:00:00\nmonday_from = 10:00:00", "line 1: policy.work_until: leaves no time:"),
        ("[policy]\naway = 2026-07-06", "line 2: policy.away: expected a list of spans"),
        ("[policy]\naway = [{ from = 2026-07-06 }]", "line 2: policy.away: a span needs until"),
        ("[policy]\naway = [{ from = 2026-13-06 }]", "line 2: not valid TOML"),
        (
            "[employers.Acme]\nchannel = 'emial'",
            'line 2: employers.Acme.channel: "emial" is not known; did you mean em',
        ),
        (
            "[employers.A]\nslow = true\nurgent = true",
            "line 2: employers.A.slow: an employer cannot be urgent and slow",
        ),
        ("[accounts.a]\nprovider = 'gogle'", 'line 2: accounts.a.provider: "gogle" is not known; did you mean google?'),
        ("[accounts.a]\nprovider = 'nextcloud'", "line 1: accounts.a: needs url"),
        ("[accounts.a]\nurl = 'http://cloud.example'", "line 2: accounts.a.url: plain http would send the password"),
        ("[files]\nread = [1]", 'line 2: files.read: expected a text in quotes, like "…"'),
        ("[compose]\ncommand = 'rm -r x'", "line 2: compose.command: expected program and arguments as a list"),
        ("[me]\nname = 'a'\nname = 'b'", "line 3: not valid TOML: Cannot overwrite a value"),
        ("[me\n", "line 1: not valid TOML"),
    ],
)
def test_a_bad_value_says_what_is_expected(toml: str, line: str) -> None:
    assert any(problem.startswith(line) for problem in problems(toml)), problems(toml)


@pytest.mark.parametrize(
    "toml",
    [
        "[accounts.a]\nurl='https://x.example'\npassword = 'hunter2-canary'",
        "[accounts.a]\nurl='https://x.example'\npasword = 'hunter2-canary'",
        "[accounts.a]\nurl='https://maya:hunter2-canary@x.example'",
        "[accounts.a]\nurl='https://x.example'\npassword = { env = 3, hunter = 'hunter2-canary' }",
        "[accounts.a]\nurl='https://x.example'\npassword = 'hunter2-canary",
        "[accounts.a]\nprovider='fastmail'\npassword = { keyring = true, command = ['echo', 'hunter2-canary'] }",
    ],
)
def test_the_value_of_a_secret_is_never_shown(toml: str) -> None:
    assert problems(toml)
    assert "canary" not in "".join(problems(toml))


def test_a_value_with_control_characters_reaches_no_terminal() -> None:
    assert "\x1b" not in "".join(problems('[me]\ntimezone = "\\u001b]52;c;x"\n"\\u001b[31m" = 1'))


def test_lines_are_found_for_quoted_names_arrays_and_inline_tables() -> None:
    lines = key_lines('[employers."A.B = C"]\nslow = true\n[[x.y]]\n"a = b" = 1\n')
    assert lines[("employers", "A.B = C")] == 1
    assert lines[("employers", "A.B = C", "slow")] == 2
    assert lines[("x", "y", "a = b")] == 4


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise(toml: str) -> None:
    config, wrong = read_config(toml)
    assert isinstance(config, Config)
    assert all(problem.line >= 1 for problem in wrong)


@pytest.mark.parametrize(
    ("zone", "country"), [("America/Chicago", "US"), ("Europe/Berlin", "DE"), ("Europe/Lisbon", "PT"), ("UTC", None)]
)
def test_the_country_follows_from_the_zone(zone: str, country: str | None) -> None:
    assert country_of(zone) == country

"""The pages about the command line say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from tools.commands_page import page

from afterword import errors
from afterword.config.policy import read_policy
from afterword.config.sections import Report, Section

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_commands_is_the_programs_own_help() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == page()


def test_every_exit_code_of_an_error_is_explained() -> None:
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    explained = {int(code) for row in re.findall(r"^\| ([\d, ]+) \|", text, re.MULTILINE) for code in row.split(",")}
    raised = {
        one.exit_code
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.AfterwordError) and "exit_code" in vars(one)
    }
    assert raised <= explained


def test_every_key_of_the_policy_is_on_the_page() -> None:
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    section = Section(("policy",), {}, Report({}))
    read_policy(section, ())
    assert [key for key in section.asked if f"`{key}" not in text] == []

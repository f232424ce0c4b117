from __future__ import annotations

import re
from pathlib import Path

from tools.timing_page import RULES

from afterword.config.policy import read_policy
from afterword.config.sections import Report, Section

PAGE = (Path(__file__).parents[2] / "docs" / "timing.md").read_text(encoding="utf-8")


def test_the_page_explains_every_rule_of_time() -> None:
    assert PAGE.startswith(RULES)
    assert re.findall(r"^\| (T\d+) \|", RULES, re.MULTILINE) == [f"T{number}" for number in range(1, 14)]


def test_every_rule_that_the_sample_names_is_explained() -> None:
    _, _, sample = PAGE.partition("## One sample calendar")
    named = set(re.findall(r"\b[TM]\d+\b", sample))
    assert named
    assert all(f"| {rule} |" in RULES for rule in named)


def test_every_setting_on_the_page_exists() -> None:
    section = Section(("policy",), {}, Report({}))
    read_policy(section, ())
    settings = {word for row in RULES.splitlines() if row.startswith("| T") for word in re.findall(r"`(\w+)`", row)}
    assert settings - {"urgent", "slow"} <= set(section.asked)

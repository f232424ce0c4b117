"""`afterword templates`: the messages, and one's own in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.fakes import Machine


def own(machine: Machine, name: str, text: str) -> None:
    folder = machine.home / "config" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_the_templates_are_listed_with_ones_own(machine: Machine) -> None:
    own(machine, "check-in.de.txt", "Hallo")
    assert machine.run("templates") == 0
    assert "thank-you-phone-screen\n" in machine.out
    assert "yours: de" in next(line for line in machine.out.splitlines() if line.startswith("check-in "))


def test_what_is_shown_can_be_saved_and_used(machine: Machine) -> None:
    assert machine.run("templates", "--show", "final-check", "--language", "nl") == 0
    assert machine.out.startswith("Subject: ")
    own(machine, "final-check.nl.txt", machine.out)
    assert machine.run("templates", "--check") == 0
    assert machine.out == "Nothing is wrong with your templates.\n"


def test_a_sample_is_written_from_ones_own_file(machine: Machine) -> None:
    own(machine, "check-in-away.en.txt", "{{ greeting }} I leave {{ away_from }}.")
    assert machine.run("templates", "--sample", "check-in-away") == 0
    assert machine.out.endswith("Dear Dana, I leave from Monday, March 16.\n")


def test_mistakes_are_told_with_file_line_and_nearest_name(machine: Machine) -> None:
    own(machine, "check-in.en.txt", "Hello\n{{ compny }}")
    assert machine.run("templates", "--check") == 78
    assert machine.out == "check-in.en.txt, line 2: unknown variable 'compny', did you mean 'company'?\n"


def test_an_unknown_name_or_language_is_a_wrong_use(machine: Machine) -> None:
    assert machine.run("templates", "--show", "checkin") == 2
    assert "did you mean 'check-in'?" in machine.err
    assert machine.run("templates", "--show", "check-in", "--language", "xx") == 2

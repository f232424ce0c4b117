"""Fill in the form of a follow-up's description the way a hand would (`afterword note`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.core.byhand.fold import fold
from afterword.core.byhand.form import FIELDS
from afterword.core.text import clean_line

if TYPE_CHECKING:
    from afterword.core.byhand.form import Labels
    from afterword.core.model import Notes


def filled(description: str, notes: Notes, labels: Labels) -> str:
    """The description with each given note behind its label; a label that is not there is put on top."""
    lines = description.split("\n")
    for field in FIELDS:
        value = getattr(notes, field)
        if value:
            _fill(lines, field, clean_line(value), labels)
    return "\n".join(lines)


def _fill(lines: list[str], field: str, value: str, labels: Labels) -> None:
    for number, line in enumerate(lines):
        label = labels.at_line_start.match(fold(line))
        if label is not None and labels.field_of[label[1]] == field:
            lines[number] = f"{line[: label.end()].rstrip()} {value}"
            return
    known = next(label for label, name in labels.field_of.items() if name == field)
    lines.insert(0, f"{known.capitalize()}: {value}")

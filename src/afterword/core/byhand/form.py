"""Notes by label: "Talked about: …", "They said: …" in an interview's description (M7) or a thank-you's form (M8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from afterword.core.byhand.fold import fold
from afterword.core.model import Notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

FIELDS: Final = ("talked_about", "they_said", "strength", "question")
LONGEST: Final = 16_384
"""Characters that are looked at; a form or a page of notes is far shorter."""
EMPTY: Final = re.compile(r"[\s.…_\-–—:·•*]*")
"""What a line holds that nobody filled in: dots, dashes, nothing."""
RULE: Final = re.compile(r"^[\s]*[-–—_=*·]{2,}[\s]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Labels:
    field_of: Mapping[str, str]
    """Folded label → field name of Notes, or 'notes'."""
    at_line_start: re.Pattern[str]
    anywhere: re.Pattern[str]
    heading: re.Pattern[str]

    @classmethod
    def build(cls, tables: Mapping[str, Mapping[str, Any]]) -> Labels:
        field_of = {
            fold(label): field
            for table in tables.values()
            for field in (*FIELDS, "notes")
            for label in table["form"][field]
        }
        known = _any_of(label for label, field in field_of.items() if field != "notes")
        titles = _any_of(label for label, field in field_of.items() if field == "notes")
        return cls(
            field_of,
            re.compile(rf"^[ \t>*•·-]{{0,6}}({known})[ \t]?(?::|=|[ \t]-|[ \t]–)[ \t]*", re.MULTILINE),
            re.compile(rf"(?<!\w)({known})[ \t]?:[ \t]*"),
            re.compile(rf"^[ \t#*]{{0,4}}({titles})[ \t]?:?[ \t]*$", re.MULTILINE),
        )


def _any_of(words: Iterator[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def read_notes(description: str, labels: Labels) -> Notes:
    """Labelled lines and free lines under a Notes heading; the value ends with its line."""
    text = description[:LONGEST]
    folded = fold(text)
    found: dict[str, str] = {}
    for match in labels.at_line_start.finditer(folded):
        end = folded.find("\n", match.end())
        _keep(found, labels.field_of[match[1]], text[match.end() : len(text) if end < 0 else end])
    return replace(_notes(found), free=_free_lines(text, folded, labels))


def read_form(text: str, labels: Labels) -> Notes:
    """Answers between one label and the next, wherever the line ends went; a rule of dashes ends the form."""
    text = text[:LONGEST]
    rule = RULE.search(text)
    text = text if rule is None or not text[: rule.start()].strip() else text[: rule.start()]
    folded = fold(text)
    matches = list(labels.anywhere.finditer(folded))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    found: dict[str, str] = {}
    for match, end in zip(matches, ends, strict=False):
        _keep(found, labels.field_of[match[1]], text[match.end() : end])
    return _notes(found)


def _notes(found: Mapping[str, str]) -> Notes:
    get = found.get
    return Notes(get("talked_about"), get("they_said"), get("strength"), get("question"))


def _keep(found: dict[str, str], field: str, value: str) -> None:
    value = " ".join(value.split())
    if EMPTY.fullmatch(value) or value.startswith("[["):
        return
    found[field] = f"{found[field]}; {value}" if field in found else value


def _free_lines(text: str, folded: str, labels: Labels) -> tuple[str, ...]:
    heading = labels.heading.search(folded)
    if heading is None:
        return ()
    lines: list[str] = []
    for line in text[heading.end() :].lstrip("\n").split("\n"):
        bare = line.strip(" \t\r-*•·")
        if not bare or labels.at_line_start.match(fold(line)):
            break
        lines.append(bare)
    return tuple(lines)

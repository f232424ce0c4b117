"""A template language of two forms, `{{ name }}` and `{% if name %} … {% else %} … {% endif %}`, and nothing else.

There are no expressions, calls, attributes, filters or loops, so a template can neither run code nor eat memory, and
every mistake is found when it is read, with its line. Values are plain text that is put in as it stands: it is never
looked at again, so calendar text can never become a template (PROMISES S3). The forms are Jinja's, which people know;
Jinja itself takes longer to import than all messages of a run take to write.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_TOKEN: Final = re.compile(r"(\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\})")
_VARIABLE: Final = re.compile(r"\{\{-?\s*(\w{1,60})\s*-?\}\}")
_IF: Final = re.compile(r"\{%-?\s*if\s+(not\s+)?(\w{1,60})\s*-?%\}")
_WORD: Final = re.compile(r"\{%-?\s*(else|endif)\s*-?%\}")
DEEPEST: Final = 8
"""Conditions within conditions; a message needs two."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a template: a line number counted from 1 and a sentence."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    line: int


@dataclass(slots=True)
class Condition:
    name: str
    line: int
    wanted: bool
    then: list[Node]
    otherwise: list[Node]
    in_otherwise: bool = False

    @property
    def open_branch(self) -> list[Node]:
        return self.otherwise if self.in_otherwise else self.then


Node = str | Variable | Condition


@dataclass(frozen=True, slots=True)
class Template:
    nodes: tuple[Node, ...]
    problems: tuple[Problem, ...]

    def render(self, value: Callable[[str], str]) -> str:
        """The text with each variable's value put in. A template with problems must not be rendered."""
        out: list[str] = []
        _render(self.nodes, value, out)
        return "".join(out)

    def unknown(self, known: Iterable[str]) -> tuple[Problem, ...]:
        """A problem for each variable that is not in `known`, with the nearest name that is."""
        names = sorted(set(known))
        found = [node for node in _walk(self.nodes) if node.name not in names]
        return tuple(Problem(node.line, f"unknown variable '{node.name}'{nearest(node.name, names)}") for node in found)


def nearest(name: str, known: Iterable[str]) -> str:
    """The tail ", did you mean '…'?" with the name most like this one; empty if none is."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f", did you mean '{close[0]}'?" if close else ""


@lru_cache(maxsize=2048)
def parse(source: str) -> Template:
    """Read a template. Never raises: what is wrong stands in `problems`."""
    reader = _Reader()
    for piece in _TOKEN.split(source):
        reader.take(piece)
        reader.line += piece.count("\n")
    reader.close()
    return Template(tuple(reader.root), tuple(reader.problems))


class _Reader:
    def __init__(self) -> None:
        self.root: list[Node] = []
        self.stack: list[Condition] = []
        self.problems: list[Problem] = []
        self.line = 1

    def take(self, piece: str) -> None:
        if not piece.startswith(("{{", "{%")) or _TOKEN.fullmatch(piece) is None:
            self._text(piece)
        elif match := _VARIABLE.fullmatch(piece):
            self._here.append(Variable(match[1], self.line))
        elif match := _IF.fullmatch(piece):
            self._open(match[2], wanted=not match[1])
        elif match := _WORD.fullmatch(piece):
            self._word(match[1])
        else:
            self._complain(f"only {{{{ name }}}} and {{% if name %}} are understood, not {piece[:60]}")

    def close(self) -> None:
        for condition in self.stack:
            self.problems.append(Problem(condition.line, f"{{% if {condition.name} %}} has no {{% endif %}}"))

    @property
    def _here(self) -> list[Node]:
        return self.stack[-1].open_branch if self.stack else self.root

    def _text(self, piece: str) -> None:
        for sign in ("{{", "{%", "{#"):
            before, found, _ = piece.partition(sign)
            if found:
                where = self.line + before.count("\n")
                self.problems.append(Problem(where, f"'{sign}' is not closed on its line"))
        if piece:
            self._here.append(piece)

    def _open(self, name: str, *, wanted: bool) -> None:
        if len(self.stack) >= DEEPEST:
            self._complain(f"more than {DEEPEST} conditions within each other")
            return
        condition = Condition(name, self.line, wanted, [], [])
        self._here.append(condition)
        self.stack.append(condition)

    def _word(self, word: str) -> None:
        if not self.stack:
            self._complain(f"{{% {word} %}} without {{% if %}}")
        elif word == "endif":
            self.stack.pop()
        elif self.stack[-1].in_otherwise:
            self._complain("a second {% else %}")
        else:
            self.stack[-1].in_otherwise = True

    def _complain(self, sentence: str) -> None:
        self.problems.append(Problem(self.line, sentence))


def _render(nodes: Iterable[Node], value: Callable[[str], str], out: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        elif isinstance(node, Variable):
            out.append(value(node.name))
        else:
            met = bool(value(node.name)) is node.wanted
            _render(node.then if met else node.otherwise, value, out)


def _walk(nodes: Iterable[Node]) -> Iterable[Variable | Condition]:
    for node in nodes:
        if isinstance(node, str):
            continue
        yield node
        if isinstance(node, Condition):
            yield from _walk(node.then)
            yield from _walk(node.otherwise)


def fill(source: str, values: Mapping[str, str]) -> str:
    """Render a shipped text. Raises KeyError for an unknown variable: the tests see to it that there is none."""
    return parse(source).render(values.__getitem__)

"""The user's own templates: text files beside the config, `NAME.LANGUAGE.txt`, that replace ours of the same name.

Subject: Thank you, {{ first_name }}

{{ greeting }}

Thank you for the conversation about the {{ position }}.
====                                  a line of four or more = starts another variant
…
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from afterword.core.compose.engine import Template, nearest, parse
from afterword.core.compose.messages import tidy
from afterword.core.compose.names import Namer
from afterword.core.compose.own_source import RECIPES, source
from afterword.core.compose.tone import Tone
from afterword.core.compose.values import NAMES
from afterword.core.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.compose.recipients import Target
    from afterword.core.compose.texts import Shipped
    from afterword.core.compose.values import Values
    from afterword.core.model import Brief

LONGEST: Final = 20_000
_FILE: Final = re.compile(r"([\w-]{1,40})\.([a-z]{2})\.(?:txt|md|j2)")
_BETWEEN: Final = re.compile(r"^={4,}[ \t]*$\n?", re.MULTILINE)
_SUBJECT: Final = re.compile(
    r"\s*(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp)[ \t]?:(.*)(?:\n|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class OwnVariant:
    subject: Template | None
    body: Template

    def render(self, values: Values) -> tuple[str, str]:
        """Subject (empty where the file gives none) and body."""
        subject = self.subject.render(values.get) if self.subject is not None else ""
        return tidy(subject), tidy(self.body.render(values.get))


@dataclass(frozen=True, slots=True)
class Templates:
    """All that messages are written from. Built by `load_templates`."""

    shipped: Shipped
    namer: Namer
    tone: Tone
    own: Mapping[tuple[str, str], tuple[OwnVariant, ...]]
    warnings: tuple[str, ...] = ()
    """What the tone check says to the user's own templates (M9); they are used all the same."""

    def own_for(self, brief: Brief, target: Target, language: str) -> tuple[OwnVariant, ...]:
        """The user's variants for this message, the most fitting file first; empty where there is none."""
        names = (*_cases(brief, target), brief.kind.value)
        return next((self.own[name, language] for name in names if (name, language) in self.own), ())

    def names(self) -> tuple[str, ...]:
        """What a file of the user's own may be called, without language and ending."""
        return tuple(RECIPES)

    def show(self, name: str, language: str) -> str:
        """Our template of that name in the form of a file of one's own, to be copied and changed."""
        return source(self.shipped, name, language)


def load_templates(shipped: Shipped, own: Mapping[str, str]) -> tuple[Templates, tuple[str, ...]]:
    """The templates and every problem found in the user's files; a file with a problem is left out.

    `own`: file name → text. A problem names file, line and, for an unknown variable, the nearest known name.
    """
    read: dict[tuple[str, str], tuple[OwnVariant, ...]] = {}
    problems: list[str] = []
    warnings: list[str] = []
    tone = Tone(shipped.tone)
    for filename, text in sorted(own.items()):
        match = _FILE.fullmatch(filename)
        if match is None or match[1] not in RECIPES or match[2] not in shipped.messages:
            known = [f"{name}.{language}.txt" for name in RECIPES for language in shipped.messages]
            problems.append(f"{filename}: not the name of a template{nearest(filename, known)}")
            continue
        variants, wrong = _read(text[:LONGEST])
        problems += [f"{filename}, line {line}: {sentence}" for line, sentence in sorted(set(wrong))]
        if not wrong:
            read[match[1], match[2]] = variants
            warnings += [f"{filename}: {reason}" for reason in tone.words(text[:LONGEST], match[2])]
    return Templates(shipped, Namer(shipped.honorifics), tone, read, tuple(warnings)), tuple(problems)


def _read(text: str) -> tuple[tuple[OwnVariant, ...], list[tuple[int, str]]]:
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    variants: list[OwnVariant] = []
    wrong: list[tuple[int, str]] = []
    start = 0
    for end, following in [*((m.start(), m.end()) for m in _BETWEEN.finditer(text)), (len(text), len(text))]:
        line = text.count("\n", 0, start)
        variant, problems = _variant(text[start:end])
        wrong += [(line + number, sentence) for number, sentence in problems]
        variants.append(variant)
        start = following
    return tuple(variants), wrong


def _variant(text: str) -> tuple[OwnVariant, list[tuple[int, str]]]:
    head = _SUBJECT.match(text)
    subject = parse(head[1].strip()) if head else None
    body = parse(text[head.end() :] if head else text)
    above = text.count("\n", 0, head.end()) if head else 0
    wrong = [(above + p.line, p.sentence) for p in (*body.problems, *body.unknown(NAMES))]
    if subject is not None:
        wrong += [(max(above, 1), p.sentence) for p in (*subject.problems, *subject.unknown(NAMES))]
    if not any(not isinstance(node, str) or node.strip() for node in body.nodes):
        wrong.append((above + 1, "the message is empty"))
    return OwnVariant(subject, body), wrong


def _cases(brief: Brief, target: Target) -> tuple[str, ...]:
    if brief.kind is Kind.THANK_YOU:
        stage = target.interview.stage
        named = (f"thank-you-{stage.value.replace('_', '-')}",) if stage is not None else ()
        return ("thank-you-late",) if brief.late else named
    if brief.kind is Kind.CHECK_IN:
        cases = {
            "check-in-away": brief.before_stated is not None,
            "check-in-slow": brief.slow,
            "check-in-stated": brief.stated is not None,
        }
        return tuple(name for name, is_so in cases.items() if is_so)
    return ()

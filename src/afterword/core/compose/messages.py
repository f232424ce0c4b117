"""Which sentences a message is made of, and in which order (M1 to M6). The words themselves are data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from afterword.core.compose.engine import fill
from afterword.core.model import Channel, Kind

if TYPE_CHECKING:
    from afterword.core.compose.recipients import Target
    from afterword.core.compose.texts import Texts
    from afterword.core.compose.values import Values
    from afterword.core.compose.variants import Choice
    from afterword.core.model import Brief

Recipe = tuple[tuple[str, ...], ...]
"""Paragraphs, each of the names of its sentences."""

CARD_NEEDS: Final = timedelta(days=7)
"""A card takes days on its way: only when this much is left until the answer (M6)."""

_DOUBLE_STOP: Final = re.compile(r"(?<=[.?!…])\.(?!\.)")
_BLANKS: Final = re.compile(r"[ \t]{2,}")
_BLANK_LINES: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the sentences of one message in one language for one recipient."""

    texts: Texts
    values: Values
    choice: Choice

    def sentence(self, kind: str, part: str, place: int = 0) -> str:
        options = self.texts.variants(kind, part)
        chosen = options[self.choice.of(f"{kind}.{part}", place, len(options))] if options else ""
        return fill(chosen, self.values.known)

    def paragraphs(self, kind: str, recipe: Recipe) -> list[str]:
        """The paragraphs in order; a sentence without words is left out, and so is a paragraph."""
        written = []
        place = 0
        for parts in recipe:
            sentences = []
            for part in parts:
                sentences.append(self.sentence(kind, part, place))
                place += 1
            written.append(" ".join(sentence for sentence in sentences if sentence))
        return [paragraph for paragraph in written if paragraph]

    def letter(self, kind: str, recipe: Recipe) -> str:
        """Greeting, paragraphs, closing and signature."""
        closing = self.sentence(kind, "closing", 1)
        values = self.values.known
        parts = [values["greeting"], *self.paragraphs(kind, recipe), f"{closing}\n{values['signature']}"]
        return tidy("\n\n".join(part for part in parts if part))


def tidy(text: str) -> str:
    """No double blanks, no stop after a question mark, at most one empty line."""
    text = _DOUBLE_STOP.sub("", _BLANKS.sub(" ", text))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def recipe(brief: Brief, target: Target) -> Recipe:
    """The sentences of an e-mail of this kind."""
    match brief.kind:
        case Kind.THANK_YOU:
            return _thank_you(brief, target)
        case Kind.CHECK_IN:
            return _check_in(brief)
        case Kind.FINAL_CHECK:
            return (("opening", "ask"), ("wishes",))
        case Kind.FEEDBACK_REQUEST:
            return (("opening",), ("ask",), ("wishes",))
        case Kind.OFFER_REVIEW:
            return (("opening",), ("review", "questions"))
        case Kind.NO_SHOW_NOTE:
            return (("opening",), ("ask",), ("interest",))


def _thank_you(brief: Brief, target: Target) -> Recipe:
    """Asks for the next steps only if nobody has named a day (M1); ends with the question, or with looking forward."""
    own = tuple(name for name, said in (("strength", brief.notes.strength), ("question", brief.notes.question)) if said)
    end = "forward" if brief.stated is not None else "next_steps"
    return ((_opening(brief, target),), ("topic", "interest"), own, ("offer", end))


def _opening(brief: Brief, target: Target) -> str:
    if brief.late:
        return "opening.late"
    stage = target.interview.stage
    if stage is not None and stage.value == "onsite" and target.interview.channel is Channel.IN_PERSON:
        return "opening.visit"
    return f"opening.{stage.value if stage is not None else 'plain'}"


def _check_in(brief: Brief) -> Recipe:
    first: tuple[str, ...]
    if brief.before_stated is not None:
        first = ("opening.away" if brief.stated is not None else "opening.away_unstated",)
    else:
        opening = "opening.stated" if brief.stated is not None else "opening.plain"
        first = (opening, "slow") if brief.slow else (opening,)
    return (first, ("interest", "strength"), ("ask", "offer"))


def phone_recipe(kind: Kind) -> Recipe:
    """A script (M6): convenient time, who is calling, about what, the question, interest, thanks."""
    return (("hello",), (f"remind.{kind.value}",), (f"ask.{kind.value}",), (f"interest.{kind.value}",), ("thanks",))


def by_phone(brief: Brief) -> bool:
    return brief.channel == "phone"


def card_fits(brief: Brief, target: Target) -> bool:
    """True for a thank-you after an interview in person with a week or more left until the answer (M6)."""
    if brief.kind is not Kind.THANK_YOU or brief.late or brief.application.urgent or brief.channel == "phone":
        return False
    if target.interview.channel is not Channel.IN_PERSON:
        return False
    return brief.stated is None or brief.stated.by - brief.span.start.date() >= CARD_NEEDS

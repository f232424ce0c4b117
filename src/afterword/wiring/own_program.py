"""Messages in the words of the user's own program, as `[compose] command` asks: our draft where it gives none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from afterword.adapters.compose_command import NoAnswer
from afterword.core.compose.own_words import Unusable, in_words, question, words_of
from afterword.core.identity import draft_part, stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterword.adapters.compose_command import ComposeCommand
    from afterword.core.compose.own_words import Words
    from afterword.core.model import FollowUp, Message
    from afterword.ports import Ledger

NOTE: Final = "composed "
"""Ledger note: what the program answered, by the hash of what it was asked: `sync` writes what `plan` showed."""
MOST: Final = 300
"""Answers that are kept; then all are forgotten."""


@dataclass(slots=True)
class OwnProgram:
    """Tools.rewrite. All messages of a follow-up are in its words, or none: then the next run asks again."""

    program: ComposeCommand
    reviewed: Callable[[FollowUp, str], FollowUp]
    ledger: Ledger
    _down: NoAnswer | None = field(default=None, init=False)
    """It hung or is not there: it is not asked again in this run."""

    def __call__(self, wanted: FollowUp) -> FollowUp:
        try:
            words = tuple(self._words(wanted, message) for message in wanted.messages)
        except (NoAnswer, Unusable) as error:
            return _warned(wanted, f"The program in [compose] command {error}; this is Afterword's own draft.")
        worded = in_words(wanted, words, draft_part(stamp(wanted)))
        return self.reviewed(worded, worded.description)

    def _words(self, wanted: FollowUp, message: Message) -> Words:
        asked = question(wanted, message)
        key = NOTE + hashlib.sha256("\0".join((*self.program.argv, asked)).encode("utf-8", "replace")).hexdigest()
        known = self.ledger.note(key)
        if known is not None:
            return words_of(known, message)
        answer = self._ask(asked)
        words = words_of(answer, message)
        self._keep(key, answer)
        return words

    def _ask(self, asked: str) -> str:
        if self._down is not None:
            raise self._down
        try:
            return self.program.ask(asked)
        except NoAnswer as error:
            self._down = error if error.lasting else None
            raise

    def _keep(self, key: str, answer: str) -> None:
        kept = self.ledger.notes(NOTE)
        if len(kept) >= MOST:
            for old in kept:
                self.ledger.set_note(old, None)
        self.ledger.set_note(key, answer)


def _warned(wanted: FollowUp, sentence: str) -> FollowUp:
    messages = tuple(replace(one, warnings=(*one.warnings, sentence)) for one in wanted.messages)
    return replace(wanted, messages=messages, warnings=(*wanted.warnings, sentence))

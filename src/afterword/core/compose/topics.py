"""Which of the things that were talked about belongs to whom.

Talked about: Dana: the label printer; Ben: night shifts     each their own
Talked about: the label printer; night shifts                shared out in order, so that notes compared differ
Talked about: the label printer                              the same for all
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from afterword.core.compose.recipients import targets

if TYPE_CHECKING:
    from afterword.core.compose.names import Name
    from afterword.core.compose.recipients import Target
    from afterword.core.model import Brief, Owner

_PARTS: Final = re.compile(r"\s*[;|]\s*")
MOST: Final = 20


def for_person(brief: Brief, target: Target, owner: Owner, name: Name) -> str:
    """The topic for this recipient, as the user wrote it; empty if nothing was written."""
    parts = [part for part in _PARTS.split((brief.notes.talked_about or "")[:2000], MOST) if part.strip()]
    if not parts:
        return ""
    named = [_named(part) for part in parts]
    mine = next((what for who, what in named if who and who in _calls(name)), None)
    if mine is not None:
        return mine
    everyone = targets(brief, owner)
    if len(everyone) == 1:
        return "; ".join(parts)
    others = {call for one in everyone for call in _calls_of(one)}
    shared = [part for part, (who, _) in zip(parts, named, strict=True) if who not in others]
    taken = {who for who, _ in named if who in others}
    open_for = [one.key for one in everyone if not _calls_of(one) & taken]
    place = open_for.index(target.key) if target.key in open_for else 0
    return shared[place % len(shared)] if shared else ""


def _named(part: str) -> tuple[str, str]:
    """("dana", "the label printer") of "Dana: the label printer"; ("", part) where no short name stands before."""
    who, colon, what = part.partition(":")
    short = colon and what.strip() and len(who.split()) <= 3
    return (" ".join(who.casefold().split()), what.strip()) if short else ("", part)


def _calls(name: Name) -> set[str]:
    return {call.casefold() for call in (name.full, name.first, name.last, f"{name.first} {name.last}") if call}


def _calls_of(target: Target) -> set[str]:
    whole = (target.addressee.name or "").casefold()
    return {whole, *whole.split()}

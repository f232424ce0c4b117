"""What a program of the user's makes of our drafts: asked when something is written, and never about what stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterword.core.compose.own_words import in_words, words_that_stand
from afterword.core.identity import draft_part, other_words, stamp
from afterword.core.model import Action, State

if TYPE_CHECKING:
    from afterword.app.tools import Tools
    from afterword.core.model import Change, FollowUp, Standing


def in_own_words(change: Change, tools: Tools) -> Change:
    """The change with the words that are written, or that stand, where they are not our own."""
    wanted, standing = change.wanted, change.standing
    if wanted is None or change.state is State.DISMISSED:
        return change
    if standing is not None and other_words(_written(standing, tools)):
        return _keeping(change, wanted, standing, tools)
    if tools.rewrite is None:
        return change
    if change.action in {Action.CREATE, Action.UPDATE}:
        return replace(change, wanted=tools.rewrite(wanted))
    if change.state is State.STANDING and standing is not None and wanted.span.start >= tools.now:
        return _taken_up(change, tools.rewrite(wanted))
    return change


def _written(standing: Standing, tools: Tools) -> str:
    if standing.written:
        return standing.written
    known = tools.known().get(standing.uid)
    return known.written if known else ""


def _keeping(change: Change, wanted: FollowUp, standing: Standing, tools: Tools) -> Change:
    """It stands in other words: they are shown, and kept for as long as our draft is the one they were made of."""
    if change.action is Action.KEEP:
        if change.state is State.EDITED or tools.reviewed is None:
            return change
        return replace(change, wanted=tools.reviewed(wanted, standing.description))
    draft = draft_part(stamp(wanted))
    words = words_that_stand(wanted, standing.description)
    if draft == draft_part(_written(standing, tools)) and words is not None:
        return replace(change, wanted=in_words(wanted, words, draft))
    return change if tools.rewrite is None else replace(change, wanted=tools.rewrite(wanted))


def _taken_up(change: Change, rewritten: FollowUp) -> Change:
    """What was written before there was such a program, or while it failed."""
    if not rewritten.draft:
        return replace(change, wanted=rewritten)
    return replace(change, action=Action.UPDATE, reason="Your own program words it anew.", wanted=rewritten)

"""A follow-up in the words of a program of the user's (`[compose] command`): what it is asked, what is taken of it.

The program is asked once for each message. The event carries the fingerprint of our own draft beside that of the text
(core.identity.stamp): as long as we would draft the same, the words that stand are kept, on every machine.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from afterword.core.compose import clean
from afterword.core.compose.layout import FOOTER_SIGN, MESSAGE_SIGN
from afterword.core.compose.messages import tidy
from afterword.core.compose.reread import reread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.core.model import FollowUp, Message

VERSION: Final = 1
LONGEST_SUBJECT: Final = 200
LONGEST_BODY: Final = 5000
Words = tuple[str | None, str]
"""Subject (None where the channel has none) and body."""


class Unusable(ValueError):
    """The answer cannot be a message; the text says why, without quoting it."""


def question(wanted: FollowUp, message: Message) -> str:
    """What the program gets on its standard input: one JSON object (docs/messages.md)."""
    asked = {
        "version": VERSION,
        "kind": wanted.kind.value,
        "channel": message.channel,
        "language": message.language,
        "to": [{"name": one.name, "email": one.email} for one in message.to],
        "facts": dict(message.facts),
        "unfinished": list(message.unfinished),
        "draft": {"subject": message.subject, "body": message.body},
    }
    return json.dumps(asked, ensure_ascii=False, sort_keys=True)


def words_of(answer: str, message: Message) -> Words:
    """Subject and body of what the program printed; without a "Subject:" line ours stays. Raises Unusable."""
    text = answer.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
    first, _, rest = text.partition("\n")
    subject = message.subject
    if first.casefold().startswith("subject:"):
        text = rest
        named = clean.answer(first.partition(":")[2])[:LONGEST_SUBJECT]
        subject = subject if subject is None else named or subject
    if len(text) > LONGEST_BODY:
        raise Unusable(f"gave more than {LONGEST_BODY} characters")
    body = tidy("\n".join(clean.line(one) for one in text.split("\n")))
    if not body:
        raise Unusable("gave no text")
    return subject, body


def in_words(wanted: FollowUp, words: Sequence[Words], draft: str) -> FollowUp:
    """Our own follow-up with other subjects and bodies, one for each message. `draft`: the fingerprint of our text."""
    head, _, rest = wanted.description.partition(MESSAGE_SIGN)
    blocks, _, footer = rest.partition(FOOTER_SIGN)
    found = blocks.split(MESSAGE_SIGN)
    pairs = zip(wanted.messages, words, strict=True)
    messages = tuple(_said(message, subject, body) for message, (subject, body) in pairs)
    if any(one.unfinished for one in wanted.messages) and not any(one.unfinished for one in messages):
        head = head.partition("\n\n")[2]  # the first line said what is still to be added
    written = "".join(
        f"{MESSAGE_SIGN}{_block(block, message)}\n\n" for block, message in zip(found, messages, strict=True)
    )
    return replace(wanted, description=f"{head}{written}{FOOTER_SIGN}{footer}", messages=messages, draft=draft)


def words_that_stand(wanted: FollowUp, standing: str) -> tuple[Words, ...] | None:
    """Subjects and bodies as they stand in the calendar; None where they can no longer be told apart there."""
    messages = reread(wanted.messages, standing)
    return None if messages is wanted.messages else tuple((one.subject, one.body) for one in messages)


def _block(block: str, message: Message) -> str:
    lines = block.split("\n", 2)
    if message.subject is None:
        return f"{lines[0]}\n\n{message.body}"
    return f"{lines[0]}\n{lines[1].partition(':')[0]}: {message.subject}\n\n{message.body}"


def _said(message: Message, subject: str | None, body: str) -> Message:
    gap = "[[" in f"{subject or ''}{body}"
    unfinished = tuple(name for name in message.unfinished if gap or name in {"address", "recipient"})
    return replace(message, subject=subject, body=body, unfinished=unfinished)

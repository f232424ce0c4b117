"""Messages as they stand in the calendar after the user changed them there: for `show`, the link and the draft."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from afterword.core.compose.layout import MESSAGE_SIGN, split

if TYPE_CHECKING:
    from afterword.core.model import Message, Person

_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_GAP: Final = "[["
_TO_WHOM: Final = frozenset({"address", "recipient"})


def reread(messages: tuple[Message, ...], description: str) -> tuple[Message, ...]:
    """Our messages with the words that stand in `description`; as they were where the parts no longer match."""
    blocks = [block.strip() for block in split(description).message.split(MESSAGE_SIGN) if block.strip()]
    if len(blocks) != len(messages):
        return messages
    return tuple(_reread(message, block) for message, block in zip(messages, blocks, strict=True))


def _reread(message: Message, block: str) -> Message:
    lines = block.split("\n")
    head = 1 if message.subject is None else 2
    body = "\n".join(lines[head:]).strip()
    if not body or any(":" not in line for line in lines[:head]):
        return message  # line ends were lost, or the head: the words cannot be told from it
    subject = None if message.subject is None else lines[1].partition(":")[2].strip()
    to = _addressed(message.to, lines[0])
    return replace(message, to=to, subject=subject, body=body, unfinished=_unfinished(message, to, subject, body))


def _addressed(to: tuple[Person, ...], head: str) -> tuple[Person, ...]:
    """An address that the user wrote over the gap in the To line."""
    found = _ADDRESS.findall(head)
    if len(to) != 1 or to[0].email is not None or len(found) != 1:
        return to
    return (replace(to[0], email=found[0].casefold()),)


def _unfinished(message: Message, to: tuple[Person, ...], subject: str | None, body: str) -> tuple[str, ...]:
    gaps = _GAP in body or _GAP in (subject or "")
    addressed = all(person.email is not None for person in to)
    return tuple(name for name in message.unfinished if (not addressed if name in _TO_WHOM else gaps))

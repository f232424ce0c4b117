"""What `show --mailto` and `show --eml` hand out: a link and a draft, whatever is known of the recipient.

Neither sends anything (M11); what stands in a name, subject or text stays in its place (core.draft).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from afterword.core import draft
from afterword.core.text import clean_line, clean_text

if TYPE_CHECKING:
    from afterword.core.model import Message, Person


def mailto(message: Message) -> str:
    """The link in plain ASCII; where no address can be used, one that leaves the recipient to the mail program."""
    link = draft.mailto(replace(message, channel="email"))
    if link is not None:
        return link
    fields = {"subject": clean_line(message.subject or ""), "body": clean_text(message.body).replace("\n", "\r\n")}
    return "mailto:?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items() if value)


def eml(message: Message, sender: Person | None = None) -> bytes:
    """The message as an unsent mail; `sender` becomes its From where its address can be used."""
    return draft.eml(message, sender)

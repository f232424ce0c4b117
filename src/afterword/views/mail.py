"""A message as a `mailto:` link (RFC 6068) and as an unsent mail (RFC 5322) that mail programs open as a draft.

Neither sends anything (M11). Whatever stands in a name, subject or body stays in its place: no further header,
recipient or parameter can come of it (PROMISES S3).
"""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from afterword.core.text import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.core.model import Message, Person

LONGEST_ADDRESS: Final = 254
"""RFC 5321 section 4.5.3.1."""


def mailto(message: Message) -> str:
    """`mailto:dana@example.com?subject=…&body=…` in plain ASCII; without an address where none is known."""
    to = ",".join(_quoted_address(email) for email in _addresses(message.to))
    fields = {"subject": clean_line(message.subject or ""), "body": clean_text(message.body).replace("\n", "\r\n")}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items() if value)
    return f"mailto:{to}?{query}" if query else f"mailto:{to}"


def eml(message: Message, sender: Person | None = None) -> bytes:
    """An .eml of the message: From, To, Subject, UTF-8 text, and `X-Unsent: 1` that makes a draft of it.

    `sender` is left out where no usable address is known; the mail program then takes its own account.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    if sender is not None and (address := _address(sender)) is not None:
        mail["From"] = address
    to = [address for person in message.to if (address := _address(person)) is not None]
    if to:
        mail["To"] = to
    mail["Subject"] = _header(message.subject)
    mail["Content-Language"] = clean_line(message.language)[:10]
    mail.set_content(clean_text(message.body) + "\n", charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()


def _header(text: str | None) -> str:
    """One line that is not taken for an encoded word (RFC 2047): the email package would decode `=?utf-8?q?=0ABcc:…?=`
    when the header is set and write out the line end that was in it."""
    return clean_line(text or "").replace("=?", "= ?")


def _addresses(people: Iterable[Person]) -> list[str]:
    return [person.email for person in people if person.email is not None and _usable(person.email)]


def _usable(email: str) -> bool:
    """One plain address: what does not fit is left out, never repaired."""
    local, at, domain = email.partition("@")
    plain = all(c.isprintable() and c not in ' ,;:<>()[]\\"' for c in email)
    return bool(local and at and domain) and "@" not in domain and plain and len(email) <= LONGEST_ADDRESS


def _quoted_address(email: str) -> str:
    local, _, domain = email.partition("@")
    return f"{quote(local, safe='')}@{quote(domain, safe='')}"


def _address(person: Person) -> Address | None:
    """Name and address as the header wants them; None where the address cannot stand in a mail."""
    if person.email is None or not _usable(person.email) or not person.email.isascii():
        return None
    try:
        return Address(display_name=_header(person.name), addr_spec=person.email)
    except (ValueError, MessageError):
        return None

"""One message as something a mail program opens: a mailto: link (RFC 6068) or an unsent mail (RFC 5322).

Afterword has no code that sends (M11). Names and subjects come from strangers: everything is cleaned and quoted here,
so that no line break or "&bcc=" of theirs becomes a header (PROMISES S3).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from afterword.core.text import clean_line, clean_text

if TYPE_CHECKING:
    from afterword.core.model import Message, Person

_ADDRESS: Final = re.compile(r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([^\s@<>\"(),:;\[\]\\%&?#/]{1,253})")


def addresses(message: Message) -> tuple[tuple[str | None, str], ...]:
    """Name and address (host names in their ASCII form) of those recipients that can be written to."""
    return tuple((person.name, address) for person in message.to if (address := _address(person)))


def _address(person: Person) -> str | None:
    found = _ADDRESS.fullmatch(person.email or "")
    if found is None:
        return None
    try:
        return f"{found[1]}@{found[2].encode('idna').decode('ascii')}"
    except UnicodeError:
        return None


def mailto(message: Message, *, limit: int | None = None) -> str | None:
    """The link that opens this e-mail as a draft; without its text where it would be longer than `limit`.

    None for a message that is no e-mail, or whose recipients have no address.
    """
    to = addresses(message)
    if message.channel != "email" or not to:
        return None
    link = "mailto:" + ",".join(quote(address, safe="@") for _, address in to)
    if message.subject:
        link += "?subject=" + quote(clean_line(message.subject), safe="")
    body = quote(clean_text(message.body).replace("\n", "\r\n"), safe="")
    with_body = f"{link}{'&' if '?' in link else '?'}body={body}"
    return with_body if limit is None or len(with_body) <= limit else link


def eml(message: Message, sender: Person | None = None) -> bytes:
    """The message as an .eml that mail programs open for sending (X-Unsent): UTF-8, CRLF, the same bytes each time.

    Without a usable sender there is no From; the mail program then takes its own account.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    to = addresses(message)
    address_of_sender = None if sender is None else _address(sender)
    if sender is not None and address_of_sender is not None:
        mail["From"] = Address(_header(sender.name), addr_spec=address_of_sender)
    if to:
        mail["To"] = [Address(_header(name), addr_spec=address) for name, address in to]
    mail["Subject"] = _header(message.subject)
    mail["X-Unsent"] = "1"
    mail.set_content(clean_text(message.body), cte="quoted-printable")
    return mail.as_bytes()


def _header(text: str | None) -> str:
    """One line that is not taken for an encoded word (RFC 2047): the email package would decode `=?utf-8?q?=0ABcc:…?=`
    when the header is set, and write out the line end that was in it."""
    return clean_line(text or "").replace("=?", "= ?")

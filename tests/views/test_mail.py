"""Links and drafts keep every name, subject and text in its place."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest

from afterword.core.model import Message, Person
from afterword.views.mail import eml, mailto

DANA = Person("Dana Whitlock", "dana@northwind.example")
PLAIN = Message("email", (DANA,), "Thank you", "Dear Dana,\n\nThank you.\n\nMaya", "en")


def read(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_link_holds_address_subject_and_body() -> None:
    parts = urlsplit(mailto(PLAIN))
    assert (parts.scheme, parts.path) == ("mailto", "dana@northwind.example")
    assert parse_qs(parts.query) == {"subject": ["Thank you"], "body": ["Dear Dana,\r\n\r\nThank you.\r\n\r\nMaya"]}


@pytest.mark.parametrize("part", ["subject", "body"])
@pytest.mark.parametrize(
    "text", ["x&bcc=evil@example.com", "x?cc=evil@example.com", "x\r\nBcc: evil@example.com", "50% & more #1"]
)
def test_a_link_gains_no_field(part: str, text: str) -> None:
    texts = {"subject": "s", "body": "b"} | {part: text}
    link = mailto(Message("email", (DANA,), texts["subject"], texts["body"], "en"))
    assert set(parse_qs(urlsplit(link).query)) == {"subject", "body"}
    assert link.isascii()
    assert not set(link) & set(' \r\n"<>')


@pytest.mark.parametrize(
    "email",
    ["dana@n.example?bcc=evil@example.com", "a@b,evil@example.com", "a@b\r\nBcc:x@y", "no address", "@", "a@", ""],
)
def test_what_is_no_single_address_never_becomes_a_recipient(email: str) -> None:
    message = Message("email", (Person("Dana", email),), "s", "b", "en")
    assert "evil" not in urlsplit(mailto(message)).path
    assert set(parse_qs(urlsplit(mailto(message)).query)) == {"subject", "body"}
    mail = read(eml(message))
    assert mail["Bcc"] is None
    assert "evil" not in str(mail["To"]) or "," not in str(mail["To"])


def test_a_host_name_outside_ascii_is_written_in_its_ascii_form() -> None:
    link = mailto(Message("email", (Person("Zoë", "zoe@exämple.example"),), "Grüße", "ß", "de"))
    assert link.isascii()
    assert urlsplit(link).path == "zoe@xn--exmple-cua.example"


def test_a_draft_opens_as_unsent_with_everything_in_place() -> None:
    mail = read(eml(PLAIN, Person("Maya Lindqvist", "maya@example.com")))
    assert mail["X-Unsent"] == "1"
    assert mail["To"].addresses[0].addr_spec == "dana@northwind.example"
    assert mail["From"].addresses[0].display_name == "Maya Lindqvist"
    assert mail["Subject"] == "Thank you"
    assert mail.get_content().replace("\r\n", "\n").rstrip() == PLAIN.body


def test_a_draft_keeps_names_and_texts_of_other_alphabets() -> None:
    person = Person("Łukasz Müller, 李雷", "lukasz@n.example")
    message = Message("email", (person,), "Grüße — „Stelle“ ✓", "Schöne Grüße 李\n" * 40, "de")
    data = eml(message)
    assert data.isascii()
    mail = read(data)
    assert mail["To"].addresses[0].display_name == "Łukasz Müller, 李雷"
    assert mail["Subject"] == "Grüße — „Stelle“ ✓"
    assert mail.get_content().splitlines() == ["Schöne Grüße 李"] * 40


@pytest.mark.parametrize(
    "text", ["a\r\nBcc: evil@example.com", "a\nX-Evil: 1", "a\x00b\x1b[2J", "=?utf-8?q?=0ABcc:x?=", "x" * 3000]
)
def test_a_draft_gains_no_header(text: str) -> None:
    message = Message("email", (Person(text, "dana@n.example"),), text, text, "en")
    mail = read(eml(message, Person(text, "maya@example.com")))
    expected = {
        "X-Unsent",
        "From",
        "To",
        "Subject",
        "Content-Language",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert set(mail.keys()) <= expected
    assert len(mail["To"].addresses) == 1


def test_the_same_message_gives_the_same_bytes() -> None:
    assert eml(PLAIN) == eml(PLAIN)


def test_without_an_address_the_draft_has_no_recipient() -> None:
    nobody = Message("email", (Person("Dana", None),), "s", "b", "en")
    assert read(eml(nobody))["To"] is None
    assert mailto(nobody).startswith("mailto:?")

"""Names from the many ways in which invitations write them, and how each language greets them (M1, M10)."""

from __future__ import annotations

import pytest
from tests.compose import builders as b

from afterword.core.model import Kind, Person


@pytest.mark.parametrize(
    ("written", "full", "first", "last", "title"),
    [
        ("Dana Whitlock", "Dana Whitlock", "Dana", "Whitlock", ""),
        ("Whitlock, Dana", "Dana Whitlock", "Dana", "Whitlock", ""),
        ("Whitlock, Dana (HR)", "Dana Whitlock", "Dana", "Whitlock", ""),
        ("Dana Whitlock (she/her)", "Dana Whitlock", "Dana", "Whitlock", ""),
        ("Dana Whitlock | Northwind", "Dana Whitlock", "Dana", "Whitlock", ""),
        ("Dana Whitlock, PhD", "Dana Whitlock", "Dana", "Whitlock", ""),
        ("Jack Ma", "Jack Ma", "Jack", "Ma", ""),
        ("Anna van den Berg", "Anna van den Berg", "Anna", "van den Berg", ""),
        ("Lena", "Lena", "Lena", "", ""),
        ("Dr. Helen Osei", "Dr. Helen Osei", "Helen", "Osei", "dr"),
        ("Dr. Osei", "Dr. Osei", "", "Osei", "dr"),
        ("Prof. Dr. Jana Weiß", "Prof. Jana Weiß", "Jana", "Weiß", "prof"),
        ("Frau Dr. Weiß", "Dr. Weiß", "", "Weiß", "ms_dr"),
        ("Frau Weiß", "Frau Weiß", "", "Weiß", "ms"),
        ("Herr Jonas Brandt", "Jonas Brandt", "Jonas", "Brandt", "mr"),
        ("Mme Claire Martin", "Claire Martin", "Claire", "Martin", "ms"),
        ("Dott.ssa Anna Rossi", "Dr. Anna Rossi", "Anna", "Rossi", "ms_dr"),
        ("dana@northwind.example", "", "", "", ""),
        ("Room 4", "", "", "", ""),
        ("", "", "", "", ""),
        ("x" * 200, "", "", "", ""),
    ],
)
def test_a_name_is_read(written: str, full: str, first: str, last: str, title: str) -> None:
    name = b.templates().namer.read(written)
    assert (name.full, name.first, name.last, name.title) == (full, first, last, title)


@pytest.mark.parametrize(
    ("language", "written", "greeting"),
    [
        ("en", "Dana Whitlock", "Dear Dana,"),
        ("en", "Dr. Helen Osei", "Dear Dr. Osei,"),
        ("en", "Prof. Helen Osei", "Dear Professor Osei,"),
        ("en", "Frau Weiß", "Dear Ms. Weiß,"),
        ("en", None, "Hello,"),
        ("de", "Jana Weiß", "Guten Tag Jana Weiß,"),
        ("de", "Frau Weiß", "Sehr geehrte Frau Weiß,"),
        ("de", "Herr Dr. Brandt", "Sehr geehrter Herr Dr. Brandt,"),
        ("de", "Frau Prof. Dr. Weiß", "Sehr geehrte Frau Professorin Weiß,"),
        ("de", "Dr. Jana Weiß", "Guten Tag Dr. Jana Weiß,"),
        ("de", "Lena", "Guten Tag Lena,"),
        ("de", None, "Guten Tag,"),
        ("fr", "Mme Martin", "Bonjour Madame Martin,"),
        ("fr", "Claire Martin", "Bonjour Claire Martin,"),
        ("fr", None, "Bonjour,"),
        ("es", "Sra. García", "Estimada Sra. García:"),
        ("es", "Dra. Ana García", "Estimada Dra. García:"),
        ("es", "Ana García", "Hola, Ana:"),
        ("pt", "Sr. Sousa", "Caro Sr. Sousa,"),
        ("it", "Anna Rossi", "Gentile Anna Rossi,"),
        ("it", "Dott. Marco Bianchi", "Gentile Dott. Bianchi,"),
        ("nl", "Mevrouw De Vries", "Geachte mevrouw De Vries,"),
        ("nl", "Anna de Vries", "Beste Anna de Vries,"),
    ],
)
def test_M10_a_greeting_fits_the_person_and_the_language(language: str, written: str | None, greeting: str) -> None:
    person = Person(written, "someone@northwind.example")
    one = b.interview(language=language, interviewers=(person,))
    body = b.composer().write(b.brief(Kind.THANK_YOU, one)).messages[0].body
    assert body.splitlines()[0] == greeting

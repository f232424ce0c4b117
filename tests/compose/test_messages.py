"""Every message in every language and variant, with full, partial and hostile facts (M1 to M3, M7, M9, PROMISES S3)."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.compose import builders as b

from afterword.core.compose import layout
from afterword.core.compose.tone import WORD_LIMITS
from afterword.core.model import Channel, Kind, Message, Note, Notes, Person, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.model import Brief, Interview

HOSTILE = (
    "Acme\r\nATTENDEE:mailto:evil@example.com",
    "{{7*7}}",
    "{{ self.__init__.__globals__ }}",
    "{% for x in range(9) %}x{% endfor %}",
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "\u202egnp.exe",
    "nul\x00byte",
    "\x1b]52;c;aGk=\x07copied",
    "\x1b[2Jgone",
    "\x9b31mred",
    "a\u2028b\u2029c\x85d",
    "[[your name]] ]] [[",
    "▸ To: me ▹ end",
    "\ufffe\uffff\ud800 odd",
    "x" * 5000,
    "' OR 1=1; --",
)
PANEL = (b.DANA, b.BEN, b.CHI, Person("Dr. Helen Osei", "h.osei@northwind.example"), Person("Lee", "lee@n.example"))


def situations(base: Interview) -> Iterator[Brief]:
    """Every recipe: kinds, stages, stated or not, slow, away, late, by phone, with a card, passed on."""
    for stage in (None, *Stage):
        yield b.brief(Kind.THANK_YOU, replace(base, stage=stage))
    visit = replace(base, stage=Stage.ONSITE, channel=Channel.IN_PERSON)
    yield b.brief(Kind.THANK_YOU, visit)
    yield b.brief(Kind.THANK_YOU, base, late=True, stated=b.FRIDAY)
    for kind in Kind:
        yield b.brief(kind, base)
        yield b.brief(kind, base, channel="phone")
    away = date(2026, 3, 12)
    for stated, slow, before in itertools.product((None, b.FRIDAY), (False, True), (None, away)):
        yield b.brief(Kind.CHECK_IN, base, stated=stated, slow=slow, before_stated=before)


def interviews(language: str) -> Iterator[Interview]:
    """Full facts, and each fact missing alone and all together."""
    full = b.interview(language=language, interviewers=PANEL)
    yield full
    yield replace(full, company=None)
    yield replace(full, role=None)
    yield replace(full, interviewers=(Person("Dana Whitlock"), Person("Ben")))
    yield replace(full, interviewers=(), contact=None)
    yield replace(full, company=None, role=None, interviewers=(), contact=None)


@cache
def every_note(language: str) -> tuple[tuple[Brief, Note], ...]:
    """With full facts three applications each, so that nearly every variant is written; with partial facts one."""
    return tuple(_every_note(language))


def _every_note(language: str) -> Iterator[tuple[Brief, Note]]:
    composer = b.composer()
    full, *partial = interviews(language)
    for brief in situations(full):
        for copy, notes in itertools.product(range(3), (Notes(), b.NOTES)):
            told = replace(brief, notes=notes, application=replace(brief.application, id=f"app-{copy}"))
            yield told, composer.write(told)
    for copy, one in enumerate(partial):
        for brief in situations(one):
            told = replace(brief, notes=(Notes(), b.NOTES)[copy % 2])
            yield told, composer.write(told)


def texts(note: Note) -> Iterator[str]:
    yield note.summary
    yield note.description
    for message in note.messages:
        yield message.subject or "-"
        yield message.body


BAD = re.compile(
    r"\{\{|\}\}|\{%|%\}|None|[^\S\n\u00a0]{2,}| [,.)]|\( |\bnull\b|,,|\.\.(?!\.)|[?!]\."
    r"|:\s*\.|: *,|\(\)|\u00a0\u00a0| \n|\n{3}"
)


@pytest.mark.parametrize("language", b.shipped().messages)
def test_no_message_has_a_gap_or_a_trace_of_its_template(language: str) -> None:
    for _, note in every_note(language):
        for text in texts(note):
            found = BAD.search(text)
            assert found is None, f"{found} in:\n{text}"
            assert text.strip() == text
            assert text


@pytest.mark.parametrize("language", b.shipped().messages)
def test_M1_M2_M3_M9_every_message_is_short_and_passes_the_tone_check(language: str) -> None:
    tone = b.templates().tone
    for brief, note in every_note(language):
        for message in note.messages:
            assert len(message.body.split()) <= WORD_LIMITS[brief.kind], message.body
            names = tuple(person.name for person in (*PANEL, b.PRIYA) if person.name)
            reasons = tone.check(message.body, language, kind=brief.kind, names=names, company="Northwind Robotics")
            assert reasons == (), message.body
            assert message.warnings == ()
            assert tone.words(message.subject or "", language) == ()


@pytest.mark.parametrize("language", b.shipped().messages)
def test_every_title_fits_a_phone(language: str) -> None:
    for _, note in every_note(language):
        assert len(note.summary) <= 60


@pytest.mark.parametrize("language", b.shipped().messages)
def test_M5_no_two_interviewers_get_the_same_text(language: str) -> None:
    for brief, note in every_note(language):
        mails = [message for message in note.messages if message.channel == "email"]
        if brief.kind is Kind.THANK_YOU and brief.round.last.interviewers:
            assert len(mails) in {len(brief.round.last.interviewers), 0}
        cores = [core(message) for message in mails]
        assert len(set(cores)) == len(cores)


@pytest.mark.parametrize("language", b.shipped().messages)
def test_M5_twelve_interviewers_get_twelve_texts(language: str) -> None:
    people = tuple(
        Person(f"{name} Berg", f"{name}@n.example")
        for name in ["Ada", "Bo", "Cy", "Di", "Eva", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Lu"]
    )
    for stage in (None, *Stage):
        one = b.interview(language=language, interviewers=people, stage=stage)
        messages = b.composer().write(b.brief(Kind.THANK_YOU, one)).messages
        assert len({core(message) for message in messages}) == len(people)


def core(message: Message) -> str:
    """What is left without greeting, signature and the slot that names the recipient."""
    paragraphs = message.body.split("\n\n")[1:-1]
    return re.sub(r"\[\[.*?\]\]", "", " ".join(paragraphs[:2]))


@pytest.mark.parametrize("language", b.shipped().messages)
def test_M7_every_open_slot_is_listed_and_the_first_line_says_so(language: str) -> None:
    for brief, note in every_note(language):
        for message in note.messages:
            if "[[" in message.body:
                assert message.unfinished
        unfinished = any(message.unfinished for message in note.messages)
        first = note.description.splitlines()[0]
        if brief.kind is Kind.THANK_YOU:
            label = b.shipped().texts(language).labels["talked_about"]
            assert first.startswith(label) is not unfinished
        if unfinished and any(message.channel == "email" for message in note.messages):
            assert "[[…]]" in first


@pytest.mark.parametrize("language", b.shipped().messages)
def test_the_description_is_laid_out_so_that_its_parts_are_found(language: str) -> None:
    for _, note in every_note(language):
        parts = layout.split(note.description)
        for message in note.messages:
            assert message.body in parts.message
            assert message.body not in parts.form
        assert parts.footer.startswith(b.shipped().texts(language).section("footer")["why"][:5])


@pytest.mark.parametrize("payload", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", b.shipped().messages)
def test_hostile_facts_stay_words(language: str, payload: str) -> None:
    person = Person(payload, "dana@northwind.example")
    notes = Notes(payload, payload, payload, payload, (payload,))
    one = b.interview(
        language=language, company=payload, role=payload, interviewers=(person, b.BEN), contact=person, summary=payload
    )
    for kind in Kind:
        for channel in (None, "phone"):
            brief = b.brief(kind, one, notes=notes, why_then=payload, channel=channel)
            check_hostile(b.composer().write(brief), payload)


def check_hostile(note: Note, payload: str) -> None:
    for text in texts(note):
        unseen = [c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Cn"} and c != "\n"]
        assert unseen == []
        assert not set("\u202e\u2028\u2029") & set(text)
        assert "49" not in text
    assert note.description.count("▹") == 1
    assert note.description.count("▸") == len(note.messages)
    assert len(note.summary) <= 60
    assert len(note.description) < 20_000
    for message in note.messages:
        assert message.body.count("[[") == message.body.count("]]") or "[[" not in payload
        assert "\n" not in (message.subject or "")


def test_a_company_that_is_no_name_counts_as_unknown() -> None:
    note = b.composer().write(b.brief(Kind.CHECK_IN, b.interview(company="x" * 5000, role="y" * 5000)))
    assert "xxx" not in note.description
    assert "yyy" not in note.description
    assert note.summary == "Check in with Priya Raman"

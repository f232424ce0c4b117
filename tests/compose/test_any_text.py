"""Whatever text comes: a note is written, its parts are found again, and nothing of the text becomes structure."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compose import builders as b

from afterword.core.compose import layout
from afterword.core.model import Channel, Kind, Notes, Person, Reason, Stage, Stated

ODD = (
    "",
    " ",
    "▸",
    "▹",
    "[[",
    "]]",
    "{{ x }}",
    "{% if x %}",
    ":",
    "Talked about: x",
    "To: x",
    "a\n\n\nb",
    "Dr.",
    "Frau",
)
TEXT = st.text(max_size=120) | st.sampled_from(ODD)
MAYBE = st.none() | TEXT
PEOPLE = st.builds(Person, MAYBE, MAYBE | st.just("dana@northwind.example"))
NOTES = st.builds(Notes, MAYBE, MAYBE, MAYBE, MAYBE, st.lists(TEXT, max_size=2).map(tuple))
STATED = st.none() | st.just(Stated(date(2026, 3, 20), date(2026, 3, 20), "then"))


@settings(max_examples=150, deadline=None)
@given(
    language=st.sampled_from((*b.LANGUAGES, "ja", "")),
    kind=st.sampled_from(Kind),
    facts=st.fixed_dictionaries(
        {
            "company": MAYBE,
            "role": MAYBE,
            "summary": TEXT,
            "contact": st.none() | PEOPLE,
            "interviewers": st.lists(PEOPLE, max_size=4).map(tuple),
            "stage": st.none() | st.sampled_from(Stage),
            "channel": st.none() | st.sampled_from(Channel),
            "all_day": st.booleans(),
        }
    ),
    brief=st.fixed_dictionaries(
        {
            "notes": NOTES,
            "stated": STATED,
            "late": st.booleans(),
            "slow": st.booleans(),
            "why_then": TEXT,
            "because": st.just(()) | TEXT.map(lambda text: (Reason("offer", said=Reason("closed", words=text)),)),
        }
    ),
)
def test_a_note_is_written_for_any_facts(
    language: str, kind: Kind, facts: dict[str, object], brief: dict[str, object]
) -> None:
    note = b.composer().write(b.brief(kind, b.interview(language=language, **facts), **brief))
    assert note.summary.strip()
    assert len(note.summary) <= 60
    assert note.description.count(layout.MESSAGE_SIGN) == len(note.messages)
    assert note.description.count(layout.FOOTER_SIGN) == 1
    parts = layout.split(note.description)
    for message in note.messages:
        assert message.body in parts.message
        assert message.body.count("[[") == message.body.count("]]")


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_text_is_taken_apart_and_put_into_normal_form_once(text: str) -> None:
    parts = layout.split(text)
    assert layout.MESSAGE_SIGN not in parts.form
    assert layout.normal(layout.normal(text)) == layout.normal(text) or "<" in text or "&" in text or "\\" in text

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.core.identity import is_memory
from afterword.core.model import Memory
from afterword.ical.decode import Reading
from afterword.ical.memory import MEMORY_UID, decode_memory, encode_memory, sequence_of
from afterword.ical.splice import insert
from tests.ical.calendars import calendar, event, read_bytes
from tests.ical.follow_ups import NOW

TOKENS = st.text(alphabet="0123456789abcdef", min_size=12, max_size=12)
VALUES = st.sampled_from(["interview", "not-interview", "no-show", "done", "skip", "offer", "20260310"])
MEMORIES = st.builds(Memory, st.frozensets(TOKENS, max_size=40), st.dictionaries(TOKENS, VALUES, max_size=10))
SOME = Memory(frozenset({"0123456789ab", "ba9876543210", "aaaaaaaaaaaa"}), {"cccccccccccc": "not-interview"})


@given(MEMORIES)
@settings(deadline=None)
def test_what_is_remembered_comes_back(memory: Memory) -> None:
    data = encode_memory(memory, now=NOW, sequence=3)
    assert decode_memory(data) == memory
    assert sequence_of(data) == 3


def test_the_object_says_what_it_is_for_and_stays_out_of_the_way() -> None:
    data = encode_memory(SOME, now=NOW)
    for line in (
        *("SUMMARY:Afterword memory", "DTSTART;VALUE=DATE:20000101", "DTEND;VALUE=DATE:20000102"),
        *("TRANSP:TRANSPARENT", "CLASS:PRIVATE", f"UID:{MEMORY_UID}"),
    ):
        assert f"\r\n{line}\r\n".encode() in data
    assert b"It is safe" in data.replace(b"\r\n ", b"")
    assert is_memory(MEMORY_UID)
    assert b"VALARM" not in data
    assert read_bytes(data) == Reading()


def test_servers_may_fold_drop_escape_or_turn_it_into_html() -> None:
    data = encode_memory(SOME, now=NOW)
    text = data.replace(b"\r\n ", b"").decode()
    head, _, rest = text.partition("DESCRIPTION:")
    description, _, tail = rest.partition("\r\n")
    as_html = "<p>" + html.escape(description).replace("\\n", "<br>") + "</p>"
    for said in (
        as_html,
        description.replace("\\n", "\\\\n"),
        description.replace("\\n", " "),
        description.replace(" ", "\\n"),
    ):
        assert decode_memory(f"{head}DESCRIPTION:{said}\r\n{tail}".encode()) == SOME
    assert decode_memory(data.replace(b"CLASS:PRIVATE\r\n", b"").replace(b"\r\n", b"\n")) == SOME


def test_it_is_found_in_a_file_among_others_and_several_are_taken_together() -> None:
    data = insert(calendar(event("DTSTART:20260310T090000Z\nDESCRIPTION:w-dddddddddddd")), encode_memory(SOME, now=NOW))
    other = encode_memory(Memory(frozenset({"eeeeeeeeeeee"})), now=NOW).replace(b"memory-v1", b"memory-v1-copy")
    assert decode_memory(insert(data, other)) == Memory(SOME.written | {"eeeeeeeeeeee"}, SOME.marks)


def test_where_there_is_none_nothing_is_remembered() -> None:
    assert decode_memory(calendar(event("DTSTART:20260310T090000Z"))) == Memory()
    assert sequence_of(calendar()) == 0


def test_the_later_mark_counts() -> None:
    one, two = (
        Memory(frozenset({"aaaa"}), {"k000": "done", "x000": "skip"}),
        Memory(frozenset({"bbbb"}), {"k000": "skip"}),
    )
    assert one.merged(two) == Memory(frozenset({"aaaa", "bbbb"}), {"k000": "skip", "x000": "skip"})


@pytest.mark.parametrize(
    "memory", [Memory(frozenset({"A B"})), Memory(marks={"aaaa": "a,b"}), Memory(marks={"a-b": "x"})]
)
def test_only_short_plain_words_are_remembered(memory: Memory) -> None:
    with pytest.raises(ValueError, match="token"):
        encode_memory(memory, now=NOW)

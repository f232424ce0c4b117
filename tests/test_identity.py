from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.core.identity import (
    TitleMarks,
    fingerprint,
    follow_up_uid,
    is_memory,
    is_ours,
    mark_line,
    read_mark_line,
    title_mark,
    token,
)
from afterword.core.model import Kind, Mark, TimeSpan

START = datetime(2026, 3, 16, 15, tzinfo=UTC)
SPAN = TimeSpan(START, START + timedelta(minutes=15))
TEXT = "Dear Priya,\n\nthank you for your time & the talk about \u201cqueues\u201d \u2013 it stays with me.\n\nMaya"


@given(kind=st.sampled_from(Kind), key=st.text())
def test_a_follow_up_uid_is_short_plain_and_the_same_every_time(kind: Kind, key: str) -> None:
    uid = follow_up_uid(kind, key)
    assert re.fullmatch(r"afterword-[0-9a-f]{32}", uid)
    assert uid == follow_up_uid(kind, key)
    assert is_ours(uid)
    assert not is_memory(uid)


def test_each_kind_and_each_interview_has_its_own_uid() -> None:
    uids = {follow_up_uid(kind, key) for kind in Kind for key in ("a", "b", "a\n20260504T090000")}
    assert len(uids) == 3 * len(Kind)


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("20260504T090000", "2026-05-04T09:00:00+02:00"),
        ("20260504T070000Z", "2026-05-04T07:00:00Z"),
        ("20260504T070000Z", "2026-05-04T07:00:00+00:00"),
        ("20260504", "2026-05-04"),
        ("20260504", "2026-05-04T00:00:00-05:00"),
        ("20260504T093000", "2026-05-04T09:30:00.000-05:00"),
    ],
)
def test_an_instance_keeps_its_identity_when_it_is_changed(written: str, start: str) -> None:
    assert follow_up_uid(Kind.THANK_YOU, f"x\n{written}") == follow_up_uid(Kind.THANK_YOU, f"x\n{start}")


def test_two_instances_of_a_series_are_two() -> None:
    assert follow_up_uid(Kind.CHECK_IN, "x\n20260504T090000") != follow_up_uid(Kind.CHECK_IN, "x\n20260511T090000")
    assert follow_up_uid(Kind.CHECK_IN, "x\n20260504T090000") != follow_up_uid(Kind.CHECK_IN, "x")


def test_tokens_tell_follow_ups_apart() -> None:
    assert len({token(follow_up_uid(Kind.CHECK_IN, str(n))) for n in range(1000)}) == 1000


@pytest.mark.parametrize(
    "rewritten",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n\n", "\n"),
        TEXT.replace("\n", " "),
        TEXT.replace("\n", "<br>").replace("&", "&amp;"),
        f"<html><p>{TEXT.replace('&', '&amp;amp;')}</p></html>",
        TEXT.replace("\u201c", '"').replace("\u201d", '"').replace("\u2013", "-"),
        TEXT.replace(" ", "\u00a0") + "\n\n" + mark_line(Kind.THANK_YOU, "0123456789abcdef"),
        TEXT.replace(",", "\\,"),
    ],
)
def test_what_a_server_or_phone_does_to_text_is_no_edit(rewritten: str) -> None:
    assert fingerprint(SPAN, "Thank Priya", rewritten) == fingerprint(SPAN, "Thank Priya", TEXT)


def test_a_decomposed_accent_is_no_edit() -> None:
    assert fingerprint(SPAN, "Mu\u0308ller", "") == fingerprint(SPAN, "M\u00fcller", "")


def test_another_zone_for_the_same_moment_is_no_edit() -> None:
    zone = ZoneInfo("America/Chicago")
    there = TimeSpan(SPAN.start.astimezone(zone), SPAN.end.astimezone(zone))
    assert fingerprint(there, "x", TEXT) == fingerprint(SPAN, "x", TEXT)


@pytest.mark.parametrize("mark", ["✓ ", "✔️", "done: ", "DONE ", "Skip - ", "[x] ", "✅ done "])
def test_a_mark_in_the_title_is_no_edit(mark: str) -> None:
    assert fingerprint(SPAN, f"{mark}Thank Priya", TEXT) == fingerprint(SPAN, "Thank Priya", TEXT)


def test_a_moved_time_a_new_title_and_a_new_word_are_edits() -> None:
    later = TimeSpan(SPAN.start + timedelta(days=1), SPAN.end + timedelta(days=1))
    prints = {
        fingerprint(SPAN, "Thank Priya", TEXT),
        fingerprint(later, "Thank Priya", TEXT),
        fingerprint(SPAN, "Thank Priya Raman", TEXT),
        fingerprint(SPAN, "Thank Priya", TEXT.replace("queues", "caches")),
    }
    assert len(prints) == 4


@pytest.mark.parametrize(
    ("summary", "mark", "bare"),
    [
        ("✓ Thank Priya", Mark.DONE, "Thank Priya"),
        ("✔Thank Priya", Mark.DONE, "Thank Priya"),
        ("\u2714\ufe0f Thank Priya", Mark.DONE, "Thank Priya"),
        ("☑ Thank Priya", Mark.DONE, "Thank Priya"),
        ("Done: Thank Priya", Mark.DONE, "Thank Priya"),
        ("[done] Thank Priya", Mark.DONE, "Thank Priya"),
        ("DONE Thank Priya", Mark.DONE, "Thank Priya"),
        ("done", Mark.DONE, ""),
        ("skip Thank Priya", Mark.SKIPPED, "Thank Priya"),
        ("erledigt – Dank an Priya", Mark.DONE, "Dank an Priya"),
        ("Envoyé : merci à Priya", Mark.DONE, "merci à Priya"),
        ("envoye merci à Priya", Mark.DONE, "merci à Priya"),  # phones drop accents
        ("überspringen: Dank", Mark.SKIPPED, "Dank"),
        ("Skipper Ltd: check in", Mark.NONE, "Skipper Ltd: check in"),
        ("Thank Priya done", Mark.NONE, "Thank Priya done"),
        ("Donetsk call", Mark.NONE, "Donetsk call"),
        ("", Mark.NONE, ""),
    ],
)
def test_title_marks_are_read_in_any_case_with_or_without_colon(summary: str, mark: Mark, bare: str) -> None:
    words = TitleMarks(done=("erledigt", "envoyé"), skip=("überspringen",))
    assert title_mark(summary, words) == (mark, bare)


def test_the_mark_line_comes_back() -> None:
    line = mark_line(Kind.CHECK_IN, "0123456789abcdef")
    assert line == "[afterword v1 check-in 0123456789abcdef]"
    found = read_mark_line(f"text\n{mark_line(Kind.THANK_YOU, '00000000')}\n{line}\n")
    assert found is not None
    assert (found.kind, found.fingerprint) == (Kind.CHECK_IN, "0123456789abcdef")


@pytest.mark.parametrize("text", ["", "[afterword v1 nonsense 0123456789abcdef]", "[afterword v1 check-in]"])
def test_what_is_no_mark_line_is_none(text: str) -> None:
    assert read_mark_line(text) is None

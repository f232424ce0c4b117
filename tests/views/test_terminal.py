"""What a person sees at 80 columns. Golden files are the pages as they should read; each is read before it is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from afterword.core.model import Action, CalendarInfo, Change, Check, Evidence, Fact, Kind, Person, State, Stated
from afterword.views.changes import belonging_to, named, open_changes
from afterword.views.explain_view import explain_lines
from afterword.views.message_view import next_lines, show_lines
from afterword.views.plan_view import plan_lines
from afterword.views.scan_view import scan_lines
from afterword.views.setup_view import calendars_lines, doctor_lines
from afterword.views.style import Style, line, paragraph, width_of, wrapped
from tests.views.made import (
    HOSTILE,
    NOW,
    a_follow_up,
    a_message,
    a_plan_result,
    a_scan,
    a_standing,
    an_interview,
    another,
    at,
    changes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.model import PlanResult

ZONE = "America/Chicago"
PLAIN = Style()
GOLDEN = Path(__file__).parent / "golden"
COLOUR = re.compile(r"\x1b\[\d+m")


def pages(style: Style) -> Iterator[tuple[str, list[str]]]:
    result = a_plan_result()
    about = belonging_to(an_interview(), result.plan.changes)
    yield "scan", list(scan_lines(a_scan(), ZONE, style, everything=True))
    yield "explain", list(explain_lines(an_interview(), about, ZONE, style))
    yield "explain-other", list(explain_lines(another(), (), ZONE, style))
    yield "plan", list(plan_lines(result, ZONE, style))
    yield "plan-diff", list(plan_lines(updating(), ZONE, style, texts=True))
    yield "next", list(next_lines(open_changes(result.plan), NOW, ZONE, style))
    yield "show", list(show_lines(changes()[1], ZONE, style))


def updating() -> PlanResult:
    """One that is to be rewritten, and one that goes."""
    wanted = a_follow_up("afterword-2b7e44", Kind.CHECK_IN, at(30, 10, 0, 15))
    update = Change(Action.UPDATE, State.STANDING, "The facts changed.", wanted, a_standing(wanted.uid))
    result = a_plan_result()
    return replace(result, plan=replace(result.plan, changes=(update, *changes()[1:])))


@pytest.mark.parametrize("name", [name for name, _ in pages(PLAIN)])
def test_the_page_reads_as_it_should(name: str) -> None:
    lines = dict(pages(PLAIN))[name]
    assert "\n".join(lines) + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert all(width_of(one) <= 80 for one in lines)
    assert all(one == one.rstrip() for one in lines)


def test_colour_changes_no_word_and_no_place() -> None:
    for (_, plain), (_, coloured) in zip(pages(PLAIN), pages(Style(colour=True)), strict=True):
        assert [COLOUR.sub("", one) for one in coloured] == plain
        assert any("\x1b" in one for one in coloured)


def test_no_hostile_text_steers_the_terminal() -> None:
    """S3: every field that a stranger can fill, in every page."""
    who = Person(HOSTILE, f"{HOSTILE}@x.example")
    bad = replace(
        an_interview(summary=HOSTILE),
        company=HOSTILE,
        role=HOSTILE,
        why_not=HOSTILE,
        about=HOSTILE,
        interviewers=(who,),
        contact=who,
        stated=Stated(NOW.date(), NOW.date(), HOSTILE),
        evidence=(Evidence(HOSTILE, 1.0, HOSTILE), Evidence("x", -1.0, HOSTILE)),
        facts=(Fact("company", HOSTILE, HOSTILE + "x"),),
    )
    bad = replace(bad, occurrence=replace(bad.occurrence, uid=HOSTILE, source=HOSTILE, zone_doubt=HOSTILE))
    text = replace(a_message(body=HOSTILE, unfinished=(HOSTILE,)), to=(who,), subject=HOSTILE, warnings=(HOSTILE,))
    wanted = replace(
        a_follow_up(HOSTILE),
        summary=HOSTILE,
        company=HOSTILE,
        why_then=HOSTILE,
        messages=(text,),
        warnings=(HOSTILE,),
        rules=(HOSTILE,),
        home=HOSTILE,
    )
    stands = replace(a_standing(HOSTILE), summary=HOSTILE, description=HOSTILE)
    every = (
        Change(Action.CREATE, State.NEW, HOSTILE, wanted, None),
        Change(Action.UPDATE, State.STANDING, HOSTILE, wanted, stands),
        Change(Action.DELETE, State.STANDING, HOSTILE, None, stands),
        Change(Action.KEEP, State.EDITED, HOSTILE, replace(wanted, description="▸ other ▹"), stands),
    )
    result = a_plan_result()
    missed = tuple(replace(one, company=HOSTILE, reason=HOSTILE, rules=(HOSTILE,)) for one in result.plan.not_written)
    result = replace(result, plan=replace(result.plan, changes=every, not_written=missed), calendars={HOSTILE: HOSTILE})
    scan = replace(a_scan(), interviews=(bad,), others=(bad,))
    printed = [
        *scan_lines(scan, ZONE, PLAIN, everything=True),
        *explain_lines(bad, every, ZONE, PLAIN),
        *plan_lines(result, ZONE, PLAIN, texts=True),
        *next_lines(list(every[:2]), NOW, ZONE, PLAIN),
        *(one for change in every for one in show_lines(change, ZONE, PLAIN)),
        *calendars_lines([CalendarInfo(HOSTILE, HOSTILE, HOSTILE, read=True, write=True)], PLAIN),
        *doctor_lines([Check(HOSTILE, ok=False, found=HOSTILE, advice=HOSTILE)], PLAIN),
    ]
    assert [one for one in printed if not one.isprintable()] == []


def test_a_line_is_cut_by_columns_not_by_characters() -> None:
    assert line("面接のご案内です", 9) == "面接のご…"
    assert width_of(line("面接のご案内です", 9)) == 9
    assert line("short", 9) == "short"


def test_wrapping_keeps_every_word_and_the_width() -> None:
    text = "Dear Priya, " + "thank you very much " * 20
    lines = list(wrapped(text, "    ", 60, "  - "))
    assert " ".join(one.strip(" -") for one in lines).split() == text.split()
    assert max(map(len, lines)) <= 60
    assert list(paragraph("a\n\nb\r\n", "  ", 60)) == ["  a", "", "  b"]


def test_a_shortened_uid_names_one_follow_up_or_none() -> None:
    known = changes()
    assert [one.uid for one in named("1f3a", known)] == ["afterword-1f3a9c"]
    assert [one.uid for one in named("afterword-1f3a", known)] == ["afterword-1f3a9c"]
    assert len(named("nw-1@northwind.example", known)) == 2
    assert named("1f3", known) == []
    assert named("afterword-", known) == []
    twice = (*known, Change(Action.CREATE, State.NEW, "", a_follow_up("afterword-1f3aff"), None))
    assert named("1f3a", twice) == []


def test_what_is_done_dismissed_or_about_to_go_is_not_next() -> None:
    wanted = a_follow_up(span=at(20, 10))
    stands = a_standing(wanted.uid)
    rows = [
        Change(Action.KEEP, State.DONE, "", wanted, stands),
        Change(Action.KEEP, State.DISMISSED, "", wanted, None),
        Change(Action.KEEP, State.SKIPPED, "", wanted, stands),
        Change(Action.DELETE, State.STANDING, "", wanted, stands),
        Change(Action.UPDATE, State.STANDING, "", wanted, stands),
    ]
    plan = replace(a_plan_result().plan, changes=tuple(rows))
    assert open_changes(plan) == [rows[-1]]
    assert wanted.kind is Kind.THANK_YOU

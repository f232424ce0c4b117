"""Whatever a calendar says, every interview is in one application once, and the order of the calendar says nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.core.identity import canonical_key
from afterword.core.model import Interview, Person, Stage
from afterword.core.pipeline import Context, assemble
from afterword.core.policy import Policy
from tests.plan.world import MAYA, interview, local

NAMES = (
    st.none() | st.sampled_from(["Nordwind", "Nordwind GmbH", "Nordwind Media", "Südwind", "NE"]) | st.text(max_size=12)
)
PEOPLE = st.none() | st.builds(
    Person, st.none() | st.text(max_size=9), st.none() | st.sampled_from(["a@b.example", "@", ""])
)


@st.composite
def interviews(draw: Any) -> Interview:
    start = local("2026-03-02 09:00") + timedelta(hours=draw(st.integers(0, 24 * 20)))
    contact = draw(PEOPLE)
    return interview(
        start,
        draw(st.sampled_from(["a", "b", "c", "d", "e", "f"])),
        hours=draw(st.integers(0, 30)),
        company=draw(NAMES),
        role=draw(NAMES),
        stage=draw(st.none() | st.sampled_from(Stage)),
        why_not=draw(st.none() | st.sampled_from(["cancelled", "declined", "withdrawn", "no-show", "tentative-slot"])),
        contact=contact,
        interviewers=(contact,) if contact and draw(st.booleans()) else (),
        summary=draw(st.text(max_size=20)),
        recurrence_id=draw(st.none() | st.sampled_from(["20260302T090000", "x"])),
        source=draw(st.sampled_from(["one", "two"])),
    )


@settings(max_examples=150, derandomize=True)
@given(given=st.lists(interviews(), max_size=9))
def test_every_interview_is_counted_once(given: list[Interview]) -> None:
    unique = {(one.key, one.occurrence.source): one for one in given}
    found = assemble(unique.values(), Context(MAYA, Policy()))
    placed: list[Interview] = []
    for app in found.applications:
        for round_ in app.rounds:
            assert all(one.why_not is None for one in round_.interviews)
            placed += [*round_.interviews, *round_.replaced]
        placed += app.over
    assert sorted((one.key, one.occurrence.source) for one in placed) == sorted(unique)
    live = [canonical_key(one.key) for app in found.applications for r in app.rounds for one in r.interviews]
    assert len(live) == len(set(live))
    assert all(one.application for one in found.interviews)
    turned = assemble(reversed(unique.values()), Context(MAYA, Policy()))
    assert turned.applications == found.applications

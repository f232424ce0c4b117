"""With the real composer and the real writer: what was written and read back is not taken for an edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from afterword.adapters.package_data import language_tables
from afterword.core.byhand import ByHand
from afterword.core.compose.composer import Composer
from afterword.core.compose.layout import split
from afterword.core.compose.own_templates import load_templates
from afterword.core.diff import Ground, diff
from afterword.core.identity import TitleMarks, stamp
from afterword.core.model import Action, Application, FollowUp, Kind, Person, Stage, Standing, Stated, TimeSpan, Wanted
from afterword.core.plan import Answer, Situation, want
from afterword.core.policy import Policy
from afterword.ical.decode import read
from afterword.ical.encode import encode
from afterword.ports import Resource
from afterword.wiring.composing import shipped
from tests.plan.world import MAYA, application, interview, local

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = local("2026-03-01 09:00")
EVER = TimeSpan(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
TABLES = language_tables("byhand")
MARKS = TitleMarks.build(TABLES)


def application_in(language: str) -> Application:
    one = interview(
        "2026-03-03 10:00",
        language=language,
        role="Backend Engineer",
        stage=Stage.TECHNICAL,
        interviewers=(Person("Priya Raman", "priya@nordwind.example"), Person("Tom Berg", None)),
        contact=Person("Zoë D'Arcy", "zoe@nordwind.example"),
        stated=Stated(date(2026, 3, 13), date(2026, 3, 13), "by Friday – “at the latest”"),
    )
    return application(one)


def wanted(
    language: str,
    *,
    now: datetime = NOW,
    standing: Mapping[str, Standing] | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> Wanted:
    templates, problems = load_templates(shipped(), {})
    assert problems == ()
    at = Situation(now, MAYA, Policy(), standing or {}, answers=answers or {}, marks=MARKS)
    return want([application_in(language)], at, Composer(templates, MAYA))


def stored(follow_up: FollowUp) -> Standing:
    data = encode(follow_up, fingerprint=stamp(follow_up), now=NOW, sequence=0)
    resource = Resource(f"{follow_up.uid}.ics", '"1"', data)
    (standing,) = read(resource, source="cal", window=EVER, timezone="America/Chicago").standing
    return standing


LANGUAGES = sorted(TABLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_and_read_back_needs_no_second_writing(language: str) -> None:
    standing = {one.uid: stored(one) for one in wanted(language).follow_ups}
    for later in (NOW, NOW + timedelta(days=4), NOW + timedelta(days=16), NOW + timedelta(days=40)):
        again = wanted(language, now=later, standing=standing)
        changes = diff(again, Ground(later, standing, marks=MARKS))
        assert [change.action for change in changes] == [Action.KEEP] * 3, [change.reason for change in changes]
        assert {change.state.value for change in changes} == {"standing"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_filled_in_by_phone_changes_the_message_and_is_no_edit(language: str) -> None:
    byhand = ByHand.build(TABLES)
    first = wanted(language)
    standing = {one.uid: stored(one) for one in first.follow_ups}
    (thanks,) = [one for one in standing.values() if one.kind is Kind.THANK_YOU]
    label = TABLES[first.follow_ups[0].language]["form"]["talked_about"][0]
    filled = replace(thanks, description=thanks.description.replace(f"{label}:", f"{label}: queues at scale", 1))
    assert filled.description != thanks.description
    notes = byhand.form(split(filled.description).form)
    assert notes.talked_about == "queues at scale"
    at = {**standing, thanks.uid: filled}
    again = wanted(language, standing=at, answers={thanks.uid: Answer(notes)})
    (change,) = [one for one in diff(again, Ground(NOW, at, marks=MARKS)) if one.uid == thanks.uid]
    assert change.action is Action.UPDATE
    assert change.wanted is not None
    assert "queues at scale" in split(change.wanted.description).message
    settled = {**at, thanks.uid: stored(change.wanted)}
    kept = wanted(language, standing=settled, answers={thanks.uid: Answer(notes)})
    assert {one.action for one in diff(kept, Ground(NOW, settled, marks=MARKS))} == {Action.KEEP}

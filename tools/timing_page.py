"""Writes docs/timing.md: the rules of time, and what they give for one sample calendar.

python -m tools.timing_page > docs/timing.md
"""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterword.cli.host import Host
from afterword.cli.running import run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SAMPLE = "sample_calendars/job-search.ics"
NOW = "2026-03-01T09:00:00-06:00"
ME = ("--me", "maya.lindqvist@example.com", "--timezone", "America/Chicago", "--country", "US")

RULES = """# When each follow-up comes

Each follow-up says in one sentence why it stands on its day, and `afterword plan` names the rules that decided. This
page explains the rules; `[policy]` and `[employers."…"]` of config.toml change them. Those marked *always* stay.

| rule | what | default | setting |
|---|---|---|---|
| T1 | thank-you | within 24 hours of the interview's end, *always*; two hours after it, between 08:30 and 20:00, \
any day of the week | `thank_you`, `thank_you_after_hours`, `thank_you_from`, `thank_you_until` |
| T2 | late thank-you | found too late for T1, it is still written for 48 hours (phone screen: 24; final or a later \
round: a week), in other words | `late_final_days`, … |
| T3 | check-in, day stated | the first working day after the last day they named | `buffer_days` |
| T4 | check-in, nothing stated | two weeks after the latest interview, on a working day | `check_in_days` |
| T5 | final check | a week after the check-in was marked done, or after its day | `final_check_days` |
| T6 | how many | one thank-you for each round, and at most one check-in and one final check, *always* | |
| T7 | next round | a later interview takes the pending pair along; what you did or changed stays | |
| T8 | loop | the interviews of one day at one employer are one thank-you, timed from the last | |
| T9 | away | a check-in comes before your absence, a final check after it | `away`, or whole days marked \
out of office |
| T10 | urgent, slow | `#urgent`: third working day if nothing was stated; `#slow`: three working days later | \
`urgent`, `slow` of an employer |
| T11 | working time | Monday to Friday, no public holiday of yours or theirs, 09:00 to 17:00 where the recipient is; \
not Monday before 10:00, not Friday after 15:00 | `work_from`, `work_until`, … |
| T12 | missed | an overdue check comes in the next working hour, for 30 days | `missed_days` |
| T13 | over | cancelled, declined, withdrawn: all that is pending goes. No-show: one note that asks for a new date. \
Offer: a note to review the terms. Rejection: one request for feedback | |

Times are wall clock times: a clock change moves nothing. What was placed once stays where it is placed: a later run,
with the same calendar, wants the same. Time alone never moves or deletes a follow-up.

## What you can do by hand

| in the calendar | means |
|---|---|
| move a follow-up | it stays where you put it; its text is still completed from the form |
| change its text | it is yours; nothing touches it again |
| put ✓ or "done" before its title | done; the week to the final check starts |
| put "skip" before its title | left as it is, never made anew |
| delete it | it never comes back, on no machine |
| "They said: Friday" in the interview or the form | the check-in moves to the working day after |
| "offer", "rejected", "withdrawn", "no-show" alone on a line of the interview | T13 |
"""


def page() -> str:
    plan = _plan()
    return "\n".join([RULES, *_sample(plan), ""])


def _plan() -> dict[str, Any]:
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        host = replace(
            Host.real(),
            environment={},
            out=out,
            asks=False,
            config_dir=lambda: Path(folder) / "config",
            state_dir=lambda: Path(folder) / "state",
        )
        code = run([*ME, "--now", NOW, "plan", "--json", str(ROOT / SAMPLE)], host)
    if code:
        raise SystemExit(code)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def _sample(plan: dict[str, Any]) -> Iterator[str]:
    yield "## One sample calendar"
    yield ""
    yield f"What `afterword {' '.join(ME)} --now {NOW} plan {SAMPLE}` decides"
    yield "(this page is made by `python -m tools.timing_page`):"
    yield ""
    yield "| when | what | company | why then | rules |"
    yield "|---|---|---|---|---|"
    for one in plan["follow_ups"]:
        start = datetime.fromisoformat(one["start"])
        rules = ", ".join(one["rules"])
        company = one["company"] or "(unknown)"
        yield f"| {start:%a %d %b %H:%M} | {one['kind']} | {company} | {one['why_then']} | {rules} |"
    for one in plan["not_written"]:
        rules = ", ".join(one["rules"])
        yield f"| not written | {one['kind']} | {one['company'] or '(unknown)'} | {one['reason']} | {rules} |"


if __name__ == "__main__":
    print(page(), end="")

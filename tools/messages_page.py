"""Writes the last part of docs/messages.md: what one sample calendar's follow-ups say, word for word.

python -m tools.messages_page
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import icalendar

from afterword.config import Request
from afterword.core.model import Owner
from afterword.wiring import open_app

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "messages.md"
SAMPLE = ROOT / "sample_calendars" / "job-search.ics"
HEADING = "## One sample calendar"
NOW = datetime.fromisoformat("2026-03-10T10:00:00-05:00")
OWNER = Owner(
    emails=frozenset({"maya.lindqvist@example.com"}),
    name="Maya Lindqvist",
    phone="+1 312 555 0100",
    timezone="America/Chicago",
    country="US",
)


def part() -> str:
    """The heading and every follow-up that `import` writes for the sample, in the order of time."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        request = Request(
            now=NOW,
            state_dir=place / "state",
            config_dir=place / "config",
            sources=(str(SAMPLE),),
            now_given=True,
            owner=OWNER,
        )
        open_app(request).import_files(out=str(place / "out.ics"), in_place=False)
        calendar: Any = icalendar.Calendar.from_ical((place / "out.ics").read_bytes())
    lines = [
        HEADING,
        "",
        f"What stands in Maya's calendar after a run on {NOW:%A %-d %B %Y}, from `sample_calendars/job-search.ics`",
        "(made by `python -m tools.messages_page`):",
    ]
    for event in sorted(calendar.walk("VEVENT"), key=lambda one: (one["DTSTART"].dt, str(one["UID"]))):
        lines += ["", f"### {event['DTSTART'].dt:%a %-d %B, %H:%M} · {event['SUMMARY']}", ""]
        lines += [f"    {line}".rstrip() for line in str(event["DESCRIPTION"]).split("\n")]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page with its last part made anew."""
    above = PAGE.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
    return f"{above}\n\n{part()}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

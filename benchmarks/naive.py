"""The floor of the file benchmark: parse everything, expand everything in the window, as a first script would."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import recurring_ical_events

if __name__ == "__main__":
    now = datetime(2026, 3, 2, 15, tzinfo=UTC)
    whole = icalendar.Calendar.from_ical(Path(sys.argv[1]).read_bytes())
    found = recurring_ical_events.of(whole).between(now - timedelta(days=60), now + timedelta(days=60))
    print(sum("interview" in str(event.get("SUMMARY", "")).lower() for event in found))

"""Golden .ics, in and out: what `import -o` writes for each sample calendar, byte for byte.

After a change that is meant: read the difference, then AFTERWORD_GOLDEN=write python -m pytest tests/golden.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from tools import messages_page

from afterword.config import Request
from afterword.core.model import Owner
from afterword.wiring import open_app
from tests.samples import OWNERS

SAMPLES = Path(__file__).parents[2] / "sample_calendars"


def test_every_sample_has_its_golden_file() -> None:
    assert {path.stem for path in SAMPLES.glob("*.ics")} == set(OWNERS)


@pytest.mark.parametrize("name", OWNERS)
def test_the_follow_ups_of_a_sample_are_written_as_in_the_golden_file(name: str, tmp_path: Path) -> None:
    address, zone, country = OWNERS[name]
    out = tmp_path / "out.ics"
    request = Request(
        now=datetime.fromisoformat("2026-03-10T15:00:00+00:00"),
        state_dir=tmp_path / "state",
        config_dir=tmp_path / "config",
        sources=(str(SAMPLES / f"{name}.ics"),),
        now_given=True,
        owner=Owner(emails=frozenset({address}), timezone=zone, country=country),
    )
    open_app(request).import_files(out=str(out), in_place=False)
    golden = Path(__file__).with_name(f"{name}.out.ics")
    if os.environ.get("AFTERWORD_GOLDEN") == "write":
        golden.write_bytes(out.read_bytes())
    assert out.read_bytes() == golden.read_bytes()


def test_the_page_about_messages_shows_what_the_program_writes() -> None:
    assert messages_page.PAGE.read_text(encoding="utf-8") == messages_page.page()

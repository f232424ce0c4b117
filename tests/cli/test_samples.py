"""The sample calendars through the whole program: what is an interview, what is none; a second run is silent."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from afterword import wiring
from tests.samples import OWNERS

if TYPE_CHECKING:
    from tests.cli.fakes import Machine

SAMPLES = Path(__file__).parents[2] / "sample_calendars"
NORTHWIND, HARBOR, KESTREL = "Northwind Analytics", "Harbor Light Health", "Kestrel Freight"
EXPECTED = {
    "job-search.ics": {
        "3vq8k1m2n7@google.com": NORTHWIND,
        "5hd02p9x1c@google.com": NORTHWIND,
        "0b71cc4e-1a55-4f3e-9d02-6a8f0c1b7a10@harborlight.example": HARBOR,
        "k2m4-kestrel-1@google.com": KESTREL,
        "k2m4-kestrel-2@google.com": KESTREL,
        "alder-77@google.com": "Alder & Finch",
    },
    "loop-day.ics": {
        "screen-0219@ridgeline-robotics.example": "Ridgeline Robotics",
        **{f"loop-{n}-20260318@ridgeline-robotics.example": "Ridgeline Robotics" for n in range(1, 6)},
    },
    "bewerbungen.ics": {
        "a7c0-sonnfeld-1": "Sonnfeld Energie",
        "a7c0-sonnfeld-2": "Sonnfeld Energie",
        "b1d9-stadtwerke": "Stadtwerke Lindenau",
    },
    "cuisine.ics": {"essai-01@telephone": "Marguerite", "entretien-02@telephone": "Hôtel du Parc"},
    "ats-invite.ics": {"7f0c2f9e6b8d4a51-interview-88213@mail.hirebridge.example": "Lumen Ledger"},
    "outlook-export.ics": {
        "040000008200E00074C5B7101A82E00800000000A0D1B2C3D4E5DB01000000000000000010000000AA17": "Tidewater Mutual",
        "040000008200E00074C5B7101A82E00800000000B1E2C3D4E5F6DB01000000000000000010000000BB28": "Tidewater Mutual",
    },
    "notes-by-hand.ics": {
        "brightwater-1@ines.example": "Brightwater Labs",
        "quillon-1@ines.example": "Quillon Diagnostics",
        "marlow-1@ines.example": "Marlow Bio",
        "juniper-1@ines.example": "Juniper Foods",
    },
    "hiring-manager.ics": {},
}
NOW = {
    "job-search": "2026-03-13T09:00",
    "loop-day": "2026-03-18T16:00",
    "bewerbungen": "2026-03-16T13:00",
    "cuisine": "2026-03-14T09:00",
    "ats-invite": "2026-03-20T09:00",
    "outlook-export": "2026-03-17T16:00",
    "notes-by-hand": "2026-03-10T09:00",
    "hiring-manager": "2026-03-13T09:00",
}
WHOSE = {f"{name}.ics": (OWNERS[name][0], now, OWNERS[name][1]) for name, now in NOW.items()}
MAY_COUNT = {
    "loop-lunch-20260318@ridgeline-robotics.example",
}
"""A lunch with the team in the middle of a loop: a careful friend could say either."""


@pytest.fixture
def whole(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The machine with the real application on it."""
    monkeypatch.setattr(machine, "wiring", wiring)
    return machine


def flags(name: str) -> list[str]:
    me, now, zone = WHOSE[name]
    return ["--me", me, "--now", now, "--timezone", zone]


def document(machine: Machine, name: str, *args: str) -> Any:
    assert machine.run(*flags(name), *args, "--json") == 0, machine.err
    return json.loads(machine.out)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_interviews_of_a_sample_are_found_with_their_employers(whole: Machine, name: str) -> None:
    found = document(whole, name, "scan", str(SAMPLES / name))["interviews"]
    companies = {one["uid"]: one["company"] for one in found if one["uid"] not in MAY_COUNT}
    assert companies == EXPECTED[name]


@pytest.mark.parametrize("name", ["job-search.ics", "bewerbungen.ics", "outlook-export.ics", "hiring-manager.ics"])
def test_a_second_sync_of_a_sample_is_silent_and_undo_restores_every_byte(whole: Machine, name: str) -> None:
    file = whole.home / name
    shutil.copy(SAMPLES / name, file)
    assert whole.run(*flags(name), "sync", str(file)) == 0
    assert bool(whole.out) == bool(EXPECTED[name])
    assert whole.run(*flags(name), "sync", str(file)) == 0
    assert (whole.out, whole.err) == ("", "")
    assert whole.run(*flags(name), "undo", "--all", str(file)) == 0
    assert file.read_bytes() == (SAMPLES / name).read_bytes()


def test_an_invitation_becomes_a_file_of_follow_ups(whole: Machine) -> None:
    out = whole.home / "out.ics"
    name = "ats-invite.ics"
    assert whole.run(*flags(name), "import", str(SAMPLES / name), "-o", str(out)) == 0
    assert out.read_bytes().count(b"BEGIN:VEVENT") == 3
    assert b"ATTENDEE" not in out.read_bytes()


def test_every_sample_is_named_on_its_page_with_the_flags_that_suit_it() -> None:
    page = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for name, (me, now, _) in WHOSE.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{name}`")]
        assert me in row
        assert now in row
    assert {path.name for path in SAMPLES.glob("*.ics")} == set(EXPECTED)

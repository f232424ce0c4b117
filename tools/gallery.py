"""Prints every message in a language for human reading: `python tools/gallery.py de [--all]`.

Without --all one variant of each situation; with --all as many recipients as give every variant.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.compose import builders as b

from afterword.core.model import Channel, Kind, Notes, Person, Round, Stage

STAGES = (None, *Stage)
PANEL = (b.DANA, b.BEN, b.CHI)


def situations(language: str):  # noqa: ANN201
    one = b.interview(language=language)
    for stage in STAGES:
        held = replace(one, stage=stage, interviewers=PANEL, channel=Channel.VIDEO)
        yield f"thank-you {stage}", b.brief(Kind.THANK_YOU, held)
    visit = replace(one, stage=Stage.ONSITE, channel=Channel.IN_PERSON)
    yield "thank-you visit, with card", b.brief(Kind.THANK_YOU, visit, notes=b.NOTES)
    yield "thank-you late, stated", b.brief(Kind.THANK_YOU, one, late=True, stated=b.FRIDAY, notes=b.NOTES)
    yield "thank-you passed on", b.brief(Kind.THANK_YOU, replace(one, interviewers=(Person("Dr. Helen Osei"),)))
    bare = replace(one, company=None, role=None, interviewers=(), contact=None)
    for kind in Kind:
        for name, held in (("full", one), ("bare", bare)):
            yield f"{kind} {name}", b.brief(kind, held)
            yield f"{kind} {name} by phone", b.brief(kind, held, channel="phone")
        yield f"{kind} no role", b.brief(kind, replace(one, role=None))
        yield f"{kind} no company", b.brief(kind, replace(one, company=None))
    for fact in ("company", "role"):
        yield f"thank-you without {fact}", b.brief(Kind.THANK_YOU, replace(one, **{fact: None}), notes=b.NOTES)
    check = Kind.CHECK_IN
    strong = Notes(strength=b.NOTES.strength)
    yield "check-in stated", b.brief(check, one, stated=b.FRIDAY, notes=strong)
    yield "check-in slow", b.brief(check, one, slow=True, notes=strong)
    yield "check-in away", b.brief(check, one, stated=b.FRIDAY, before_stated=date(2026, 3, 12), notes=strong)
    yield "check-in away, unstated", b.brief(check, one, before_stated=date(2026, 3, 12), notes=strong)


def another(held: Round, number: int) -> Round:
    """The same round under other UIDs: which variants are taken hangs on them."""
    renamed = (
        replace(one, occurrence=replace(one.occurrence, uid=f"{one.occurrence.uid}-{number}"))
        for one in held.interviews
    )
    return Round(tuple(renamed))


def main() -> None:
    language = sys.argv[1]
    composer = b.composer()
    for name, brief in situations(language):
        copies = 6 if "--all" in sys.argv else 1
        for i in range(copies):
            varied = replace(brief, round=another(brief.round, i))
            note = composer.write(varied)
            print(f"\n######## {name} #{i}\n# {note.summary}\n{note.description}")


main()

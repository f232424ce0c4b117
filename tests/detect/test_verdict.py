"""Is it an interview? Several hundred events of every trade and class, in every language (tests/detect/events)."""

from __future__ import annotations

from functools import cache

import pytest

from afterword.adapters.package_data import language_tables, shared_table
from afterword.core.detect.verdict import Judge
from afterword.core.model import Verdict
from tests.detect.event_files import FOLDER, Case, cases

FILES = sorted(path.name for path in FOLDER.glob("*.jsonl"))
KNOWN_WRONG: frozenset[str] = frozenset(
    {
        "diaries:153 Opzione colloquio Scuola Aurora (in attesa di conferma)",
        "doors:32 Brightwater - withdrew, wrote Noa",
        "doors:40 Gate Gourmet trial, 4am!!",
        "doors:64 Petit-déj avec Bruno, il monte sa boîte et cherche un associé technique salarié",
        "en:87 Job interview Anna (need the car)",
        "en:96 Interview with the band, vinyl night at Roxy",
        "fresh:29 Kurzes Telefonat mit Frau Dorn (Personal) von Linde",
        "fresh:48 Entrevista gravada? não, ao vivo com RH Sardinha",
        "hard:17 Coach w/ Ria - NO: actual screen with Ria from Tilt",
        "journals:97 Speed-Interview Brandmayr (Stand 14, Karrieremesse)",
        "journals:221 Macarena - Ikastel onboarding team",
        "journals:223 Ikastel - roleplay llamada cliente",
        "journals:268 Job talk – Instituto Mangue (pesquisa com usuários)",
        "lanes:41 Speak to Gwenda at the library, wants sb for Saturdays",
        "more:26 llamar a Nuria (oferta de recepcionista)",
        "people:19 Entrevista Colegio Santa Ana (profesora de Lengua)",
        "people:21 Clase práctica observada - academia Babel",
        "quays:17 Rencontre Mme Vial, crèche Les Lutins, remplacement 3 mois",
        "quays:34 Speeddate met werkgevers – zorg, tafel 6: Huize Linde 10:20",
        "quays:35 Op gesprek bij Fietsen Jansma (monteur)",
        "quays:74 Probeschicht Lieferdienst-App einrichten",
        "streets:4 greylag 3pm!! (2nd)",
        "streets:17 First date!! Interview me gently lol",
        "voices:48 Vorauswahl Kommission W2 Informatik, Vortrag + Gespräch",
    }
)
"""Events the judge gets wrong, by name: a list that may only become shorter."""


@cache
def judge() -> Judge:
    return Judge(language_tables("signals"), shared_table("vendors"), shared_table("weights"))


@cache
def read(name: str) -> tuple[Case, ...]:
    return tuple(cases(name))


@pytest.mark.parametrize("name", FILES)
def test_interviews_are_told_from_everything_else(name: str) -> None:
    wrong = {
        one.name
        for one in read(name)
        if (judge().judge(one.occurrence, one.owner).verdict is Verdict.INTERVIEW) is not one.interview
    }
    assert wrong == {one.name for one in read(name)} & KNOWN_WRONG


@pytest.mark.parametrize("name", FILES)
def test_an_interview_that_needs_no_follow_up_says_why(name: str) -> None:
    found = {
        one.name: (judged.why_not, one.why)
        for one in read(name)
        if one.interview
        and (judged := judge().judge(one.occurrence, one.owner)).verdict is Verdict.INTERVIEW
        and judged.why_not != one.why
    }
    assert found == {}


@pytest.mark.parametrize("name", FILES)
def test_the_language_of_an_event_is_recognised(name: str) -> None:
    found = {
        one.name: judged
        for one in read(name)
        if one.language and (judged := judge().judge(one.occurrence, one.owner).language) != one.language
    }
    assert found == {}

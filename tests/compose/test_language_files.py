"""Every language file is complete, and every text in it can be written with what is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from babel.dates import format_date
from tests.compose import builders as b

from afterword.core.compose.engine import parse
from afterword.core.compose.grammar import Dates, at_company, of_role
from afterword.core.compose.values import NAMES, SLOTS
from afterword.core.model import Kind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH = b.shipped().messages["en"]
EXTRA = {
    "of_role", "rest", "weekday", "on_weekday", "number", "month", "date", "hour", "hour12", "half", "minute", "what",
    "why", "about", "person", "count", "limit", "right", "wrong", "words",
    "by_day", "from_day", "other", "on_other", "by_other", "from_other", "period", "working_days", "said", "hour24",
}  # fmt: skip


def strings(table: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(table, str):
        yield path, table
    elif isinstance(table, dict):
        for key, value in table.items():
            yield from strings(value, f"{path}.{key}")
    else:
        for i, value in enumerate(table):
            yield from strings(value, f"{path}.{i}")


def test_all_seven_languages_are_there() -> None:
    assert set(b.shipped().messages) == set(b.LANGUAGES)
    assert set(b.shipped().tone) == set(b.LANGUAGES)


@pytest.mark.parametrize("language", b.LANGUAGES)
def test_every_text_is_a_template_without_a_problem(language: str) -> None:
    for table in (b.shipped().messages[language], b.shipped().tone[language]):
        for path, text in strings(table):
            template = parse(text)
            assert template.problems == (), path
            assert template.unknown({*NAMES, *EXTRA}) == (), path


@pytest.mark.parametrize("language", b.LANGUAGES)
def test_a_language_has_every_section_and_part_that_english_has(language: str) -> None:
    optional = {"day_US", "time_US", "time_full_hour"}
    table = b.shipped().messages[language]
    for name, section in ENGLISH.items():
        for part in section:
            assert part in table[name] or part in optional or (name, part) == ("why", "dates"), f"{name}.{part}"
    assert set(b.shipped().tone[language]["rules"]) == set(b.shipped().tone["en"]["rules"])
    assert set(table["slots"]) == set(SLOTS)
    assert set(table["titles"]) == set(Kind)
    for stage in Stage:
        assert stage.value in table["thank-you"]["opening"]


@pytest.mark.parametrize("language", b.LANGUAGES)
def test_each_variant_of_a_sentence_is_different(language: str) -> None:
    texts = b.shipped().texts(language)
    for kind in Kind:
        for part in texts.section(kind.value):
            for case in ("plain", *(stage.value for stage in Stage), "late", "stated", "away"):
                found = texts.variants(kind.value, f"{part}.{case}")
                assert len(set(found)) == len(found)
    assert len(texts.variants("thank-you", "opening.panel")) >= 3
    assert len(texts.variants("thank-you", "topic")) >= 3


@pytest.mark.parametrize("language", b.LANGUAGES)
def test_month_and_weekday_names_are_those_of_the_unicode_locale_data(language: str) -> None:
    table = b.shipped().messages[language]["dates"]
    for month in range(1, 13):
        assert table["months"][month - 1] == format_date(date(2026, month, 1), "MMMM", locale=language)
    for day in range(2, 9):  # 2 March 2026 is a Monday
        at = date(2026, 3, day)
        assert table["weekdays"][at.weekday()] == format_date(at, "EEEE", locale=language)


@pytest.mark.parametrize(
    ("language", "country", "day", "on"),
    [
        ("en", "US", "Tuesday, March 10", "on Tuesday, March 10"),
        ("en", "GB", "Tuesday, 10 March", "on Tuesday, 10 March"),
        ("de", "DE", "Dienstag, 10. März", "am Dienstag, den 10. März"),
        ("fr", "FR", "mardi 10 mars", "le mardi 10 mars"),
        ("es", "ES", "martes 10 de marzo", "el martes 10 de marzo"),
        ("pt", "PT", "terça-feira, 10 de março", "na terça-feira, 10 de março"),
        ("it", "IT", "martedì 10 marzo", "martedì 10 marzo"),
        ("nl", "NL", "dinsdag 10 maart", "op dinsdag 10 maart"),
    ],
)
def test_M10_dates_are_written_as_the_language_does(language: str, country: str, day: str, on: str) -> None:
    dates = Dates(b.shipped().texts(language).section("dates"), country)
    assert dates.day(date(2026, 3, 10)) == day
    assert dates.form("on", date(2026, 3, 10)) == on


def test_the_first_of_a_month_and_the_days_with_another_article() -> None:
    french = Dates(b.shipped().texts("fr").section("dates"))
    portuguese = Dates(b.shipped().texts("pt").section("dates"))
    assert french.form("by", date(2026, 5, 1)) == "d'ici au vendredi 1er mai"
    assert portuguese.form("on", date(2026, 3, 14)) == "no sábado, 14 de março"


@pytest.mark.parametrize(
    ("language", "company", "expected"),
    [
        ("en", "Northwind Robotics", "at Northwind Robotics"),
        ("en", "University of Leeds", "at the University of Leeds"),
        ("en", "Universal Widgets", "at Universal Widgets"),
        ("de", "Northwind", "bei Northwind"),
        ("de", "Nordwind GmbH", "bei der Nordwind GmbH"),
        ("de", "Stadt Köln", "bei der Stadt Köln"),
        ("de", "Stadtwerke Ulm", "bei den Stadtwerken Ulm"),
        ("de", "Klinikum Süd", "beim Klinikum Süd"),
        ("de", "Seewald Verlag", "beim Seewald Verlag"),
        ("de", "Technische Universität Berlin", "bei der Technischen Universität Berlin"),
        ("de", "Deutsche Beispielbank AG", "bei der Deutschen Beispielbank AG"),
        ("fr", "Northwind", "chez Northwind"),
        ("fr", "Université de Nantes", "à l'Université de Nantes"),
        ("fr", "Mairie de Lyon", "à la Mairie de Lyon"),
        ("fr", "CHU de Lille", "au CHU de Lille"),
        ("es", "Northwind", "en Northwind"),
        ("es", "Universidad de Granada", "en la Universidad de Granada"),
        ("es", "Ayuntamiento de Soria", "en el Ayuntamiento de Soria"),
        ("pt", "Northwind", "na Northwind"),
        ("pt", "Hospital de Braga", "no Hospital de Braga"),
        ("it", "Northwind", "presso Northwind"),
        ("it", "Università di Pisa", "presso l'Università di Pisa"),
        ("it", "Comune di Parma", "presso il Comune di Parma"),
        ("it", "Studio Bianchi", "presso lo Studio Bianchi"),
        ("nl", "Northwind", "bij Northwind"),
        ("nl", "Gemeente Utrecht", "bij de Gemeente Utrecht"),
        ("nl", "UMC Utrecht", "bij het UMC Utrecht"),
    ],
)
def test_a_company_gets_the_preposition_and_article_it_needs(language: str, company: str, expected: str) -> None:
    assert at_company(company, b.shipped().texts(language).section("company")) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Ingénieur logiciel", "d'Ingénieur logiciel"),
        ("Chef de projet", "de Chef de projet"),
        ("Infirmière", "d'Infirmière"),
        ("Hôtesse d'accueil", "d'Hôtesse d'accueil"),
        ("Head of Design", "de Head of Design"),
        ("UX Designer", "d'UX Designer"),
        ("SRE", "de SRE"),
    ],
)
def test_french_elides_before_a_vowel(role: str, expected: str) -> None:
    assert of_role(role, b.shipped().texts("fr").section("role")) == expected

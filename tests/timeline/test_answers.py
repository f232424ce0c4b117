"""What people type on a phone after "They answer by:" (M8): bare, sloppy, in any of the languages."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.adapters.package_data import language_tables
from afterword.core.timeline import TimelineReader

READER = TimelineReader(language_tables("timeline"))
INTERVIEW = date(2026, 3, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("en", "Fri", "03-13"),
        ("en", "friday", "03-13"),
        ("en", "Fri.", "03-13"),
        ("en", "fri pm", "03-13"),
        ("en", "By Friday!", "03-13"),
        ("en", "Firday", "03-13"),
        ("en", "tmrw", "03-12"),
        ("en", "eod", "03-11"),
        ("en", "EOW", "03-13"),
        ("en", "in 2 wks", "03-25"),
        ("en", "2w", "03-25"),
        ("en", "2-3 weeks", "04-01"),
        ("en", "sometime next week", "03-20"),
        ("en", "early next week", "03-18"),
        ("en", "next Fri", "03-20"),
        ("en", "3/20", "03-20"),
        ("en", "March 20th", "03-20"),
        ("en", "the 20th", "03-20"),
        ("en", "20th", "03-20"),
        ("en", "5 biz days", "03-18"),
        ("en", "48h", "03-13"),
        ("en", "end of month", "03-31"),
        ("en", "Thursday or Friday", "03-13"),
        ("en", "not before Monday", "03-20"),
        ("en", "after Easter", "04-10"),
        ("en", "they said by Friday", "03-13"),
        ("en", "no idea", None),
        ("en", "soon", None),
        ("en", "", None),
        ("en", "they didn’t say", None),
        ("en", "Ende nächster Woche", "03-20"),
        ("de", "13.3.", "03-13"),
        ("de", "Fr", "03-13"),
        ("de", "Ende nächster Woche", "03-20"),
        ("de", "in 2 Wo", "03-25"),
        ("de", "bis Mo", "03-16"),
        ("de", "naechste Woche", "03-20"),
        ("de", "am 20.", "03-20"),
        ("de", "KW 13", "03-27"),
        ("de", "next week", "03-20"),
        ("fr", "ven", "03-13"),
        ("fr", "la semaine prochaine", "03-20"),
        ("fr", "le 20", "03-20"),
        ("fr", "sous 15 jours", "03-26"),
        ("fr", "fin du mois", "03-31"),
        ("es", "el viernes", "03-13"),
        ("es", "la semana q viene", "03-20"),
        ("es", "15 dias", "03-26"),
        ("es", "a finales de mes", "03-31"),
        ("pt", "sexta", "03-13"),
        ("pt", "semana que vem", "03-20"),
        ("pt", "20/03", "03-20"),
        ("it", "venerdi", "03-13"),
        ("it", "settimana prossima", "03-20"),
        ("it", "fine mese", "03-31"),
        ("it", "non so", None),
        ("es", "prox semana", "03-20"),
        ("de", "in ner woche", "03-18"),
        ("de", "spätestens do", "03-12"),
        ("en", "couple weeks", "03-25"),
        ("pt", "fim do mês", "03-31"),
        ("nl", "vr", "03-13"),
        ("nl", "volgende week", "03-20"),
        ("nl", "over 2 weken", "03-25"),
        ("nl", "20-3", "03-20"),
    ],
)
def test_a_bare_answer_is_read_as_typed(language: str, typed: str, day: str | None) -> None:
    country = "US" if language == "en" else language.upper()
    stated = READER.answer(typed, anchor=INTERVIEW, language=language, country=country)
    assert (f"{stated.by:%m-%d}" if stated else None) == day


def test_the_quoted_words_are_the_ones_typed() -> None:
    stated = READER.answer(" by   Friday ", anchor=INTERVIEW, language="en", country="US")
    assert stated is not None
    assert stated.text == "by Friday"

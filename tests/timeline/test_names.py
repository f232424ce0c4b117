from __future__ import annotations

import pytest

from afterword.adapters.package_data import language_tables
from afterword.core.timeline.lexicon import fold
from afterword.core.timeline.names import Names
from afterword.core.timeline.slips import slip


@pytest.mark.parametrize(
    ("language", "friday", "march", "ten"),
    [
        ("en", "Friday", "March", "ten"),
        ("de", "Freitag", "März", "zehn"),
        ("fr", "vendredi", "mars", "dix"),
        ("es", "viernes", "marzo", "diez"),
        ("pt", "sexta-feira", "março", "dez"),
        ("it", "venerdì", "marzo", "dieci"),
        ("nl", "vrijdag", "maart", "tien"),
    ],
)
def test_names_of_a_language_are_there_for_other_rooms(language: str, friday: str, march: str, ten: str) -> None:
    names = Names.of(language_tables("timeline")[language])
    weekdays = {name.replace(" - ", "-"): day for name, day in names.weekdays.items()}
    assert (weekdays[fold(friday)], names.months[fold(march)], names.numbers[fold(ten)]) == (4, 3, 10)


@pytest.mark.parametrize(
    ("typed", "meant", "allowed", "same"),
    [
        ("wendesday", "wednesday", 2, True),
        ("firday", "friday", 1, True),
        ("frday", "friday", 1, True),
        ("money", "monday", 1, False),
        ("monday", "monday", 1, False),
        ("tuesday", "thursday", 1, False),
    ],
)
def test_a_slip_of_the_finger_is_told_from_another_word(typed: str, meant: str, allowed: int, same: bool) -> None:  # noqa: FBT001
    assert slip(typed, meant, allowed) is same

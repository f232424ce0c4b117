"""Why something stands on its day, as a value: it can be said in any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a reason: a key of the table `[why]` in messages.toml, and what goes into its form.

    `days` is a period, `working_days` a number of working days, `clock` a time of day, `words` a text that no language
    changes (a title in quotes, a zone); `said` says who said so.
    """

    key: str
    day: date | None = None
    other: date | None = None
    clock: time | None = None
    days: int | None = None
    working_days: int | None = None
    words: str = ""
    said: Reason | None = None

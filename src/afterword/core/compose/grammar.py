"""The small grammar that messages need: the preposition before a company, "de" or "d'" before a role, dates.

All of it is read from the language's `messages.toml`; the code only looks up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from afterword.core.compose.engine import fill

if TYPE_CHECKING:
    from datetime import date, time

Table = dict[str, Any]

LEGAL_FORMS: Final = frozenset(["inc", "ltd", "llc", "plc", "corp", "co", "limited", "sas", "sa", "sarl", "srl", "spa"])


def at_company(company: str, table: Table) -> str:
    """As in "at Northwind", "bei der Stadt Köln", "chez Airbus": by the first rule that fits, else the plain form."""
    for rule in table.get("rules", ()):
        start = next((s for s in rule.get("starts", ()) if _starts(company, s)), None)
        if start is not None:
            return fill(rule["at"], {"company": company, "rest": company[len(start) :].strip()})
        if _ends(company, rule.get("ends", ())):
            return fill(rule["at"], {"company": company, "rest": company})
    return fill(table["at"], {"company": company})


def _starts(company: str, start: str) -> bool:
    following = company[len(start) : len(start) + 1]
    return company.casefold().startswith(start.casefold()) and not following.isalnum()


def _ends(company: str, ends: tuple[str, ...] | list[str]) -> bool:
    """A rule's "-bank" fits the end of the last word, "GmbH" only the whole last word."""
    words = [word for word in company.split() if word.casefold().strip(".,") not in LEGAL_FORMS]
    last = words[-1].casefold().strip(".,") if words else ""
    return any(
        last.endswith(end[1:].casefold()) if end.startswith("-") else last == end.casefold().strip(".,") for end in ends
    )


def of_role(role: str, table: Table) -> str:
    """As in "d'ingénieur", "de chef de projet"; in languages that do not elide simply the role."""
    before_vowel = table.get("before_vowel")
    if before_vowel is None:
        return fill(table["of"], {"role": role})
    start = role.casefold()
    vowel = start[:1] in table["vowels"] or start.startswith(tuple(table["mute"]))
    elide = vowel and not start.startswith(tuple(table["not_before"]))
    return fill(before_vowel if elide else table["of"], {"role": role})


def is_no_post(role: str, table: Table) -> bool:
    """True for a role that names the work and not the person: "Internship Marketing", "Praktikum Einkauf"."""
    words = [word.casefold().strip(".,()") for word in role.split()]
    named = tuple(table.get("not_a_person", ()))
    return any(word == one or (one.startswith("-") and word.endswith(one[1:])) for word in words for one in named)


@dataclass(frozen=True, slots=True)
class Dates:
    """Writes dates and times as the language does; `country` picks a form such as the American one."""

    table: Table
    country: str | None = None

    def day(self, at: date) -> str:
        """As in "Tuesday, 10 March", without a preposition."""
        own = f"day_{self.country}"
        return fill(self.table[own if own in self.table else "day"], self._parts(at))

    def form(self, form: str, at: date) -> str:
        """The day with what the language puts before it: form 'on', 'by' or 'from'."""
        return fill(self.table[form], self._parts(at) | {"date": self.day(at)})

    def clock(self, at: time) -> str:
        """As in "at 14:00", "um 14:00 Uhr", "à 14 h 30"."""
        full_hour = "time_full_hour" if at.minute == 0 and "time_full_hour" in self.table else "time"
        key = f"{full_hour}_{self.country}" if f"{full_hour}_{self.country}" in self.table else full_hour
        values = {
            "hour": str(at.hour),
            "hour24": f"{at.hour:02}",
            "hour12": str(at.hour % 12 or 12),
            "half": "am" if at.hour < 12 else "pm",
            "minute": f"{at.minute:02}",
        }
        return fill(self.table[key], values)

    def _parts(self, at: date) -> dict[str, str]:
        table = self.table
        on_weekday: list[str] = table.get("on_weekdays") or table["weekdays"]
        return {
            "weekday": table["weekdays"][at.weekday()],
            "on_weekday": on_weekday[at.weekday()],
            "number": table["first_day"] if at.day == 1 and "first_day" in table else str(at.day),
            "month": table["months"][at.month - 1],
        }

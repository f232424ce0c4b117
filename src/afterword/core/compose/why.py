"""Why a follow-up stands on its day, said in the language of the message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from afterword.core.compose.engine import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterword.core.compose.grammar import Dates
    from afterword.core.model import Reason

_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Wording:
    """Says reasons in one language: `table` is its `[why]`, `dates` write days and times as the language does."""

    table: Mapping[str, Any]
    dates: Dates

    def sentence(self, reasons: Iterable[Reason]) -> str:
        """All parts as one sentence with a capital and a full stop."""
        text = str(self.table["join"]).join(self.part(reason) for reason in reasons)
        return f"{text[:1].upper()}{text[1:]}."

    def part(self, reason: Reason) -> str:
        return fill(self.table[reason.key], self._values(reason))

    def _values(self, reason: Reason) -> dict[str, str]:
        values = {"words": reason.words, "said": self.part(reason.said) if reason.said else ""}
        for name, day in (("day", reason.day), ("other", reason.other)):
            if day is not None:
                values |= {f"{form}_{name}": self.dates.form(form, day) for form in ("on", "by", "from")}
                values[name] = self.dates.day(day)
        if reason.clock is not None:
            values["at_time"] = self.dates.clock(reason.clock)
            values |= {"hour": str(reason.clock.hour), "minute": f"{reason.clock.minute:02}"}
        if reason.days is not None:
            values["period"] = self.period(reason.days)
        if reason.working_days is not None:
            values["working_days"] = self._counted("work", reason.working_days)
        return values

    def period(self, days: int) -> str:
        """'two weeks', 'ten days', '16 days'."""
        weeks = days // _WEEK if days and days % _WEEK == 0 else 0
        return self._counted("weeks", weeks) if weeks else self._counted("days", days)

    def _counted(self, unit: str, count: int) -> str:
        forms, numbers = self.table[unit], self.table["numbers"]
        word = numbers[count] if count < len(numbers) else str(count)
        return fill(forms.get(str(count)) or forms["more"], {"count": word})

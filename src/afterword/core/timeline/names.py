"""Weekday and month names and number words of a language, for other rooms that read dates (from `timeline.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from afterword.core.timeline.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Names:
    """Folded names (lower case, no accents): weekday 0 is Monday, month 1 is January. Short forms are included."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Names:
        """From the parsed `timeline.toml` of one language."""
        names = cast("Mapping[str, object]", table.get("names", {}))
        return cls(
            _listed(names, "weekdays", 0),
            _listed(names, "months", 1),
            _named(names, "numbers"),
            _named(names, "ordinals"),
        )


def _listed(names: Mapping[str, object], key: str, first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in (key, f"{key}_short"):
        for number, forms in enumerate(cast("list[list[str]]", names.get(part, [])), start=first):
            for form in forms:
                found.setdefault(fold(form), number)
    return found


def _named(names: Mapping[str, object], key: str) -> dict[str, int]:
    groups = cast("Mapping[str, list[str]]", names.get(key, {}))
    return {fold(form): int(number) for number, forms in groups.items() for form in forms}

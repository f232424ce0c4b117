"""The texts of one language, looked up by name. Nothing is parsed before it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FALLBACK: Final = "en"
FORM: Final = ("talked_about", "they_said", "strength", "question")


@dataclass(frozen=True, slots=True)
class Shipped:
    """What comes with the package: a table per language (each may be read only when asked for), and the titles."""

    messages: Mapping[str, Mapping[str, Any]]
    byhand: Mapping[str, Mapping[str, Any]]
    tone: Mapping[str, Mapping[str, Any]]
    honorifics: Mapping[str, Any]

    def texts(self, language: str) -> Texts:
        """The texts of `language`, or English where there are none."""
        code = language if language in self.messages else FALLBACK
        form = self.byhand[code]["form"] if code in self.byhand else {}
        return Texts(code, self.messages[code], {field: form[field][0] for field in FORM if field in form})


@dataclass(frozen=True, slots=True)
class Texts:
    language: str
    table: Mapping[str, Any]
    labels: Mapping[str, str]
    """The labels of the form, as core.byhand reads them back."""

    def section(self, name: str) -> dict[str, Any]:
        section = self.table.get(name, {})
        assert isinstance(section, dict)
        return section

    def text(self, section: str, name: str) -> str:
        return str(self.table[section][name])

    def variants(self, kind: str, part: str) -> tuple[str, ...]:
        """The variants of a sentence: of this kind, else the common ones; "opening.panel" else "opening.plain"."""
        name, _, case = part.partition(".")
        found: Any = self.section(kind).get(name) or self.section("common").get(name, [])
        if isinstance(found, dict):
            found = found.get(case) or found["plain"]
        return tuple(found)

    def form_of(self, phrase: str, *, role: bool, company: bool) -> str:
        """The form of a phrase for what is known: both, role, company or none."""
        known = {(True, True): "both", (True, False): "role", (False, True): "company", (False, False): "none"}
        return str(self.table["phrases"][phrase][known[role, company]])

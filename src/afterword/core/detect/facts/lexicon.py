"""Builds one lexicon from the tables of all languages: invitations mix them freely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.words import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ONLY_OWN: Final = frozenset({"company.at_weak", "title.noise"})
"""Kinds whose words are too small to be looked for in another language ("en" is "in" and "and")."""


def phrases(value: object) -> Iterable[str]:
    """The phrases of one value of a table: a list of phrases, or a text of single words."""
    if isinstance(value, str):
        return value.replace("\n", " ").split()
    return [str(entry) for entry in value] if isinstance(value, list) else []


def lexicon(tables: Mapping[str, Mapping[str, object]]) -> Lexicon:
    """All words of all languages, by "section.key"; the small words by "section.key:language"."""
    kinds: dict[str, list[str]] = {}
    for code, table in tables.items():
        for section, keys in table.items():
            if not isinstance(keys, dict):
                continue
            for key, value in keys.items():
                kind = f"{section}.{key}"
                kinds.setdefault(f"{kind}:{code}" if kind in ONLY_OWN else kind, []).extend(phrases(value))
    return Lexicon(kinds)


def word_set(tables: Mapping[str, Mapping[str, object]], section: str, key: str) -> frozenset[str]:
    """The words of one kind in all languages, as they stand in the tables."""
    found: set[str] = set()
    for table in tables.values():
        keys = table.get(section)
        if isinstance(keys, dict):
            found.update(phrases(keys.get(key)))
    return frozenset(found)

"""Builds one lexicon from the tables of all languages: invitations mix them freely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from afterword.core.detect.facts.words import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ONLY_OWN: Final = frozenset({"company.at_weak", "title.noise", "people.honorific_small"})
"""Kinds whose words are too small to be looked for in another language ("en" is "in" and "and")."""


def phrases(value: object) -> Iterable[str]:
    """The phrases of one value of a table: a list of phrases, or a text of single words."""
    if isinstance(value, str):
        return value.replace("\n", " ").split()
    return [str(entry) for entry in value] if isinstance(value, list) else []


def _spelt(words: Iterable[str], code: str) -> Iterable[str]:
    """The phrases, and in German those with "ss" also as "ß" is folded: to one letter, as every letter is."""
    for phrase in words:
        yield phrase
        if code == "de" and "ss" in phrase:
            yield phrase.replace("ss", "ß")


def lexicon(tables: Mapping[str, Mapping[str, object]]) -> Lexicon:
    """All words of all languages, by "section.key"; the small words by "section.key:language"."""
    kinds: dict[str, list[str]] = {}
    for code, table in tables.items():
        for section, keys in table.items():
            if not isinstance(keys, dict):
                continue
            for key, value in keys.items():
                if key == "attributes":
                    continue
                kind = f"{section}.{key}"
                kinds.setdefault(f"{kind}:{code}" if kind in ONLY_OWN else kind, []).extend(
                    _spelt(phrases(value), code)
                )
    kinds |= _followed(tables)
    return Lexicon(kinds)


def _followed(tables: Mapping[str, Mapping[str, object]]) -> dict[str, list[str]]:
    """The nouns of jobs whose attributes follow them ("infirmière de nuit"): in the languages that say so, and of
    these in every text those that no other language has."""
    own: dict[str, list[str]] = {}
    others: set[str] = set()
    for code, table in tables.items():
        role = table.get("role")
        if isinstance(role, dict):
            jobs = phrases(role.get("jobs"))
            if role.get("attributes") == "after":
                own[f"role.followed:{code}"] = list(jobs)
            else:
                others.update(jobs)
    everywhere = [job for jobs in own.values() for job in jobs if job not in others and "*" not in job]
    return own | {"role.followed": everywhere}


def word_set(tables: Mapping[str, Mapping[str, object]], section: str, key: str) -> frozenset[str]:
    """The words of one kind in all languages, as they stand in the tables."""
    found: set[str] = set()
    for table in tables.values():
        keys = table.get(section)
        if isinstance(keys, dict):
            found.update(phrases(keys.get(key)))
    return frozenset(found)

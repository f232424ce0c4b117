"""People's names: title, first and last name, from the many ways in which invitations write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from afterword.core.compose.clean import LONGEST_NAME, fact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_ASIDE: Final = re.compile(r"\s*\([^()]{0,60}\)|\s+[-–—|·]\s.{0,60}$|\s+(?:@|\bvia\b)\s?.{0,60}$", re.IGNORECASE)
_PARTICLES: Final = frozenset(
    ["de", "del", "della", "di", "da", "do", "dos", "das", "van", "von", "vom", "zu", "zum", "zur", "den", "der",
     "ter", "ten", "te", "la", "le", "du", "des", "al", "el", "bin", "ibn", "st.", "mc", "d'", "y", "e"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """`title` is a key of the greeting tables: '', 'mr', 'ms', 'dr', 'prof', 'mr_dr', 'ms_dr', 'mr_prof', 'ms_prof'.
    `full` is the name as it is spoken of, with a doctor's or professor's title, without Mr or Ms."""

    full: str = ""
    first: str = ""
    last: str = ""
    title: str = ""

    def __bool__(self) -> bool:
        return bool(self.full)


class Namer:
    """Built once from `honorifics.toml`; reads names of all languages, for invitations mix them."""

    def __init__(self, honorifics: Mapping[str, Any]) -> None:
        self._kinds: dict[str, str] = {
            word.casefold(): kind for kind in ("mr", "ms", "dr", "prof", "mr_dr", "ms_dr", "mr_prof", "ms_prof", "drop")
            for word in honorifics.get(kind, ())
        }  # fmt: skip
        self._shown: Mapping[str, str] = honorifics.get("shown", {})
        self._suffixes = frozenset(word.casefold() for word in honorifics.get("suffixes", ()))
        self.read = lru_cache(maxsize=512)(self._read)

    def _read(self, raw: str | None) -> Name:
        """The parts of a name; an empty Name for none, an address or something that is no name."""
        text = fact(_ASIDE.sub("", (raw or "")[:200]))
        if text is None or "@" in text or len(text) > LONGEST_NAME or any(c.isdigit() for c in text):
            return Name()
        words = self._in_spoken_order(text).split()
        titles, rest = self._titles(words)
        if not rest:
            return Name()
        title = _title(titles)
        first, last = _first_and_last(rest, titled=bool(title))
        if not first and title in ("mr", "ms"):
            return Name(f"{words[0]} {last}", first, last, title)
        shown = next((self._shown.get(kind, "") for kind in ("prof", "dr") if kind in title.split("_")), "")
        return Name(" ".join([*([shown] if shown else []), *rest]), first, last, title)

    def _in_spoken_order(self, text: str) -> str:
        """Turn "Whitlock, Dana" of a directory around; "Dana Whitlock, PhD" keeps its order and loses its suffix."""
        before, comma, after = (part.strip() for part in text.partition(","))
        if not comma or not after:
            return before
        if all(word.casefold().strip(".,") in self._suffixes for word in after.split()):
            return before
        after = after.split(",")[0].strip()
        return f"{after} {before}" if len(after.split()) <= 4 else before

    def _titles(self, words: list[str]) -> tuple[set[str], list[str]]:
        kinds: set[str] = set()
        start = 0
        for word in words:
            kind = self._kinds.get(word.casefold()) or self._kinds.get(word.casefold().rstrip(".,"))
            if kind is None:
                break
            kinds |= set(kind.split("_"))
            start += 1
        rest = words[start:]
        while len(rest) > 1 and self._is_suffix(rest[-1]):
            rest = rest[:-1]
        return kinds - {"drop"}, rest

    def _is_suffix(self, word: str) -> bool:
        """True for "MBA", "PhD", "Jr." but not the family name "Ma"."""
        bare = word.casefold().strip(".,")
        capitals = sum(c.isupper() for c in word)
        return bare in self._suffixes and (capitals > 1 or bare in {"jr", "sr"})


def _title(kinds: set[str]) -> str:
    gender = next((kind for kind in ("ms", "mr") if kind in kinds), "")
    degree = next((kind for kind in ("prof", "dr") if kind in kinds), "")
    return "_".join(part for part in (gender, degree) if part)


def _first_and_last(words: list[str], *, titled: bool) -> tuple[str, str]:
    """One word is a first name, but a last name after a title, and so is "De Vries"."""
    if titled and (len(words) == 1 or words[0].casefold() in _PARTICLES):
        return "", " ".join(words)
    return (words[0], "") if len(words) == 1 else (words[0], _last(words))


def _last(words: list[str]) -> str:
    """The last name with its particles: "van den Berg" of "Anna van den Berg"."""
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])

"""Is this event an interview with the owner as the candidate? Weighted signals, each with its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from afterword.core.detect.direction import directions
from afterword.core.detect.fold import fold
from afterword.core.detect.language import LanguageGuesser
from afterword.core.detect.lexicon import IGNORE, Lexicon, Listed, split_list
from afterword.core.detect.owner import company
from afterword.core.detect.priors import START, priors
from afterword.core.detect.reading import read
from afterword.core.detect.score import Weights
from afterword.core.detect.signals import INTERVIEW, collect
from afterword.core.detect.state import why_no_follow_up
from afterword.core.detect.vendors import Vendors
from afterword.core.model import Evidence, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afterword.core.detect.reading import Reading
    from afterword.core.model import Occurrence, Owner

SOFT = frozenset({"press", "sales", "networking", "lookalike", "contract", "reference", "owner-interviews"})
PLAIN = frozenset({"internal", "internal_word", "kin", "purpose", "occasion"})
FIRST_NAMES = "first_names"
NO_SIGN = "no sign of an interview"
ABOUT = ("offer", "contract", "feedback", "rejection")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge found. `why_not` of a verdict NOT names what the event is instead ('prep', 'owner-interviews' …);
    of an interview, why no follow-up is due ('cancelled', 'declined', 'withdrawn', 'no-show', 'tentative-slot').
    `about`: an offer, contract, feedback or rejection talk that bears on an application (T13)."""

    verdict: Verdict
    score: float
    evidence: tuple[Evidence, ...] = ()
    why_not: str | None = None
    language: str = "en"
    about: str | None = None


class Judge:
    """Built once from the language tables (`signals.toml` of each language), asked for every occurrence.

    `vendors` and `weights` are the parsed `data/vendors.toml` and `data/weights.toml`; without the latter the
    signals weigh what they did before the fit (core.detect.priors).
    """

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, object]],
        vendors: Mapping[str, object] | None = None,
        weights: Mapping[str, object] | None = None,
    ) -> None:
        self._lexicon = Lexicon(_lists(tables))
        self.reasons = tuple(dict.fromkeys(reason for table in tables.values() for reason in _section(table, "not")))
        self._language = LanguageGuesser(tables)
        self._vendors = Vendors(vendors or {})
        self._weights = Weights.from_table(weights) if weights else Weights(priors(self.reasons), start=START)
        self._first_names = frozenset(
            fold(name)
            for table in tables.values()
            for name in split_list(str(_section(table, "direction").get(FIRST_NAMES, "")))
        )
        self._last: tuple[Occurrence | None, Owner | None, Judgement] = (None, None, Judgement(Verdict.NOT, 0.0))

    def judge(self, occurrence: Occurrence, owner: Owner) -> Judgement:
        """Verdict, score and evidence. Total: whatever the event holds, it answers. Linear in at most 8 kB of text.

        Nothing here depends on when the event is, so the instances of a series, which come one after the other, are
        judged once.
        """
        at, by, before = self._last
        if at is None or by != owner or not _says_the_same(at, occurrence):
            before = self._judged(occurrence, owner)
        self._last = (occurrence, owner, before)
        return before

    def _judged(self, occurrence: Occurrence, owner: Owner) -> Judgement:
        reading = read(occurrence, self._lexicon, self._language)
        language = reading.language
        fired = self._fired(reading, owner)
        evidence = self._weights.evidence(fired)
        score = self._weights.score(evidence)
        verdict = self._weights.verdict(score)
        if verdict is Verdict.NOT:
            why_not = _instead(evidence)
            return Judgement(verdict, score, evidence, why_not, language, why_not if why_not in ABOUT else None)
        people = company(occurrence, owner, self._vendors)
        return Judgement(verdict, score, evidence, why_no_follow_up(reading, people), language)

    def signals(self, occurrence: Occurrence, owner: Owner) -> Mapping[str, str]:
        """Every signal that fires with its words, whatever it weighs: what weights are fitted on."""
        return self._fired(read(occurrence, self._lexicon, self._language), owner)

    def _fired(self, reading: Reading, owner: Owner) -> dict[str, str]:
        if not (reading.title.by_label or reading.text.by_label):
            return {}
        people = company(reading.occurrence, owner, self._vendors)
        fired = collect(reading, people, self._vendors, self.reasons)
        fired.update(directions(reading, people, self._vendors, self._first_names))
        return fired


def _says_the_same(one: Occurrence, other: Occurrence) -> bool:
    """True for two instances of one event that differ in nothing but when they are."""
    if one.uid != other.uid or one.recurrence_id is None:
        return False
    return one == replace(other, span=one.span, recurrence_id=one.recurrence_id, zone=one.zone)


def _instead(evidence: tuple[Evidence, ...]) -> str:
    """What the event is, by the heaviest signal against it."""
    for one in evidence:
        if one.weight < 0 and one.signal.startswith("not ("):
            return one.signal[len("not (") : one.signal.index(")")]
        if one.weight < 0 and one.signal in {"direction: your own organisation invites", "direction: you invite"}:
            return "owner-interviews"
    return NO_SIGN


def _section(table: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = table.get(name)
    return section if isinstance(section, dict) else {}


def _lists(tables: Mapping[str, Mapping[str, object]]) -> Iterator[Listed]:
    """The lists of all languages together: people write in several, often in one event."""
    for language, table in tables.items():
        for label, words in _section(table, "for").items():
            yield Listed(label, str(words))
        for reason, lists in _section(table, "not").items():
            for part, words in lists.items() if isinstance(lists, dict) else ():
                yield from _against(reason, part, str(words), language)
        for label, words in _section(table, "state").items():
            yield Listed(label, str(words), language)
        yield Listed(IGNORE, str(_section(table, "ignore").get("words", "")))
        for label, words in _section(table, "direction").items():
            if label != FIRST_NAMES:
                bound = language if label == "kin" else ""
                yield Listed(label if label in PLAIN else f"label:{label}", str(words), bound)
        internal = split_list(fold(str(_section(table, "direction").get("internal", ""))))
        yield Listed("word", ",".join(phrase for phrase in internal if INTERVIEW.search(phrase)))


def _against(reason: str, part: str, words: str, language: str) -> Iterator[Listed]:
    """A single everyday word ("bank", "film") is only a hint: it may be the employer's trade."""
    label = f"{reason}/{part}"
    if part != "title" or reason not in SOFT:
        yield Listed(label, words, language)
        return
    phrases = list(split_list(fold(words)))
    decisive = [phrase for phrase in phrases if INTERVIEW.search(phrase)]
    yield Listed(label, ",".join(decisive), language)
    yield Listed(label, ",".join(set(phrases).difference(decisive)), language, single=f"{reason}/hint")

"""The cue grammar: is a date the day on which the employer's side promises word?

Labels (sections of `[cues]` in timeline.toml):
promise   words that promise an answer whoever says them     tell   an answer's verb that needs to know who tells whom
word      an answer's noun: decision, feedback, outcome      own    what the candidate has to do, or asks for
other     other things that have dates                       event  the interview itself
invites   own where it opens its clause ("melden Sie sich bei mir"), a promise after a day ("Freitag melden sie …")
past, unreal, wish, refuse, third, negation, condition, correction, replaced, hedge, breaks, please
then      takes up a day named before: "they meet on the 19th and will call me then"
candidate, they: subjects                                    addressee, them: objects

A date belongs to the nearest cue of its sentence; breaks and other dates between count as distance.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterword.core.timeline.items import Item
    from afterword.core.timeline.windows import Dated

CUES = frozenset({"promise", "tell", "word", "own", "other", "past", "unreal", "refuse", "plan"})
GOOD = frozenset({"promise", "word"})
STRONG = frozenset({"breaks", ";", "[", "]"})
BREAKS = {",": 2.0, "-": 1.0, ":": 1.0, ";": 8.0, "[": 2.0, "]": 2.0, "breaks": 4.0, "line": 3.0}
AFTERWARDS = 1.5
DATE_BETWEEN = 3.0
FAR = 26.0
NAMES_A_DAY = frozenset("WMDTH")
CLOSING = frozenset({".", ",", ";", ":", "]", "breaks", "-", "addressee", "promise", "tell", "invites"})
AFTER = frozenset(">g(dwbm")
ENDS_A_DAY = frozenset("WaMADNOYdwmbhyqkfQTPejJKHVn")
LONGEST = 60
"""A row of so many items without a full stop is no sentence; cutting it keeps the work linear."""
SPOILS = frozenset({"refuse", "unreal", "wish", "arrange"})
FRAGMENT = frozenset(
    {"hedge", "said", "they", "1", "addressee", "candidate", "word", ",", "-", ":", "!", "~", "P", "please", "breaks"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """A date that is promised: the cue's place and whether it is negated ("not before") or a correction."""

    dated: Dated
    cue: int
    negated: bool = False
    corrects: bool = False
    cost: float = 0.0


class Sentence:
    """The items of one sentence, `.` and `?` at its end kept."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.labels = [item.label for item in items]
        self._resolve()
        self._cues = [place for place, label in enumerate(self.labels) if label in CUES]
        self._breaks = [place for place, label in enumerate(self.labels) if label in STRONG]
        self.weights = [0.0, *accumulate(BREAKS.get(label, 1.0) for label in self.labels)]

    def _resolve(self) -> None:
        """Labels that depend on their neighbours: who tells whom, which interview, a decision about what."""
        for place, label in enumerate(self.labels):
            if label == "tell":
                self.labels[place] = self._who_tells(place)
            elif label in {"plan", "then", "invites"}:
                self.labels[place] = self._beside(place, label)
            elif label == "event" and self.items[place].value and not (place and self.labels[place - 1] in AFTER):
                self.labels[place] = "other"
            elif label == "word" and self._of_something_else(place):
                self.labels[place] = "other"
                if place and self.labels[place - 1] == "promise":  # "they announce the decision about the office"
                    self.labels[place - 1] = "other"

    def _beside(self, place: int, label: str) -> str:
        """What a label means by the one next to it."""
        if label == "plan":  # "I will call you" in a mail of theirs
            return "promise" if self.labels[place + 1 : place + 2] == ["addressee"] else label
        if label == "invites":
            return "promise" if place and self.labels[place - 1] in ENDS_A_DAY | {"then"} else "own"
        if self._closes(place):
            return label
        return "breaks" if self.items[place].value == "breaks" else "X"

    def has(self, *labels: str) -> bool:
        return any(label in self.labels for label in labels)

    @property
    def promises(self) -> bool:
        """Promises word, with or without a day."""
        return self.has("promise", "word") and not self.has("refuse", "third", "unreal")

    @property
    def asks(self) -> bool:
        """A question, though no mere tag as in "by Friday, ok?"."""
        last = self.labels[-4:]
        tagged = last[-1:] == ["?"] and "," in last and set(last[last.index(",") + 1 : -1]) <= {"X", "hedge"}
        return "?" in self.labels and not (tagged and self.labels.count("?") == 1)

    def is_fragment(self, dated: Dated) -> bool:
        """True if nothing but the date and hedges stand here, as in "probably by Friday"."""
        rest = [*self.labels[: dated.first], *self.labels[dated.last :]]
        return all(label in FRAGMENT or label in ".;" for label in rest)

    def said(self, dated: Dated, others: Sequence[Dated]) -> Said | None:
        """The promise of which this is the date, or None."""
        corrects = self.has("correction", "replaced")
        if dated.first and (self.labels[dated.first - 1] == "replaced" or self._struck_out(dated.first)):
            return None
        if self._corrected(dated):
            return Said(dated, dated.first, corrects=True)
        cost, cue = self._governor(dated, others)
        if cost >= FAR or self.has("third") or self.asks:
            return None
        first, last = min(cue, dated.first), max(cue, dated.last - 1)
        if self.labels[cue] not in GOOD or self._spoiled(cue, first, last):
            return None
        negated = self._denied(first, last)
        if negated and dated.relation not in {"until", "before", "after"}:
            return None
        return Said(dated, cue, negated=negated, corrects=corrects, cost=cost)

    def _denied(self, first: int, last: int) -> bool:
        """True if the clause is negated; "no worries, …" at its beginning and "if you have not heard" are no denial."""
        if "condition" in self.labels:
            return False
        clause = self._clause(first, last)
        labels, before = self.labels[clause.start : clause.stop], self.labels[clause.start : first]
        ends = [place for place, label in enumerate(before) if label in {",", ":"}]
        if ends and (before[0] == "negation" or ":" in before or not NAMES_A_DAY.isdisjoint(before)):
            labels = labels[ends[0] if before[0] == "negation" else ends[-1] :]
        return "negation" in labels

    def _struck_out(self, first: int) -> bool:
        """As in "by 7 August, not 31 July"."""
        return first > 1 and self.labels[first - 1] == "negation" and self.labels[first - 2] in {",", "breaks", "["}

    def _closes(self, place: int) -> bool:
        return place + 1 == len(self.labels) or self.labels[place + 1] in CLOSING

    def then(self) -> tuple[int, int] | None:
        """Where a day named before is taken up, as in "and they will call me then": the places of cue and "then"."""
        if self.has("refuse", "third", "unreal") or self.asks or "then" not in self.labels:
            return None
        place = self.labels.index("then")
        clause = self._clause(place, place)
        cues = [at for at in clause if self.labels[at] in CUES]
        near = min(cues, key=lambda at: abs(at - place), default=None)
        if near is None and self.items[place].value == "after":  # "we can't decide until they meet, so after that"
            near = next((at for at in self._cues if at < place and self.labels[at] in GOOD), None)
        if near is None or self.labels[near] not in GOOD or self._spoiled(near, min(near, place), max(near, place)):
            return None
        return None if "negation" in (self.labels[at] for at in clause) else (near, place)

    def _spoiled(self, cue: int, first: int, last: int) -> bool:
        """True if the clause around cue and date, items first to last, says that this is no promise."""
        label = self.labels[cue]
        if cue and self.labels[cue - 1] in {"own", "plan"}:  # "devo dare una risposta"
            return True
        if "condition" in self.labels and "plan" in self.labels:
            return True  # "if I have not heard by Friday I'll write to them" is the candidate's plan
        labels = {self.labels[place] for place in self._clause(first, last)}
        if "material" in self._phrase(first, last) and "word" not in labels:
            return True
        if label == "promise":
            return bool(labels & SPOILS)
        return bool(labels & (SPOILS | {"own", "plan", "please"})) or "past" in self._phrase(cue, cue)

    def _corrected(self, dated: Dated) -> bool:
        """As in "they were going to decide on Friday, now by Monday": the day of the clause with the correction."""
        clause = self._clause(dated.first, dated.last - 1)
        return (
            self.has("promise", "word", "unreal", "past", "said")
            and not self.has("other", "own", "plan", "third")
            and any(self.labels[place] == "correction" for place in clause if place < dated.first)
            and "past" not in self.labels[clause.start : dated.first][-3:]  # "it actually took three weeks"
            and self.labels[dated.first - 1] != "replaced"
        )

    def _of_something_else(self, place: int) -> bool:
        """As in "the decision about the office": not about the application."""
        after = [item.label for item in self.items[place + 1 : place + 5]]
        if after[:1] != ["topic"] and not {"process", "addressee"}.isdisjoint(after[1:]):
            return False  # "the decision on the controller job", "the results to all candidates"
        if after[:1] in (["q"], ["Q"]):  # "the results of the quarter"
            return True
        return len(after) > 1 and after[0] in {"topic", "@", "~"} and after[1] == "X"

    def _governor(self, dated: Dated, others: Sequence[Dated]) -> tuple[float, int]:
        dates = [other.first for other in others]
        costs = [(self._distance(place, dated, dates), place) for place in self._cues]
        return min(costs, default=(FAR, 0))

    def _distance(self, place: int, dated: Dated, dates: Sequence[int]) -> float:
        if place < dated.first:
            between, cost = range(place + 1, dated.first), 0.0
        else:
            between, cost = range(dated.last, place), AFTERWARDS
        if len(between) > FAR:
            return FAR
        cost += self.weights[between.stop] - self.weights[between.start] if between else 0.0
        cost += DATE_BETWEEN * (bisect_left(dates, between.stop) - bisect_left(dates, between.start))
        return cost - (0.5 if self.labels[place] == "promise" else 0.0)

    def _clause(self, first: int, last: int) -> range:
        """The places of the clause around [first, last]: up to the next strong breaks on both sides."""
        before, after = bisect_left(self._breaks, first), bisect_left(self._breaks, last + 1)
        start = self._breaks[before - 1] + 1 if before else 0
        end = self._breaks[after] if after < len(self._breaks) else len(self.labels)
        return range(start, end)

    def _phrase(self, first: int, last: int) -> Sequence[str]:
        """The labels around [first, last] up to the next commas or strong breaks."""
        clause = self._clause(first, last)
        while first > clause.start and self.labels[first - 1] != ",":
            first -= 1
        while last + 1 < clause.stop and self.labels[last + 1] != ",":
            last += 1
        return self.labels[first : last + 1]

    def _who_tells(self, place: int) -> str:
        """An answer's verb is a promise if the employer's side tells the candidate, the candidate's own if not."""
        subject, begins = self._subject(place)
        after = self.items[place + 1 : place + 4]
        objects = {item.label for item in after}
        if "them" in objects and "addressee" not in objects:
            return "own" if subject != "they" else "promise"
        if subject == "they":
            return "promise"
        if subject == "candidate":
            return "promise" if "addressee" in objects else "own"
        asked = begins or (self.labels[place - 1] == "," and "condition" in self.labels[:place])
        return "own" if subject == "please" or asked else "promise"

    def _subject(self, place: int) -> tuple[str, bool]:
        """The nearest subject before `place` in its clause, and whether the clause begins with the verb itself."""
        steps = 0
        for index in range(place - 1, max(-1, place - 12), -1):
            label = self.items[index].label
            if label in {"they", "candidate", "please"}:
                return label, False
            if label in {"own", "plan"}:
                return "please", False
            if label == "addressee" and steps <= 1 and index + 1 < place:  # "you must respond"
                return "please", False
            if label in STRONG - {"[", "]"} or label in {".", "line"}:
                break
            steps += label not in {",", "hedge", "-", "line", "condition"}
        return "", steps == 0


def sentences(items: Sequence[Item]) -> list[Sentence]:
    """Cut at full stops, questions and hard line ends."""
    found: list[Sentence] = []
    start = 0
    for index, item in enumerate(items):
        if item.label in {".", "?", "para", "line"} or index - start >= LONGEST:
            if index > start:
                found.append(
                    Sentence(items[start:index] if item.label in {"para", "line"} else items[start : index + 1])
                )
            start = index + 1
    if start < len(items):
        found.append(Sentence(items[start:]))
    return found

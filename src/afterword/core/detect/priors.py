"""What each signal should weigh before any event was seen, as log odds: + speaks for an interview, - against.

`tools/fit_weights.py` moves these a little by the labelled events and writes `data/weights.toml`; a judge without that
table weighs by these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

START = -3.0
SIGNALS: Mapping[str, float] = {
    "title: a job interview": 5.0,
    "title: the word interview": 3.4,
    "title: a round of hiring": 2.7,
    "title: a talk or a test": 1.0,
    "title: a call or meeting": 0.4,
    "text: a call or meeting": 0.1,
    "title: a skill test": 2.4,
    "title: words of hiring": 1.8,
    "title: written to a candidate": 2.0,
    "title: a named post": 1.8,
    "title: an answer is promised": 0.3,
    "title: your name": 0.3,
    "title: a name of a job": 1.0,
    "text: a name of a job": 0.6,
    "text: several talks in a row": 1.0,
    "words: you withdrew": 2.0,
    "people: invited at your private address": 1.2,
    "people: invited at your work address": -1.0,
    "title: a talk about a job": 2.0,
    "title: a talk with somebody of a trade": 1.2,
    "title: a talk with who decides": 1.5,
    "title: two sides meet": 1.0,
    "title: you and their organisation": 1.5,
    "title: an agency": 2.0,
    "text: an agency": 1.0,
    "no talk is named": -2.0,
    "title: a slot is held": 0.6,
    "title: part of a series": 0.8,
    "title: only a skill, nobody invited": -1.5,
    "text: a job interview": 2.6,
    "text: the word interview": 1.2,
    "text: a round of hiring": 0.6,
    "text: a talk or a test": 0.4,
    "text: a skill test": 0.8,
    "text: words of hiring": 1.0,
    "text: many words of hiring": 0.8,
    "text: written to a candidate": 1.4,
    "text: much written to a candidate": 1.0,
    "text: a named post": 1.3,
    "text: an answer is promised": 1.2,
    "link: recruiting system": 2.0,
    "link: interviewing firm": 2.5,
    "link: coding pad": 2.0,
    "link: test done alone": -2.5,
    "link: practice site": -4.0,
    "link: research panel": -3.5,
    "link: signing service": -2.5,
    "link: background check": -2.5,
    "sender: hiring mailbox": 1.2,
    "sender: another organisation": 0.8,
    "sender: somebody else": 0.8,
    "people: your own entry": 0.3,
    "time: whole day": -0.3,
    "direction: an internal application": 3.0,
    "direction: you are named as the candidate": 3.5,
    "direction: you are named as the interviewer": -6.0,
    "direction: your own organisation invites": -4.5,
    "direction: you invite": -1.5,
}

AGAINST: Mapping[str, float] = {
    "title": -6.5,
    "a word in the title": -2.2,
    "text": -2.0,
}
"""The same for every reason against, but for those below."""

SINGLE: Mapping[str, float] = {
    "not (networking): a word in the title": -1.2,
    "not (press): a word in the title": -1.6,
    "not (sales): a word in the title": -1.8,
    "not (admissions): a word in the title": -1.6,
    "not (contract): a word in the title": -1.8,
    "not (everyday): a word in the title": -2.5,
    "not (scam): text": -15.0,
    "not (owner-interviews): another candidate is named": -6.5,
    "not (owner-interviews): another candidate is invited": -6.5,
    "not (owner-interviews): several of them": -2.5,
    "not (other-person): somebody else's name": -3.5,
    "not (other-person): somebody close to you": -4.0,
    "not (prep): something for an interview": -3.5,
    "not (research): a small sum": -2.5,
}


def priors(reasons: Iterable[str]) -> dict[str, float]:
    """The prior weight of every signal, those against written out for each reason."""
    against = {f"not ({reason}): {part}": weight for reason in reasons for part, weight in AGAINST.items()}
    return against | dict(SINGLE) | dict(SIGNALS)

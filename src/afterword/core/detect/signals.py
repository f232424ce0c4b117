"""The signals of one event: what speaks for an interview and what against, each with its words.

A signal is a name that a user understands and the words that fired it. What it weighs stands in `data/weights.toml`,
fitted by `tools/fit_weights.py`; a signal without a weight weighs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterword.core.detect.fold import fold
from afterword.core.detect.forms import against_forms, for_forms
from afterword.core.detect.reading import QUOTE, TEXT_CUT
from afterword.core.detect.vendors import domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterword.core.detect.owner import Company
    from afterword.core.detect.reading import Reading, Zone
    from afterword.core.detect.vendors import Vendors

_PART = re.compile(
    r"\b[1-9] ?/ ?[2-9]\b|\b(?:block|session|part|teil|bloc|partie|parte|bloque|bloco|blocco|deel|blok) [1-9]\b"
)
_APPLIED = re.compile("recruit|applic|withdr|bewerb|zuruck|candidat|desist|retir|proces|ritir|sollicit|terug")
INTERVIEW = re.compile("interview|gespr|entretien|entrevist|colloqui|intervist")
"""Stems of the word interview in all languages."""
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4
_MANY_HIRING = 3
_MANY_TO_YOU = 2

SPEAKS_FOR: Mapping[str, str] = {
    "sure": "a job interview",
    "word": "the word interview",
    "round": "a round of hiring",
    "maybe": "a talk or a test",
    "talk": "a call or meeting",
    "skill": "a skill test",
    "hiring": "words of hiring",
    "to_you": "written to a candidate",
    "post": "a named post",
    "promise": "an answer is promised",
    "trade": "a name of a job",
    "agency": "an agency",
}
_STRONGER = frozenset(
    f"{zone}: {SPEAKS_FOR[label]}"
    for zone in ("title", "text")
    for label in ("sure", "word", "round", "hiring", "to_you", "post")
)
_ABOUT_THE_JOB = frozenset(
    f"text: {SPEAKS_FOR[label]}" for label in ("hiring", "trade", "skill", "maybe", "round", "post", "promise")
) | {
    "text: many words of hiring",
    "text: several talks in a row",
    "text: a call or meeting",
    "sender: hiring mailbox",
    "people: invited at your private address",
}
"""Notes on a job also stand in preparation, travel and offers: where the title says so, they prove nothing."""
_TALKS = ("sure", "word", "round", "maybe", "skill", "to_you", "talk", "agency")
_SAID_BY_SURE = frozenset({"word", "round", "maybe", "talk"})
"""What says nothing more where a job interview is named."""
_TRADES = frozenset({"admissions"})
_LEISURE = frozenset({"everyday", "networking"})
_NEAR = 20
_WITH = re.compile(
    r"\b(?:with|w|mit|avec|con|col|com|met)\s{1,3}(?:(?:the|my|our|dem|der|le|la|il|lo|el|o|a|de|het)\s{1,3})?$"
)
_AND = re.compile(r"\s{0,3}(?:[+&/]|\b(?:and|plus|und|et|e|ed|y|en)\b)\s{0,3}")
_LINKS: Mapping[str, str] = {
    "ats": "link: recruiting system",
    "scheduling_for_hiring": "link: recruiting system",
    "outsourced_interviewers": "link: interviewing firm",
    "coding_pads": "link: coding pad",
    "self_paced": "link: test done alone",
    "practice": "link: practice site",
    "user_research": "link: research panel",
    "signing": "link: signing service",
    "background": "link: background check",
}
_REAL = frozenset(
    f"{zone}: {name}" for zone in ("title", "text") for label, name in SPEAKS_FOR.items()
    if label not in {"maybe", "talk", "trade", "promise", "leader"}
) | frozenset(_LINKS.values()) | {
    "sender: hiring mailbox",
    "people: invited at your private address",
    "title: a talk about a job",
    "title: you and their organisation",
    "title: a talk with somebody of a trade",
    "words: you withdrew",
}  # fmt: skip
_SUPPORTING = frozenset(
    {"sender: another organisation", "sender: somebody else", "people: your own entry", "text: a name of a job"}
)
"""What supports a real sign, and means nothing without one: half of all meetings come from outside."""


def collect(reading: Reading, people: Company, vendors: Vendors, reasons: Iterable[str]) -> dict[str, str]:
    """Signal name → the words that fired it, in a stable order."""
    fired: dict[str, str] = {}
    _for_words(reading, fired)
    for_forms(reading, fired)
    _against_words(reading, _possible(reasons, people), fired)
    against_forms(reading, fired)
    _talk(reading, fired)
    _senders(reading, vendors, fired)
    _inviters(reading, people, vendors, fired)
    _alone(people, fired)
    _withdrew(reading, fired)
    if not _REAL.intersection(fired):
        return {name: words for name, words in fired.items() if name not in _SUPPORTING}
    if any(name.startswith("not (") and name.endswith(": title") for name in fired):
        return {name: words for name, words in fired.items() if name not in _ABOUT_THE_JOB}
    return fired


def _for_words(reading: Reading, fired: dict[str, str]) -> None:
    for where, zone in (("title", reading.title), ("text", reading.text)):
        for label, name in SPEAKS_FOR.items():
            if zone.has(label) and not (zone.has("sure") and label in _SAID_BY_SURE):
                fired[f"{where}: {name}"] = zone.words(label)
    if reading.title.has("tentative"):
        fired["title: a slot is held"] = reading.title.words("tentative")
    if part := _PART.search(reading.title.folded):
        fired["title: part of a series"] = part.group()
    if reading.text.variety("hiring") >= _MANY_HIRING:
        fired["text: many words of hiring"] = ", ".join(_some(reading.text, "hiring"))
    if reading.text.variety("to_you") >= _MANY_TO_YOU:
        fired["text: much written to a candidate"] = ", ".join(_some(reading.text, "to_you"))


def _possible(reasons: Iterable[str], people: Company) -> list[str]:
    """Nobody else stands in a follow-up of ours: "Check in with …" by a recruiter is a talk."""
    return [reason for reason in reasons if not (reason == "own-follow-up" and people.others)]


def _against_words(reading: Reading, reasons: Iterable[str], fired: dict[str, str]) -> None:
    title, text = reading.title, reading.text
    for reason in reasons:
        for label in (f"{reason}/title", f"{reason}/text"):
            if title.has(label):
                _against_title(reading, reason, title.words(label), fired)
        if title.has(f"{reason}/hint") and not (reason in _LEISURE and _employs(title, f"{reason}/hint")):
            fired[f"not ({reason}): a word in the title"] = title.words(f"{reason}/hint")
        if text.has(f"{reason}/text"):
            fired[f"not ({reason}): text"] = text.words(f"{reason}/text")


def _employs(title: Zone, hint: str) -> bool:
    """A cinema or a sports club is the employer where an interview is named with a job, or kept like an appointment."""
    if not any(title.has(label) for label in ("sure", "word")):
        return False
    job = set(title.all_words("trade")) - set(title.all_words(hint))
    return bool(job) or title.has("tentative") or title.has("cancelled")


def _against_title(reading: Reading, reason: str, words: str, fired: dict[str, str]) -> None:
    if reason == "task" and _with_an_interview(reading.title):
        return
    if reason not in _TRADES or not _names_a_job(reading):
        fired.setdefault(f"not ({reason}): title", words)
        return
    fired.setdefault(f"not ({reason}): a word in the title", words)
    if INTERVIEW.search(fold(words)):
        fired.setdefault(f"title: {SPEAKS_FOR['word']}", words)


def _with_an_interview(title: Zone) -> bool:
    """A test is part of the day where the title joins it to an interview: "Interview and written test"."""
    talks = [hit for label in ("sure", "word") for hit in title.by_label.get(label, ())]
    pairs = [sorted((one, two), key=lambda hit: hit.start) for one in talks for two in title.by_label["task/title"]]
    return any(_AND.fullmatch(title.folded, first.end, then.start) for first, then in pairs)


def _names_a_job(reading: Reading) -> bool:
    """A school, a court or a bank in the title is the employer where a job is named."""
    return reading.title.has("trade") or reading.title.has("post") or reading.text.has("post")


def _talk(reading: Reading, fired: dict[str, str]) -> None:
    """Words of hiring without any talk are an application to write, not an interview."""
    named = f"title: {SPEAKS_FOR['word']}" in fired
    if named or any(zone.has(label) for zone in (reading.title, reading.text) for label in _TALKS):
        if reading.title.has("maybe") and (trade := _job(reading.title)):
            fired["title: a talk with somebody of a trade"] = trade
        if reading.title.has("leader") and (reading.title.has("maybe") or reading.title.has("talk")):
            fired["title: a talk with who decides"] = reading.title.words("leader")
    else:
        fired["no talk is named"] = reading.title.written[:QUOTE].strip()


def _job(title: Zone) -> str:
    """The first name of a job that is no craftsman somebody talks with: "talk with the plumber" is about a pipe."""
    leaders = set(title.all_words("leader"))
    for hit in title.by_label.get("trade", ()):
        name = title.folded[hit.start : hit.end]
        if name in leaders or not _WITH.search(title.folded, max(0, hit.start - _NEAR), hit.start):
            return title.written[hit.start : hit.end][:QUOTE]
    return ""


def _senders(reading: Reading, vendors: Vendors, fired: dict[str, str]) -> None:
    at = reading.occurrence
    hosts = vendors.hosts(reading.text.folded) + vendors.hosts(fold(" ".join(at.links)[:TEXT_CUT]))
    sender = domain(at.organizer.email) if at.organizer else ""
    for host in [*hosts, sender]:
        for kind in vendors.kinds(host):
            if kind in _LINKS:
                fired.setdefault(_LINKS[kind], host)


def _inviters(reading: Reading, people: Company, vendors: Vendors, fired: dict[str, str]) -> None:
    mailboxes = [one.email for one in people.others if one.email and vendors.hires(one.email)]
    if mailboxes and not (people.insider and mailboxes[0] == people.insider.email):
        fired["sender: hiring mailbox"] = mailboxes[0]
    if people.outsider:
        fired["sender: another organisation"] = people.outsider.email or people.outsider.name or ""
        sides = _you_and_they(reading.title, people, vendors.organisation(people.outsider.email))
        if sides and not people.at_work:
            fired["title: you and their organisation"] = sides
        if people.privately:
            fired["people: invited at your private address"] = people.privately
        if people.at_work:
            fired["people: invited at your work address"] = people.at_work
    elif people.others and not people.insider and not people.owner_organises:
        fired["sender: somebody else"] = people.others[0].email or people.others[0].name or ""
    if reading.occurrence.all_day:
        fired["time: whole day"] = "whole day"


def _you_and_they(title: Zone, people: Company, host: str) -> str:
    """The title names the owner and the organisation that invites: "Acme <> Robin"."""
    theirs = max(host.split(".")[:-1], key=len, default="").partition("-")[0]
    words = _WORD.findall(title.folded)
    you = next((word for word in words if word in people.names), "")
    return f"{you}, {theirs}" if you and len(theirs) >= _LONG and theirs in "".join(words) else ""


def _alone(people: Company, fired: dict[str, str]) -> None:
    """The owner's own entry: its title must say something; a skill by itself is more often practice."""
    if people.others or people.owner_organises:
        return
    if not any(name.startswith(("title: ", "words: ")) and name != "title: a name of a job" for name in fired):
        return
    fired["people: your own entry"] = "nobody else invited"
    if "title: a skill test" in fired and not _STRONGER.intersection(fired):
        fired["title: only a skill, nobody invited"] = fired["title: a skill test"]


def _withdrew(reading: Reading, fired: dict[str, str]) -> None:
    """Who withdrew had applied."""
    for zone in (reading.title, reading.text):
        hit = next((words for words in zone.all_words("withdrawn") if _APPLIED.search(words)), None)
        if hit:
            fired["words: you withdrew"] = hit


def _some(zone: Zone, label: str) -> list[str]:
    return list(dict.fromkeys(zone.all_words(label)))[:3]

"""Are two names the same company, two titles the same role? Invitations write them as people do.

Companies: accents, case, legal forms and a leading article make no difference; a name is the same as a longer one
that begins with its words ("Nordwind", "Nordwind Energie GmbH"), as its initials, and as its domain.
Roles: seniority, gender suffixes and what stands behind a comma, dash or bracket make none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL_FORMS: Final = _words_of(
    """
    ag gmbh ggmbh mbh kg kgaa ohg ug se ev eg gbr co cie inc incorporated corp corporation llc llp
    lp ltd limited plc pbc pty sa sas sasu sarl eurl sca spa srl srls snc bv nv vof cv sl slu sau
    lda ltda eireli oy oyj ab asa aps as kk holding holdings group gruppe groupe grupo gruppo groep
    company compagnie
    """
)
_ARTICLES: Final = _words_of("the die der das la le les el los las il lo gli de het o os")
_TOO_GENERAL: Final = _words_of(
    """
    bank university hospital school clinic city state stadt universitat klinik klinikum hochschule
    universite universidad universidade universita universiteit hotel restaurant cafe studio
    institute institut north south east west first general national international global united
    american deutsche royal
    """
)
"""First words that many employers share: alone they are no sign of the same one."""
_SHORTEST_PREFIX: Final = 4
_LONGEST: Final = 200
_LONGEST_TEXT: Final = 4000

_SECOND_LEVEL: Final = frozenset({"co", "com", "org", "net", "gov", "gob", "gouv", "ac", "edu", "nhs"})


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Words of letters and digits, folded: no case, no accents."""
    return _folded_words(text[:_LONGEST])


def mentions(text: str, name: str) -> bool:
    """True if the words of `name` stand in a row in `text`, of which as much is read as a description needs."""
    found = " ".join(words(name))
    return len(found) >= _SHORTEST_PREFIX and f" {found} " in f" {' '.join(_folded_words(text[:_LONGEST_TEXT]))} "


def _folded_words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").replace("ß", "ss"))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("\u2019", "")
    return tuple(re.findall(r"[^\W_]+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", bare)))


@lru_cache(maxsize=4096)
def company_words(name: str) -> tuple[str, ...]:
    """The words that make the name: without a leading article and legal forms behind it."""
    found = list(words(name))
    if len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    while len(found) > 1 and (found[-1] in LEGAL_FORMS or found[-1] == "and"):
        found.pop()
    return tuple(found)


def same_company(one: str, other: str) -> bool:
    """True if both names can mean the same employer."""
    return exactly_same(one, other) or _begins(one, other) or _begins(other, one) or _initials(one, other)


def exactly_same(one: str, other: str) -> bool:
    a, b = "".join(company_words(one)), "".join(company_words(other))
    return bool(a) and a == b


def _begins(short: str, long: str) -> bool:
    few, many = company_words(short), company_words(long)
    if not few or (len(few) == 1 and few[0] in _TOO_GENERAL):
        return False
    return len("".join(few)) >= _SHORTEST_PREFIX and many[: len(few)] == few


def _initials(one: str, other: str) -> bool:
    short, long = sorted((company_words(one), company_words(other)), key=len)
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(word[0] for word in long)


def domain_label(domain: str) -> str:
    """The part of a domain that is a name: 'nordwind' of 'mail.nordwind.co.uk'."""
    labels = [label for label in domain.lower().strip(".").split(".") if label]
    if len(labels) < 2:
        return ""
    return labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]


def domain_names(company: str, domain: str) -> bool:
    """True if the domain is that company's, by its name."""
    label = "".join(words(domain_label(domain)))
    name = company_words(company)
    if not label or not name:
        return False
    joined = "".join(name)
    if label == joined or (len(name) > 1 and label == "".join(word[0] for word in name)):
        return True
    if name[0] in _TOO_GENERAL:
        return len(joined) >= _SHORTEST_PREFIX and label.startswith(joined)
    longer, shorter = (label, joined) if len(label) >= len(joined) else (joined, label)
    return len(shorter) >= _SHORTEST_PREFIX and longer.startswith(shorter)


_FILLER: Final = _words_of(
    """
    senior sr junior jr lead principal staff mid intern trainee working student werkstudent m w d f
    x h gn all genders role position job i ii iii iv 1 2 3 of for the a an and und et y e der die
    das fur pour de du la en di del della van voor remote hybrid full part time vollzeit teilzeit
    """
)
_SAME_WORD: Final = {
    "developer": "engineer", "programmer": "engineer", "dev": "engineer", "entwickler": "engineer",
    "entwicklerin": "engineer", "developpeur": "engineer", "developpeuse": "engineer", "desarrollador": "engineer",
    "desarrolladora": "engineer", "desenvolvedor": "engineer", "sviluppatore": "engineer", "ontwikkelaar": "engineer",
    "ingenieur": "engineer", "swe": "softwareengineer", "softwareentwickler": "softwareengineer",
    "softwareentwicklerin": "softwareengineer", "mgr": "manager", "frontend": "frontend", "nurse": "nurse",
}  # fmt: skip


@lru_cache(maxsize=4096)
def role_words(role: str) -> frozenset[str]:
    """What tells one role from another: words of the title's first part, filler left out."""
    return frozenset(_SAME_WORD.get(word, word) for word in _title_words(role))


def _title_words(role: str) -> list[str]:
    head = re.split(r"[,;/|(\[]|\s[-–—:]\s", role[:_LONGEST], maxsplit=1)[0]
    return [word for word in words(head.replace("-", "")) if word not in _FILLER]


def same_role(one: str, other: str) -> bool:
    """True if both titles can mean the same opening; two titles are apart only if each has a word of its own."""
    a, b = role_words(one), role_words(other)
    if a <= b or b <= a or "".join(sorted(a)) == "".join(sorted(b)):
        return True
    return _abbreviates(one, other) or _abbreviates(other, one)


def _abbreviates(short: str, long: str) -> bool:
    few = _title_words(short)
    initials = "".join(word[0] for word in _title_words(long))
    return len(few) == 1 and len(few[0]) > 1 and initials.endswith(few[0])

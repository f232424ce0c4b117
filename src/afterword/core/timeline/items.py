"""A text as a row of items: the phrases a language knows, numbers, numeric dates, marks; all else is 'X'."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from afterword.core.timeline.lexicon import ELLIPSIS, LONG_GAP, TOKEN, Lexicon, Meaning

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

MARKS = {",": ",", "-": "-", "/": "/", ".": ".", "!": ".", "?": "?", ";": ";", ":": ":", "(": "[", ")": "]", "•": ";",
         "*": ";", "|": ";", "+": "&", "&": "-", "…": ";", "→": ";", ">": ";"}  # fmt: skip
SHORT, SHORTER, TELLING = 5, 3, 3
ABBREVIATIONS = frozenset(
    {
        "i",
        "e",
        "g",
        "ie",
        "eg",
        "approx",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "mme",
        "sra",
        "sr",
        "z",
        "b",
        "d",
        "h",
        "bzw",
        "exp",
        "est",
        "prob",
        "ca",
    }
)
COUNTED = frozenset("1NV")
OWNERS = frozenset("TWwaMAkm")
ITS_END = frozenset({"time", "end", "close"})
WRAPPED = 58
MAX_DAY = 31


@dataclass(slots=True)
class Item:
    """`label` as in `Meaning`; start and end are positions in the text; `the` is true after a definite article."""

    label: str
    value: object
    start: int
    end: int
    the: bool = False
    digits: bool = False


def items_of(folded: str, original: str, lexicon: Lexicon, *, bare: bool = False) -> list[Item]:
    """The items of a folded text. Linear: each word looks at the few phrases that begin with it."""
    tokens = list(TOKEN.finditer(folded))
    words = [lexicon.spelled(token[0]) if token.lastgroup == "word" else token[0] for token in tokens]
    found: list[Item] = []
    the, at = False, 0
    while at < len(tokens):
        item, used = _item(words, tokens, at, lexicon)
        at += used
        if item.label in OWNERS and not (found and found[-1].label in COUNTED) and _owns(tokens, at):
            item.label = "X"
        if item.label == "skip":
            continue
        if item.label == "the":
            the = True
            continue
        item.the, the = the, lexicon.ends_in_article(tokens[at - 1][0])
        _append(found, item)
    _settle_names(found, folded, lexicon, bare=bare)
    return _without_dots(_join_lines(found, original), original, lexicon)


def _owns(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """As in "today's call", "next week's panel": the day of something else. "A week's time" is a length."""
    if at + 2 >= len(tokens) or tokens[at][0] != "'" or tokens[at + 1][0] != "s":
        return False
    joined = tokens[at - 1].end() == tokens[at].start() and tokens[at].end() == tokens[at + 1].start()
    return joined and tokens[at + 2][0] not in ITS_END


def _append(found: list[Item], item: Item) -> None:
    if len(item.label) == 2:  # a phrase that stands for two classes ("the week after next")
        found.extend(Item(label, item.value, item.start, item.end, item.the) for label in item.label)
    else:
        found.append(item)


def _item(words: Sequence[str], tokens: Sequence[re.Match[str]], at: int, lexicon: Lexicon) -> tuple[Item, int]:
    token = tokens[at]
    kind, text = token.lastgroup, token[0]
    if kind not in {"mark", "line"}:
        meaning, used = _phrase(words, tokens, at, lexicon)
        if meaning is not None:
            return Item(meaning.label, meaning.value, token.start(), tokens[at + used - 1].end()), used
    label, value = _plain(kind, text)
    return Item(label, value, token.start(), token.end(), digits=kind in {"ord", "num"}), 1


def _plain(kind: str | None, text: str) -> tuple[str, object]:
    match kind:
        case "iso" | "full" | "part":
            return "D", text
        case "time":
            return "P", False
        case "ord":
            return "O", int("".join(c for c in text if c.isdigit()))
        case "num":
            number = int(text)
            return ("Y" if 1990 <= number <= 2099 else "N"), number
        case "line":
            return ("para" if text.count("\n") > 1 else "line"), None
        case "mark":
            return MARKS.get(text, "X"), None
        case _:
            return "X", None


def _phrase(
    words: Sequence[str], tokens: Sequence[re.Match[str]], at: int, lexicon: Lexicon
) -> tuple[Meaning | None, int]:
    after = words[at + 1] if at + 1 < len(words) else ""
    for phrase in lexicon.phrases_from(words[at], after):
        used = _fits(words, tokens, at, phrase.words)
        if used:
            return phrase.meaning, used
    return None, 1


def _fits(words: Sequence[str], tokens: Sequence[re.Match[str]], at: int, phrase: tuple[str, ...]) -> int:
    """How many tokens the phrase takes here, 0 if it does not stand here. Its first word is known to fit.
    A phrase with a gap takes only what stands before the gap: a date may stand within."""
    here, index, taken = at + 1, 1, 0
    while index < len(phrase):
        if phrase[index] == ELLIPSIS:
            index += 1
            taken = taken or here - at
            here = _skip_to(words, tokens, here, phrase[index])
        if here >= len(words) or not _same(words[here], phrase[index]):
            return 0
        here += 1
        index += 1
    return taken or here - at


def _skip_to(words: Sequence[str], tokens: Sequence[re.Match[str]], here: int, word: str) -> int:
    for ahead in range(here, min(here + LONG_GAP + 1, len(words))):
        if _same(words[ahead], word):
            return ahead
        if words[ahead] in SENTENCE_MARKS and tokens[ahead - 1].lastgroup != "num":
            break
    return len(words)


def _same(token: str, word: str) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else token == word


SENTENCE_MARKS = frozenset(".!?;:")
PARTS = frozenset("EBCLFS")
UNITS, COUNTS = frozenset("dwmbhy"), frozenset("NV1-nr")
HANGING = frozenset("<u{>i@~(gntrxEBCLFS-1NO")
AFTER_NAME = frozenset("NODPY")
ENDS = frozenset(".,?]")
BEFORE_NAME = frozenset("<u{>i@!~(gntrEBCLFSW-/NOMz,wm")


def _settle_names(items: list[Item], folded: str, lexicon: Lexicon, *, bare: bool) -> None:
    """Short names that are words too ("may", "sat", "mar", "di") count only where a date is spoken of."""
    for index, item in enumerate(items):
        if item.label in UNITS and item.end - item.start == 1 and (not index or items[index - 1].label not in COUNTS):
            item.label = "X"  # "w" is a week in "2w" only
        if item.label == "h" and folded[item.start : item.end] == "hr" and not _counted(items, index):
            item.label = "they"  # the people of "HR", no hour
        if item.label in {"a", "A"}:
            before = items[index - 1].label if index else "."
            after = items[index + 1].label if index + 1 < len(items) else "."
            beyond = items[index + 2].label if index + 2 < len(items) else "."
            ends = after in ENDS and (len(before) > 1 or beyond == "Y")
            number = lexicon.numbers.get(folded[item.start : item.end])
            if number is not None and after in UNITS:  # "dez dias" are ten days, "15 dez" is a day of December
                item.label, item.value = "N", number
            elif item.label == "a" and item.end - item.start >= TELLING and before in {"promise", "tell", "word"}:
                item.label = "W"  # a note: "pinging me Mon w/ verdict"
            elif bare or ends or before in BEFORE_NAME or after in AFTER_NAME or item.the:
                item.label = "W" if item.label == "a" else "M"


def _counted(items: list[Item], index: int) -> bool:
    return index > 0 and items[index - 1].label in COUNTS


def _join_lines(items: list[Item], original: str) -> list[Item]:
    """Without the line ends at which a program wrapped a sentence: after a long line, or before a small letter."""
    kept: list[Item] = []
    line_start = 0
    for item in items:
        if item.label in {"line", "para"}:
            first = original[item.end : item.end + 1]
            hanging = bool(kept) and len(kept[-1].label) == 1 and kept[-1].label in HANGING
            wrapped = item.start - line_start >= WRAPPED or first.islower() or first.isdigit() or hanging
            line_start = item.end
            if item.label == "line" and wrapped:
                continue
        kept.append(item)
    return kept


def _without_dots(items: list[Item], original: str, lexicon: Lexicon) -> list[Item]:
    """The dot of an abbreviation or of an ordinal is no end of a sentence."""
    kept: list[Item] = []
    for item, after in pairwise([*items, Item("para", None, len(original), len(original))]):
        before = kept[-1] if kept else None
        if item.label == "." and before is not None and _abbreviates(before, item, after, original, lexicon):
            continue
        if item.label == "-" and before is not None and before.label in PARTS and before.end == item.start:
            continue  # "mid-May"
        kept.append(item)
    return kept


def _abbreviates(before: Item, dot: Item, after: Item, original: str, lexicon: Lexicon) -> bool:
    """True if the dot between the two belongs to the word or number before it."""
    if before.end != dot.start or original[dot.start] != ".":
        return False
    if original[before.start : before.end].lower().rpartition(" ")[2] in ABBREVIATIONS:
        return True
    short = SHORTER if before.label in {"d", "w", "m"} else SHORT
    if before.label in {"W", "M", "a", "A", "d", "w", "m"} and before.end - before.start <= short:
        skipped = original[dot.end : after.start].lstrip()  # an article: "1 de julho. O júri …"
        return not _begins_sentence(after, original) and not skipped[:1].isupper()
    if lexicon.ordinal_dot and before.label == "N" and before.digits and _is_day(before.value):
        before.label = "O"
        return not _begins_sentence(after, original)
    return False


def _is_day(value: object) -> bool:
    return isinstance(value, int) and 1 <= value <= MAX_DAY + 22  # also the number of a calendar week


def _begins_sentence(item: Item, original: str) -> bool:
    if item.label in {"para", "line"}:
        return True
    known = len(item.label) == 1 and item.label not in "X,.?;:[]"
    return not known and original[item.start : item.start + 1].isupper()

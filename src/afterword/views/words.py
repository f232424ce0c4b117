"""How times, people and reasons read in a terminal, in plain English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from afterword.core.model import Channel, Kind, Stage, State
from afterword.views.style import line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from afterword.core.model import Interview, Person, TimeSpan

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONG_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NAMES_SHOWN: Final = 4
INSTEAD: Final = {
    "own-follow-up": "one of our own follow-ups",
    "owner-interviews": "you are the one who interviews",
    "hiring-sync": "a talk about hiring, among colleagues",
    "other-person": "about somebody else",
    "prep": "preparation",
    "mock": "a practice interview",
    "fair": "a fair or an open event",
    "task": "something you do alone",
    "offer": "a talk about an offer",
    "contract": "a talk about a contract",
    "feedback": "a talk after the decision",
    "rejection": "a rejection",
    "reference": "a reference",
    "hr": "of your present job",
    "admissions": "a school, an office or an authority",
    "home": "about a home",
    "research": "research, not a job",
    "press": "press or a recording",
    "sales": "business, not a job",
    "travel": "travel",
    "networking": "private or among people you know",
    "lookalike": "a word that only looks like it",
    "scam": "looks like a swindle",
}
"""What an event is when it is no interview (core.detect names it), as one says it."""

STAGES: Final = {
    Stage.PHONE_SCREEN: "phone screen",
    Stage.TECHNICAL: "technical round",
    Stage.PANEL: "panel",
    Stage.ONSITE: "on site",
    Stage.FINAL: "final round",
}
CHANNELS: Final = {Channel.VIDEO: "by video", Channel.PHONE: "by phone", Channel.IN_PERSON: "in person"}
KINDS: Final = {
    Kind.THANK_YOU: "thank-you",
    Kind.CHECK_IN: "check-in",
    Kind.FINAL_CHECK: "final check",
    Kind.FEEDBACK_REQUEST: "request for feedback",
    Kind.OFFER_REVIEW: "review of the offer",
    Kind.NO_SHOW_NOTE: "note after a no-show",
}
STATES: Final = {
    State.NEW: "",
    State.STANDING: "",
    State.EDITED: "changed by you",
    State.DISMISSED: "deleted by you",
    State.DONE: "done",
    State.SKIPPED: "skipped",
}
WHY_NOT: Final = {
    "cancelled": "it was cancelled",
    "declined": "you declined it",
    "withdrawn": "you withdrew",
    "no-show": "they did not come",
    "tentative-slot": "it is only a held slot, not yet confirmed",
    "ignored": "your config says to ignore this employer",
}


def in_zone(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def short_day(day: date) -> str:
    """'Mon 2 Mar'."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """'Monday 2 March 2026'."""
    return f"{LONG_DAYS[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]} {day.year}"


def day_from(day: date, today: date) -> str:
    """The day as one says it: today, tomorrow, else the day; with its distance."""
    distance = (day - today).days
    match distance:
        case 0:
            return f"Today, {long_day(day)}"
        case 1:
            return f"Tomorrow, {long_day(day)}"
        case -1:
            return f"Yesterday, {long_day(day)}"
        case _:
            ago = f"{-distance} days ago" if distance < 0 else f"in {distance} days"
            return f"{long_day(day)}, {ago}"


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def hours(span: TimeSpan, zone: str, *, all_day: bool = False) -> str:
    """'10:00–10:45', 'all day', or with both days when it ends on another."""
    start, end = in_zone(span.start, zone), in_zone(span.end, zone)
    if all_day:
        return "all day"
    if start.date() == end.date():
        return f"{clock(start)}–{clock(end)}"
    return f"{clock(start)}–{clock(end)} {short_day(end)}"


def person(who: Person) -> str:
    """'Priya Raman <priya@…>', or whichever of both is known; empty for neither."""
    name, email = line(who.name), line(who.email)
    if name and email:
        return f"{name} <{email}>"
    return name or email


def people(known: Iterable[Person]) -> str:
    """All of them with their addresses; empty when nobody is known."""
    return ", ".join(dict.fromkeys(shown for who in known if (shown := person(who))))


def names(people: Iterable[Person]) -> str:
    """'Priya Raman, Tom Okafor and 2 more': each once; empty when nobody is known."""
    known = list(dict.fromkeys(name for who in people if (name := line(who.name) or line(who.email))))
    more = len(known) - NAMES_SHOWN
    return ", ".join(known[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def why_not(reason: str) -> str:
    return WHY_NOT.get(reason) or instead(reason)


def instead(reason: str) -> str:
    """What an event is instead of an interview."""
    return INSTEAD.get(reason) or line(reason).replace("-", " ")


def headline(one: Interview) -> str:
    """'Northwind Analytics · technical round · by video', or the event's own title when no company is known."""
    parts = [line(one.company, 40) or line(one.occurrence.summary, 50) or "(no title)"]
    parts += [STAGES[one.stage]] if one.stage else []
    parts += [CHANNELS[one.channel]] if one.channel else []
    return " · ".join(parts)


def counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"

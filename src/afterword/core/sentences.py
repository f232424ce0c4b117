"""Why a follow-up stands on its day, in sentences that a person understands.

A reason is a value (core.model.Reason) and is said twice: in English for the terminal and for JSON, here, and in the
language of the message by core.compose, with the table `[why]` of that language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from afterword.core.compose.grammar import Dates
from afterword.core.compose.why import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

ENGLISH: Final[Mapping[str, Any]] = {
    "join": "; ",
    "ended_late": "the interview ended {{ on_day }}, more than a day before this was found",
    "better_late": "a late thank-you is still better than none",
    "ends": "the interview ends {{ on_day }} {{ at_time }}",
    "loop_ends": "the last interview of the day ends {{ on_day }} {{ at_time }}",
    "is_on": "the interview is {{ on_day }}",
    "loop_is_on": "the last interview of the day is {{ on_day }}",
    "within_a_day": "a thank-you belongs within 24 hours",
    "with_time": "a thank-you belongs within 24 hours, and two hours leave time to add what was said",
    "next_morning": "the next morning is still within 24 hours",
    "stated": "they said {{ by_day }}",
    "first_after": "{{ day }} is the first working day after",
    "working_days_later": "{{ day }} is {{ working_days }} later",
    "unstated": "nothing was said about an answer {{ on_day }}",
    "later": "{{ day }} is {{ period }} later",
    "later_next": "{{ period }} later is {{ other }}, so {{ day }}, the next working day",
    "urgent": "it is urgent, and {{ day }} is {{ working_days }} later",
    "slow": "they answer slowly, so {{ working_days }} more: {{ day }}",
    "away_before": "you are away {{ from_other }}, so {{ day }}, the last working day before",
    "away_first_back": "you are away, and {{ day }} is the first day back",
    "away_back": "you are away, and {{ day }} is the first working day after",
    "after_check_in": "{{ period }} after the check-in of {{ day }}",
    "first_working_day": "{{ day }} is the first working day from there",
    "caught_up": "that has passed, so the next working hour from when this was found, {{ on_day }}",
    "over_there": "it is {{ hour }}:{{ minute }} there then ({{ words }})",
    "no_show": "they did not come {{ on_day }}, and the next working hour is the time to ask",
    "offer": "an offer came ({{ said }}), and its terms are worth a quiet hour before you answer",
    "rejected": "they said no ({{ said }}), and a request for feedback is best made within two working days",
    "heard": "“{{ words }}” {{ on_day }}",
    "noted": "your word “{{ words }}” on the interview of {{ day }}",
    "closed": "you closed {{ words }}",
    "you_said": "you said so",
    "dates": {
        "day": "{{ weekday }} {{ number }} {{ month }}",
        "day_US": "{{ weekday }}, {{ month }} {{ number }}",
    },
    "days": {"1": "a day", "more": "{{ count }} days"},
    "weeks": {"1": "a week", "more": "{{ count }} weeks"},
    "work": {"1": "one working day", "more": "{{ count }} working days"},
    "numbers": ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
}
"""The English table `[why]`, which en/messages.toml holds too (a test compares them): it is needed where no file is."""

_DATES: Final = Dates(
    {
        "weekdays": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        "months": [
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ],
        "day": ENGLISH["dates"]["day"],
        "on": "on {{ date }}",
        "by": "by {{ date }}",
        "from": "from {{ date }}",
        "time": "at {{ hour24 }}:{{ minute }}",
    }
)  # fmt: skip


IN_ENGLISH: Final = Wording(ENGLISH, _DATES)


def spoken(day: date) -> str:
    """'Friday 13 March'."""
    return _DATES.day(day)

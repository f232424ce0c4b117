"""The values that flow through Afterword, in the order in which they come to be.

    Occurrence ─detect─▶ Interview ─pipeline─▶ Application ─plan─▶ FollowUp ─diff─▶ Change ─▶ Plan

All are frozen. Times are aware; spans are half-open; dates are local to the zone named beside them.
Texts in here have been decoded but not cleaned: whoever prints, links or files them cleans at that exit.
"""

from afterword.core.model.plan import Action, Change, Known, Mark, Memory, Plan, Standing, State
from afterword.core.model.read import Attendee, Occurrence, Owner, Person, Skipped
from afterword.core.model.reason import Reason
from afterword.core.model.run import CalendarInfo, Check, Failure, PlanResult, ScanResult, SyncResult, UndoResult
from afterword.core.model.time import TimeSpan
from afterword.core.model.understood import (
    Application,
    Channel,
    Evidence,
    Fact,
    Interview,
    Marks,
    Notes,
    Outcome,
    Round,
    Stage,
    Stated,
    Verdict,
)
from afterword.core.model.wanted import Brief, FollowUp, Kind, Message, Note, NotWritten, Wanted

__all__ = [
    "Action",
    "Application",
    "Attendee",
    "Brief",
    "CalendarInfo",
    "Change",
    "Channel",
    "Check",
    "Evidence",
    "Fact",
    "Failure",
    "FollowUp",
    "Interview",
    "Kind",
    "Known",
    "Mark",
    "Marks",
    "Memory",
    "Message",
    "NotWritten",
    "Note",
    "Notes",
    "Occurrence",
    "Outcome",
    "Owner",
    "Person",
    "Plan",
    "PlanResult",
    "Reason",
    "Round",
    "ScanResult",
    "Skipped",
    "Stage",
    "Standing",
    "State",
    "Stated",
    "SyncResult",
    "TimeSpan",
    "UndoResult",
    "Verdict",
    "Wanted",
]

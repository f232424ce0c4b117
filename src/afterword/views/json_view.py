"""The JSON of CONTRACT.md: field by field, in its order. Fields may be added here, never renamed or removed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from afterword.core.model import Action
from afterword.views.changes import in_time, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from afterword.core.model import (
        CalendarInfo,
        Change,
        Check,
        Failure,
        Interview,
        Message,
        NotWritten,
        Person,
        PlanResult,
        ScanResult,
        Skipped,
        SyncResult,
        UndoResult,
    )

SCHEMA: Final = 1
Json = dict[str, Any]

_UNSAFE: Final = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def dumps(document: Json) -> str:
    """One document. Characters that could steer a terminal stand as escapes: the values stay exact (S3)."""
    return _UNSAFE.sub(_escape, json.dumps(document, ensure_ascii=False, indent=2))


def scan_document(result: ScanResult, *, everything: bool) -> Json:
    """`scan --json`; with `everything` (`--all`) the other events too."""
    return {
        "schema": SCHEMA,
        "now": moment(result.now),
        "events_read": result.events_read,
        "skipped": _skipped(result.skipped),
        "interviews": [interview(one) for one in result.interviews],
        "others": [interview(one) for one in result.others] if everything else [],
    }


def explain_document(found: Iterable[Interview], changes: Iterable[Change], result: PlanResult) -> Json:
    """`explain --json`: the events with the words behind each fact, and the follow-ups that belong to them."""
    return {
        "schema": SCHEMA,
        "now": moment(result.plan.now),
        "events": [{**interview(one), "facts": _facts(one)} for one in found],
        "follow_ups": [follow_up(change, result) for change in changes],
    }


def plan_document(result: PlanResult) -> Json:
    """`plan --json`: the changes in time order."""
    plan = result.plan
    return {
        "schema": SCHEMA,
        "now": moment(plan.now),
        "changes": {action.value: plan.count(action) for action in Action},
        "skipped": _skipped(plan.skipped or result.scan.skipped),
        "follow_ups": [follow_up(change, result) for change in in_time(plan.changes)],
        "not_written": [_not_written(one) for one in plan.not_written],
    }


def sync_document(result: SyncResult) -> Json:
    """`sync --json`: the plan's document with the numbers of what was really written, and each write that failed."""
    counts = {"create": result.created, "update": result.updated, "delete": result.deleted, "keep": result.kept}
    return {
        **plan_document(result.plan_result),
        "changes": counts,
        "skipped": _skipped(result.skipped or result.plan_result.scan.skipped),
        "failures": [_failure(one) for one in result.failures],
    }


def follow_ups_document(changes: Iterable[Change], result: PlanResult) -> Json:
    """`next --json` and `show --json`."""
    return {
        "schema": SCHEMA,
        "now": moment(result.plan.now),
        "follow_ups": [follow_up(change, result) for change in changes],
    }


def undo_document(result: UndoResult) -> Json:
    return {
        "schema": SCHEMA,
        "removed": result.removed,
        "restored": result.restored,
        "left": list(result.left),
        "failures": [_failure(one) for one in result.failures],
    }


def calendars_document(calendars: Iterable[CalendarInfo]) -> Json:
    rows = [
        {
            "account": one.account,
            "name": one.name,
            "address": one.address,
            "read": one.read,
            "write": one.write,
            "writable": one.writable,
        }
        for one in calendars
    ]
    return {"schema": SCHEMA, "calendars": rows}


def doctor_document(checks: Iterable[Check]) -> Json:
    rows = [{"name": one.name, "ok": one.ok, "found": one.found, "advice": one.advice} for one in checks]
    return {"schema": SCHEMA, "checks": rows}


def interview(one: Interview) -> Json:
    at = one.occurrence
    return {
        "source": at.source,
        "uid": at.uid,
        "recurrence_id": at.recurrence_id,
        "start": moment(at.span.start),
        "end": moment(at.span.end),
        "all_day": at.all_day,
        "summary": at.summary,
        "verdict": one.verdict.value,
        "score": round(one.score, 3),
        "needs_follow_up": one.needs_follow_up,
        "why_not": one.why_not,
        "company": one.company,
        "role": one.role,
        "stage": one.stage and one.stage.value,
        "channel": one.channel and one.channel.value,
        "interviewers": [person(who) for who in one.interviewers],
        "contact": one.contact and person(one.contact),
        "stated": one.stated
        and {"from": one.stated.start.isoformat(), "by": one.stated.by.isoformat(), "text": one.stated.text},
        "language": one.language,
        "application": one.application,
        "loop": one.loop,
        "evidence": [{"signal": e.signal, "weight": round(e.weight, 3), "text": e.text} for e in one.evidence],
    }


def follow_up(change: Change, result: PlanResult) -> Json:
    """One follow-up. What is not wanted any more is told from what stands there."""
    wanted, standing, uid = change.wanted, change.standing, change.uid
    span = span_of(change)
    kind = wanted.kind if wanted else standing and standing.kind
    related = standing.related_to if standing else ()
    return {
        "uid": uid,
        "kind": kind and kind.value,
        "action": change.action.value,
        "state": change.state.value,
        "reason": change.reason,
        "rules": list(wanted.rules) if wanted else [],
        "interview_uid": wanted.interview_uid if wanted else next(iter(related), None),
        "application": wanted.application if wanted else None,
        "company": wanted.company if wanted else None,
        "start": moment(span.start),
        "end": moment(span.end),
        "deadline": moment(wanted.deadline) if wanted and wanted.deadline else None,
        "why_then": wanted.why_then if wanted else "",
        "calendar": result.calendars.get(uid) or (standing.calendar if standing else wanted and wanted.home),
        "href": result.hrefs.get(uid) or (standing and standing.href),
        "messages": [message(one) for one in wanted.messages] if wanted else [],
    }


def message(one: Message) -> Json:
    return {
        "channel": one.channel,
        "to": [person(who) for who in one.to],
        "subject": one.subject,
        "body": one.body,
        "language": one.language,
        "unfinished": list(one.unfinished),
        "warnings": list(one.warnings),
    }


def person(who: Person) -> Json:
    return {"name": who.name, "email": who.email}


def moment(at: datetime) -> str:
    """RFC 3339 with an offset, to the second."""
    return at.isoformat(timespec="seconds")


def _skipped(skipped: Iterable[Skipped]) -> list[Json]:
    return [{"source": one.source, "href": one.href, "reason": one.reason} for one in skipped]


def _not_written(one: NotWritten) -> Json:
    return {
        "kind": one.kind.value,
        "interview_uid": one.interview_uid,
        "company": one.company,
        "reason": one.reason,
        "rules": list(one.rules),
    }


def _failure(one: Failure) -> Json:
    return {"uid": one.uid, "calendar": one.calendar, "message": one.message, "exit_code": one.exit_code}


def _facts(one: Interview) -> list[Json]:
    return [{"field": fact.field, "value": fact.value, "text": fact.text} for fact in one.facts]


def _escape(match: re.Match[str]) -> str:
    """As JSON escapes it (RFC 8259 section 7): beyond the first plane as a surrogate pair."""
    return json.dumps(match.group())[1:-1]

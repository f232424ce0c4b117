"""CONTRACT's JSON, field by field: scripts rely on every name and on the order."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from afterword.core.model import Failure, SyncResult
from afterword.views.json_view import dumps, plan_document, scan_document, sync_document
from tests.views.made import HOSTILE, a_plan_result, a_scan, an_interview

INTERVIEW = [
    "source",
    "uid",
    "recurrence_id",
    "start",
    "end",
    "all_day",
    "summary",
    "verdict",
    "score",
    "needs_follow_up",
    "why_not",
    "company",
    "role",
    "stage",
    "channel",
    "interviewers",
    "contact",
    "stated",
    "language",
    "application",
    "loop",
    "evidence",
]
FOLLOW_UP = [
    "uid",
    "kind",
    "action",
    "state",
    "reason",
    "rules",
    "interview_uid",
    "application",
    "company",
    "start",
    "end",
    "deadline",
    "why_then",
    "calendar",
    "href",
    "messages",
]


def test_scan_has_the_fields_of_the_contract_in_its_order() -> None:
    document = scan_document(a_scan(), everything=False)
    assert list(document) == ["schema", "now", "events_read", "skipped", "interviews", "others"]
    assert [list(one) for one in document["interviews"]] == [INTERVIEW] * 3
    assert document["others"] == []
    assert document["now"] == "2026-03-16T09:00:00-05:00"
    assert document["skipped"] == [
        {"source": "maya.ics", "href": "/maya/bomb.ics", "reason": "its rule repeats every second"}
    ]


def test_scan_all_gives_the_others_the_same_fields() -> None:
    (other,) = scan_document(a_scan(), everything=True)["others"]
    assert list(other) == INTERVIEW
    assert (other["verdict"], other["recurrence_id"]) == ("not", "2026-03-19T09:00:00-05:00")


def test_an_interview_is_told_with_offsets_iso_dates_nulls_and_empty_lists() -> None:
    first, second, third = scan_document(a_scan(), everything=False)["interviews"]
    assert (first["start"], first["end"]) == ("2026-03-16T10:00:00-05:00", "2026-03-16T10:45:00-05:00")
    assert first["stated"] == {"from": "2026-03-23", "by": "2026-03-27", "text": "we will get back to you next week"}
    assert first["interviewers"][1] == {"name": "Tom Okafor", "email": None}
    assert (first["stage"], first["channel"], first["needs_follow_up"]) == ("technical", "video", True)
    assert (second["why_not"], second["needs_follow_up"]) == ("cancelled", False)
    assert (third["verdict"], third["contact"], third["stated"], third["evidence"]) == ("uncertain", None, None, [])


def test_plan_has_the_fields_of_the_contract_in_its_order() -> None:
    document = plan_document(a_plan_result())
    assert list(document) == ["schema", "now", "changes", "skipped", "follow_ups", "not_written"]
    assert document["changes"] == {"create": 1, "update": 0, "delete": 1, "keep": 1}
    assert [list(one) for one in document["follow_ups"]] == [FOLLOW_UP] * 3
    assert [one["start"] for one in document["follow_ups"]] == sorted(one["start"] for one in document["follow_ups"])
    assert document["not_written"] == [
        {
            "kind": "thank-you",
            "interview_uid": "o-1",
            "company": "Oldco",
            "reason": "it is too late",
            "rules": ["T2"],
        }
    ]


def test_a_follow_up_tells_where_it_goes_and_one_that_goes_tells_what_stood() -> None:
    new, gone, kept = plan_document(a_plan_result())["follow_ups"]
    assert (new["calendar"], new["href"], new["kind"]) == ("Job search", None, "thank-you")
    assert list(new["messages"][0]) == ["channel", "to", "subject", "body", "language", "unfinished", "warnings"]
    assert new["messages"][0]["to"] == [{"name": "Priya Raman", "email": "priya@northwind.example"}]
    assert (gone["action"], gone["href"], gone["messages"]) == ("delete", "/maya/afterword-3c0d55.ics", [])
    assert (kept["state"], kept["action"], kept["href"]) == ("edited", "keep", "/maya/afterword-2b7e44.ics")


def test_sync_tells_what_was_written_and_what_was_not() -> None:
    failure = Failure("afterword-1f3a9c", "Job search", "the server refuses writing", 70)
    document = sync_document(SyncResult(a_plan_result(), created=0, deleted=1, kept=1, failures=(failure,)))
    assert document["changes"] == {"create": 0, "update": 0, "delete": 1, "keep": 1}
    assert document["failures"][0]["exit_code"] == 70


def test_hostile_text_stays_exact_in_json_but_steers_no_terminal() -> None:
    hostile = f"{HOSTILE}\ud800\U000e0041\x7f"
    scan = replace(a_scan(), interviews=(an_interview(summary=hostile),))
    printed = dumps(scan_document(scan, everything=False))
    assert printed.replace("\n", "").isprintable()
    read: dict[str, Any] = json.loads(printed)
    assert read["interviews"][0]["summary"] == hostile

"""What every `ports.CalendarSink` must do: subclass `SinkContract`, give it a `calendar` fixture and `foreign`.

    class TestMyStore(SinkContract):
        @pytest.fixture
        def calendar(self, tmp_path): return MyStore(tmp_path)          # empty, and new for each test
        def foreign(self, calendar, name, data): ...                    # another program writes NAME.ics

Nothing here knows how an adapter stores things: servers reorder and complete what they are given, so texts are
compared by what they say, and ETags only as "the same" or "another".
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from afterword.core.model import TimeSpan
from afterword.errors import AlreadyThere, ChangedMeanwhile

if TYPE_CHECKING:
    from afterword.ports import CalendarSink

MARCH = TimeSpan(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
UID = "afterword-5f2c0b9d4e"
LONG = "🎉" + "Grüße aus München, Zoë; 100 % \\ sure – " * 40 + "end"


def event(uid: str, summary: str = "Thank Ana", *, sequence: int = 0, extra: str = "") -> bytes:
    """A small event on 2 March 2026 as any store takes it (SERVERS: DTEND, no METHOD, no ATTENDEE)."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//contract//test//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20260301T120000Z\r\nDTSTART:20260302T100000Z\r\nDTEND:20260302T101500Z\r\n"
        f"SEQUENCE:{sequence}\r\nSUMMARY:{summary}\r\n{extra}END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets (RFC 5545 section 3.1)."""
    pieces = [line[at : at + 18] for at in range(0, len(line), 18)]
    return "\r\n ".join(pieces) + "\r\n"


def said(data: bytes, name: str) -> str:
    """The unfolded value of a property, escapes undone."""
    lines = data.decode().replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "").split("\n")
    value = next(line.partition(":")[2] for line in lines if line.startswith((f"{name}:", f"{name};")))
    return value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


class SinkContract:
    @pytest.fixture
    def calendar(self) -> CalendarSink:
        raise NotImplementedError("an empty, writable calendar, new for each test")

    def foreign(self, calendar: Any, name: str, data: bytes) -> None:
        """Put `data` into `calendar` as NAME.ics the way another program of the user would."""
        raise NotImplementedError

    def test_an_empty_calendar_reads_as_empty(self, calendar: CalendarSink) -> None:
        assert calendar.read(MARCH).resources == ()
        assert calendar.read(MARCH).skipped == ()

    def test_it_says_that_it_can_be_written_and_keeps_its_id(self, calendar: CalendarSink) -> None:
        assert calendar.writable
        assert calendar.id
        assert calendar.id == calendar.id

    def test_what_was_created_is_given_back_as_it_stands(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        assert said(created.data, "UID") == UID
        assert said(created.data, "SUMMARY") == "Thank Ana"
        assert calendar.fetch([UID]) == (created,)

    def test_what_was_created_is_read_in_the_window(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        assert [one.href for one in calendar.read(MARCH).resources] == [created.href]

    def test_a_second_create_of_one_uid_meets_what_is_there_and_leaves_it(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        with pytest.raises(AlreadyThere):
            calendar.create(UID, event(UID, "Somebody else"))
        assert calendar.fetch([UID]) == (created,)

    def test_a_uid_that_stands_under_another_name_is_not_created_again(self, calendar: CalendarSink) -> None:
        self.foreign(calendar, "moved-by-a-phone", event(UID, "Moved"))
        with pytest.raises(AlreadyThere):
            calendar.create(UID, event(UID))
        assert [said(one.data, "SUMMARY") for one in calendar.read(MARCH).resources] == ["Moved"]

    def test_fetch_finds_a_uid_under_another_name(self, calendar: CalendarSink) -> None:
        self.foreign(calendar, "moved-by-a-phone", event(UID, "Moved"))
        created = calendar.create(f"{UID}a", event(f"{UID}a"))
        found = calendar.fetch([UID, f"{UID}a", f"{UID}b"])
        assert {said(one.data, "SUMMARY") for one in found} == {"Moved", "Thank Ana"}
        assert created in found

    def test_fetch_does_not_take_a_longer_uid_for_a_shorter_one(self, calendar: CalendarSink) -> None:
        calendar.create(f"{UID}-longer", event(f"{UID}-longer"))
        assert calendar.fetch([UID]) == ()

    def test_fetch_of_nothing_gives_nothing(self, calendar: CalendarSink) -> None:
        calendar.create(UID, event(UID))
        assert calendar.fetch([]) == ()

    def test_fetch_gives_many_at_once(self, calendar: CalendarSink) -> None:
        uids = [f"{UID}{number}" for number in range(12)]
        for uid in uids:
            calendar.create(uid, event(uid))
        found = calendar.fetch([*uids, "afterword-never-written"])
        assert {said(one.data, "UID") for one in found} == set(uids)

    def test_replace_writes_over_exactly_the_version_read(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        replaced = calendar.replace(created.href, created.etag, event(UID, "Ask Ana", sequence=1))
        assert said(replaced.data, "SUMMARY") == "Ask Ana"
        assert replaced.etag != created.etag
        assert calendar.fetch([UID]) == (replaced,)

    def test_replace_of_an_older_version_is_refused(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        newer = calendar.replace(created.href, created.etag, event(UID, "The user's words", sequence=1))
        with pytest.raises(ChangedMeanwhile):
            calendar.replace(created.href, created.etag, event(UID, "Ours", sequence=2))
        assert calendar.fetch([UID]) == (newer,)

    def test_replace_does_not_bring_back_what_was_deleted(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        calendar.remove(created.href, created.etag)
        with pytest.raises(ChangedMeanwhile):
            calendar.replace(created.href, created.etag, event(UID, sequence=1))
        assert calendar.read(MARCH).resources == ()

    def test_remove_takes_it_away(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        calendar.remove(created.href, created.etag)
        assert calendar.fetch([UID]) == ()
        assert calendar.read(MARCH).resources == ()

    def test_remove_of_what_is_gone_is_success(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        calendar.remove(created.href, created.etag)
        calendar.remove(created.href, created.etag)

    def test_remove_of_an_older_version_is_refused(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        newer = calendar.replace(created.href, created.etag, event(UID, "The user's words", sequence=1))
        with pytest.raises(ChangedMeanwhile):
            calendar.remove(created.href, created.etag)
        assert calendar.fetch([UID]) == (newer,)

    def test_a_uid_can_be_created_again_after_it_was_removed(self, calendar: CalendarSink) -> None:
        created = calendar.create(UID, event(UID))
        calendar.remove(created.href, created.etag)
        assert said(calendar.create(UID, event(UID, "Again")).data, "SUMMARY") == "Again"

    def test_a_long_text_in_many_scripts_comes_back_unharmed(self, calendar: CalendarSink) -> None:
        written = LONG.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
        created = calendar.create(UID, event(UID, extra=folded(f"DESCRIPTION:{written}")))
        assert said(created.data, "DESCRIPTION") == LONG

    def test_the_objects_of_others_keep_every_byte(self, calendar: CalendarSink) -> None:
        self.foreign(calendar, "theirs", event("theirs@example.com", "Dentist", extra="X-THEIRS:kept\r\n"))
        before = calendar.read(MARCH).resources
        created = calendar.create(UID, event(UID))
        replaced = calendar.replace(created.href, created.etag, event(UID, "Ask Ana", sequence=1))
        calendar.remove(replaced.href, replaced.etag)
        assert calendar.read(MARCH).resources == before

    def test_a_series_is_read_for_the_window_of_a_later_instance(self, calendar: CalendarSink) -> None:
        weekly = event("weekly@example.com", "Stand-up", extra="RRULE:FREQ=WEEKLY;COUNT=20\r\n")
        self.foreign(calendar, "weekly", weekly)
        may = TimeSpan(datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 15, tzinfo=UTC))
        assert [said(one.data, "SUMMARY") for one in calendar.read(may).resources] == ["Stand-up"]

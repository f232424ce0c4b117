"""demo: the whole job on a sample, against a calendar server inside this process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import click

from afterword.cli.options import example
from afterword.cli.output import say, style_of
from afterword.core.model import Action, Kind, Owner, State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from afterword.cli.group import Run
    from afterword.cli.seam import App, DemoServer
    from afterword.core.model import Change, Interview, PlanResult, SyncResult
    from afterword.views.style import Style

ZONE: Final = "America/Chicago"
NOW: Final = datetime(2026, 3, 12, 8, 0, tzinfo=ZoneInfo(ZONE))
"""The story takes place on a fixed morning, so that it reads the same on every day."""
MAYA: Final = Owner(
    frozenset({"maya.lindqvist@example.com"}),
    "Maya Lindqvist",
    "+1 312 555 0100",
    "Maya Lindqvist",
    ZONE,
    "US",
)
PAUSE: Final = 0.25
"""Seconds between the scenes, on a terminal only."""


@click.command(epilog=example("afterword demo"))
@click.pass_obj
def demo_command(run: Run) -> int:
    """Watch the whole job: a calendar server starts on this machine with the calendar of a job seeker in it.

    Afterword reads it, writes the follow-ups, and shows that your own hand wins. It needs no account, asks nothing
    of the network, and leaves nothing behind.
    """
    import tempfile
    from importlib.resources import files
    from pathlib import Path

    data = (files("afterword") / "data" / "demo.ics").read_bytes()
    wiring = run.host.wiring()
    with (
        tempfile.TemporaryDirectory(prefix="afterword-demo-") as folder,
        wiring.open_demo_server() as server,
    ):
        server.put(server.address, data)
        Story(run, server, Path(folder), style_of(run.host)).tell()
    return 0


@dataclass(frozen=True, slots=True)
class Story:
    run: Run
    server: DemoServer
    folder: Path
    style: Style

    def tell(self) -> None:
        """Three runs, each knowing only the calendar and its state folder, as from cron."""
        self.beginning()
        first = self.app().sync()
        self.finding(first.plan_result)
        self.writing(first)
        self.one_message(first.plan_result)
        second = self.app().sync()
        self.again(second)
        moved, deleted = self.by_hand(second.plan_result)
        self.hand_wins(self.app().sync(), moved, deleted)
        self.end()

    def beginning(self) -> None:
        self.say(
            "",
            self.style.bold("Afterword, on a sample calendar"),
            "",
            "A calendar server is running inside this process, on loopback, with the",
            "calendar of Maya Lindqvist, who looks for a job. It is the morning of",
            "Thursday 12 March 2026.",
        )

    def finding(self, result: PlanResult) -> None:
        from afterword.views.words import counted

        interviews = result.scan.interviews
        self.scene(
            1, f"It reads {counted(result.scan.events_read, 'event')} and finds {counted(len(interviews), 'interview')}"
        )
        self.say(*(self.found(one) for one in interviews))

    def writing(self, result: SyncResult) -> None:
        written = [one for one in result.plan_result.plan.changes if one.action is Action.CREATE]
        self.scene(2, f"It writes {result.created} follow-ups into the calendar")
        self.say(*self.entries(written))

    def one_message(self, result: PlanResult) -> None:
        from afterword.views.message_view import message_lines

        thanks = self.first(result, Kind.THANK_YOU)
        if thanks is None or thanks.wanted is None:
            return
        self.scene(3, "Each holds a message, ready to send once you have added what only you know")
        self.say(*message_lines(thanks.wanted.messages[0], self.style, "    "))

    def again(self, result: SyncResult) -> None:
        changed = result.created + result.updated + result.deleted
        self.scene(4, "It runs again, as cron would every few minutes")
        self.say(f"    {changed} changes: what is right stays as it is." if changed == 0 else f"    {changed} changes.")

    def by_hand(self, result: PlanResult) -> tuple[Change | None, Change | None]:
        """Maya takes her phone: one follow-up is put off by two days, another deleted."""
        from afterword.cli.phone import moved
        from afterword.views.changes import title_of

        check_in, final = self.first(result, Kind.CHECK_IN), self.last(result, Kind.FINAL_CHECK)
        self.scene(5, "On her phone, Maya moves one follow-up and deletes another")
        if check_in is not None and (href := result.hrefs.get(check_in.uid)):
            self.server.put(href, moved(self.server.get(href), timedelta(days=2)))
            self.say(f"    moved by two days:  {self.style.bold(title_of(check_in))}")
        if final is not None and (href := result.hrefs.get(final.uid)):
            self.server.delete(href)
            self.say(f"    deleted:            {self.style.bold(title_of(final))}")
        return check_in, final

    def hand_wins(self, result: SyncResult, moved: Change | None, deleted: Change | None) -> None:
        from afterword.views.changes import title_of
        from afterword.views.style import wrapped
        from afterword.views.words import STATES

        self.scene(6, "It runs once more, and her hand wins, from now on and on every machine")
        uids = {change.uid for change in (moved, deleted) if change is not None}
        for change in result.plan_result.plan.changes:
            if change.uid in uids and change.state in {State.EDITED, State.DISMISSED}:
                text = f"{title_of(change)}: {STATES[change.state]}. {change.reason}"
                self.say(*wrapped(text, "      ", self.style.width, "    = "))

    def end(self) -> None:
        self.say(
            "",
            "The server has stopped and its folder is gone. With a calendar of yours:",
            "",
            self.style.bold("    afterword plan my-calendar.ics") + "     look, and write nothing",
            self.style.bold("    afterword setup") + "                    connect your calendar",
            "",
        )

    def app(self) -> App:
        from afterword.config import Request

        request = Request(
            now=NOW,
            state_dir=self.folder,
            config_dir=self.folder,
            sources=(self.server.address,),
            now_given=True,
            owner=MAYA,
            environment={"AFTERWORD_USERNAME": self.server.username, "AFTERWORD_PASSWORD": self.server.password},
        )
        return self.run.host.wiring().open_app(request)

    def scene(self, number: int, title: str) -> None:
        if self.run.host.in_colour:
            from time import sleep

            self.run.host.out.flush()
            sleep(PAUSE)
        self.say("", self.style.green(f"{number}. ") + self.style.bold(title), "")

    def say(self, *lines: str) -> None:
        say(self.run.host, lines)

    def found(self, one: Interview) -> str:
        from afterword.views import words

        start = words.in_zone(one.occurrence.span.start, ZONE)
        note = f"  ({words.why_not(one.why_not)})" if one.why_not else ""
        return f"    {words.short_day(start.date()):<11} {words.clock(start)}  {words.headline(one)}{note}"

    def entries(self, changes: Iterable[Change]) -> Iterable[str]:
        """Day, time and title of each; why it stands there, once for each kind and rule."""
        from afterword.views import words
        from afterword.views.changes import in_time, span_of, title_of
        from afterword.views.style import line, wrapped

        told: set[tuple[str, ...]] = set()
        for change in in_time(changes):
            start = words.in_zone(span_of(change).start, ZONE)
            day = f"{words.short_day(start.date()):<11} {words.clock(start)}"
            yield f"  {self.style.green('+')} {day}  {self.style.bold(line(title_of(change), self.style.width - 24))}"
            wanted = change.wanted
            if wanted is not None and (wanted.kind, *wanted.rules) not in told:
                told.add((wanted.kind, *wanted.rules))
                reason = wrapped(wanted.why_then, " " * 23, self.style.width)
                yield from (self.style.dim(text) for text in reason)

    def first(self, result: PlanResult, kind: Kind) -> Change | None:
        return next(iter(self.of_kind(result, kind)), None)

    def last(self, result: PlanResult, kind: Kind) -> Change | None:
        return next(iter(reversed(self.of_kind(result, kind))), None)

    def of_kind(self, result: PlanResult, kind: Kind) -> list[Change]:
        from afterword.views.changes import open_changes

        return [one for one in open_changes(result.plan) if one.wanted is not None and one.wanted.kind is kind]

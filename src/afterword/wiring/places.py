"""SOURCE → calendars: a file, a folder, standard input, an address, or a name from the config."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from afterword.adapters.given import GivenBytes
from afterword.adapters.ics_file import IcsFile
from afterword.adapters.vdir import Vdir
from afterword.errors import InputMissing, ServerAnswer, UsageProblem
from afterword.wiring.logins import account_login, address_login, address_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterword.adapters.caldav_server import CalDavCalendar, CollectionInfo, Login
    from afterword.config import Account, Request
    from afterword.ports import CalendarSink, CalendarSource, Ledger

WEB: Final = ("http://", "https://", "webcal://", "webcals://")
FOUND: Final = "calendars at "
"""Ledger note: what discovery found at an address, so that a run without news sends one request a calendar."""


@dataclass(slots=True)
class Places:
    """The calendars of one run. `target` says where the follow-ups of a source go."""

    sources: list[CalendarSource] = field(default_factory=list)
    sinks: dict[str, CalendarSink] = field(default_factory=dict)
    target: dict[str, str] = field(default_factory=dict)

    def add(self, source: CalendarSource, target: CalendarSink | None) -> None:
        if all(known.place != source.place for known in self.sources):
            self.sources.append(source)
        if target is not None:
            self.sinks[target.id] = target
            self.target[source.id] = target.id


@dataclass(frozen=True, slots=True)
class Finder:
    """Opens what the Request names. `ledger` keeps what discovery found."""

    request: Request
    ledger: Ledger
    _opened: dict[str, list[CalDavCalendar]] = field(default_factory=dict, init=False)
    """By ledger note: the calendars that were opened from it."""

    def places(self) -> Places:
        """Raises UsageProblem, InputMissing, ConfigProblem, and what discovery raises."""
        return self.places_of(self.request.sources)

    def places_of(self, sources: Sequence[str]) -> Places:
        """The calendars of these SOURCEs; all that the config names when there are none."""
        found = Places()
        if not sources:
            self._configured(found)
        for source in sources:
            self._named(source, found)
        return found

    def _named(self, source: str, found: Places) -> None:
        if source == "-":
            found.add(GivenBytes("-", self.request.stdin()), self.default_target())
        elif source.lower().startswith(WEB):
            self._address(source, found)
        elif Path(source).expanduser().exists():
            one = local(source)
            found.add(one, one)
        elif not self._from_config(source, found):
            raise InputMissing(f"there is no file, folder or configured calendar called {source!r}")

    # what the config names

    def _configured(self, found: Places) -> None:
        config = self.request.config
        if config is None:
            return
        for account in config.accounts:
            self._account(account, found, ())
        write = None if config.files_write is None else local(config.files_write)
        for path in config.files_read:
            one = local(path)
            found.add(one, write or one)

    def _from_config(self, name: str, found: Places) -> bool:
        """`home` is an account, `home/Personal` or `Personal` one of its calendars."""
        config = self.request.config
        accounts = () if config is None else config.accounts
        for account in accounts:
            if name == account.name:
                self._account(account, found, ())
                return True
            if name.startswith(f"{account.name}/"):
                self._account(account, found, (name.removeprefix(f"{account.name}/"),))
                return True
        for account in accounts:
            if any(name in (info.name, info.url) for info in self.collections(account)):
                self._account(account, found, (name,))
                return True
        return False

    def _account(self, account: Account, found: Places, only: tuple[str, ...]) -> None:
        infos = self.collections(account)
        chosen = [_pick(name, infos, account) for name in only or account.read] or list(infos)
        write = None if account.write is None else _pick(account.write, infos, account)
        target = None if write is None else self._opened_of(account, write, infos)
        for info in chosen:
            one = target if target is not None and info == write else self._opened_of(account, info, infos)
            found.add(one, target or (one if one.writable else None))

    def _opened_of(self, account: Account, info: CollectionInfo, infos: Sequence[CollectionInfo]) -> CalDavCalendar:
        """The calendar, called by its name, or by its address where the account has two of one name."""
        alone = sum(one.name == info.name for one in infos) == 1
        name = f"{account.name}/{info.name if alone else info.url}"
        return self._open(info, account_login(account, self.request), address_of(account), name)

    def _open(self, info: CollectionInfo, login: Login, found_at: str, name: str | None) -> CalDavCalendar:
        from afterword.adapters.caldav_server import CalDavCalendar

        one = CalDavCalendar(info, login, source_id=name)
        self._opened.setdefault(_note(found_at, login), []).append(one)
        return one

    def collections(self, account: Account) -> tuple[CollectionInfo, ...]:
        """The account's calendars, as discovery found them now or in an earlier run."""
        return self._discovered(address_of(account), account_login(account, self.request))

    def check_names(self, account: Account) -> None:
        """Raises ServerAnswer or UsageProblem where the config names a calendar that the account has not."""
        infos = self.collections(account)
        for name in (*account.read, *filter(None, [account.write])):
            _pick(name, infos, account)

    # an address given directly

    def _address(self, url: str, found: Places) -> None:
        from afterword.adapters.caldav_server import WebFeed, looks_like_feed

        login = address_login(self.request)
        if looks_like_feed(url):
            found.add(WebFeed(url, login), self.default_target())
            return
        infos = self._discovered(url, login)
        for info in infos:
            one = self._open(info, login, url, url if len(infos) == 1 else None)
            found.add(one, one if one.writable else self.default_target())

    def _discovered(self, url: str, login: Login) -> tuple[CollectionInfo, ...]:
        from afterword.adapters.caldav_server import CollectionInfo, discover

        kept = self.ledger.note(_note(url, login))
        if kept is not None:
            return tuple(CollectionInfo(**one | {"components": tuple(one["components"])}) for one in json.loads(kept))
        infos = discover(url, login)
        self.ledger.set_note(_note(url, login), json.dumps([asdict(info) for info in infos]))
        return infos

    def learn(self) -> None:
        """Keep what the calendars of this run found out about their servers (a search that never ends)."""
        for note, calendars in self._opened.items():
            learned = {calendar.info.url: asdict(calendar.info) for calendar in calendars}
            kept = json.loads(self.ledger.note(note) or "[]")
            now = [learned.get(one["url"], one) for one in kept]
            if now != kept:
                self.ledger.set_note(note, json.dumps(now))

    def forget_addresses(self) -> None:
        """After a 404 or a login problem: look anew next time."""
        for key in self.ledger.notes(FOUND):
            self.ledger.set_note(key, None)

    def default_target(self) -> CalendarSink | None:
        """Where follow-ups of a source go that cannot be written: the config's calendar, if it names one."""
        config = self.request.config
        if config is None:
            return None
        if config.files_write is not None:
            return local(config.files_write)
        for account in config.accounts:
            return self.write_calendar(account)
        return local(config.files_read[0]) if config.files_read else None

    def write_calendar(self, account: Account) -> CalendarSink:
        """The account's `write` calendar, else the first that may be written."""
        infos = self.collections(account)
        if account.write is not None:
            info = _pick(account.write, infos, account)
        else:
            writable = [info for info in infos if info.writable]
            if not writable:
                raise ServerAnswer(f"no calendar of accounts.{account.name} may be written")
            info = writable[0]
        return self._opened_of(account, info, infos)


def _note(url: str, login: Login) -> str:
    return f"{FOUND}{login.username or ''} {url}"


def local(path: str) -> CalendarSink:
    """A vdir for a folder, an .ics file otherwise. `path` may begin with '~'."""
    place = Path(path).expanduser()
    return Vdir(path, place) if place.is_dir() else IcsFile(path, place)


def _pick(name: str, infos: Iterable[CollectionInfo], account: Account) -> CollectionInfo:
    """By name or address, never by guess."""
    several = [info for info in infos if name in (info.name, info.url)]
    if len(several) == 1:
        return several[0]
    offered = ", ".join(sorted(info.name for info in infos))
    if several:
        raise UsageProblem(f"accounts.{account.name} has several calendars called {name!r}; give the address instead")
    raise ServerAnswer(f"accounts.{account.name} has no calendar called {name!r}; it offers: {offered}")

"""`calendars` and `doctor`: what there is, and every check that can explain a failure."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.core.model import CalendarInfo, Check
from afterword.errors import AfterwordError, Locked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.adapters.lock import FileLock
    from afterword.config import Account, Request
    from afterword.wiring.places import Finder


def calendars_of(request: Request, finder: Finder) -> tuple[CalendarInfo, ...]:
    """The calendars of every account and file of the config: which are read, which one is written."""
    config = request.config
    if config is None:
        return ()
    found = [info for account in config.accounts for info in _of_account(account, finder)]
    for path in dict.fromkeys((*config.files_read, *filter(None, [config.files_write]))):
        write = path == config.files_write or (config.files_write is None and path in config.files_read)
        writable = os.access(Path(path).expanduser(), os.W_OK)
        found.append(CalendarInfo("files", path, path, path in config.files_read, write, writable))
    return tuple(found)


def _of_account(account: Account, finder: Finder) -> Iterator[CalendarInfo]:
    for info in finder.collections(account):
        named = not account.read or info.name in account.read or info.url in account.read
        write = account.write in (info.name, info.url) if account.write else named and info.writable
        yield CalendarInfo(account.name, info.name, info.url, named, write, info.writable)


def checks_of(request: Request, finder: Finder, lock: FileLock, state: Path) -> tuple[Check, ...]:
    """In the order in which a run needs things; a check that fails does not stop the next."""
    return (*_here(request, lock, state), *_files(request), *_accounts(request, finder))


def _here(request: Request, lock: FileLock, state: Path) -> Iterator[Check]:
    config = request.config
    if config is None:
        yield Check("config", None, "no config.toml yet", "run `afterword setup`, or name a SOURCE on the command line")
    else:
        yield Check("config", ok=True, found=f"{len(config.accounts)} accounts, {len(config.files_read)} files")
    addresses = ", ".join(sorted(request.owner.emails))
    yield Check(
        "who you are",
        bool(addresses) or None,
        addresses or "no address is known",
        None if addresses else "set emails under [me]: they tell your interviews from those you hold",
    )
    yield Check("zone and country", ok=True, found=f"{request.owner.timezone}, {request.owner.country or 'no country'}")
    yield Check("clock", ok=True, found=f"{request.now:%Y-%m-%d %H:%M %Z}")
    try:
        with lock.hold():
            yield Check("state folder", ok=True, found=str(state.parent))
    except Locked as error:
        yield Check("state folder", ok=None, found=error.message)
    except AfterwordError as error:
        yield Check("state folder", ok=False, found=error.message, exit_code=error.exit_code)


def _files(request: Request) -> Iterator[Check]:
    config = request.config
    for path in () if config is None else (*config.files_read, *filter(None, [config.files_write])):
        place = Path(path).expanduser()
        ok = place.exists() and os.access(place, os.R_OK)
        yield Check(f"file {path}", ok, "can be read" if ok else "is missing or cannot be read", exit_code=66)


def _accounts(request: Request, finder: Finder) -> Iterator[Check]:
    for account in () if request.config is None else request.config.accounts:
        try:
            found = list(_of_account(account, finder))
            finder.check_names(account)
        except AfterwordError as error:
            yield Check(f"account {account.name}", ok=False, found=error.message, exit_code=error.exit_code)
            continue
        read = ", ".join(info.name for info in found if info.read) or "none"
        write = ", ".join(info.name for info in found if info.write) or "none"
        ok = any(info.write and info.writable for info in found)
        advice = None if ok else "no calendar of this account may be written: choose another with `write`"
        yield Check(f"account {account.name}", ok, f"reads {read}; writes {write}", advice, 70)

"""Finding the calendars behind whatever address a user has (RFC 6764, RFC 4791 section 6, SERVERS section 3).

The address may be a calendar, a home of calendars, a principal, or a bare host. Discovery of our own, because the
library takes HTML, an unauthenticated answer and a redirected well-known address for "no calendars", without an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

from afterword.adapters.caldav_server import questions
from afterword.adapters.caldav_server.address import joined, origin_of
from afterword.adapters.caldav_server.http import Http
from afterword.adapters.caldav_server.multistatus import CALDAV, DAV, OK, Entry, entries
from afterword.adapters.caldav_server.reading import XML
from afterword.adapters.caldav_server.trouble import UNAUTHORIZED, Refused, TimedOut, Unreachable, reading_trouble
from afterword.errors import LoginProblem, ServerAnswer, Temporary

if TYPE_CHECKING:
    from afterword.adapters.caldav_server.login import Login

BASES: Final = ("/SOGo/dav/{username}/", "/remote.php/dav/", "/dav/", "/caldav.php/", "/dav.php/")
"""Where servers keep CalDAV when neither the address nor the well-known path says so. SOGo first: it answers under any
first part of a path, and is then not known for what it is."""

STEPS: Final = 4
WRITING: Final = {f"{DAV}{name}" for name in ("all", "write", "write-content", "bind")}


@dataclass(frozen=True, slots=True)
class CollectionInfo:
    """A calendar that was found: plain data, which may be kept between runs.

    `components` are upper case ("VEVENT" …); a server that names none takes all (RFC 4791 section 5.2.3).
    `searches_series` is False where a time-range search misses later instances of a series (SOGo).
    """

    url: str
    name: str
    writable: bool
    components: tuple[str, ...] = ()
    searches_series: bool = True


def discover(url: str, login: Login) -> tuple[CollectionInfo, ...]:
    """The calendars for events that `login` may read, in the server's order.

    Raises UsageProblem, LoginProblem, Temporary; ServerAnswer with what was tried when there is no calendar.
    """
    http = Http(url, login)
    try:
        return _Search(http, login.username or "").run()
    finally:
        http.close()


class _Search:
    """One search on one server; remembers what was tried and why a door stayed shut."""

    def __init__(self, http: Http, username: str) -> None:
        self._http = http
        self._username = username
        self._tried: list[str] = []
        self._refusal: LoginProblem | Temporary | None = None

    def run(self) -> tuple[CollectionInfo, ...]:
        """Every starting place in turn, the given one first; the first that leads to calendars wins."""
        root = str(self._http.origin)
        bases = [base.format(username=quote(self._username)) for base in BASES if self._username or "{" not in base]
        places = [self._http.url, f"{root}/.well-known/caldav", *(root + base for base in bases)]
        for place in dict.fromkeys(places):
            found = self._from(place)
            if found:
                return found
        if self._refusal is not None:
            raise self._refusal
        tried = "; ".join(self._tried)
        raise ServerAnswer(f"no calendar found on {self._http.origin.host}; tried {tried}; nothing was written")

    def _from(self, place: str) -> tuple[CollectionInfo, ...]:
        """Calendar, home, principal or root: each leads one step further, at most `STEPS`."""
        queue = [place]
        for _ in range(STEPS):
            if not queue:
                break
            url, entry = self._look(queue.pop(0))
            if entry is None:
                continue
            if _has_type(entry, f"{CALDAV}calendar"):
                return tuple(filter(_takes_events, [_info(url, entry)]))
            homes = _hrefs(url, entry, f"{CALDAV}calendar-home-set")
            found = self._calendars_in([url] if _may_be_home(url, entry) else []) or self._calendars_in(homes)
            if found:
                return found
            if homes:
                raise self._refusal or ServerAnswer(
                    f"the login works, but there is no calendar for events in {homes[0]}: make one in your calendar app"
                )
            queue += _hrefs(url, entry, f"{DAV}current-user-principal")
        return ()

    def _look(self, place: str) -> tuple[str, Entry | None]:
        """Where `place` leads, and its own properties; None when there is no CalDAV.

        A 401 ends the search: six more wrong logins would only lock the account. Another refusal is remembered, for
        it explains more than a list of addresses, unless another place lets us in.
        """
        found = self._asked(place, questions.where_to_begin(), "0")
        if found is None or not found[1] or found[1][0].status != OK:
            self._tried.append(place)
            return place, None
        url, entry = found[0], found[1][0]
        principal = entry.found.get(f"{DAV}current-user-principal")
        if principal is not None and principal.find(f"{DAV}unauthenticated") is not None:
            raise LoginProblem(f"{self._http.origin.host} does not know this login")
        return url, entry

    def _calendars_in(self, homes: list[str]) -> tuple[CollectionInfo, ...]:
        calendars: list[CollectionInfo] = []
        for home in homes:
            url, listed = self._asked(home, questions.calendars(), "1") or (home, ())
            calendars += [_info(url, entry) for entry in listed if _has_type(entry, f"{CALDAV}calendar")]
        return tuple(filter(_takes_events, calendars))

    def _asked(self, place: str, body: bytes, depth: str) -> tuple[str, tuple[Entry, ...]] | None:
        """The final URL and its entries; None when the answer is not CalDAV."""
        try:
            answer = self._http.send("PROPFIND", place, body=body, headers={**XML, "Depth": depth})
            if answer.status == UNAUTHORIZED:
                raise reading_trouble(answer)
            return answer.url, entries(answer)
        except (TimedOut, Unreachable):
            raise
        except (LoginProblem, Temporary) as problem:
            if isinstance(problem, Refused):
                raise
            self._refusal = self._refusal or problem
            return None
        except ServerAnswer:
            return None


def _has_type(entry: Entry, name: str) -> bool:
    kind = entry.found.get(f"{DAV}resourcetype")
    return kind is not None and kind.find(name) is not None


def _may_be_home(url: str, entry: Entry) -> bool:
    """A plain collection below the root; a principal is asked for its home instead (iCloud: 400 to Depth 1)."""
    below = urlsplit(url).path.strip("/") != ""
    return below and _has_type(entry, f"{DAV}collection") and not _has_type(entry, f"{DAV}principal")


def _hrefs(url: str, entry: Entry, name: str) -> list[str]:
    element = entry.found.get(name)
    if element is None:
        return []
    found = [joined(url, str(href.text or "")) for href in element.iterfind(f"{DAV}href")]
    return [href for href in found if href is not None]


def _info(url: str, entry: Entry) -> CollectionInfo:
    """`url` is where the listing came from: its origin counts, not the one an href names."""
    path = entry.href if entry.href.endswith("/") else f"{entry.href}/"
    privileges = entry.found.get(f"{DAV}current-user-privilege-set")
    granted = {element.tag for element in privileges.iter()} if privileges is not None else None
    components = entry.found.get(f"{CALDAV}supported-calendar-component-set")
    names = [str(one.get("name") or "").upper() for one in components] if components is not None else []
    return CollectionInfo(
        url=f"{origin_of(url)}{path}",
        name=_name(entry.text(f"{DAV}displayname"), path),
        writable=granted is None or bool(granted & WRITING),
        components=tuple(names),
        searches_series="/sogo/" not in path.lower(),
    )


def _name(shown: str, path: str) -> str:
    """Its display name; the last part of its path where it has none (Radicale shows the whole path then)."""
    if shown and shown.strip("/") != unquote(path).strip("/"):
        return shown
    return unquote(path.rstrip("/").rpartition("/")[2])


def _takes_events(info: CollectionInfo) -> bool:
    return not info.components or "VEVENT" in info.components

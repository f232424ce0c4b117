"""Which addresses may be spoken to: one origin, over TLS, with no secrets in the address (PROMISES S1, CONTRACT)."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from afterword.errors import LoginProblem, UsageProblem

PARTITIONED: Final = ("icloud.com",)
"""Providers that serve calendars from another host of their own domain (pNN-caldav.icloud.com, SERVERS section 4).
Nobody else's redirect or calendar-home is followed to another host, a sub-domain included."""

SCHEMES: Final = {"https": 443, "http": 80}
_PLAIN: Final = re.compile(r"/[A-Za-z0-9._~@%:+=,/-]*")
"""An absolute path as nearly every server writes it: taken as it is, since parsing ten thousand costs half a second."""
ALIASES: Final = {"caldavs": "https", "caldav": "https", "webcal": "https", "webcals": "https"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port (RFC 6454): all that a login may be sent to."""

    scheme: str
    host: str
    port: int

    @property
    def netloc(self) -> str:
        """As the Host header wants it: the port only where it is not the usual one, brackets around IPv6."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if SCHEMES[self.scheme] == self.port else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    def trusts(self, other: Origin) -> bool:
        """True for itself, and between the hosts of a provider known to spread calendars over its domain."""
        if other == self:
            return True
        spread = any(_within(self.host, domain) and _within(other.host, domain) for domain in PARTITIONED)
        return spread and (self.scheme, self.port) == (other.scheme, other.port) == ("https", 443)


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def checked_address(text: str) -> str:
    """The absolute https (or loopback http) URL meant by `text`; a bare host gets https and the path /.

    Raises UsageProblem for what is no address or holds a name or password (which is never repeated in the message),
    LoginProblem for http to another machine.
    """
    plain = text.strip()
    if not plain or any(char <= " " or char == "\x7f" for char in plain):
        raise UsageProblem("a calendar address cannot be empty or hold spaces and control characters")
    if "://" not in plain:
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
        port = parts.port
        host = (parts.hostname or "").encode("ascii" if _is_ip(parts.hostname) else "idna").decode("ascii")
    except ValueError:
        raise UsageProblem("this is not an address that can be understood") from None
    if "@" in parts.netloc:
        raise UsageProblem(
            f"the address of {host} holds a name or password: leave them out; they come from the configuration or "
            "from AFTERWORD_USERNAME and AFTERWORD_PASSWORD"
        )
    scheme = ALIASES.get(parts.scheme, parts.scheme)
    if scheme not in SCHEMES or not host:
        raise UsageProblem(f"an address must begin with https:// and name a host, not {parts.scheme}:")
    origin = Origin(scheme, host, port if port is not None else SCHEMES[scheme])
    if scheme == "http" and not is_loopback(host):
        raise LoginProblem(
            f"{host} is another machine: only https is used, so that nobody can read the login on the way"
        )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((scheme, origin.netloc, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), ""))


def _is_ip(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_ip(host) and ipaddress.ip_address(host).is_loopback)


def origin_of(url: str) -> Origin:
    """The origin of an address that `checked_address` gave."""
    parts = urlsplit(url)
    return Origin(parts.scheme, parts.hostname or "", parts.port or SCHEMES[parts.scheme])


def target_of(url: str) -> str:
    """Path and query, as they stand in a request line."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def joined(base: str, reference: str) -> str | None:
    """The URL that a href or Location means, seen from `base`; None when it cannot be one.

    A name or password in it is refused with the rest: a server has no business naming one.
    """
    try:
        url = urljoin(base, reference.strip())
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not parts.hostname or "@" in parts.netloc:
        return None
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    origin = Origin(parts.scheme, parts.hostname, port if port is not None else SCHEMES[parts.scheme])
    return urlunsplit((parts.scheme, origin.netloc, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), ""))


def path_of(base: str, href: str) -> str | None:
    """The absolute path of a resource's href. Its host is not looked at: iCloud names the first host in hrefs
    that only the partition serves, and whatever a href says, requests go to the collection's origin."""
    if _PLAIN.fullmatch(href) and "//" not in href and "/." not in href:
        return href
    url = joined(base, href)
    return None if url is None else urlsplit(url).path


def same_path(one: str, other: str) -> bool:
    """Do two paths name one resource? `%40` and `@` do (Google writes both)."""
    return unquote(one) == unquote(other)

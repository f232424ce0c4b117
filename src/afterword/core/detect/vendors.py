"""Who stands behind a domain: an organisation, a vendor between applicant and employer, or a public mailbox."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterword.core.detect.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HOST = re.compile(r"(?:https?://|@)([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})")
_KINDS = (
    "ats",
    "scheduling",
    "scheduling_for_hiring",
    "outsourced_interviewers",
    "coding_pads",
    "self_paced",
    "practice",
    "user_research",
    "signing",
    "background",
    "video",
    "public_mail",
    "calendar_addresses",
)
VENDOR = frozenset(_KINDS)
_MOST_HOSTS = 200


def domain(address: str | None) -> str:
    """What stands after the @, in lower case; empty without one."""
    return (address or "").rpartition("@")[2].strip().lower() if "@" in (address or "") else ""


def mailbox(address: str | None) -> str:
    """What stands before the @ (and before a +), in lower case; empty without one."""
    return (address or "").rpartition("@")[0].partition("+")[0].strip().lower()


class Vendors:
    """The lists of `data/vendors.toml`, asked by domain."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self._kinds: dict[str, set[str]] = {}
        for kind in _KINDS:
            for name in _strings(table.get(kind)):
                self._kinds.setdefault(name, set()).add(kind)
        self._hiring = frozenset(_strings(table.get("hiring_mailboxes")))

    def kinds(self, host: str) -> frozenset[str]:
        """The lists that hold this domain or one it belongs to; empty for an organisation of its own."""
        parts = host.split(".")
        names = (".".join(parts[at:]) for at in range(max(0, len(parts) - 4), len(parts) - 1))
        return frozenset(kind for name in names for kind in self._kinds.get(name, ()))

    def hosts(self, text: str) -> list[str]:
        """The hosts of links and addresses in a folded text, at most 200."""
        if "://" not in text and "@" not in text:
            return []
        return list(dict.fromkeys(_HOST.findall(text)))[:_MOST_HOSTS]

    def organisation(self, address: str | None) -> str:
        """The domain of an address where it is an organisation's own; empty for public mail and vendors."""
        host = domain(address)
        return "" if not host or self.kinds(host) & VENDOR else host

    def hires(self, address: str | None) -> bool:
        """True for a shared mailbox of the hiring side: careers@, bewerbung@, recrutement@ …"""
        box = mailbox(address)
        return box in self._hiring or any(part in self._hiring for part in re.split(r"[._-]", box) if len(part) > 3)


def _strings(value: object) -> Iterable[str]:
    return (fold(one) for one in value if isinstance(one, str)) if isinstance(value, list) else ()

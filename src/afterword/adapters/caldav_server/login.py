"""Who logs in. Basic and Bearer are sent at once: Cyrus answers "no calendars" to whoever waits for a challenge."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Login:
    """A name and password (RFC 7617), or a token (RFC 6750) when `token` is set; neither for a public address.

    `renew` fetches a fresh token after a 401, once a request. No secret shows in `repr`.
    """

    username: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    renew: Callable[[], str] | None = field(default=None, repr=False)

    @property
    def header(self) -> str | None:
        """The value of Authorization, or None."""
        if self.token is not None:
            return f"Bearer {self.token}"
        if self.username is None:
            return None
        pair = f"{self.username}:{self.password or ''}".encode()
        return f"Basic {base64.b64encode(pair).decode('ascii')}"

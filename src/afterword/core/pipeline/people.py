"""By which addresses an interview is known: its people's, and the domains that may be the employer's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.core.pipeline.names import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.core.model import Interview, Owner

PUBLIC_MAIL = frozenset({"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "icloud.com", "yahoo.com"})
"""What is known without the vendors' list."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """`shared` are domains that say nothing about an employer: mail providers, applicant tracking, meeting tools."""

    owner: Owner
    shared: frozenset[str] = PUBLIC_MAIL

    def emails(self, interview: Interview) -> frozenset[str]:
        """Addresses of people at the other side; never the owner's, never a sender that serves everybody."""
        return frozenset(email for email in self._emails(interview) if email and self._tells(email))

    def domains(self, interview: Interview) -> frozenset[str]:
        return frozenset(email.rpartition("@")[2] for email in self.emails(interview))

    def names(self, interview: Interview) -> frozenset[str]:
        """Full names of people at the other side; a first name alone is no sign of anybody."""
        persons = [*interview.interviewers, *([interview.contact] if interview.contact else [])]
        found = (words(person.name) for person in persons if person.name)
        return frozenset(" ".join(name) for name in found if len(name) > 1)

    def contact(self, interview: Interview) -> str | None:
        email = interview.contact.email if interview.contact else None
        return email if email and self._tells(email) else None

    def _emails(self, interview: Interview) -> Iterator[str | None]:
        at = interview.occurrence
        yield from (person.email for person in interview.interviewers)
        yield interview.contact.email if interview.contact else None
        yield at.organizer.email if at.organizer else None

    def _tells(self, email: str) -> bool:
        local, at, domain = email.rpartition("@")
        return bool(at and local) and email not in self.owner.emails and not self._is_shared(domain)

    def _is_shared(self, domain: str) -> bool:
        labels = domain.split(".")
        return any(".".join(labels[start:]) in self.shared for start in range(len(labels) - 1))

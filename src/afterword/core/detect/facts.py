"""Company, role, stage, channel, people and contact, each with the words that gave it; unknown rather than a guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.model import Channel, Fact, Occurrence, Owner, Person, Stage


@dataclass(frozen=True, slots=True)
class Facts:
    company: str | None = None
    role: str | None = None
    stage: Stage | None = None
    channel: Channel | None = None
    interviewers: tuple[Person, ...] = ()
    contact: Person | None = None
    preferred_channel: str | None = None
    sources: tuple[Fact, ...] = ()


class FactReader:
    """Built once from the language tables (`facts.toml` of each language), asked for every likely interview."""

    def __init__(self, tables: Mapping[str, Mapping[str, object]]) -> None:
        self._tables = tables

    def read(self, occurrence: Occurrence, owner: Owner, language: str) -> Facts:  # noqa: ARG002
        return Facts()

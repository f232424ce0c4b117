"""The composer of one run: shipped templates, the user's own beside the config."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from afterword.adapters.package_data import LazyTables, shared_table
from afterword.errors import ConfigProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.config import Request
    from afterword.core.compose.composer import Composer
    from afterword.core.compose.own_templates import Templates
    from afterword.core.compose.texts import Shipped
    from afterword.core.model import Brief, FollowUp, Note
    from afterword.ports import Ledger
    from afterword.wiring.own_program import OwnProgram

LARGEST: Final = 100_000
"""Bytes of one template file; a message has at most 150 words."""


def shipped() -> Shipped:
    """Each language is parsed when a message is first written in it: a run meets one or two of seven."""
    from afterword.core.compose.texts import Shipped

    return Shipped(
        messages=LazyTables("messages"),
        byhand=LazyTables("byhand"),
        tone=LazyTables("tone"),
        honorifics=shared_table("honorifics"),
    )


def templates_folder(request: Request) -> Path | None:
    """`[templates] folder`, else `templates` beside config.toml; None where there is no such folder."""
    named = None if request.config is None else request.config.templates
    folder = request.config_dir / "templates" if named is None else Path(named).expanduser()
    return folder if folder.is_dir() else None


def own_templates(folder: Path | None) -> Mapping[str, str]:
    """File name → text. Raises ConfigProblem for a folder or file that cannot be read."""
    if folder is None:
        return {}
    try:
        chosen = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")]
        return {path.name: path.read_bytes()[:LARGEST].decode() for path in chosen}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigProblem(f"the templates in {folder} cannot be read: {error}") from error


def templates_of(request: Request) -> tuple[Templates, tuple[str, ...]]:
    from afterword.core.compose.own_templates import load_templates

    return load_templates(shipped(), own_templates(templates_folder(request)))


@dataclass(slots=True)
class LateComposer:
    """The composer, made when the first text is wanted: `scan` wants none. Raises ConfigProblem then, with every
    problem of the user's own templates."""

    request: Request
    _made: Composer | None = field(default=None, init=False)

    def write(self, brief: Brief) -> Note:
        return self._composer().write(brief)

    def reviewed(self, wanted: FollowUp, standing: str) -> FollowUp:
        return self._composer().reviewed(wanted, standing)

    def _composer(self) -> Composer:
        if self._made is None:
            from afterword.core.compose.composer import Composer

            templates, problems = templates_of(self.request)
            if problems:
                raise ConfigProblem("your own templates have problems:", problems)
            self._made = Composer(templates, self.request.owner)
        return self._made


def rewriter_of(request: Request, composer: LateComposer, ledger: Ledger) -> OwnProgram | None:
    """The user's own program for wording messages; None where the config names none."""
    config = request.config
    if config is None or config.compose_command is None:
        return None
    from afterword.adapters.compose_command import ComposeCommand
    from afterword.wiring.own_program import OwnProgram

    # it is given names and notes, but no password of a calendar
    environment = {name: value for name, value in request.environment.items() if not name.startswith("AFTERWORD_")}
    program = ComposeCommand(config.compose_command, config.compose_timeout, environment)
    return OwnProgram(program, composer.reviewed, ledger)

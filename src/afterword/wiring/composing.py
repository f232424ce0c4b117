"""The composer of one run: shipped templates, the user's own beside the config."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from afterword.adapters.compose_command import ComposeCommand
from afterword.adapters.package_data import LazyTables, shared_table
from afterword.core.compose import Composer, Shipped, Templates, load_templates
from afterword.errors import ConfigProblem
from afterword.wiring.own_program import OwnProgram

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.config import Request
    from afterword.ports import Ledger

LARGEST: Final = 100_000
"""Bytes of one template file; a message has at most 150 words."""


def shipped() -> Shipped:
    """Each language is parsed when a message is first written in it: a run meets one or two of seven."""
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
    return load_templates(shipped(), own_templates(templates_folder(request)))


def composer_of(request: Request) -> Composer:
    """Raises ConfigProblem with every problem of the user's own templates."""
    templates, problems = templates_of(request)
    if problems:
        raise ConfigProblem("your own templates have problems:", problems)
    return Composer(templates, request.owner)


def rewriter_of(request: Request, composer: Composer, ledger: Ledger) -> OwnProgram | None:
    """The user's own program for wording messages; None where the config names none."""
    config = request.config
    if config is None or config.compose_command is None:
        return None
    # it is given names and notes, but no password of a calendar
    environment = {name: value for name, value in request.environment.items() if not name.startswith("AFTERWORD_")}
    program = ComposeCommand(config.compose_command, config.compose_timeout, environment)
    return OwnProgram(program, composer.reviewed, ledger)

"""templates: look at the messages, and at one's own in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterword.cli.options import example
from afterword.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.cli.group import Run
    from afterword.core.compose.own_templates import Templates
    from afterword.core.model import Owner


@click.command(
    epilog=example("afterword templates --check", "afterword templates --show check-in --language de > check-in.de.txt")
)
@click.option("--check", is_flag=True, help="Read your own templates and say what is wrong with them.")
@click.option("--show", "name", metavar="NAME", help="Print a template, ready to be copied and changed.")
@click.option("--sample", metavar="NAME", help="Print the message that it makes of made-up facts.")
@click.option("--language", default="en", metavar="CODE", help="en, de, fr, es, pt, it or nl; default: en.")
@click.pass_obj
def templates_command(run: Run, *, check: bool, name: str | None, sample: str | None, language: str) -> int:
    """List the templates of messages; your own replace them as files NAME.LANGUAGE.txt in the templates folder."""
    from afterword.cli.settings import build_request

    request = build_request(run, (), needs_source=False)
    templates, problems = run.host.wiring().templates_of(request)
    if check:
        say(run.host, [*problems, *templates.warnings] or ["Nothing is wrong with your templates."])
        return 78 if problems else 0
    chosen = name or sample
    if chosen is not None:
        _known(chosen, language, templates)
        text = templates.show(chosen, language) if name else _sample(templates, request.owner, chosen, language)
        say(run.host, text.splitlines())
    else:
        say(run.host, _listed(templates))
    return 0


def _known(name: str, language: str, templates: Templates) -> None:
    from afterword.core.compose.engine import nearest
    from afterword.errors import UsageProblem

    if name not in templates.names():
        raise UsageProblem(f"There is no template '{name}'{nearest(name, templates.names()) or '.'}")
    if language not in templates.shipped.messages:
        raise UsageProblem(f"There is no language '{language}'; there are {', '.join(templates.shipped.messages)}.")


def _sample(templates: Templates, owner: Owner, name: str, language: str) -> str:
    from afterword.core.compose.sample import sample

    message = sample(templates, owner, name, language).messages[0]
    return f"Subject: {message.subject}\n\n{message.body}" if message.subject else message.body


def _listed(templates: Templates) -> Iterator[str]:
    """Each name, and the languages in which the user has a file of it."""
    for name in templates.names():
        own = sorted(language for known, language in templates.own if known == name)
        yield f"{name:24}{'yours: ' + ', '.join(own) if own else ''}".rstrip()

"""The user's own templates replace ours; what is wrong in one is said with file, line and the nearest name (M10)."""

from __future__ import annotations

import pytest
from tests.compose import builders as b

from afterword.core.compose.composer import Composer
from afterword.core.compose.engine import fill, parse
from afterword.core.compose.own_templates import load_templates
from afterword.core.model import Kind, Message, Stage

ONLY = "only {{ name }} and {% if name %} are understood, not"
ODD = ("{{" * 50_000, "{% if a %}" * 5_000, "{% if a %}{% else %}{% else %}", "}}" * 9, "%}{%")


def load(**files: str) -> tuple[Composer, tuple[str, ...]]:
    named = {name.replace("_", "-").replace("-en", ".en") + ".txt": text for name, text in files.items()}
    templates, problems = load_templates(b.shipped(), named)
    return Composer(templates, b.MAYA), problems


def written(composer: Composer, kind: Kind, **facts: object) -> Message:
    return composer.write(b.brief(kind, b.interview(**facts), notes=b.NOTES)).messages[0]


def test_a_file_of_the_same_name_replaces_ours() -> None:
    composer, problems = load(
        check_in_en="Subject: About {{ role }}\n\n{{ greeting }}\n\nAny news?\n\n{{ signature }}\n"
    )
    assert problems == ()
    message = written(composer, Kind.CHECK_IN)
    assert message.subject == "About Backend Engineer"
    assert message.body.startswith("Dear Priya,\n\nAny news?\n\nMaya Lindqvist")
    assert "Any news?" not in written(composer, Kind.FINAL_CHECK).body


def test_the_file_for_the_stage_goes_before_the_general_one() -> None:
    composer, _ = load(thank_you_en="General.", thank_you_panel_en="Panel.")
    assert written(composer, Kind.THANK_YOU).body == "General."
    assert written(composer, Kind.THANK_YOU, stage=Stage.PANEL).body == "Panel."
    assert written(composer, Kind.THANK_YOU, language="de").body != "General."


def test_variants_are_shared_out_among_interviewers() -> None:
    composer, _ = load(thank_you_en="First way.\n====\nSecond way.\n")
    note = composer.write(b.brief(Kind.THANK_YOU, b.interview(interviewers=(b.DANA, b.BEN))))
    assert {message.body for message in note.messages} == {"First way.", "Second way."}


def test_a_condition_leaves_no_gap() -> None:
    composer, _ = load(check_in_en="A{% if company %} at {{ company }}{% else %} somewhere{% endif %}.\n\n\n\nB")
    assert written(composer, Kind.CHECK_IN).body == "A at Northwind Robotics.\n\nB"
    assert written(composer, Kind.CHECK_IN, company=None).body == "A somewhere.\n\nB"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Subject: x\n\nDear {{ compny }}", "line 3: unknown variable 'compny', did you mean 'company'?"),
        ("Subject: {{ roles }}\n\nx", "line 1: unknown variable 'roles', did you mean 'role'?"),
        ("x\n====\ny\n{{ zzzzz }}", "line 4: unknown variable 'zzzzz'"),
        ("{% if copany %}x{% endif %}", "line 1: unknown variable 'copany', did you mean 'company'?"),
        ("{% if company %}x", "line 1: {% if company %} has no {% endif %}"),
        ("x{% endif %}", "line 1: {% endif %} without {% if %}"),
        ("\n{{ company | upper }}", f"line 2: {ONLY} {{{{ company | upper }}}}"),
        ("{{ lipsum.__globals__ }}", f"line 1: {ONLY} {{{{ lipsum.__globals__ }}}}"),
        ("{% for x in y %}", f"line 1: {ONLY} {{% for x in y %}}"),
        ("{{ company", "line 1: '{{' is not closed on its line"),
        ("  \n", "line 1: the message is empty"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_and_line(text: str, problem: str) -> None:
    composer, problems = load(check_in_en=text)
    assert f"check-in.en.txt, {problem}" in problems
    assert written(composer, Kind.CHECK_IN).body.startswith("Dear Priya,")


@pytest.mark.parametrize(
    ("filename", "hint"),
    [("thankyou.en.txt", "thank-you.en.txt"), ("check-in.xx.txt", "check-in."), ("check-in.en.doc", "check-in.en.txt")],
)
def test_a_file_that_is_no_template_is_named_with_the_nearest_one(filename: str, hint: str) -> None:
    _, (problem,) = load_templates(b.shipped(), {filename: "x"})
    assert problem.startswith(f"{filename}: not the name of a template, did you mean '{hint}")


def test_M9_own_templates_are_read_by_the_tone_check() -> None:
    templates, problems = load_templates(b.shipped(), {"check-in.en.txt": "Answer as soon as possible."})
    assert problems == ()
    assert templates.warnings == ("check-in.en.txt: “as soon as possible”: reads as pressure.",)


@pytest.mark.parametrize("language", b.LANGUAGES)
def test_every_shipped_message_can_be_shown_and_used_as_ones_own(language: str) -> None:
    for name in b.templates().names():
        source = b.templates().show(name, language)
        assert source.startswith("Subject: ")
        templates, problems = load_templates(b.shipped(), {f"{name}.{language}.txt": source})
        assert (problems, templates.warnings) == ((), ())


@pytest.mark.parametrize("value", ["{{ role }}", "{% if x %}", "{{7*7}}", "{# #}"])
def test_values_are_never_read_as_templates(value: str) -> None:
    assert fill("a {{ company }} b", {"company": value, "role": "X"}) == f"a {value} b"


@pytest.mark.parametrize(
    "text", ["{{" * 50_000, "{% if a %}" * 5_000, "{% if a %}{% else %}{% else %}", "}}" * 9, "%}{%"]
)
def test_odd_templates_are_read_without_raising(text: str) -> None:
    parse(text)

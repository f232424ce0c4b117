"""A shipped message in the form of a template of one's own, to be copied and changed (`templates --show NAME`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from afterword.core.compose.messages import Recipe
    from afterword.core.compose.texts import Shipped, Texts

_THANKS: Final = (("topic", "interest"), ("question",), ("offer", "next_steps"))
_ASKING: Final = (("interest", "strength"), ("ask", "offer"))
RECIPES: Final[dict[str, tuple[str, Recipe]]] = {
    "thank-you": ("thank-you", (("opening.plain",), *_THANKS)),
    "thank-you-phone-screen": ("thank-you", (("opening.phone_screen",), *_THANKS)),
    "thank-you-technical": ("thank-you", (("opening.technical",), *_THANKS)),
    "thank-you-panel": ("thank-you", (("opening.panel",), *_THANKS)),
    "thank-you-onsite": ("thank-you", (("opening.onsite",), *_THANKS)),
    "thank-you-final": ("thank-you", (("opening.final",), *_THANKS)),
    "thank-you-late": ("thank-you", (("opening.late",), *_THANKS)),
    "check-in": ("check-in", (("opening.plain",), *_ASKING)),
    "check-in-stated": ("check-in", (("opening.stated",), *_ASKING)),
    "check-in-slow": ("check-in", (("opening.plain", "slow"), *_ASKING)),
    "check-in-away": ("check-in", (("opening.away",), *_ASKING)),
    "final-check": ("final-check", (("opening", "ask"), ("wishes",))),
    "feedback-request": ("feedback-request", (("opening",), ("ask",), ("wishes",))),
    "offer-review": ("offer-review", (("opening",), ("review", "questions"))),
    "no-show-note": ("no-show-note", (("opening",), ("ask",), ("interest",))),
}
"""What a file of one's own may be called, and what the shipped message of that name is made of. The plain name of a
kind serves all its cases for which there is no file."""


def source(shipped: Shipped, name: str, language: str) -> str:
    """The first variant of every sentence of the message called `name` (a key of RECIPES), as a template."""
    texts = shipped.texts(language)
    kind, recipe = RECIPES[name]
    paragraphs = [" ".join(_sentence(texts, kind, part) for part in parts) for parts in recipe]
    subject = f"Subject: {texts.variants(kind, 'subject')[0]}"
    return "\n\n".join([subject, "{{ greeting }}", *paragraphs, "{{ closing }}\n{{ signature }}"]) + "\n"


def _sentence(texts: Texts, kind: str, part: str) -> str:
    first = texts.variants(kind, part)[0]
    return f"{{% if question %}}{first}{{% endif %}}" if part == "question" else first

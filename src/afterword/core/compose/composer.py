"""Turns a Brief into a Note: title, description and messages (RULES M1 to M8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from afterword.core.compose import clean, note, topics
from afterword.core.compose.engine import fill
from afterword.core.compose.layout import bodies
from afterword.core.compose.messages import Writer, by_phone, card_fits, phone_recipe, recipe, tidy
from afterword.core.compose.recipients import targets
from afterword.core.compose.reread import reread
from afterword.core.compose.tone import WORD_LIMITS
from afterword.core.compose.values import for_person, gather
from afterword.core.compose.variants import choices
from afterword.core.model import Message, Note, Notes, Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterword.core.compose.names import Name
    from afterword.core.compose.own_templates import Templates
    from afterword.core.compose.recipients import Target
    from afterword.core.compose.texts import Texts
    from afterword.core.compose.values import Values
    from afterword.core.compose.variants import Choice
    from afterword.core.model import Brief, FollowUp, Owner

SPARED: Final = ((), ("slow",), ("slow", "offer"), ("slow", "offer", "next_steps"))
"""What a message that gets too long can do without, first the least."""

REQUEST_WORDS: Final = 28
"""How long the request to pass a message on is, at most."""


class Composer:
    """Built once from the templates and the owner; `write` is pure and gives the same Note for the same Brief."""

    def __init__(self, templates: Templates, owner: Owner) -> None:
        self._templates = templates
        self._owner = owner

    def write(self, brief: Brief) -> Note:
        """The text of the follow-up that the brief asks for. Raises nothing for any calendar text."""
        texts = self._templates.shipped.texts(brief.round.last.language)
        found = targets(brief, self._owner)
        # the UID alone: the application's id hangs on an earliest interview that a moving window loses, and an
        # instance's key on whether somebody has changed it
        seed = f"{brief.kind.value}\0{brief.round.last.occurrence.uid}"
        chosen = choices(seed, tuple(target.key for target in found))
        about = {one.key: one for one in (brief.round.last, *(target.interview for target in found))}
        gathered = {key: gather(brief, one, self._owner, texts) for key, one in about.items()}
        desk = _Desk(self._templates, self._owner, brief, texts, gathered)
        messages = [desk.message(target, choice) for target, choice in zip(found, chosen, strict=True)]
        if card_fits(brief, found[0]):
            messages.append(desk.card(found[0], chosen[0]))
        names = [self._templates.namer.read(target.addressee.name) for target in found]
        company = clean.fact(brief.application.company or brief.round.last.company)
        values = gathered[brief.round.last.key]
        return Note(
            note.title(brief.kind, names, company, texts),
            note.description(brief, self._owner, texts, values, messages),
            tuple(messages),
            texts.language,
        )

    def reviewed(self, wanted: FollowUp, standing: str) -> FollowUp:
        """The follow-up with its messages as the user rewrote them, and the tone check's reasons against them (M9).

        `standing` is the description in the calendar; the description in `wanted` stays ours.
        """
        found = [self._reasons(wanted, body) for body in bodies(standing)]
        every = tuple(dict.fromkeys(reason for reasons in found for reason in reasons))
        if len(found) != len(wanted.messages):
            found = [every, *(() for _ in wanted.messages[1:])]
        pairs = zip(reread(wanted.messages, standing), found, strict=False)
        messages = tuple(replace(message, warnings=reasons) for message, reasons in pairs)
        return replace(wanted, messages=messages, warnings=every)

    def _reasons(self, wanted: FollowUp, body: str) -> tuple[str, ...]:
        people = (self._templates.namer.read(person.name).full for one in wanted.messages for person in one.to)
        names = tuple(dict.fromkeys(name for name in people if name))
        company = clean.fact(wanted.company)
        tone = self._templates.tone
        return tone.check(body, wanted.language, kind=wanted.kind, names=names, company=company)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all messages of one note share."""

    templates: Templates
    owner: Owner
    brief: Brief
    texts: Texts
    gathered: Mapping[str, Values]
    """By interview key: what is known of it, before anything of the recipient."""

    def message(self, target: Target, choice: Choice) -> Message:
        """The message for one recipient, over the employer's preferred channel (M6)."""
        kind = self.brief.kind
        values = self._values(target)
        writer = Writer(self.texts, values, choice)
        if by_phone(self.brief):
            script = tidy("\n\n".join(writer.paragraphs("phone", phone_recipe(kind))))
            return self._finished("phone", target, None, script, values)
        subject = writer.sentence(kind.value, "subject")
        own = self.templates.own_for(self.brief, target, self.texts.language)
        if own:
            variant = own[choice.of("own", 0, len(own))]
            named, body = variant.render(values.with_(closing=writer.sentence(kind.value, "closing", 1)))
            subject = named or subject
        else:
            body = self._letter(writer, target)
        if target.pass_on is not None:
            subject, body = self._passed_on(target, values, body)
        return self._finished("email", target, tidy(subject).replace("\n", " "), body, values)

    def _letter(self, writer: Writer, target: Target) -> str:
        """The letter; where it gets too long, without the sentences that can best be spared."""
        full = recipe(self.brief, target)
        limit = WORD_LIMITS[self.brief.kind] - (REQUEST_WORDS if target.pass_on is not None else 0)
        for spared in SPARED:
            parts = tuple(tuple(part for part in paragraph if part not in spared) for paragraph in full)
            body = writer.letter(self.brief.kind.value, parts)
            if len(body.split()) <= limit:
                break
        return body

    def card(self, target: Target, choice: Choice) -> Message:
        """The text of a handwritten card, as a further message of the thank-you (M6)."""
        values = self._values(target)
        shifted = replace(choice, rank=choice.rank + 1)
        body = Writer(self.texts, values, shifted).letter("card", (("opening",), ("topic", "interest")))
        to = replace(target, to=Person(target.addressee.name, None))
        return self._finished("card", to, None, body, values)

    def _passed_on(self, target: Target, values: Values, body: str) -> tuple[str, str]:
        """The message for somebody without a known address, with the request to the contact to pass it on (M5)."""
        contact = self.templates.namer.read(target.to.name)
        section = self.texts.section("pass_on")
        known = values.known | {"other": values.get("name"), "greeting": self._greeting(contact)}
        return fill(str(section["subject"]), known), tidy(f"{fill(str(section['request']), known)}\n\n{body}")

    def _values(self, target: Target) -> Values:
        name = self.templates.namer.read(target.addressee.name)
        common = self.gathered[target.interview.key]
        topic = clean.note(topics.for_person(self.brief, target, self.owner, name) or self._free_note())
        return for_person(common, name, self._greeting(name), topic, self.texts)

    def _free_note(self) -> str:
        """The first free note, if it could be said to an employer: notes are also kept for oneself."""
        free = next(iter(self.brief.notes.free), "")
        return "" if self.templates.tone.words(free, self.texts.language) else free

    def _greeting(self, name: Name) -> str:
        table = self.texts.section("greeting")
        key = name.title or ("full" if name.last and name.first else "first" if name else "unknown")
        form = table.get(key) or table.get(key.split("_")[-1]) or table["full"]
        values = {"name": name.full, "first_name": name.first or name.last, "last_name": name.last}
        return fill(str(form), values)

    def _finished(self, channel: str, target: Target, subject: str | None, body: str, values: Values) -> Message:
        gaps = list(values.unfinished(subject, body))
        if channel == "email" and target.to.email is None:
            gaps.append("address" if target.to.name else "recipient")
        warnings = self._warnings(target, body, values)
        person = Person(clean.answer(target.to.name) or None, clean.answer(target.to.email) or None)
        facts = {key: text for key, text in values.known.items() if text}
        return Message(channel, (person,), subject, body, self.texts.language, tuple(gaps), warnings, facts)

    def _warnings(self, target: Target, body: str, values: Values) -> tuple[str, ...]:
        """The tone check's reasons (M9). Our own sentences pass it in a test; read anew is only what others wrote."""
        tone, kind, language = self.templates.tone, self.brief.kind, self.texts.language
        if self.brief.notes == Notes() and not self.templates.own_for(self.brief, target, language):
            return tone.too_long(body, language, kind)
        names = tuple(filter(None, (values.get("name"), values.get("role"))))
        return tone.check(body, language, kind=kind, names=names, company=values.get("company") or None)

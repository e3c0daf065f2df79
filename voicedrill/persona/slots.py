"""Lint rules for slots: every ``{slot}`` in a text can be filled, in every case the text is used in."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from voicedrill.persona.casting import PROMISE_SLOT
from voicedrill.persona.explanations import did_you_mean
from voicedrill.persona.problems import Path, Remark
from voicedrill.persona.references import belongs
from voicedrill.persona.schema import Case, Persona

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_PROMISE = f"{{{PROMISE_SLOT}}}"
_UNFILLED = ("name", "title", "trouble", "sector")


def check_slots(persona: Persona) -> Iterator[Remark]:
    """Find slots that a case does not define, slots in texts that are never filled, and unused slots."""
    for key in _UNFILLED:
        yield from _not_allowed(getattr(persona, key), (key,))
    for index, case in enumerate(persona.cases):
        yield from _check_case(case, persona, ("cases", index))
    for index, beat in enumerate(persona.beats):
        if beat.when.promise is None:
            for number, text in enumerate((*beat.say, *beat.again)):
                if _PROMISE in text:
                    message = f"'{_PROMISE}' is only known where 'when' asks for a 'promise'."
                    yield Remark(("beats", index, "say", min(number, len(beat.say) - 1)), message)


def _check_case(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    yield from _not_allowed(case.title, (*path, "title"))
    texts = [(place, text) for place, text in _texts(case, path) if place[: len(path) + 1] != (*path, "slots")]
    for index, beat in enumerate(persona.beats):
        if belongs(beat, case):
            texts += [(("beats", index, "say", number), text) for number, text in enumerate(beat.say)]
            texts += [(("beats", index, "again", number), text) for number, text in enumerate(beat.again)]
    for index, fact in enumerate(persona.facts):
        texts += list(_texts(fact, ("facts", index)))
    slots = persona.whole(case).slots
    used: set[str] = set()
    for place, text in texts:
        for braces in _BRACES.findall(text):
            name = braces.strip("{}")
            used.add(name)
            if name not in slots and name != PROMISE_SLOT:
                guess = did_you_mean(name, list(slots))
                yield Remark(place, f"'{braces}' is no slot of the case '{case.id}'.{guess}")
    for name, slot in case.slots.items():
        at = (*path, "slots", name)
        if name not in used:
            yield Remark(at, f"The slot '{name}' is never used.", "warning")
        for value in slot.values:
            yield from _not_allowed(value, at)


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Return every text in a part of the file with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            yield from _texts(getattr(value, key), (*path, key))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _texts(one, (*path, index))


def _not_allowed(text: str, path: Path) -> Iterator[Remark]:
    if _BRACES.search(text):
        yield Remark(path, "Slots are not filled in here; write the text without braces.")

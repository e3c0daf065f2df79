"""A persona cast for one call: one case, its slots drawn by the seed."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from voicedrill.persona.schema import Case, Fact, Persona, Slot
from voicedrill.persona.spoken_text import spoken

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def pick(seed: int, key: str, count: int) -> int:
    """Return an index below ``count``: the same for the same seed and key, on any machine."""
    digest = hashlib.sha256(f"{seed}/{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


PROMISE_SLOT = "promise"
"""The slot that holds the words of an earlier promise: ``by five tomorrow``."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the trainee promised in an earlier call of this customer.

    ``words``: the time, as it was said. ``state``: what the notes made of it.
    """

    words: str
    state: Literal["kept", "broken", "forgotten"]


@dataclass(frozen=True)
class Casting:
    """Who calls, about which case, with which values.

    Attributes
    ----------
    case : Case
        With the facts and slots that all cases share.
    values : dict of str to str
        Drawn value of each slot, as written.
    promise : Promise or None
        What comes back from an earlier call, in a case that follows another.
    """

    persona: Persona
    case: Case
    seed: int
    values: dict[str, str]
    promise: Promise | None = None

    @property
    def promise_state(self) -> str | None:
        """What became of the earlier promise; None without one."""
        return self.promise.state if self.promise is not None else None

    def written(self, text: str) -> str:
        """Fill ``{slot}`` for reading: ``44719``; a sentence that begins with one begins with a capital."""
        return _filled(text, lambda match: self.values.get(match[1], match[0]))

    def spoken(self, text: str) -> str:
        """Fill ``{slot}`` for speaking, in words: digits one by one, ``four four seven one nine``."""
        return spoken(_filled(text, lambda match: self._spoken_value(match[1], match[0])))

    def fact(self, fact_id: str) -> Fact:
        """Return the fact of this case with that id; `KeyError` when there is none."""
        for fact in self.case.facts:
            if fact.id == fact_id:
                return fact
        raise KeyError(fact_id)

    def _spoken_value(self, name: str, unknown: str) -> str:
        if name not in self.case.slots:
            return self.values.get(name, unknown)
        value = self.values[name]
        return " ".join(value.replace(" ", "")) if self.case.slots[name].kind == "digits" else value


def _filled(text: str, value: Callable[[re.Match[str]], str]) -> str:
    def fill(match: re.Match[str]) -> str:
        filled = value(match)
        begins = match.start() == 0 or text[: match.start()].rstrip().endswith((".", "!", "?"))
        return filled[:1].upper() + filled[1:] if begins and len(text) > len(match[0]) else filled

    return _SLOT.sub(fill, text)


def cast(persona: Persona, case_id: str | None, seed: int, promise: Promise | None = None) -> Casting:
    """Choose the case (by seed when ``case_id`` is None) and draw its slots.

    A case that follows another is only chosen by name, or when there is a ``promise`` to come back to.

    Raises
    ------
    KeyError
        When the persona has no such case.
    """
    if case_id is None:
        cases = [one for one in persona.cases if promise is not None or one.follows is None] or [*persona.cases]
        case = cases[pick(seed, f"{persona.id}/case", len(cases))]
    else:
        case = next((one for one in persona.cases if one.id == case_id), None) or _no_case(case_id)
    case = persona.whole(case)
    values = {name: _draw(slot, seed, _key(persona, case, name)) for name, slot in case.slots.items()}
    if promise is not None:
        values[PROMISE_SLOT] = promise.words
    return Casting(persona, case, seed, values, promise)


def _key(persona: Persona, case: Case, slot: str) -> str:
    """Return what a slot is drawn by: one she always has stays the same from call to call."""
    return f"{persona.id}/{slot}" if slot in persona.slots else f"{case.id}/{slot}"


def _draw(slot: Slot, seed: int, key: str) -> str:
    return slot.values[pick(seed, key, len(slot.values))]


def _no_case(case_id: str) -> Case:
    raise KeyError(case_id)

"""A persona cast for one call: one case, its slots drawn by the seed."""

import hashlib
import re
from dataclasses import dataclass

from voicedrill.persona.schema import Case, Fact, Persona, Slot

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def pick(seed: int, key: str, count: int) -> int:
    """Return an index below ``count``: the same for the same seed and key, on any machine."""
    digest = hashlib.sha256(f"{seed}/{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


@dataclass(frozen=True)
class Casting:
    """Who calls, about which case, with which values."""

    persona: Persona
    case: Case
    seed: int
    values: dict[str, str]
    """Drawn value of each slot, as written."""

    def written(self, text: str) -> str:
        """Fill ``{slot}`` for reading: ``44719``."""
        return _SLOT.sub(lambda match: self.values.get(match[1], match[0]), text)

    def spoken(self, text: str) -> str:
        """Fill ``{slot}`` for speaking: digits one by one, ``4 4 7 1 9``."""
        return _SLOT.sub(lambda match: self._spoken_value(match[1], match[0]), text)

    def fact(self, fact_id: str) -> Fact:
        """Return the fact of this case with that id; `KeyError` when there is none."""
        for fact in self.case.facts:
            if fact.id == fact_id:
                return fact
        raise KeyError(fact_id)

    def _spoken_value(self, name: str, unknown: str) -> str:
        if name not in self.values:
            return unknown
        value = self.values[name]
        slot = self.case.slots[name]
        return " ".join(value.replace(" ", "")) if slot.kind == "digits" else value


def cast(persona: Persona, case_id: str | None, seed: int) -> Casting:
    """Choose the case (by seed when ``case_id`` is None) and draw its slots.

    Raises
    ------
    KeyError
        When the persona has no such case.
    """
    if case_id is None:
        case = persona.cases[pick(seed, f"{persona.id}/case", len(persona.cases))]
    else:
        case = next((one for one in persona.cases if one.id == case_id), None) or _no_case(case_id)
    values = {name: _draw(slot, seed, f"{case.id}/{name}") for name, slot in case.slots.items()}
    return Casting(persona, case, seed, values)


def _draw(slot: Slot, seed: int, key: str) -> str:
    return slot.values[pick(seed, key, len(slot.values))]


def _no_case(case_id: str) -> Case:
    raise KeyError(case_id)

"""Two calls to measure a course with: one before it, one after it, as alike as the customers allow.

The rules are ours. Customers differ in difficulty; so both are of the same one, and practise as many of the same
skills as can be found. Neither was met before.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from voicedrill.persona.casting import pick
from voicedrill.persona.schema import Case, Persona

_DIFFICULTIES = (3, 2, 4, 1, 5)
"""Where there is a choice: neither too easy to show progress nor too hard to begin with."""
_LARGEST_SEED = 2**31


@dataclass(frozen=True, slots=True)
class FixedCall:
    """A call in which nothing is left to chance: customer, case and seed."""

    persona_id: str
    case: str
    seed: int


def matched_pair(personas: Sequence[Persona], met: Collection[str], seed: int) -> tuple[FixedCall, FixedCall] | None:
    """Return the call before and the call after a course; which of the two comes first is drawn.

    Parameters
    ----------
    personas : sequence of Persona
        All that may call.
    met : collection of str
        Ids of the customers that the trainee has met.
    seed : int
        Draws the order, and each call's own seed.

    Returns
    -------
    (FixedCall, FixedCall) or None
        None where no two unmet customers are of the same difficulty.
    """
    free = sorted((one for one in personas if one.kind == "call" and one.id not in met), key=lambda one: one.id)
    pairs = [pair for pair in combinations(free, 2) if pair[0].difficulty == pair[1].difficulty]
    if not pairs:
        return None
    one, other = max(pairs, key=_fitness)
    if pick(seed, "order", 2):
        one, other = other, one
    cases = _cases(one, other)
    return (
        FixedCall(one.id, cases[0].id, pick(seed, "before", _LARGEST_SEED)),
        FixedCall(other.id, cases[1].id, pick(seed, "after", _LARGEST_SEED)),
    )


def _fitness(pair: tuple[Persona, Persona]) -> tuple[float, int, str]:
    one, other = pair
    return _alike(one, other), -_DIFFICULTIES.index(one.difficulty), f"{one.id} {other.id}"


def _alike(one: Persona, other: Persona) -> float:
    """Return the share of skills that both practise, a little more where both calls are as long."""
    shared, all_of_them = set(one.skills) & set(other.skills), set(one.skills) | set(other.skills)
    return len(shared) / len(all_of_them) - 0.01 * abs(one.minutes - other.minutes)


def _cases(one: Persona, other: Persona) -> tuple[Case, Case]:
    """Return a case of each with the same answer to whose fault it is, where there are such; none follows another."""
    firsts, seconds = ([case for case in persona.cases if not case.follows] for persona in (one, other))
    pairs = [(first, second) for first in firsts for second in seconds]
    return next((pair for pair in pairs if pair[0].fault == pair[1].fault), pairs[0])

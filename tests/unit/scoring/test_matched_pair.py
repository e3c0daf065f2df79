"""Two calls as alike as the customers allow."""

from voicedrill.persona.schema import Persona
from voicedrill.runtime.library import list_personas
from voicedrill.scoring.matched_pair import matched_pair

PERSONAS = [entry.persona for entry in list_personas() if entry.persona is not None]
BY_ID = {one.id: one for one in PERSONAS}


def both(met: set[str], seed: int = 1) -> tuple[Persona, Persona]:
    pair = matched_pair(PERSONAS, met, seed)
    assert pair is not None
    return BY_ID[pair[0].persona_id], BY_ID[pair[1].persona_id]


def test_a_pair_has_one_difficulty_much_in_common_and_was_not_met() -> None:
    met: set[str] = set()
    while (pair := matched_pair(PERSONAS, met, 1)) is not None:
        one, other = BY_ID[pair[0].persona_id], BY_ID[pair[1].persona_id]
        assert one.id != other.id
        assert one.difficulty == other.difficulty
        assert {one.kind, other.kind} == {"call"}
        assert set(one.skills) & set(other.skills)
        assert not {one.id, other.id} & met
        for call, persona in zip(pair, (one, other), strict=True):
            case = next(case for case in persona.cases if case.id == call.case)
            assert case.follows is None
        met |= {one.id, other.id}
    assert len(met) >= 10


def test_the_seed_draws_the_order_and_nothing_else_is_left_to_chance() -> None:
    pairs = [matched_pair(PERSONAS, set(), seed) for seed in range(20)]
    assert len({pair[0].persona_id for pair in pairs if pair}) == 2
    assert len({frozenset((pair[0].persona_id, pair[1].persona_id)) for pair in pairs if pair}) == 1
    assert matched_pair(PERSONAS, set(), 3) == matched_pair(PERSONAS[::-1], set(), 3)


def test_without_two_of_a_kind_there_is_none() -> None:
    assert matched_pair(PERSONAS[:1], set(), 1) is None
    assert matched_pair(PERSONAS, {one.id for one in PERSONAS}, 1) is None

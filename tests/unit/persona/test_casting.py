"""Casting: the same seed draws the same values, digits are spoken one by one."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.persona.casting import cast, pick
from voicedrill.persona.loader import load_persona

MINIMAL = (Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")
PERSONA = load_persona(MINIMAL, "minimal.yaml")


@given(st.integers(), st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 50))
def test_pick_is_below_the_count_and_repeatable(seed: int, key: str, count: int) -> None:
    index = pick(seed, key, count)
    assert 0 <= index < count
    assert index == pick(seed, key, count)


def test_pick_is_the_same_on_every_machine() -> None:
    assert [pick(seed, "minimal/case", 5) for seed in range(8)] == [4, 0, 3, 4, 3, 4, 3, 4]


def test_all_values_are_drawn() -> None:
    drawn = Counter(cast(PERSONA, None, seed).values["order"] for seed in range(60))
    assert set(drawn) == {"44719", "60352", "91846"}


def test_written_and_spoken() -> None:
    casting = cast(PERSONA, "late_lamp", 1)
    order, address = casting.values["order"], casting.values["address"]
    assert casting.written("{order}, {address}, {other}") == f"{order}, {address}, {{other}}"
    assert casting.spoken("{order}, {address}, {other}") == f"{' '.join(order)}, {address}, {{other}}"


def test_unknown_case_and_fact() -> None:
    casting = cast(PERSONA, "late_lamp", 1)
    assert casting.fact("order").identity
    with pytest.raises(KeyError):
        casting.fact("shoe_size")
    with pytest.raises(KeyError):
        cast(PERSONA, "nothing", 1)

"""Casting: the same seed draws the same values, digits are spoken one by one."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.persona.casting import Promise, cast, pick
from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Fact, Slot
from voicedrill.persona.spoken_text import spoken

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
    assert casting.spoken("{order}, {address}, {other}") == spoken(f"{' '.join(order)}, {address}, {{other}}")


def test_unknown_case_and_fact() -> None:
    casting = cast(PERSONA, "late_lamp", 1)
    assert casting.fact("order").identity
    with pytest.raises(KeyError):
        casting.fact("shoe_size")
    with pytest.raises(KeyError):
        cast(PERSONA, "nothing", 1)


def test_what_all_cases_share_is_part_of_each() -> None:
    (case,) = PERSONA.cases
    phone = Fact(id="phone", about="the number", asked_by=("phone number",), say=("{phone}.",))
    shared = {"facts": (phone,), "slots": {"phone": Slot(kind="digits", values=("5550",))}}
    casting = cast(PERSONA.model_copy(update=shared), None, 3)
    assert [fact.id for fact in casting.case.facts] == [*(fact.id for fact in case.facts), "phone"]
    assert casting.spoken(casting.fact("phone").say[0]) == "five five five zero."


def test_a_second_call_comes_only_after_a_promise_or_by_name() -> None:
    (case,) = PERSONA.cases
    second = case.model_copy(update={"id": "second", "follows": case.id})
    persona = PERSONA.model_copy(update={"cases": (case, second)})
    assert {cast(persona, None, seed).case.id for seed in range(20)} == {case.id}
    assert cast(persona, "second", 1).case.id == "second"
    after = cast(persona, "second", 1, Promise("noon", "broken"))
    assert after.written("You said {promise}.") == "You said noon."
    assert after.promise_state == "broken"

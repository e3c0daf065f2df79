"""The project's own test sets, and how they are heard."""

import pytest

from bench.own_behaviours import (
    HOW_SET,
    OF_CASES,
    OF_INTERVIEWS,
    OF_WORDS,
    SPOKEN_FACTS,
    casting,
    in_case,
    points_covered,
    read_set,
    spoken_facts,
)
from voicedrill.content.detection import Detection
from voicedrill.scoring.interview_points import POINTS

BANK = {"persona": "bank_charge", "case": "double_charge", "seed": 1, "prev": ""}


class Silent:
    """Finds nothing, so that only what is bound to the case is heard; notes what it reads."""

    name = "silent"

    def __init__(self) -> None:
        self.read: list[str] = []

    def detect(self, text: str, prev: str = "") -> list[Detection]:
        self.read.append(text)
        return []


@pytest.mark.parametrize("name", [*OF_WORDS, *OF_CASES, *OF_INTERVIEWS])
def test_a_set_is_large_enough(name: str) -> None:
    rows = read_set(name)
    examples = sum(name in row["labels"] for row in rows)
    assert examples >= 30
    assert len(rows) - examples >= 60


@pytest.mark.parametrize("point", [one.id for one in POINTS])
def test_every_point_of_an_answer_has_examples_and_near_misses(point: str) -> None:
    rows = read_set(HOW_SET)
    examples = sum(point in row["labels"] for row in rows)
    assert examples >= 30
    assert len(rows) - examples >= 60


def test_what_is_found_are_points_of_an_answer() -> None:
    assert "interview_listen" in points_covered({"text": "First I would listen to the customer."})
    assert points_covered({"text": "I start work at nine."}) == set()


@pytest.mark.parametrize("name", SPOKEN_FACTS)
def test_the_spoken_facts_are_told_facts_of_their_case(name: str) -> None:
    rows = read_set(name)
    assert len(rows) == 40
    for row in rows:
        case = casting(row["persona"], row["case"], row["seed"]).case
        assert row["fact"] in row["told"]
        assert {fact.id for fact in case.facts} >= set(row["told"])


def test_a_case_is_that_of_the_tests_own_customer_or_of_a_shipped_one() -> None:
    assert casting("bank_charge", "double_charge", 1).persona.id == "bank_charge"
    assert casting("hartley_parcel", "lost", 1).persona.id == "hartley_parcel"


def test_a_turn_is_heard_after_those_before_it() -> None:
    detector = Silent()
    in_case({**BANK, "told": [], "before": ["first", "second"], "text": "third"}, detector)
    assert detector.read == ["first", "second", "third"]


def test_what_the_customer_told_is_known() -> None:
    fact = casting("hartley_parcel", "lost", 1).case.facts[0]
    turn = {"persona": "hartley_parcel", "case": "lost", "seed": 1, "prev": ""}
    turn["text"] = f"Could I have your {fact.asked_by[0]}?"
    assert "repeat_question" in in_case({**turn, "told": [fact.id]}, Silent())
    assert "repeat_question" not in in_case({**turn, "told": []}, Silent())


def test_spoken_facts_are_matched_passed_over_or_called_wrong() -> None:
    row = {"persona": "hartley_parcel", "case": "lost", "seed": 1, "told": ["order_number"], "prev": ""}
    number = casting("hartley_parcel", "lost", 1).values["order"]
    said = [f"so your order number is {number}", f"so your order number is {number[:-1]}", "one moment please",
            f"so your order number is {'0' * len(number)}"]  # fmt: skip
    rows = [{**row, "fact": "order_number", "text": text} for text in said]
    counted = spoken_facts(rows, Silent())
    assert counted == {"facts": 4, "matched": 1, "unclear": 1, "called_wrong": 1}

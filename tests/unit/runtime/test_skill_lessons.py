"""The shipped cards say what is true: our own detector tells their good answers from their poor ones."""

import pytest

from voicedrill.content.behaviours import PatternDetector
from voicedrill.content.skill_card import SMILE, judge_answer
from voicedrill.persona.schema import Persona
from voicedrill.runtime.detecting import load_interview_patterns, load_patterns
from voicedrill.runtime.library import list_personas
from voicedrill.runtime.skill_lessons import load_cards
from voicedrill.scoring.rubric import FAMILIES

JUDGED = [card for card in load_cards() if card.judged]


def test_every_skill_has_its_card_in_the_order_of_the_families() -> None:
    skills = [skill for family in FAMILIES.values() for skill in family]
    assert [card.skill for card in load_cards()] == [*skills, SMILE]


@pytest.mark.parametrize("card", JUDGED, ids=lambda card: card.skill)
@pytest.mark.parametrize("good", [True, False])
def test_the_detector_tells_the_good_answer_from_the_poor_one(card, good: bool) -> None:
    detector: PatternDetector = load_interview_patterns() if card.skill == "interview" else load_patterns()
    text = card.good if good else card.poor
    assert judge_answer(card, text, detector.detect(text, card.she)).well is good


@pytest.mark.parametrize("card", load_cards(), ids=lambda card: card.skill)
def test_a_card_can_be_read_in_a_minute(card) -> None:
    words = sum(len(text.split()) for text in (card.why, card.say, card.she, card.poor, card.good, card.try_))
    assert words <= 230


def test_a_card_that_is_judged_says_something_either_way_and_another_asks() -> None:
    for card in load_cards():
        assert bool(card.well and card.missed) is card.judged
        assert bool(card.shows or card.without or card.words) is card.judged


def test_a_skill_that_can_be_practised_has_customers() -> None:
    personas: list[Persona] = [entry.persona for entry in list_personas() if entry.persona is not None]
    practised = {skill for persona in personas for skill in persona.skills}
    assert {card.skill for card in load_cards()} - practised <= {SMILE, "reflection"}

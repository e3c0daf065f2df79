"""The cards of the skills, and the judgement of a try."""

import pytest

from voicedrill.content.detection import Detection
from voicedrill.content.skill_card import SMILE, SkillCard, judge_answer, read_cards
from voicedrill.errors import DataError

FIRM = {
    "skill": "firmness", "why": "why", "say": "say", "she": "she", "poor": "poor", "good": "good", "try": "try",
    "shows": [["firm"], ["solution", "escalation"]], "without": ["defensive"], "words": 12,
    "well": "Well done.", "missed": "Both halves.",
}  # fmt: skip


def card(**changes: object) -> SkillCard:
    return SkillCard.model_validate(FIRM | changes)


def found(*ids: str, confidence: float = 0.9) -> list[Detection]:
    return [Detection(one, confidence, f"the {one}") for one in ids]


def test_of_each_group_one_behaviour_is_enough() -> None:
    verdict = judge_answer(card(), "I cannot, but I can", found("firm", "escalation"))
    assert verdict.well
    assert verdict.sentence == "Well done."
    assert verdict.quotes == ("the firm", "the escalation")


def test_half_is_not_enough() -> None:
    verdict = judge_answer(card(), "I cannot", found("firm"))
    assert (verdict.well, verdict.sentence, verdict.quotes) == (False, "Both halves.", ())


def test_what_may_not_be_there_is_quoted() -> None:
    verdict = judge_answer(card(), "policy", found("firm", "solution", "defensive"))
    assert not verdict.well
    assert verdict.quotes == ("the defensive",)


@pytest.mark.parametrize(("confidence", "well"), [(0.49, False), (0.5, True)])
def test_what_is_rather_not_there_does_not_count(confidence: float, well: bool) -> None:
    assert judge_answer(card(), "words", found("firm", "solution", confidence=confidence)).well is well


@pytest.mark.parametrize(("words", "well"), [(11, True), (12, True), (13, False)])
def test_a_long_answer_is_not_short(words: int, well: bool) -> None:
    assert judge_answer(card(), "word " * words, found("firm", "solution")).well is well


@pytest.mark.parametrize("text", ["", "  "])
def test_no_answer_is_never_a_good_one(text: str) -> None:
    assert not judge_answer(card(shows=[], without=["defensive"]), text, []).well


def test_a_card_with_questions_is_not_judged() -> None:
    assert card().judged
    assert not card(ask=["Is it one thing?"]).judged


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("cards: [", "no valid YAML"),
        ("version: 1\ncards: [{skill: x}]", "entry cards.0.why"),
        ("version: 1\ncards: []\nmore: 1", "entry more"),
        ("version: 1", "entry cards"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(text: str, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        read_cards(text)


def test_the_smile_is_no_skill() -> None:
    assert card(skill=SMILE).skill == SMILE

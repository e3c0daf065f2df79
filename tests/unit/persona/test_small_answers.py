"""Short answers to questions that nothing of her own answers."""

from pathlib import Path
from typing import Any

import pytest

from voicedrill.persona.casting import cast
from voicedrill.persona.dialogue import GRUDGING_ANGER, Dialogue, Heard
from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Beat, Effects, When
from voicedrill.persona.stopgaps import ANSWERS
from voicedrill.persona.temper import TemperState

MINIMAL = Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml"
PERSONA = load_persona(MINIMAL.read_text(encoding="utf-8"), "minimal.yaml")
CALM, ANGRY = TemperState(0.3, 0.5, 1.0), TemperState(GRUDGING_ANGER, 0.5, 1.0)


def beat(name: str, priority: int = 5, effects: Effects | None = None, **when: Any) -> Beat:
    return Beat(id=name, when=When(**when), say=(f"{name}.",), priority=priority, effects=effects or Effects())


def dialogue(*beats: Beat) -> Dialogue:
    return Dialogue(cast(PERSONA.model_copy(update={"beats": beats}), None, 1))


def answered(kind: str | None, *beats: Beat, temper: TemperState = CALM, acknowledged: bool = True, **more: Any) -> str:
    talk = dialogue(*beats)
    talk.acknowledged = acknowledged
    return talk.reply("turn", Heard(question=kind, **more), temper).text


@pytest.mark.parametrize("kind", ["story", "proposal", "choice", "either", "contact", "yes_no", "open", "more"])
def test_a_question_gets_an_answer_of_its_kind(kind: str) -> None:
    assert answered(kind) in ANSWERS[kind]
    assert answered(kind, beat("mood", heard=("empathy",)), behaviours=frozenset({"empathy"})) in ANSWERS[kind]


def test_without_a_question_nothing_is_answered() -> None:
    assert answered(None, beat("mood")) == "mood."


@pytest.mark.parametrize(
    ("temper", "acknowledged", "pool"),
    [(CALM, True, "proposal"), (ANGRY, True, "proposal_angry"), (CALM, False, "proposal_angry")],
)
def test_who_is_angry_or_not_understood_agrees_with_a_bad_grace(
    temper: TemperState, acknowledged: bool, pool: str
) -> None:
    assert answered("proposal", temper=temper, acknowledged=acknowledged) in ANSWERS[pool]


def test_nothing_more_once_a_remedy_is_offered() -> None:
    offer = PERSONA.cases[0].policy.may_offer[0].id
    assert answered("more", offered=(offer,)) in ANSWERS["more_settled"]


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        ("proposal", beat("agrees", heard=("solution",))),
        ("open", beat("cannot_say", heard=("question",))),
        ("proposal", beat("offer", offered="refund")),
        ("open", beat("story", effects=Effects(story_done=True))),
        ("open", beat("hurt", heard=("defensive",))),
    ],
)
def test_a_beat_that_answers_goes_before(kind: str, one: Beat) -> None:
    heard = {"behaviours": frozenset(one.when.heard), "offered": ("refund",)}
    assert answered(kind, one, **heard) == f"{one.id}."


def test_a_fact_goes_before_and_a_beat_that_matters_comes_after() -> None:
    mood = beat("mood", 7, heard=("empathy",))
    warm = frozenset({"empathy"})
    first, second = answered("contact", mood, behaviours=warm).rsplit(" ", 1)
    assert (first in ANSWERS["contact"], second) == (True, "mood.")
    order = PERSONA.cases[0].facts[0].id
    assert answered("open", behaviours=warm, asked=(order,)) not in ANSWERS["open"]


def test_a_push_answers_no_proposal() -> None:
    push = Beat(
        id="push", say=("More!",), expects=("firm",), again=("So?",), priority=8, when=When(heard=("solution",))
    )
    text = answered("proposal", push, behaviours=frozenset({"solution"}))
    assert text.removesuffix(" More!") in ANSWERS["proposal"]


def test_what_she_told_she_tells_again_in_other_words() -> None:
    talk = dialogue()
    fact = PERSONA.cases[0].facts[0]
    talk.told.add(fact.id)
    answer = talk.answer((fact.id,))
    assert answer is not None
    assert answer.wordings[0] == talk._casting.written(fact.say[min(1, len(fact.say) - 1)])


def test_an_invitation_brings_the_story_before_other_beats() -> None:
    story = beat("story", 4, effects=Effects(story_done=True))
    mood = beat("mood", 8, heard=("paraphrase",))
    warm = frozenset({"paraphrase"})
    assert answered("story", story, mood, behaviours=warm) == "story."
    assert answered("open", story, mood, behaviours=warm).endswith("mood.")
    hurt = beat("hurt", 8, heard=("defensive",))
    assert answered("story", story, hurt, behaviours=frozenset({"defensive"})) == "hurt."


def test_a_fact_that_a_line_tells_is_not_told_twice() -> None:
    fact = PERSONA.cases[0].facts[0]
    own = Beat(id="own", say=(f"You have it: {fact.keys[0]}.",), priority=8, when=When(heard=("empathy",)))
    text = answered("open", own, behaviours=frozenset({"empathy"}), asked=(fact.id,))
    assert text.startswith("You have it")

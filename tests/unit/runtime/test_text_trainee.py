"""Scripted trainees: what each of them says, and when they leave their script."""

import itertools

import pytest

from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.temper import TemperState
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.text_call import Answer
from voicedrill.runtime.text_trainee import Manner, TextTrainee


@pytest.fixture
def casting() -> Casting:
    return cast(find_persona("hartley_parcel")[0], "lost", 1)


def line(beat: str, text: str = "Well?") -> Answer:
    return Answer(text, beat, TemperState(0.7, 0.4, 1.0))


def said(manner: Manner, casting: Casting, *beats: str) -> list[str]:
    trainee = TextTrainee(manner, casting)
    return [trainee.answer(line(beat)) for beat in beats]


def test_the_ideal_one_follows_the_good_script_and_goes_on_after_it(casting: Casting) -> None:
    script = [casting.written(one.say) for one in casting.case.trainee.good]
    lines = said(Manner.IDEAL, casting, *itertools.repeat("go_on", len(script) + 5))
    assert lines[: len(script)] == script
    assert all(lines[len(script) :])


def test_the_ideal_one_is_not_drawn_in_and_says_it_again_when_not_understood(casting: Casting) -> None:
    first, calm, again = said(Manner.IDEAL, casting, "opening_lost", "blamed", "unclear")
    assert first.startswith("Good morning")
    assert "telescope" in calm
    assert again == calm


def test_a_push_meets_the_limit_or_nothing_or_whatever_she_wants(casting: Casting) -> None:
    beats = [
        beat.model_copy(update={"expects": ("firm",)}) if beat.id == "pushes" else beat
        for beat in casting.persona.beats
    ]
    pushing = Casting(casting.persona.model_copy(update={"beats": tuple(beats)}), casting.case, 1, casting.values)
    limit = casting.case.policy.firm_on
    assert limit is not None
    assert limit in said(Manner.IDEAL, pushing, "pushes")[0]
    assert limit not in said(Manner.DECENT, pushing, "pushes")[0]
    assert "you will get" in said(Manner.CAVING_IN, pushing, "pushes")[0]


@pytest.mark.parametrize(
    ("manner", "has", "has_not"),
    [
        (Manner.DECENT, "order number", "Is that right"),
        (Manner.ROBOTIC, "I need the order number", "sorry"),
        (Manner.OVER_APOLOGISING, "Please accept my apologies", "I promise"),
        (Manner.OVER_PROMISING, "I promise you will get refund and a replacement", "Please accept my apologies"),
        (Manner.SOLUTION_ONLY, "What I can do is", "sorry"),
        (Manner.APOLOGY_ONLY, "sorry", "What I can do is"),
        (Manner.DEFENSIVE, "policy", "sorry"),
    ],
)
def test_each_has_a_manner(manner: Manner, has: str, has_not: str, casting: Casting) -> None:
    words = " ".join(said(manner, casting, *itertools.repeat("go_on", 12)))
    assert has in words
    assert has_not not in words


def test_silence_is_silence(casting: Casting) -> None:
    assert said(Manner.SILENT, casting, "opening_lost", "silence") == ["", ""]

"""The shipped detector."""

from typing import get_args

from voicedrill.persona.schema import Behaviour
from voicedrill.runtime.detecting import load_detector


def test_the_shipped_patterns_load_and_detect() -> None:
    assert [one.id for one in load_detector(by_meaning=False).detect("i'm sorry about the delay")] == ["apology"]


def test_one_detector_serves_all() -> None:
    assert load_detector() is load_detector()


def test_the_shipped_patterns_find_known_behaviours_only() -> None:
    found = load_detector(by_meaning=False).detect(
        "hello i am so sorry that was our mistake i understand your frustration could i have your name "
        "please bear with me thank you i will call you back tomorrow have a nice day"
    )
    assert {one.id for one in found} >= {"greeting", "apology", "empathy", "ownership", "question", "hold", "closing"}
    assert {one.id for one in found} <= set(get_args(Behaviour))

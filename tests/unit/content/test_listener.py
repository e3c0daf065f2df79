"""The listener of a call: what it remembers, and what it never charges."""

import pytest

from voicedrill.content.behaviours import PatternDetector
from voicedrill.content.listener import CLEAR_CONFIDENCE, CaseListener
from voicedrill.content.patterns import compile_patterns
from voicedrill.persona.casting import Casting

PATTERNS = """
version: 1
behaviours:
  empathy: {found: [{confidence: 0.9, say: [how annoying]}]}
  paraphrase: {found: [{confidence: 0.8, say: [if i understand]}]}
  defensive: {found: [{confidence: 0.9, say: [calm down]}]}
"""
TOLD = frozenset(("order", "what", "day"))


@pytest.fixture
def listener(casting: Casting) -> CaseListener:
    return CaseListener(PatternDetector(compile_patterns(PATTERNS)), casting)


def ids(listener: CaseListener, text: str, confidence: float = 1.0, told: frozenset[str] = TOLD) -> list[str]:
    return [one.id for one in listener.hear(text, confidence, told)]


def test_a_frame_alone_is_no_paraphrase_when_the_case_is_known(listener: CaseListener) -> None:
    assert ids(listener, "if i understand you are not happy") == []
    assert ids(listener, "if i understand the lamp was broken on tuesday") == ["paraphrase"]


@pytest.mark.parametrize(("confidence", "charged"), [(CLEAR_CONFIDENCE - 0.01, []), (CLEAR_CONFIDENCE, ["defensive"])])
def test_words_hardly_understood_charge_nothing(listener: CaseListener, confidence: float, charged: list[str]) -> None:
    assert ids(listener, "calm down", confidence) == charged


def test_kind_words_count_even_when_hardly_understood(listener: CaseListener) -> None:
    assert ids(listener, "how annoying a broken lamp is", CLEAR_CONFIDENCE - 0.1) == ["empathy"]


def test_what_is_heard_is_remembered(listener: CaseListener) -> None:
    text = "how annoying for you"
    assert ids(listener, text) == ["empathy"]
    assert ids(listener, text) == ["empathy", "scripted"]


def test_asking_for_the_order_number_is_the_identity_check(listener: CaseListener) -> None:
    disclosure, nothing = "you live at 12 high street", frozenset[str]()
    assert ids(listener, disclosure, told=nothing) == ["unverified_disclosure"]
    assert ids(listener, "could i have your order number", told=nothing) == []
    assert ids(listener, disclosure, told=nothing) == []


def test_an_offer_of_the_policy_is_a_solution_however_it_is_put(listener: CaseListener) -> None:
    (heard,) = listener.hear("i am going to arrange a replacement for you", 1.0, TOLD)
    assert (heard.id, heard.quote) == ("solution", "i am going to arrange a replacement")
    assert ids(listener, "i cannot give you a replacement") == []

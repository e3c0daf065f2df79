"""A call whose natural voice breaks goes on."""

import pytest
from fakes.fake_synthesiser import FakeSynthesiser
from fakes.neural import TIM, child

from voicedrill.engines.fallback_synthesiser import FallbackSynthesiser
from voicedrill.engines.neural_synthesiser import NeuralSynthesiser
from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.errors import EngineError

HOW = Voicing("piper:tim")


class Choosy(FakeSynthesiser):
    """Refuses lines without words, as every engine does."""

    def render(self, text: str, voicing: Voicing) -> Rendered:
        if not text.strip():
            raise EngineError("There is nothing to speak.")
        return super().render(text, voicing)


def nobody(message: str) -> None:
    raise AssertionError(message)


def test_a_child_that_crashes_is_replaced_for_good() -> None:
    system = Choosy()
    told: list[str] = []
    voice = FallbackSynthesiser(NeuralSynthesiser([TIM], child(lives=0)), system, told.append)
    for text in ("Hello there.", "Where is it?"):
        assert voice.render(text, HOW).words
    assert system.rendered == ["Hello there.", "Where is it?"]
    assert voice.name == system.name
    assert voice.reason
    assert voice.reason.startswith("The natural voice failed, and the system's voice speaks instead. The speech engine")
    assert told == [voice.reason]
    voice.close()


def test_a_child_that_crashes_once_is_started_again() -> None:
    system = Choosy()
    voice = FallbackSynthesiser(NeuralSynthesiser([TIM], child(lives=1)), system, nobody)
    for text in ("Hello there.", "Where is it?", "Well?"):
        assert voice.render(text, HOW).words
    assert system.rendered == []
    assert voice.reason is None
    assert voice.name.endswith("tim 1")
    voice.close()
    assert system.closed


def test_a_line_that_nobody_can_speak_changes_nothing() -> None:
    voice = FallbackSynthesiser(NeuralSynthesiser([TIM], child()), Choosy(), nobody)
    with pytest.raises(EngineError, match="nothing to speak"):
        voice.render("  ", HOW)
    assert voice.reason is None
    voice.close()


def test_closing_is_no_failure() -> None:
    system = Choosy()
    voice = FallbackSynthesiser(NeuralSynthesiser([TIM], child()), system, nobody)
    voice.close()
    with pytest.raises(EngineError, match="closed"):
        voice.render("Hello.", HOW)
    assert system.rendered == []

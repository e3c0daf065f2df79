"""A few words over hers, and an interruption that she does not let happen."""

import pytest
from fakes.virtual_call import STORY, VirtualCall, casting


def call_at_story() -> VirtualCall:
    """Return a call with an angry customer who has just begun her story."""
    call = VirtualCall(casting(anger=0.8, holds_floor=0.5))
    call.until_silent()
    call.say("good morning what can i do for you", "greeting")
    call.until_she_speaks()
    assert call.lines[-1].text == STORY
    call.wait(1.5)
    return call


def causes(call: VirtualCall) -> list[str]:
    return [temper.cause for temper in call.tempers]


@pytest.mark.parametrize(("text", "charged"), [("listen to me", 1), ("i am so sorry", 0), ("yes", 0)])
def test_a_few_words_over_hers_are_charged_unless_they_support_her(text: str, charged: int) -> None:
    call = call_at_story()
    call.say(text, seconds=0.4)
    assert causes(call).count("butting_in") == charged
    assert "interruption" not in causes(call)


def test_when_she_talked_on_to_her_end_there_is_nothing_to_take_up_again() -> None:
    call = call_at_story()
    call.voice_on()
    call.so_far("wait a moment please")
    call.wait(1.2)
    call.voice_off()
    assert causes(call).count("interruption") == 1
    call.until_silent()
    call.turn("wait a moment please")
    call.until_she_speaks()
    assert call.lines[-1].beat != "interrupted"

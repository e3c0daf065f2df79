"""Silence, and words that are not understood, on a counted clock."""

import pytest
from fakes.virtual_call import ANGRY, STORY, VirtualCall, call_at_story, casting

from voicedrill.speech.settings import SETTINGS


def test_silence_is_noticed_and_weighs_more_each_time() -> None:
    call = VirtualCall(casting(silence_s=7))
    call.until_silent()
    call.wait(6.9)
    assert len(call.lines) == 1
    call.wait(0.2)
    assert call.lines[-1].beat == "silence"
    for _ in range(2):
        call.until_silent()
        call.wait(7.1)
    anger = [temper.delta["anger"] for temper in call.tempers]
    assert len(anger) == 3
    assert anger[0] < anger[1] <= anger[2]
    call.wait(200)
    assert call.outcome in {"hang_up", "timeout"}


def test_an_announced_silence_is_excused_once() -> None:
    call = VirtualCall(casting(silence_s=7))
    call.until_silent()
    call.say("one moment please while i check", "hold")
    call.until_silent()
    count = len(call.lines)
    call.wait(SETTINGS.announced_s - 0.5)
    assert len(call.lines) == count
    call.wait(1.0)
    assert len(call.lines) == count + 1
    call.until_silent()
    call.wait(7.5)
    assert len(call.lines) == count + 2


@pytest.mark.parametrize(("conf", "understood"), [(0.59, False), (0.6, True), (0.61, True)])
def test_unclear_words_move_nothing(conf: float, understood: bool) -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.say("that is not our fault", "defensive", conf=conf)
    assert ("defensive" in call.causes) is understood
    assert (call.lines[-1].beat == "unclear") is not understood


@pytest.mark.parametrize(("voice_s", "asks"), [(0.5, False), (0.98, False), (1.0, True), (2.0, True)])
def test_a_noise_is_ignored_and_a_long_one_is_asked_about(voice_s: float, asks: bool) -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.say("", seconds=voice_s)
    assert (len(call.lines) == 2) is asks
    assert not call.tempers


def test_unclear_words_over_her_are_ignored() -> None:
    call = call_at_story(ANGRY)
    call.say("brown fox", "defensive", conf=0.3, seconds=0.3)
    call.until_silent()
    assert call.stop_reasons[-1] == "finished"
    assert "defensive" not in call.causes
    call.wait(3)
    assert call.lines[-1].text == STORY

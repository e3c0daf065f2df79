"""The trainee's voice as the session remembers it."""

import pytest

from voicedrill.call.floor_memory import Voice
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.words import Word

EPSILON_S = 1e-6
END_S = 4.0


@pytest.mark.parametrize(("late_s", "anew"), [(-EPSILON_S, False), (0.0, True), (EPSILON_S, True)])
def test_after_less_than_a_pause_the_voice_only_goes_on(late_s: float, anew: bool) -> None:
    voice = Voice()
    voice.start(1.0)
    voice.so_far = (Word("wait", 1.0, 1.0),)
    voice.end(END_S)
    assert voice.awaits_words
    at_s = END_S + SETTINGS.pause_min_s + late_s
    assert voice.begins_anew(at_s) is anew
    voice.start(at_s)
    assert voice.speaking
    assert voice.since_s == (at_s if anew else 1.0)
    assert bool(voice.so_far) is not anew

"""How anger and manner are heard."""

import pytest

from voicedrill.persona.schema import Voice
from voicedrill.runtime.manner import voicing

VOICE = Voice(espeak="en-gb+f2", rate_wpm=200, pitch_st=-1.0, formant=1.1, range_factor=0.8)


@pytest.mark.parametrize(
    ("anger", "rate_wpm", "gain_db", "pitch_st", "range_factor"),
    [
        (0.0, 200, 0, -1.0, 0.8),
        (0.29, 200, 0, -1.0, 0.8),
        (0.3, 212, 2, -0.3, 1.04),
        (0.59, 212, 2, -0.3, 1.04),
        (0.6, 224, 4, 0.4, 1.32),
        (0.8, 240, 5.5, 1.0, 1.6),
        (1.0, 240, 5.5, 1.0, 1.6),
    ],
)
def test_anger_is_heard_in_four_steps(
    anger: float, rate_wpm: float, gain_db: float, pitch_st: float, range_factor: float
) -> None:
    sounds = voicing(VOICE, anger)
    assert (sounds.voice, sounds.rate_wpm, sounds.gain_db) == ("en-gb+f2", rate_wpm, gain_db)
    assert (sounds.pitch_st, sounds.formant, sounds.range_factor) == (pitch_st, 1.1, range_factor)


def test_quiet_is_softer_slower_and_flatter_and_loud_the_opposite() -> None:
    usual, quiet, loud = voicing(VOICE, 0.7), voicing(VOICE, 0.7, "quiet"), voicing(VOICE, 0.7, "loud")
    assert quiet.gain_db < usual.gain_db < loud.gain_db
    assert quiet.rate_wpm < usual.rate_wpm < loud.rate_wpm
    assert quiet.range_factor < usual.range_factor < loud.range_factor
    assert quiet.pitch_st < usual.pitch_st < loud.pitch_st

import pytest

from voicedrill.persona.schema import Voice
from voicedrill.runtime.manner import voicing


@pytest.mark.parametrize(
    ("anger", "rate_wpm", "gain_db"),
    [(0.0, 200, 0), (0.29, 200, 0), (0.3, 212, 2), (0.59, 212, 2), (0.6, 224, 4), (0.8, 236, 6), (1.0, 236, 6)],
)
def test_anger_is_heard_in_four_steps(anger: float, rate_wpm: float, gain_db: float) -> None:
    sounds = voicing(Voice(espeak="en-gb+f2", rate_wpm=200), anger)
    assert (sounds.voice, sounds.rate_wpm, sounds.gain_db) == ("en-gb+f2", rate_wpm, gain_db)

import numpy as np
import pytest

from voicedrill.audio.resampling import StreamResampler, resampled
from voicedrill.speech.samples import Samples


def _tone(rate_hz: int, seconds: float = 1.0, frequency_hz: float = 440.0) -> Samples:
    return (10_000 * np.sin(2 * np.pi * frequency_hz * np.arange(round(rate_hz * seconds)) / rate_hz)).astype(np.int16)


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000])
def test_a_tone_stays_what_and_where_it_is(rate_hz: int) -> None:
    stream = StreamResampler(rate_hz, 16_000)
    out = np.concatenate([stream.push(block) for block in np.split(_tone(rate_hz), 50)])
    assert len(out) > 12_000
    middle = slice(1_000, 12_000)
    assert np.abs(out[middle].astype(int) - _tone(16_000)[middle]).max() < 50


def test_the_same_rate_changes_nothing() -> None:
    tone = _tone(16_000)
    assert resampled(tone, 16_000, 16_000) is tone
    assert StreamResampler(16_000, 16_000).push(tone) is tone


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000])
def test_a_whole_sound_keeps_its_length(rate_hz: int) -> None:
    assert len(resampled(_tone(16_000), 16_000, rate_hz)) == rate_hz


def test_no_sound_is_no_sound() -> None:
    assert len(resampled(np.zeros(0, np.int16), 16_000, 48_000)) == 0

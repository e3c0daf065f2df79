import numpy as np
import pytest

from voicedrill.speech.loudness import level_dbfs, loudness
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.timeline import Interval, Timeline

VOICE = Timeline.of([Interval(1.0, 3.0), Interval(4.0, 5.0)])


def _sound(speech_dbfs: float, noise_dbfs: float | None, length_s: float = 6.0, limit: float = 1.0) -> Samples:
    """A sine of the given RMS level in `VOICE`, white noise elsewhere."""
    time_s = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    speech = np.sqrt(2.0) * 10 ** (speech_dbfs / 20) * np.sin(2 * np.pi * 200.0 * time_s)
    noise = np.zeros(len(time_s))
    if noise_dbfs is not None:
        noise = np.random.default_rng(1).normal(0.0, 10 ** (noise_dbfs / 20), len(time_s))
    inside = np.zeros(len(time_s), dtype=bool)
    for one in VOICE:
        inside |= (time_s >= one.start_s) & (time_s < one.end_s)
    return np.rint(np.clip(np.where(inside, speech, noise), -limit, limit) * (FULL_SCALE - 1)).astype(np.int16)


@pytest.mark.parametrize("speech_dbfs", [-40.0, -26.0, -20.0, -9.0])
@pytest.mark.parametrize("snr_db", [5.0, 10.0, 30.0])
def test_known_levels(speech_dbfs: float, snr_db: float) -> None:
    found = loudness(_sound(speech_dbfs, speech_dbfs - snr_db), VOICE)
    assert found is not None
    assert found.speech_dbfs == pytest.approx(speech_dbfs, abs=0.1)
    assert found.snr_db == pytest.approx(snr_db, abs=0.2)
    assert found.clipped_ratio == 0.0


def test_holes_in_the_sound_are_left_out() -> None:
    samples = _sound(-20.0, -50.0)
    samples[round(1.5 * SAMPLE_RATE_HZ) : round(2.0 * SAMPLE_RATE_HZ)] = 0
    samples[: round(0.9 * SAMPLE_RATE_HZ)] = 0
    found = loudness(samples, VOICE)
    assert found is not None
    assert found.speech_dbfs == pytest.approx(-20.0, abs=0.1)
    assert found.noise_dbfs == pytest.approx(-50.0, abs=0.2)


def test_no_noise_to_measure() -> None:
    found = loudness(_sound(-20.0, None), VOICE)
    assert found is not None
    assert found.noise_dbfs is None
    assert found.snr_db is None


def test_clipping() -> None:
    clean, clipped = loudness(_sound(-3.2, -50.0), VOICE), loudness(_sound(3.0, -50.0), VOICE)
    assert clean is not None
    assert clipped is not None
    assert clean.clipped_ratio == 0.0
    assert clipped.clipped_ratio > 0.3


@pytest.mark.parametrize("samples", [np.zeros(0, np.int16), np.zeros(100, np.int16), np.zeros(96_000, np.int16)])
def test_no_speech_in_the_sound(samples: Samples) -> None:
    assert loudness(samples, VOICE) is None


def test_voice_beyond_the_sound() -> None:
    assert loudness(_sound(-20.0, -50.0, 6.0), Timeline.of([Interval(50.0, 60.0)])) is None


def test_levels_of_chunks() -> None:
    assert level_dbfs(np.zeros(512, np.int16)) == -96.0
    assert level_dbfs(np.zeros(0, np.int16)) == -96.0
    assert level_dbfs(np.full(512, -32768, np.int16)) == pytest.approx(0.0)

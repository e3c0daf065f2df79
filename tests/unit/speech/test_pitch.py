import numpy as np
import pytest

from voicedrill.speech.pitch import pitch
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.timeline import Interval, Timeline


def _voice(hz: np.ndarray, harmonics: int = 5) -> Samples:
    """A buzz whose fundamental follows ``hz``, one value a sample."""
    phase = 2 * np.pi * np.cumsum(hz) / SAMPLE_RATE_HZ
    tone = sum(np.sin(n * phase) / n for n in range(1, harmonics + 1))
    return np.rint(6000 * tone).astype(np.int16)


def _all(samples: Samples) -> Timeline:
    return Timeline.of([Interval(0.0, len(samples) / SAMPLE_RATE_HZ)])


@pytest.mark.parametrize("hz", [85.0, 120.0, 210.0, 320.0])
def test_a_steady_voice(hz: float) -> None:
    samples = _voice(np.full(3 * SAMPLE_RATE_HZ, hz))
    found = pitch(samples, _all(samples))
    assert found is not None
    assert found.median_hz == pytest.approx(hz, rel=0.005)
    assert found.range_st < 0.2


@pytest.mark.parametrize("range_st", [3.0, 6.0, 10.0])
def test_a_known_range(range_st: float) -> None:
    # a slow sweep through `range_st` / 0.8 semitones: its middle 80 % are `range_st`
    sweep = np.linspace(-0.5, 0.5, 3 * SAMPLE_RATE_HZ) * range_st / 0.8
    samples = _voice(150.0 * 2 ** (sweep / 12))
    found = pitch(samples, _all(samples))
    assert found is not None
    assert found.median_hz == pytest.approx(150.0, rel=0.01)
    assert found.range_st == pytest.approx(range_st, abs=0.3)


def test_octave_errors_do_not_widen_the_range() -> None:
    hz = np.full(3 * SAMPLE_RATE_HZ, 200.0)
    samples = _voice(hz)
    creak = _voice(np.full(SAMPLE_RATE_HZ // 5, 66.0))
    samples[: len(creak)] = creak
    found = pitch(samples, _all(samples))
    assert found is not None
    assert found.range_st < 1.0


def test_only_the_voice_counts() -> None:
    samples = np.concatenate([_voice(np.full(3 * SAMPLE_RATE_HZ, 300.0)), _voice(np.full(2 * SAMPLE_RATE_HZ, 120.0))])
    found = pitch(samples, Timeline.of([Interval(3.1, 5.0)]))
    assert found is not None
    assert found.median_hz == pytest.approx(120.0, rel=0.01)


@pytest.mark.parametrize("length_s", [0.0, 0.01, 0.5])
def test_too_little_voice(length_s: float) -> None:
    samples = _voice(np.full(round(length_s * SAMPLE_RATE_HZ), 120.0))
    assert pitch(samples, _all(samples)) is None


def test_silence_and_noise_have_no_pitch() -> None:
    silence = np.zeros(3 * SAMPLE_RATE_HZ, np.int16)
    assert pitch(silence, _all(silence)) is None
    noise = np.random.default_rng(1).normal(0, 1000, 3 * SAMPLE_RATE_HZ).astype(np.int16)
    assert pitch(noise, _all(noise)) is None

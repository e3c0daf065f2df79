import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from voicedrill.audio.telephone import LONGEST_DROPOUT, Line, telephone
from voicedrill.speech.samples import SAMPLE_RATE_HZ as RATE
from voicedrill.speech.samples import Samples

LINES: list[Line] = ["clear", "telephone", "bad"]


def tone(*hertz: float, seconds: float = 3.0, level: float = 3_000.0) -> Samples:
    at = np.arange(int(RATE * seconds)) / RATE
    return sum((level * np.sin(2 * np.pi * one * at) for one in hertz), np.zeros(at.size)).astype(np.int16)


def power(samples: Samples, hertz: float) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(20 * np.log10(spectrum[int(hertz * samples.size / RATE)] + 1e-9))


def rms(samples: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples.astype(float) ** 2))))


@pytest.mark.parametrize(
    ("hertz", "kept"), [(120, False), (200, False), (400, True), (3_200, True), (3_700, False), (6_000, False)]
)
def test_only_the_telephone_band_passes(hertz: float, kept: bool) -> None:
    heard = telephone(tone(1_000, hertz), line="telephone", seed=1)
    below = power(heard, 1_000) - power(heard, hertz)
    assert below < 2 if kept else below > 20


@pytest.mark.parametrize("line", LINES)
def test_the_level_stays_within_a_decibel(line: Line) -> None:
    voice = tone(150, 500, 1_200, 2_500)
    assert abs(rms(telephone(voice, line=line, seed=1)) - rms(voice)) < 1


@pytest.mark.parametrize("seed", range(5))
def test_a_gap_is_short(seed: int) -> None:
    heard = np.abs(telephone(tone(1_000, level=12_000), line="bad", seed=seed).astype(float))
    loud = np.flatnonzero(heard > 2_500)
    longest = np.diff(loud).max()
    assert RATE * LONGEST_DROPOUT / 5 < longest <= RATE * LONGEST_DROPOUT + 16


def test_a_clear_line_changes_nothing() -> None:
    assert np.array_equal(telephone(tone(1_000), line="clear", seed=1), tone(1_000))


@settings(deadline=None)
@given(hnp.arrays(np.int16, st.integers(0, 4_000)), st.sampled_from(LINES), st.integers(0, 2**32))
def test_any_sound_keeps_its_length_and_its_seed_decides(samples: Samples, line: Line, seed: int) -> None:
    heard = telephone(samples, line=line, seed=seed)
    assert heard.dtype == np.int16
    assert heard.shape == samples.shape
    assert np.array_equal(heard, telephone(samples, line=line, seed=seed))

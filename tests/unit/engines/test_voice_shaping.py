"""Reshaped voices, measured on the sound: a buzzing vowel with a known pitch and known resonances."""

from dataclasses import replace

import numpy as np
import parselmouth
import pytest
from fakes.fake_synthesiser import FakeSynthesiser
from parselmouth.praat import call

from voicedrill.engines.ports import Voicing
from voicedrill.engines.spoken_sound import speech_level_dbfs
from voicedrill.engines.voice_shaping import ShapedSynthesiser, shaped
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

PITCH_HZ, SWING_ST, RESONANCE_HZ = 140.0, 3.0, 700.0


def vowel(seconds: float = 1.5) -> Samples:
    """Return a vowel whose pitch swings by `SWING_ST` semitones around `PITCH_HZ`."""
    times = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    pitch = PITCH_HZ * 2 ** (SWING_ST / 12 * np.sin(2 * np.pi * 1.5 * times))
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE_HZ
    sound = sum(
        np.exp(-(((harmonic * PITCH_HZ - RESONANCE_HZ) / 150) ** 2)) * np.sin(harmonic * phase) + np.sin(phase) * 0.02
        for harmonic in range(1, 20)
    )
    return np.rint(sound / np.abs(sound).max() * 8000).astype(np.int16)


def quantile(samples: Samples, part: float) -> float:
    sound = parselmouth.Sound(samples / FULL_SCALE, SAMPLE_RATE_HZ)
    return float(call(sound.to_pitch(None, 60, 500), "Get quantile", 0, 0, part, "Hertz"))


def span_st(samples: Samples) -> float:
    return 12 * float(np.log2(quantile(samples, 0.9) / quantile(samples, 0.1)))


def centre_hz(samples: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64))) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ)
    return float((spectrum * frequencies).sum() / spectrum.sum())


@pytest.mark.parametrize("pitch_st", [-4.0, 3.0])
def test_the_pitch_moves_by_the_semitones_asked_for(pitch_st: float) -> None:
    moved = quantile(shaped(vowel(), Voicing(pitch_st=pitch_st)), 0.5) / quantile(vowel(), 0.5)
    assert 12 * np.log2(moved) == pytest.approx(pitch_st, abs=0.3)


@pytest.mark.parametrize("factor", [0.6, 1.8])
def test_the_tune_becomes_flatter_or_livelier(factor: float) -> None:
    assert span_st(shaped(vowel(), Voicing(range_factor=factor))) / span_st(vowel()) == pytest.approx(factor, rel=0.2)


@pytest.mark.parametrize("factor", [0.85, 1.2])
def test_the_resonances_move_and_the_pitch_stays(factor: float) -> None:
    other = shaped(vowel(), Voicing(formant=factor))
    assert centre_hz(other) / centre_hz(vowel()) == pytest.approx(factor, rel=0.06)
    assert quantile(other, 0.5) == pytest.approx(quantile(vowel(), 0.5), rel=0.02)


@pytest.mark.parametrize(
    "voicing", [Voicing(pitch_st=3.0), Voicing(formant=0.85), Voicing(pitch_st=-2.0, formant=1.1, range_factor=1.8)]
)
def test_length_and_level_stay_and_the_same_line_is_the_same_sound(voicing: Voicing) -> None:
    one, other = shaped(vowel(), voicing), shaped(vowel(), voicing)
    assert np.array_equal(one, other)
    assert len(one) == len(vowel())
    assert one.dtype == np.int16
    assert speech_level_dbfs(one) == pytest.approx(speech_level_dbfs(vowel()), abs=0.3)


def test_a_loud_line_is_not_clipped() -> None:
    loud = np.clip(vowel().astype(np.int32) * 4, -32768, 32767).astype(np.int16)
    assert np.abs(shaped(loud, Voicing(pitch_st=4.0)).astype(np.int32)).max() <= FULL_SCALE * 10 ** (-1 / 20) + 1


@pytest.mark.parametrize("samples", [np.zeros(0, np.int16), np.zeros(8000, np.int16), vowel(0.01)])
def test_a_sound_without_pitch_stays_as_it_is(samples: Samples) -> None:
    assert np.array_equal(shaped(samples, Voicing(pitch_st=3.0)), samples)


def test_the_engine_is_asked_for_its_plain_voice_and_keeps_the_times_of_words() -> None:
    plain = FakeSynthesiser()
    voicing = Voicing("en-us", 150.0, 2.0, pitch_st=2.0)
    line = ShapedSynthesiser(plain).render("one two", voicing)
    again = FakeSynthesiser().render("one two", replace(voicing, pitch_st=0.0))
    assert line.words == again.words
    assert plain.rendered == ["one two"]
    assert ShapedSynthesiser(plain).name == plain.name

import numpy as np
import pytest

from voicedrill.speech.nuclei import syllable_nuclei
from voicedrill.speech.pitch import pitch_track
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Interval, Timeline

FIRST_S, APART_S = 1.0, 0.2
DIP_DB = SETTINGS.nuclei_dip_db


def _syllables(levels_db: list[float], between_db: float = -20.0, voiced: bool = True, offset: int = 0) -> Samples:
    """Bursts of a buzz or of noise, one every 0.2 s; between them the level is ``between_db``."""
    length = round((FIRST_S + APART_S * len(levels_db) + 1.0) * SAMPLE_RATE_HZ)
    time_s = np.arange(length) / SAMPLE_RATE_HZ
    if voiced:
        sound = sum(np.sin(2 * np.pi * 140.0 * n * time_s) / n for n in range(1, 15))
    else:
        sound = np.random.default_rng(4).normal(0.0, 1.0, length)
    at_s = [FIRST_S, *(FIRST_S + APART_S * (n + k) for n in range(len(levels_db)) for k in (0.5, 1.0))]
    level_db = [between_db, *(level for one in levels_db for level in (one, between_db))]
    gain = 10 ** (np.interp(time_s, at_s, level_db) / 20)
    gain[(time_s < FIRST_S) | (time_s > at_s[-1])] = 0.0
    return np.rint(6000 * gain * sound).astype(np.int16) + np.int16(offset)


def _count(samples: Samples, settings: Settings = SETTINGS) -> int:
    voice = Timeline.of([Interval(FIRST_S, len(samples) / SAMPLE_RATE_HZ - 1.0)])
    return len(syllable_nuclei(samples, voice, pitch_track(samples, voice, settings), settings))


@pytest.mark.parametrize("count", [6, 10, 23])
def test_every_burst_is_a_syllable(count: int) -> None:
    samples = _syllables([0.0] * count)
    voice = Timeline.of([Interval(FIRST_S, FIRST_S + APART_S * count)])
    found = syllable_nuclei(samples, voice, pitch_track(samples, voice))
    assert found == pytest.approx([FIRST_S + APART_S * (n + 0.5) for n in range(count)], abs=0.02)


@pytest.mark.parametrize(("between_db", "syllables"), [(-1.0, 1), (-6.0, 8)])
def test_a_dip_parts_two_syllables(between_db: float, syllables: int) -> None:
    assert _count(_syllables([0.0] * 8, between_db)) == syllables


@pytest.mark.parametrize(("level_db", "syllables"), [(-20.0, 9), (-30.0, 8)])
def test_faint_peaks_are_no_syllables(level_db: float, syllables: int) -> None:
    assert _count(_syllables([0.0] * 4 + [level_db] + [0.0] * 4, -45.0)) == syllables


def test_only_voiced_peaks_count() -> None:
    assert _count(_syllables([0.0] * 8, voiced=False)) == 0


def test_a_dc_offset_changes_nothing() -> None:
    assert _count(_syllables([0.0] * 8, offset=5000)) == 8


@pytest.mark.parametrize("gain", [0.1, 0.5, 2.0])
def test_a_gain_changes_nothing(gain: float) -> None:
    samples = np.rint(_syllables([0.0] * 8) * gain / 4).astype(np.int16)
    assert _count(samples) == 8


def test_long_sounds_are_searched_in_pieces() -> None:
    assert _count(_syllables([0.0] * 40), Settings(piece_s=3.0)) == pytest.approx(40, abs=2)


@pytest.mark.parametrize("length", [0, 10, 300, 3 * SAMPLE_RATE_HZ])
def test_nothing_in_silence(length: int) -> None:
    samples, voice = np.zeros(length, np.int16), Timeline.of([Interval(0.0, 3.0)])
    assert len(syllable_nuclei(samples, voice, pitch_track(samples, voice))) == 0

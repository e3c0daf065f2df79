from dataclasses import replace

import numpy as np
import pytest

from voicedrill.speech.baseline import Baseline, Room, Take, baseline_of, gate_dbfs, speech_dbfs, take_of
from voicedrill.speech.loudness import Loudness
from voicedrill.speech.measurement import SideMeasures
from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

ROOM = Room(-60.0, latency_s=0.05)


def take(rate: float = 150.0, level: float = -20.0, stretches: tuple[float, ...] = ()) -> Take:
    measured = SideMeasures(words=60, phonation_s=20.0, articulation_rate_wpm=rate, loudness_dbfs=level)
    parts = tuple(replace(measured, articulation_rate_wpm=one) for one in stretches)
    return Take(measured, parts, Loudness(level, -60.0, 0.0), level - 1.0)


def test_values_are_the_mean_of_the_parts_and_spreads_those_of_the_stretches() -> None:
    found = baseline_of([take(150.0, -20.0, (140.0, 150.0)), take(170.0, -22.0, (160.0, 200.0))], ROOM)
    assert found.usual == {"articulation_rate_wpm": 160.0, "loudness_dbfs": -21.0}
    assert found.spread == {"articulation_rate_wpm": 10.0, "loudness_dbfs": 1.0}
    assert found.gate_dbfs == -22.0 - SETTINGS.gate_below_db


def test_too_few_stretches_have_no_spread() -> None:
    enough = int(SETTINGS.baseline_min_stretches)
    assert "articulation_rate_wpm" in baseline_of([take(stretches=(150.0,) * enough)], ROOM).spread
    assert baseline_of([take(stretches=(150.0,) * (enough - 1))], ROOM).spread == {}


def test_the_mapping_has_only_what_is_known() -> None:
    assert Baseline({"pitch_median_hz": 120.0}, -60.0, -40.0).as_mapping() == {
        "pitch_median_hz": 120.0,
        "noise_dbfs": -60.0,
        "gate_dbfs": -40.0,
    }
    full = Baseline({"pitch_median_hz": 120.0}, -60.0, -40.0, -55.0, -20.0, 0.05, {"pitch_median_hz": 2.0}).as_mapping()
    assert full["neighbours_dbfs"] == -55.0
    assert full["bleed_db"] == -20.0
    assert full["latency_s"] == 0.05
    assert full["pitch_median_hz_mad"] == 2.0


def test_bleed_is_told_against_the_own_voice() -> None:
    found = baseline_of([take(level=-22.0)], replace(ROOM, bleed_dbfs=-50.0))
    assert found.bleed_db == -28.0


@pytest.mark.parametrize(("takes", "room"), [([], ROOM), ([take()], Room(None))])
def test_there_is_none_without_speech_or_sound(takes: list[Take], room: Room) -> None:
    with pytest.raises(ValueError, match="needs speech"):
        baseline_of(takes, room)


def test_the_level_of_speech() -> None:
    assert speech_dbfs([]) is None
    assert speech_dbfs([take(level=-20.0), replace(take(), level=None)]) == -20.0
    assert gate_dbfs(-20.0) == -20.0 - SETTINGS.gate_below_db


def voiced(count: int) -> np.ndarray:
    """Return a vowel of 200 Hz that comes and goes as a syllable does."""
    angle = np.arange(count) * 200 * 2 * np.pi / SAMPLE_RATE_HZ
    return 3000 * np.hanning(count) * sum(np.sin(number * angle) for number in range(1, 5))


def humming(seconds: float, words: int, pause_every: int) -> tuple[np.ndarray, Timeline, list[Word]]:
    """Return words of 0.3 s; after every so many a pause of a second."""
    sound, said, at_s = [], [], 0.5
    samples = np.random.default_rng(3).normal(0, 3, round(seconds * SAMPLE_RATE_HZ))
    for number in range(words):
        first, count = round(at_s * SAMPLE_RATE_HZ), round(0.3 * SAMPLE_RATE_HZ)
        samples[first : first + count] += voiced(count)
        said.append(Word("go", at_s, at_s + 0.3))
        sound.append(Interval(at_s, at_s + 0.3))
        at_s += 1.4 if (number + 1) % pause_every == 0 else 0.4
    return np.rint(samples).astype(np.int16), Timeline.of(sound).bridged(0.2), said


def test_a_take_is_measured_as_a_whole_and_in_stretches() -> None:
    words = int(SETTINGS.baseline_stretch_words)
    samples, voice, said = humming(30.0, 3 * words, words)
    found = take_of(samples, voice, said)
    assert found.measures.words == 3 * words
    assert [one.words for one in found.stretches] == [words] * 3
    assert found.measures.articulation_rate_wpm == pytest.approx(150, rel=0.05)
    assert all(one.articulation_rate_wpm == pytest.approx(150, rel=0.05) for one in found.stretches)
    assert all(one.pitch_median_hz == pytest.approx(200, abs=2) for one in found.stretches)
    assert found.level is not None
    assert -26.0 < found.rms_dbfs <= found.level.speech_dbfs < -16.0


def test_words_left_over_are_no_stretch() -> None:
    words = int(SETTINGS.baseline_stretch_words)
    samples, voice, said = humming(20.0, 2 * words - 1, words)
    assert len(take_of(samples, voice, said).stretches) == 1


def test_a_take_without_a_word_or_a_sound() -> None:
    silence = np.zeros(SAMPLE_RATE_HZ, np.int16)
    found = take_of(silence, Timeline(), [])
    assert found.level is None
    assert found.stretches == ()
    assert take_of(silence[:0], Timeline(), []).measures.words == 0

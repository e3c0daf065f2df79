import numpy as np
import pytest

from voicedrill.speech.pitch import PitchTrack, pitch, pitch_track
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import Settings
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


@pytest.mark.parametrize("offset", [-8000, 8000])
def test_a_dc_offset_changes_nothing(offset: int) -> None:
    samples = _voice(np.full(3 * SAMPLE_RATE_HZ, 120.0))
    found = pitch(samples + np.int16(offset), _all(samples))
    assert found is not None
    assert found.median_hz == pytest.approx(120.0, rel=0.005)


@pytest.mark.parametrize("step_st", [-4.0, -2.0, 2.0, 4.0])
def test_known_shifts_are_found_again(step_st: float) -> None:
    sweep = 150.0 * 2 ** (np.linspace(-3.0, 3.0, 3 * SAMPLE_RATE_HZ) / 12)
    plain, higher = _voice(sweep), _voice(sweep * 2 ** (step_st / 12))
    before, after = pitch(plain, _all(plain)), pitch(higher, _all(higher))
    assert before is not None
    assert after is not None
    assert 12 * np.log2(after.median_hz / before.median_hz) == pytest.approx(step_st, abs=0.1)
    assert after.range_st == pytest.approx(before.range_st, abs=0.2)


def test_long_sounds_are_searched_in_pieces() -> None:
    samples = _voice(150.0 * 2 ** (np.linspace(-3.0, 3.0, 6 * SAMPLE_RATE_HZ) / 12))
    whole, parts = pitch(samples, _all(samples)), pitch(samples, _all(samples), Settings(piece_s=1.0))
    assert whole is not None
    assert parts is not None
    assert parts.median_hz == pytest.approx(whole.median_hz, rel=0.01)
    assert parts.range_st == pytest.approx(whole.range_st, abs=0.3)


def test_a_part_of_the_voice() -> None:
    samples = np.concatenate([_voice(np.full(3 * SAMPLE_RATE_HZ, hz)) for hz in (120.0, 150.0)])
    track = pitch_track(samples, _all(samples))
    for start_s, hz in ((0.0, 120.0), (3.0, 150.0)):
        found = track.pitch(Timeline.of([Interval(start_s, start_s + 2.9)]))
        assert found is not None
        assert found.median_hz == pytest.approx(hz, rel=0.01)


def test_where_it_is_voiced() -> None:
    samples = np.concatenate([np.zeros(SAMPLE_RATE_HZ, np.int16), _voice(np.full(SAMPLE_RATE_HZ, 120.0))])
    track = pitch_track(samples, _all(samples))
    assert list(track.voiced_at(np.array([0.2, 0.8, 1.2, 1.8]))) == [False, False, True, True]
    silent = pitch_track(np.zeros(SAMPLE_RATE_HZ, np.int16), _all(samples))
    assert list(silent.voiced_at(np.array([0.5]))) == [False]


@pytest.mark.parametrize(("apart_st", "torn"), [(11.8, False), (12.2, True)])
def test_pitches_octaves_apart_are_no_pitch(apart_st: float, torn: bool) -> None:
    # three tenths low, three tenths high, the rest between: half of all pitches are `apart_st` apart
    low_hz = 100.0
    hz = np.repeat(low_hz * 2 ** (np.array([0.0, 0.0, 0.0, 0.4, 0.6, 1.0, 1.0, 1.0]) * apart_st / 12), 50)
    track = PitchTrack(np.arange(len(hz)) * 0.01 + 0.005, hz, Settings())
    voice = Timeline.of([Interval(0.0, len(hz) * 0.01)])
    assert track.torn(voice) is torn
    assert (track.pitch(voice) is None) is torn


def test_no_pitch_is_not_torn() -> None:
    assert not pitch_track(np.zeros(SAMPLE_RATE_HZ, np.int16), Timeline.of([Interval(0.0, 1.0)])).torn(Timeline())

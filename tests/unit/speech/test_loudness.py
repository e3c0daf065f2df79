import numpy as np
import pytest

from voicedrill.speech.loudness import level_dbfs, level_track, loudness
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import Settings
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


def test_what_a_gate_leaves_behind_is_no_noise() -> None:
    flicker = (np.arange(6 * SAMPLE_RATE_HZ) % 400 == 0).astype(np.int16)  # two samples of a frame are off by one bit
    found = loudness(_sound(-20.0, None) + flicker, VOICE)
    assert found is not None
    assert found.speech_dbfs == pytest.approx(-20.0, abs=0.1)
    assert found.noise_dbfs is None


@pytest.mark.parametrize(
    ("speech_dbfs", "noise_dbfs", "faint"),
    [
        (-66.0, -90.0, True),
        (-66.0, None, True),
        (-55.5, -70.0, True),
        (-54.5, -70.0, False),  # loud enough for a voice: it is none
        (-66.0, -68.0, False),
        (-66.0, -66.0, False),
    ],
)
def test_faint_sound(speech_dbfs: float, noise_dbfs: float | None, faint: bool) -> None:
    assert level_track(_sound(speech_dbfs, noise_dbfs, 12.0)).is_faint is faint


@pytest.mark.parametrize("samples", [np.zeros(0, np.int16), np.zeros(100, np.int16), np.zeros(96_000, np.int16)])
def test_nothing_is_not_faint(samples: Samples) -> None:
    assert not level_track(samples).is_faint


@pytest.mark.parametrize(("after_s", "noise"), [(0.09, False), (0.1, False), (0.2, True)])
def test_sound_beside_the_voice_is_no_noise(after_s: float, noise: bool) -> None:
    samples = _sound(-20.0, None)
    samples[round((5.0 + after_s) * SAMPLE_RATE_HZ) - 400 : round((5.0 + after_s) * SAMPLE_RATE_HZ)] = 300
    found = loudness(samples, VOICE)
    assert found is not None
    assert (found.noise_dbfs is not None) is noise


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
    assert level_dbfs(np.tile(np.array([-32767, 32767], np.int16), 256)) == pytest.approx(0.0, abs=0.01)


def test_a_dc_offset_is_no_sound() -> None:
    assert level_dbfs(np.full(512, 8000, np.int16)) == -96.0
    plain = loudness(_sound(-20.0, -50.0), VOICE)
    shifted = loudness(_sound(-20.0, -50.0) + np.int16(8000), VOICE)
    assert plain is not None
    assert shifted is not None
    assert shifted.speech_dbfs == pytest.approx(plain.speech_dbfs, abs=0.05)
    assert shifted.noise_dbfs == pytest.approx(plain.noise_dbfs, abs=0.05)


def test_long_sounds_are_measured_in_blocks() -> None:
    samples = _sound(-20.0, -50.0, 12.0)
    whole = loudness(samples, VOICE)
    assert whole is not None
    assert loudness(samples, VOICE, Settings(piece_s=1.0)) == whole


@pytest.mark.parametrize(("run", "ratio"), [(2, 0.0), (3, 3 / 8000), (4, 4 / 8000)])
@pytest.mark.parametrize("value", [-32768, 32441, 32767])
def test_runs_at_full_scale_are_clipped(run: int, ratio: float, value: int) -> None:
    samples = np.random.default_rng(3).normal(0, 1000, 8000).astype(np.int16)
    samples[4000 : 4000 + run] = value
    found = loudness(samples, Timeline.of([Interval(0.0, 0.5)]))
    assert found is not None
    assert found.clipped_ratio == pytest.approx(ratio)


def test_just_below_full_scale_is_not_clipped() -> None:
    found = loudness(np.tile(np.array([32440] * 20 + [-32440] * 20, np.int16), 200), Timeline.of([Interval(0.0, 0.5)]))
    assert found is not None
    assert found.clipped_ratio == 0.0


@pytest.mark.parametrize("step_db", [-10.0, -6.0, -3.0, 3.0, 6.0])
def test_level_steps_are_found_again(step_db: float) -> None:
    samples = _sound(-20.0, -60.0)
    moved = np.rint(samples * 10 ** (step_db / 20)).astype(np.int16)
    before, after = loudness(samples, VOICE), loudness(moved, VOICE)
    assert before is not None
    assert after is not None
    assert after.speech_dbfs - before.speech_dbfs == pytest.approx(step_db, abs=0.05)


@pytest.mark.parametrize(("faint_db", "level_dbfs_"), [(9.0, -20.5), (15.0, -20.0), (30.0, -20.0)])
def test_faint_parts_of_the_voice_weigh_nothing(faint_db: float, level_dbfs_: float) -> None:
    samples = _sound(-20.0, -60.0)
    last = slice(round(4.65 * SAMPLE_RATE_HZ), 5 * SAMPLE_RATE_HZ)
    samples[last] = np.rint(samples[last] * 10 ** (-faint_db / 20)).astype(np.int16)
    found = loudness(samples, VOICE)
    assert found is not None
    assert found.speech_dbfs == pytest.approx(level_dbfs_, abs=0.06)


def test_a_part_of_the_voice() -> None:
    samples = _sound(-20.0, -50.0)
    samples[4 * SAMPLE_RATE_HZ : 5 * SAMPLE_RATE_HZ] //= 2
    track = level_track(samples)
    first, second = (track.speech_dbfs(Timeline((one,))) for one in VOICE)
    assert first == pytest.approx(-20.0, abs=0.1)
    assert second == pytest.approx(-26.0, abs=0.1)

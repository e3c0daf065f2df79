import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.engines.spoken_sound import USUAL_LEVEL_DBFS, at_level, speech_level_dbfs, trimmed
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ


def tone(seconds: float, amplitude: float) -> np.ndarray:
    phase = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ * 2 * np.pi * 200
    return np.rint(amplitude * np.sin(phase)).astype(np.int16)


@pytest.mark.parametrize("hum", [0, 40])
def test_all_but_10_ms_of_what_nobody_hears_is_trimmed_at_either_end(hum: int) -> None:
    line = tone(0.5, 5000)
    padded = np.pad(line, SAMPLE_RATE_HZ) + tone(2.5, hum)
    assert len(trimmed(padded)) == pytest.approx(len(line) + 2 * 160, abs=2 * 80)
    assert len(trimmed(np.zeros(800, np.int16))) == 0
    assert len(trimmed(np.zeros(0, np.int16))) == 0


def test_level_leaves_out_silence() -> None:
    line = tone(1.0, FULL_SCALE * 0.1 * np.sqrt(2))
    assert speech_level_dbfs(line) == pytest.approx(-20.0, abs=0.05)
    assert speech_level_dbfs(np.pad(line, 16000)) == pytest.approx(-20.0, abs=0.2)
    assert speech_level_dbfs(np.zeros(16000, np.int16)) == -np.inf


@pytest.mark.parametrize(
    ("gain_db", "heard_db"), [(-12.0, -12.0), (0.0, 0.0), (5.9, 5.9), (6.0, 6.0), (6.1, 6.0), (60, 6.0)]
)
def test_gain_counts_from_the_usual_level_and_ends_at_6_db(gain_db: float, heard_db: float) -> None:
    line = tone(1.0, 4000)
    louder = at_level(line, speech_level_dbfs(line), gain_db)
    assert speech_level_dbfs(louder) == pytest.approx(USUAL_LEVEL_DBFS + heard_db, abs=0.05)


def test_one_peak_does_not_turn_the_whole_line_down() -> None:
    line = tone(1.0, 4000)
    line[8000:8010] = 30000
    louder = at_level(line, speech_level_dbfs(tone(1.0, 4000)), 6.0)
    assert np.abs(louder.astype(int)).max() <= FULL_SCALE * 10 ** (-1 / 20) + 1
    assert speech_level_dbfs(louder[:7900]) == pytest.approx(USUAL_LEVEL_DBFS + 6, abs=0.05)
    assert speech_level_dbfs(louder[8110:]) == pytest.approx(USUAL_LEVEL_DBFS + 6, abs=0.05)


@given(st.integers(-32768, 32767), st.floats(-40, 0), st.floats(-40, 40))
def test_nothing_passes_the_peak_limit(peak: int, level_dbfs: float, gain_db: float) -> None:
    samples = np.array([0, peak, -(peak // 2)], np.int16)
    assert np.abs(at_level(samples, level_dbfs, gain_db).astype(int)).max() <= np.ceil(FULL_SCALE * 10 ** (-1 / 20))

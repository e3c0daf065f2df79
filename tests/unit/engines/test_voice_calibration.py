from pathlib import Path

import numpy as np
import pytest

from voicedrill.engines.voice_calibration import (
    CALIBRATION_TEXT,
    NOMINAL_RATE,
    Calibration,
    CalibrationStore,
    calibrated,
)
from voicedrill.speech.samples import SAMPLE_RATE_HZ


def refuse() -> Calibration:
    raise AssertionError("measured again")


def test_a_voice_as_fast_as_it_says_has_ratio_one() -> None:
    spoken_s = len(CALIBRATION_TEXT.split()) / NOMINAL_RATE * 60
    tone = np.full(round((spoken_s - 0.02) * SAMPLE_RATE_HZ), 3277, np.int16)
    padded = np.pad(tone, SAMPLE_RATE_HZ)
    found = calibrated(padded)
    assert found.rate_ratio == pytest.approx(1.0, abs=0.001)
    assert found.level_dbfs == pytest.approx(-20.0, abs=0.1)


def test_engine_rate_undoes_the_ratio() -> None:
    assert Calibration(1.33, -20.0).engine_rate(165) == 124
    assert Calibration(1.33, -20.0).engine_rate(0.1) == 1


def test_a_calibration_is_measured_once_and_kept_for_the_next_process(tmp_path: Path) -> None:
    measured = Calibration(1.3, -18.0)
    store = CalibrationStore(tmp_path)
    assert store.get("espeak 1, en", lambda: measured) == measured
    assert store.get("espeak 1, en", refuse) == measured
    assert CalibrationStore(tmp_path).get("espeak 1, en", refuse) == measured
    assert CalibrationStore(tmp_path).get("espeak 2, en", lambda: Calibration(1.1, -9.0)).rate_ratio == 1.1


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"rate_ratio": 99, "level_dbfs": -20}', '{"rate_ratio": "x", "level_dbfs": 1}']
)
def test_a_damaged_file_is_measured_again(tmp_path: Path, content: str) -> None:
    CalibrationStore(tmp_path).get("voice", lambda: Calibration(1.3, -18.0))
    next(tmp_path.iterdir()).write_text(content)
    assert CalibrationStore(tmp_path).get("voice", lambda: Calibration(1.2, -17.0)) == Calibration(1.2, -17.0)

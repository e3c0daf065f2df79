import numpy as np
import pytest

from voicedrill.speech.frames import FRAME_SAMPLES, frame_levels


def test_each_whole_frame_has_its_level() -> None:
    time_s = np.arange(2 * FRAME_SAMPLES + 7) / 16_000
    sine = np.rint(32_767 * np.sin(2 * np.pi * 400 * time_s)).astype(np.int16)
    assert frame_levels(sine) == pytest.approx([-3.01, -3.01], abs=0.01)


@pytest.mark.parametrize("offset", [0, 9_000])
def test_an_offset_is_no_sound(offset: int) -> None:
    assert list(frame_levels(np.full(FRAME_SAMPLES, offset, np.int16))) == [-96.0]


def test_nothing_has_no_frames() -> None:
    assert len(frame_levels(np.zeros(FRAME_SAMPLES - 1, np.int16))) == 0

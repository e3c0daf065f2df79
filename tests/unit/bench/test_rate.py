"""The sound that the benchmarks of rate make."""

import numpy as np
import pytest

from bench.rate import SILENCE_S, longest_pause, with_silence
from voicedrill.speech.samples import SAMPLE_RATE_HZ


def test_silence_goes_into_the_longest_pause_near_the_middle() -> None:
    sound = np.random.default_rng(1).normal(0.0, 2000.0, 8 * SAMPLE_RATE_HZ)
    for start_s, end_s, gain in [(0.0, 0.5, 0.001), (2.5, 2.56, 0.0001), (4.5, 5.0, 0.001)]:
        sound[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)] *= gain
    before = np.rint(sound).astype(np.int16)
    after = with_silence(before)
    assert len(after) - len(before) == round(SILENCE_S * SAMPLE_RATE_HZ)
    at = int(np.argmin(after[: len(before)] == before)) / SAMPLE_RATE_HZ
    assert 4.6 < at < 4.9
    longer = after[round(4.5 * SAMPLE_RATE_HZ) : round((5.0 + SILENCE_S) * SAMPLE_RATE_HZ)]
    assert np.abs(longer).max() < 100


@pytest.mark.parametrize(("pause_s", "found"), [(0.24, False), (0.25, True), (0.26, True)])
def test_only_what_is_long_enough_is_a_pause(pause_s: float, found: bool) -> None:
    sound = np.random.default_rng(1).normal(0.0, 2000.0, 4 * SAMPLE_RATE_HZ)
    sound[: SAMPLE_RATE_HZ // 2] *= 0.001  # before the speech is no pause
    pause = (2 * SAMPLE_RATE_HZ, round((2 + pause_s) * SAMPLE_RATE_HZ))
    sound[slice(*pause)] *= 0.001
    assert longest_pause(np.rint(sound).astype(np.int16)) == (pause if found else None)

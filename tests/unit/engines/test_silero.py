"""Voice activity: silence is none, and the memory can be wiped."""

import numpy as np
import pytest

from voicedrill.engines.silero import CHUNK_SAMPLES, SileroActivity


def test_silence_and_hum_are_not_speech() -> None:
    activity = SileroActivity()
    hum = (3_000 * np.sin(2 * np.pi * 50 * np.arange(CHUNK_SAMPLES) / 16_000)).astype(np.int16)
    for chunk in (np.zeros(CHUNK_SAMPLES, np.int16), hum):
        assert all(0.0 <= activity.probability(chunk) < 0.5 for _ in range(20))


def test_reset_forgets_everything() -> None:
    activity = SileroActivity()
    chunks = np.random.default_rng(1).normal(0, 2_000, (20, CHUNK_SAMPLES)).astype(np.int16)
    first = [activity.probability(chunk) for chunk in chunks]
    activity.reset()
    assert [activity.probability(chunk) for chunk in chunks] == first
    assert [SileroActivity().probability(chunks[0])] == first[:1]


@pytest.mark.parametrize("length", [0, CHUNK_SAMPLES - 1, CHUNK_SAMPLES + 1])
def test_other_lengths_are_refused(length: int) -> None:
    with pytest.raises(ValueError, match="512 samples"):
        SileroActivity().probability(np.zeros(length, np.int16))

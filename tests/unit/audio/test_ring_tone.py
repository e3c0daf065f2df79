"""The telephone rings softly, twice, and is silent in between."""

import numpy as np

from voicedrill.audio.ring_tone import RING_S, ring_tone
from voicedrill.speech.samples import SAMPLE_RATE_HZ


def test_it_rings_twice_softly_and_ends_in_silence() -> None:
    ring = ring_tone()
    assert len(ring) == round(RING_S * SAMPLE_RATE_HZ)
    assert ring.dtype == np.int16
    assert 2000 < np.abs(ring).max() < 3500, "about -20 dBFS"

    def loud(t_s: float) -> bool:
        at = round(t_s * SAMPLE_RATE_HZ)
        return bool(np.abs(ring[at : at + 800]).max() > 500)

    assert [loud(t) for t in (0.2, 0.47, 0.8, 1.1, 2.5)] == [True, False, True, False, False]

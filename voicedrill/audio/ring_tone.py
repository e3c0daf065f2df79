"""The telephone that rings."""

import numpy as np

from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

RING_S = 3.0
"""Length of one ring with the silence after it."""
_TONES_HZ = (400.0, 450.0)
_ON_S = ((0.0, 0.4), (0.6, 1.0))
"""Two tones, 0.4 s twice: the British ring (BS 6305), a little shorter in its silence."""
_PEAK = 0.1
"""-20 dBFS: heard, not startling."""
_FADE_S = 0.02


def ring_tone() -> Samples:
    """Return one ring with the silence after it, int16 at 16 kHz."""
    t = np.arange(round(RING_S * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    tone = sum(np.sin(2 * np.pi * hz * t) for hz in _TONES_HZ) / len(_TONES_HZ)
    gate = np.zeros_like(t)
    for begin_s, end_s in _ON_S:
        inside = np.clip(np.minimum(t - begin_s, end_s - t) / _FADE_S, 0.0, 1.0)
        gate = np.maximum(gate, inside)
    ring: Samples = np.round(tone * gate * _PEAK * 32767).astype(np.int16)
    return ring

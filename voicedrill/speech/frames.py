"""Level of a sound in frames of 10 ms, the grid on which onsets are found."""

import numpy as np
import numpy.typing as npt

from voicedrill.speech.activity import SILENCE_DBFS
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

FRAME_SAMPLES = 160
FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ
Levels = npt.NDArray[np.float64]
"""Levels in dBFS, shape (n,), one a frame."""


def frame_levels(samples: Samples) -> Levels:
    """Return the level in dBFS of every whole frame, each without its mean, so that a DC offset is no sound."""
    frames = samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return decibels(np.var(frames / FULL_SCALE, axis=1))


def decibels(power: npt.NDArray[np.float64]) -> Levels:
    """Return power as a level, at least `SILENCE_DBFS`."""
    levels: Levels = 10.0 * np.log10(np.maximum(power, 10.0 ** (SILENCE_DBFS / 10.0)))
    return levels

"""A copy of the sound in which only one person's voice is left, for the recogniser."""

import numpy as np

from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline


def muted_outside(samples: Samples, voice: Timeline, start_s: float = 0.0, settings: Settings = SETTINGS) -> Samples:
    """Return ``samples``, which begin at ``start_s``, with silence outside ``voice`` and its margin.

    The margin is `Settings.mute_margin_s` before and after each voice.
    """
    own = np.zeros_like(samples)
    for one in voice:
        first = max(0, round((one.start_s - start_s - settings.mute_margin_s) * SAMPLE_RATE_HZ))
        last = max(0, round((one.end_s - start_s + settings.mute_margin_s) * SAMPLE_RATE_HZ))
        own[first:last] = samples[first:last]
    return own

"""Voices made from the voices of an engine: another pitch, another size of speaker, a flatter or livelier tune.

Engines offer few voices, and some cannot change the pitch at all. Praat's "Change gender" reshapes whatever they say,
by overlap-add: it moves the median of the pitch, stretches the pitch around it, and shifts the formants.
"""

import threading

import numpy as np
import parselmouth
from parselmouth.praat import call, run

from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.engines.spoken_sound import speech_level_dbfs, with_gain
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

PITCH_FLOOR_HZ = 60.0
PITCH_CEILING_HZ = 500.0
"""Between these the pitch of every voice is looked for, so that the same line is always shaped alike."""

SHORTEST_S = 0.1
"""A shorter sound has no pitch that could be found."""
_SAME_LENGTH = 1.0
_SAME_CHANCE = "random_initializeWithSeedUnsafelyButPredictably (1)"
"""Praat places the pulses of unvoiced sound by chance; the same line must always be the same samples."""
_ONE_AT_A_TIME = threading.Lock()


class ShapedSynthesiser:
    """Speaks with another synthesiser and reshapes its voice; rate and level stay as they were asked for.

    Parameters
    ----------
    inner : NamedSynthesiser
        What speaks.
    """

    def __init__(self, inner: NamedSynthesiser) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        """Engine and version, as written into ``call.json``."""
        return self._inner.name

    def render(self, text: str, voicing: Voicing) -> Rendered:
        """Speak ``text``; raises as the inner synthesiser does."""
        plain = self._inner.render(text, Voicing(voicing.voice, voicing.rate_wpm, voicing.gain_db))
        return Rendered(shaped(plain.samples, voicing), plain.words)

    def close(self) -> None:
        """Close the engine."""
        self._inner.close()


def shaped(samples: Samples, voicing: Voicing) -> Samples:
    """Return the sound with the pitch, the pitch range and the formants of ``voicing``: as long and as loud as before.

    Parameters
    ----------
    samples : ndarray of int16, shape (n,)
        A line as the engine spoke it.
    voicing : Voicing
        Its ``pitch_st``, ``formant`` and ``range_factor`` are applied.

    Returns
    -------
    ndarray of int16, shape (n,)
        A line without any pitch is returned as it is.
    """
    plain = (voicing.pitch_st, voicing.formant, voicing.range_factor) == (0.0, 1.0, 1.0)
    if plain or len(samples) < SHORTEST_S * SAMPLE_RATE_HZ:
        return samples
    sound = parselmouth.Sound(samples.astype(np.float64) / FULL_SCALE, SAMPLE_RATE_HZ)
    median_hz = call(sound.to_pitch(None, PITCH_FLOOR_HZ, PITCH_CEILING_HZ), "Get quantile", 0, 0, 0.5, "Hertz")
    if not np.isfinite(median_hz):
        return samples
    new_median_hz = median_hz * 2 ** (voicing.pitch_st / 12)
    with _ONE_AT_A_TIME:
        run(_SAME_CHANCE)
        other = call(
            sound, "Change gender", PITCH_FLOOR_HZ, PITCH_CEILING_HZ, voicing.formant, new_median_hz,
            voicing.range_factor, _SAME_LENGTH,
        )  # fmt: skip
    changed = np.zeros(len(samples))
    length = min(len(samples), other.n_samples)
    changed[:length] = other.values[0, :length] * FULL_SCALE
    loudest = np.clip(changed, -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
    return with_gain(changed, speech_level_dbfs(samples) - speech_level_dbfs(loudest))

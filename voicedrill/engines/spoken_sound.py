"""The sound of a rendered line: its silence trimmed, its level set, never clipped."""

from typing import Any

import numpy as np
import numpy.typing as npt

from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

USUAL_LEVEL_DBFS = -26.0
"""Level of a voice that is not raised: telephony's nominal level (ITU-T P.56); leaves +6 dB for shouting."""

MAX_GAIN_DB = 6.0
"""Hearing safety: no customer is louder than this above the usual level."""

PEAK_LIMIT_DBFS = -1.0
_LIMITER_REACH = SAMPLE_RATE_HZ * 3 // 1000

_FRAME = SAMPLE_RATE_HZ // 50
_SILENT_DBFS = -50.0

_EDGE_FRAME = SAMPLE_RATE_HZ // 200
_AUDIBLE_BELOW_PEAK_DB = 35.0
"""Frames of 5 ms softer than this below the loudest are the engine's silence: nobody hears them beside the speech."""

_KEPT_SILENCE = SAMPLE_RATE_HZ // 100
"""10 ms at either end: soft sounds begin and end there, and a line's times are those of what is heard."""


def trimmed(samples: Samples) -> Samples:
    """Return the sound from the first to the last that is heard, with 10 ms around it; nothing when all is silent."""
    count = -(-len(samples) // _EDGE_FRAME)
    padded = np.pad(samples.astype(np.float64), (0, count * _EDGE_FRAME - len(samples)))
    power = np.square(padded).reshape(count, _EDGE_FRAME).mean(axis=1)
    heard = np.flatnonzero(power > power.max(initial=0.0) * 10 ** (-_AUDIBLE_BELOW_PEAK_DB / 10))
    if not len(heard):
        return samples[:0]
    first, last = heard[0] * _EDGE_FRAME, (heard[-1] + 1) * _EDGE_FRAME
    return samples[max(first - _KEPT_SILENCE, 0) : last + _KEPT_SILENCE]


def speech_level_dbfs(samples: Samples) -> float:
    """Return the RMS level of the 20 ms frames that are not silent, in dB of full scale."""
    frames = len(samples) // _FRAME
    power = np.square(samples[: frames * _FRAME].astype(np.float64) / FULL_SCALE).reshape(frames, _FRAME).mean(axis=1)
    spoken = power[power > 10 ** (_SILENT_DBFS / 10)]
    return float(10 * np.log10(spoken.mean())) if len(spoken) else -np.inf


def at_level(samples: Samples, voice_level_dbfs: float, gain_db: float) -> Samples:
    """Return the sound at the usual level plus ``gain_db``.

    Parameters
    ----------
    samples : Samples
        A line as the engine spoke it.
    voice_level_dbfs : float
        Level at which this voice speaks, by `speech_level_dbfs`: one for all its lines, so that a soft line stays soft.
    gain_db : float
        At most +6 is applied; peaks that would pass -1 dBFS are turned down.
    """
    return with_gain(samples, USUAL_LEVEL_DBFS - voice_level_dbfs + min(gain_db, MAX_GAIN_DB))


def with_gain(sound: npt.NDArray[np.number[Any]], gain_db: float) -> Samples:
    """Return a sound, on the scale of its samples, louder by ``gain_db``; peaks above -1 dBFS are turned down."""
    louder: Samples = np.rint(_limited(sound.astype(np.float64) * 10 ** (gain_db / 20))).astype(np.int16)
    return louder


def _limited(sound: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Turn the gain down around each peak above the limit, over a few milliseconds and without a step."""
    limit = FULL_SCALE * 10 ** (PEAK_LIMIT_DBFS / 20)
    gain = limit / np.maximum(np.abs(sound), limit)
    if (gain == 1.0).all():
        return sound
    # The least gain within one reach of each sample, then the mean of that over the same reach: never above `gain`.
    padded = np.pad(gain, 2 * _LIMITER_REACH, constant_values=1.0)
    window = 2 * _LIMITER_REACH + 1
    least = np.lib.stride_tricks.sliding_window_view(padded, window).min(axis=1)
    return sound * np.convolve(least, np.full(window, 1 / window), mode="valid")

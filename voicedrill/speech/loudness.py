"""How loud speech is, how far it stands above the noise, and whether it is clipped."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicedrill.speech.activity import SILENCE_DBFS
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline

_GUARD_S = 0.1
"""Frames this near to a voice belong to neither speech nor noise."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Level of one speaker's sound.

    Attributes
    ----------
    speech_dbfs : float
        RMS level of the speech; a sine of full scale has -3.01 dBFS.
    noise_dbfs : float or None
        Median level of the frames without speech, empty stretches left out; None when there are none.
    clipped_ratio : float
        Share of clipped samples in the speech, 0..1.
    """

    speech_dbfs: float
    noise_dbfs: float | None
    clipped_ratio: float

    @property
    def snr_db(self) -> float | None:
        """Speech above noise, in dB."""
        return None if self.noise_dbfs is None else self.speech_dbfs - self.noise_dbfs


def level_dbfs(samples: Samples) -> float:
    """Return the RMS level of ``samples``; -96 dBFS for silence or nothing."""
    if samples.size == 0:
        return SILENCE_DBFS
    scaled = samples.astype(np.float64) / FULL_SCALE
    return _decibels(float(np.mean(scaled * scaled)))


def loudness(samples: Samples, voice: Timeline, settings: Settings = SETTINGS) -> Loudness | None:
    """Measure the level of one speaker; None when the sound holds no speech.

    Parameters
    ----------
    samples : ndarray of int16
        The speaker's sound from time 0.
    voice : Timeline
        When the speaker speaks.
    """
    frame = round(settings.frame_s * SAMPLE_RATE_HZ)
    count = len(samples) // frame
    if count == 0:
        return None
    frames = samples[: count * frame].reshape(count, frame).astype(np.float64) / FULL_SCALE
    power = np.mean(frames * frames, axis=1)
    inside = _covered(count, settings.frame_s, voice, -settings.frame_s / 2)
    near = _covered(count, settings.frame_s, voice, _GUARD_S)
    filled = power > 0.0
    if not np.any(inside & filled):
        return None
    quiet = ~near & filled
    noise_dbfs = _decibels(float(np.median(power[quiet]))) if np.any(quiet) else None
    speech = np.abs(frames[inside])
    return Loudness(_decibels(float(np.mean(power[inside & filled]))), noise_dbfs, _clipped_ratio(speech, settings))


def _covered(count: int, frame_s: float, voice: Timeline, widen_s: float) -> npt.NDArray[np.bool_]:
    """Mark the frames that touch the voice widened by ``widen_s``; narrowed when that is negative."""
    marks = np.zeros(count, dtype=np.bool_)
    for one in voice:
        first = max(0, int(np.floor((one.start_s - widen_s) / frame_s + 1e-6)))
        last = int(np.ceil((one.end_s + widen_s) / frame_s - 1e-6))
        marks[first : max(first, last)] = True
    return marks


def _clipped_ratio(frames: npt.NDArray[np.float64], settings: Settings) -> float:
    loud = (frames.reshape(-1) >= settings.clip_level).astype(np.int8)
    edges = np.diff(np.concatenate(([0], loud, [0])))
    runs = np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1)
    return float(np.sum(runs[runs >= settings.clip_run])) / loud.size


def _decibels(power: float) -> float:
    return max(SILENCE_DBFS, 10.0 * float(np.log10(power))) if power > 0.0 else SILENCE_DBFS

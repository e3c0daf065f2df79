"""How a voice sounds where it falls silent: faded and low as at the end of a sentence, or held as if to go on.

Speakers give the floor away with a lower level and a fall of pitch to the bottom of their range (Gravano &
Hirschberg 2011), and begin the next sentence higher than they ended the last (pitch reset, Swerts 1997).
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from voicedrill.speech.frames import decibels
from voicedrill.speech.loudness import Loudness, level_track
from voicedrill.speech.pitch import PitchTrack, pitch_track
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline

_MIN_PITCHES = 5
"""Fewer pitches tell nothing."""
_STEP_S = 0.01
"""Distance of two pitches of a `PitchTrack`."""


class Endings:
    """The endings of one speaker's stretches of voice, each against the whole of that voice.

    Parameters
    ----------
    samples : ndarray of int16, shape (n,)
        The sound of this speaker alone from time 0.
    voice : Timeline
        When the voice was heard.
    settings : Settings
        The ``held_…`` thresholds.
    """

    def __init__(self, samples: Samples, voice: Timeline, settings: Settings = SETTINGS) -> None:
        self._samples, self._voice, self._settings = samples, voice, settings

    def held(self, end_s: float, next_s: float | None) -> float:
        """Return how much the voice that ended at ``end_s`` sounded as if to go on.

        Parameters
        ----------
        end_s : float
            End of a stretch of voice.
        next_s : float or None
            When the same speaker went on; None when that was not soon, or never.

        Returns
        -------
        float
            Sum of the cues level, pitch and reset, each -1 (finished) … 0 (not known) … 1 (held).
        """
        return self._level(end_s) + self._pitch_low(end_s) + (0.0 if next_s is None else self._reset(end_s, next_s))

    def _level(self, end_s: float) -> float:
        limits, loudness = self._settings, self._loudness
        if loudness is None:
            return 0.0
        if loudness.noise_dbfs is not None and loudness.speech_dbfs - loudness.noise_dbfs < limits.held_level_snr_db:
            return 0.0
        last = round(end_s * SAMPLE_RATE_HZ)
        sound = self._samples[max(0, last - round(limits.held_level_s * SAMPLE_RATE_HZ)) : last] / FULL_SCALE
        if sound.size == 0:
            return 0.0
        level_db = float(decibels(np.var(sound))) - loudness.speech_dbfs
        return _cue(level_db, limits.held_level_db, limits.held_level_span_db)

    def _pitch_low(self, end_s: float) -> float:
        limits, hz = self._settings, self._hz(end_s - self._settings.held_pitch_s, end_s)
        if hz.size < _MIN_PITCHES:
            return 0.0
        above_st = _semitones(float(np.percentile(hz, 10)) / self._median_hz)
        return _cue(above_st, limits.held_pitch_st, limits.held_pitch_span_st)

    def _reset(self, end_s: float, next_s: float) -> float:
        limits = self._settings
        before = self._hz(end_s - limits.held_pitch_s, end_s)[-round(limits.held_reset_s / _STEP_S) :]
        after = self._hz(next_s, next_s + 2 * limits.held_reset_s)
        if min(before.size, after.size) < _MIN_PITCHES:
            return 0.0
        reset_st = _semitones(float(np.median(after) / np.median(before)))
        return -_cue(reset_st, limits.held_reset_st, limits.held_reset_span_st)

    def _hz(self, start_s: float, end_s: float) -> npt.NDArray[np.float64]:
        track = self._track
        return track.hz[(track.time_s >= start_s) & (track.time_s < end_s)]

    @cached_property
    def _loudness(self) -> Loudness | None:
        return level_track(self._samples, self._settings).loudness(self._voice)

    @cached_property
    def _track(self) -> PitchTrack:
        return pitch_track(self._samples, self._voice, self._settings)

    @cached_property
    def _median_hz(self) -> float:
        return float(np.median(self._track.hz))



def _cue(value: float, middle: float, span: float) -> float:
    """Return -1 … 1: 0 at ``middle``, ±1 from ``span`` away."""
    return float(np.clip((value - middle) / span, -1.0, 1.0))


def _semitones(ratio: float) -> float:
    return 12.0 * float(np.log2(ratio))

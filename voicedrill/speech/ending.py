"""How a voice sounds where it falls silent: faded and low as where its turns end, or held as if to go on.

Speakers give the floor away with a lower level and a fall of pitch to the bottom of their range (Gravano &
Hirschberg 2011), and begin the next sentence higher than they ended the last (pitch reset, Swerts 1997). How far
a voice fades differs from one speaker and microphone to the next, so each ending is held against the speaker's own.
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from voicedrill.speech.frames import decibels
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.sides import SideInput

_PITCH_STEP_S = 0.01
"""Distance of two pitches of a `PitchTrack`."""
_MIN_PITCHES = 5
"""Fewer pitches tell nothing."""


class Endings:
    """The endings of one speaker's stretches of voice, each against that speaker's ends of turns.

    Parameters
    ----------
    side : SideInput
        The speaker, with sound.
    settings : Settings
        The ``held_…`` thresholds; ``open_pause_s`` is the silence after which a turn is taken to have ended.
    """

    def __init__(self, side: SideInput, settings: Settings = SETTINGS) -> None:
        assert side.samples is not None
        self._side, self._samples, self._voice, self._settings = side, side.samples, side.voice, settings

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
            Sum of the cues level, pitch and reset, each -1 (finished) … 0 (not known) … 1 (held); 0 while too few
            turns of the speaker have ended to compare with.
        """
        if len(self._turn_ends_s) < self._settings.held_min_turns:
            return 0.0
        reset = 0.0 if next_s is None else self._reset(end_s, next_s)
        return self._faded_less(end_s) + self._fell_less(end_s) + reset

    @cached_property
    def _turn_ends_s(self) -> list[float]:
        return [one.end_s for one in self._voice.bridged(self._settings.open_pause_s)]

    def _faded_less(self, end_s: float) -> float:
        limits = self._settings
        return _cue(self._level_db(end_s) - self._usual_level_db, limits.held_level_db, limits.held_level_span_db)

    def _fell_less(self, end_s: float) -> float:
        limits, low_hz, usual_hz = self._settings, self._low_hz(end_s), self._usual_low_hz
        if low_hz is None or usual_hz is None:
            return 0.0
        return _cue(_semitones(low_hz / usual_hz), limits.held_pitch_st, limits.held_pitch_span_st)

    def _reset(self, end_s: float, next_s: float) -> float:
        limits = self._settings
        before = self._hz(end_s - limits.held_pitch_s, end_s)[-round(limits.held_reset_s / _PITCH_STEP_S) :]
        after = self._hz(next_s, next_s + 2 * limits.held_reset_s)
        if min(before.size, after.size) < _MIN_PITCHES:
            return 0.0
        reset_st = _semitones(float(np.median(after) / np.median(before)))
        return -_cue(reset_st, limits.held_reset_st, limits.held_reset_span_st)

    @cached_property
    def _usual_level_db(self) -> float:
        return float(np.median([self._level_db(end_s) for end_s in self._turn_ends_s]))

    @cached_property
    def _usual_low_hz(self) -> float | None:
        lows = [low for low in map(self._low_hz, self._turn_ends_s) if low is not None]
        return float(np.median(lows)) if lows else None

    def _level_db(self, end_s: float) -> float:
        """Return the level of the end of the voice in dBFS."""
        last = round(end_s * SAMPLE_RATE_HZ)
        sound = self._samples[max(0, last - round(self._settings.held_level_s * SAMPLE_RATE_HZ)) : last]
        power = np.var(sound / FULL_SCALE) if sound.size else np.float64(0.0)
        return float(decibels(np.atleast_1d(power))[0])

    def _low_hz(self, end_s: float) -> float | None:
        """Return the lowest pitch at the end of the voice, without stray values; None when it was not voiced."""
        hz = self._hz(end_s - self._settings.held_pitch_s, end_s)
        return float(np.percentile(hz, 10)) if hz.size >= _MIN_PITCHES else None

    def _hz(self, start_s: float, end_s: float) -> npt.NDArray[np.float64]:
        track = self._side.pitch(self._settings)
        return track.hz[(track.time_s >= start_s) & (track.time_s < end_s)]


def _cue(value: float, middle: float, span: float) -> float:
    """Return -1 … 1: 0 at ``middle``, ±1 from ``span`` away."""
    return float(np.clip((value - middle) / span, -1.0, 1.0))


def _semitones(ratio: float) -> float:
    return 12.0 * float(np.log2(ratio))

"""The pitch of a voice and its range, by Praat's autocorrelation."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import parselmouth

from voicedrill.speech.pieces import voiced_pieces
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline

_STEP_S = 0.01
_PERIODS = 3.1
"""Praat wants three periods of the lowest pitch in its window."""


@dataclass(frozen=True, slots=True)
class Pitch:
    """Pitch over one speaker's voiced sound.

    Attributes
    ----------
    median_hz : float
        Median fundamental frequency.
    range_st : float
        90th above 10th percentile, in semitones.
    voiced_s : float
        Length of the voiced sound it rests on.
    """

    median_hz: float
    range_st: float
    voiced_s: float


@dataclass(frozen=True)
class PitchTrack:
    """The voiced moments of a sound, 10 ms apart, in order of time; made by `pitch_track`."""

    time_s: npt.NDArray[np.float64]
    hz: npt.NDArray[np.float64]
    settings: Settings

    def pitch(self, voice: Timeline) -> Pitch | None:
        """Measure the pitch in ``voice``.

        None with less than `Settings.pitch_min_s` of voiced sound, or when the pitch is `torn`.
        """
        hz = self._hz(voice)
        if hz.size * _STEP_S < self.settings.pitch_min_s or self.torn(voice):
            return None
        p10, p50, p90 = (float(value) for value in np.percentile(hz, [10, 50, 90]))
        return Pitch(p50, 12.0 * float(np.log2(p90 / p10)), hz.size * _STEP_S)

    def torn(self, voice: Timeline) -> bool:
        """Tell whether the pitches in ``voice`` lie so far apart that many are octave errors or not this voice.

        Half of the pitches of one speaker lie within `Settings.pitch_half_st` of each other.
        """
        hz = self._hz(voice)
        if hz.size == 0:
            return False
        low, high = (float(value) for value in np.percentile(hz, [25, 75]))
        return 12.0 * float(np.log2(high / low)) >= self.settings.pitch_half_st

    def _hz(self, voice: Timeline) -> npt.NDArray[np.float64]:
        return self.hz[_within(self.time_s, voice)]

    def voiced_at(self, time_s: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Tell for each time whether the sound is voiced there."""
        if self.time_s.size == 0:
            return np.zeros(len(time_s), dtype=np.bool_)
        after = np.searchsorted(self.time_s, time_s)
        before_s = self.time_s[np.maximum(after - 1, 0)]
        after_s = self.time_s[np.minimum(after, self.time_s.size - 1)]
        nearest_s = np.minimum(np.abs(time_s - before_s), np.abs(after_s - time_s))
        voiced: npt.NDArray[np.bool_] = nearest_s <= _STEP_S
        return voiced


def pitch_track(samples: Samples, voice: Timeline, settings: Settings = SETTINGS) -> PitchTrack:
    """Find the pitch of the one who speaks in ``voice``.

    The search runs twice: once wide, then within `Settings.pitch_below` times the first and
    `Settings.pitch_above` times the third quartile of what was found in the whole sound (Hirst 2011), which
    keeps octave errors out of the range.
    """
    wide = _track(samples, voice, settings.pitch_floor_hz, settings.pitch_ceiling_hz, settings)
    if wide.hz.size == 0:
        return wide
    low, high = (float(value) for value in np.percentile(wide.hz, [25, 75]))
    floor_hz = max(settings.pitch_floor_hz, settings.pitch_below * low)
    ceiling_hz = min(settings.pitch_ceiling_hz, settings.pitch_above * high)
    return _track(samples, voice, floor_hz, ceiling_hz, settings)


def pitch(samples: Samples, voice: Timeline, settings: Settings = SETTINGS) -> Pitch | None:
    """Measure the pitch of one speaker; None when there is too little voiced sound or its pitch is torn."""
    return pitch_track(samples, voice, settings).pitch(voice)


def _track(samples: Samples, voice: Timeline, floor_hz: float, ceiling_hz: float, settings: Settings) -> PitchTrack:
    times, pitches = [np.zeros(0)], [np.zeros(0)]
    for piece in voiced_pieces(samples, voice, settings):
        if len(piece.sound) < _PERIODS * SAMPLE_RATE_HZ / floor_hz:
            continue
        sound = parselmouth.Sound(piece.sound, sampling_frequency=SAMPLE_RATE_HZ)
        track = sound.to_pitch_ac(time_step=_STEP_S, pitch_floor=floor_hz, pitch_ceiling=ceiling_hz)
        times.append(piece.start_s + np.asarray(track.xs(), dtype=np.float64))
        pitches.append(np.asarray(track.selected_array["frequency"], dtype=np.float64))
    time_s, hz = np.concatenate(times), np.concatenate(pitches)
    kept = (hz > 0.0) & _within(time_s, voice)
    return PitchTrack(time_s[kept], hz[kept], settings)


def _within(time_s: npt.NDArray[np.float64], voice: Timeline) -> npt.NDArray[np.bool_]:
    edges = np.array([edge for one in voice for edge in (one.start_s, one.end_s)])
    inside: npt.NDArray[np.bool_] = np.searchsorted(edges, time_s, side="right") % 2 == 1
    return inside

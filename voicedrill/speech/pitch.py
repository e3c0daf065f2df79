"""The pitch of a voice and its range, by Praat's autocorrelation."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import parselmouth

from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline

_STEP_S = 0.01
_WIDER_BELOW = 0.75
_WIDER_ABOVE = 1.5


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


def pitch(samples: Samples, voice: Timeline, settings: Settings = SETTINGS) -> Pitch | None:
    """Measure the pitch of one speaker; None when there is less than `Settings.pitch_min_s` of voiced sound.

    The search runs twice: once wide, then within 0.75 times the first and 1.5 times the third quartile of
    what was found (Hirst 2011), which keeps octave errors out of the range.
    """
    wide = _voiced_hz(samples, voice, settings.pitch_floor_hz, settings.pitch_ceiling_hz)
    if wide.size * _STEP_S < settings.pitch_min_s:
        return None
    low, high = np.percentile(wide, [25, 75])
    floor_hz = max(settings.pitch_floor_hz, _WIDER_BELOW * float(low))
    ceiling_hz = min(settings.pitch_ceiling_hz, _WIDER_ABOVE * float(high))
    narrow = _voiced_hz(samples, voice, floor_hz, ceiling_hz)
    if narrow.size * _STEP_S < settings.pitch_min_s:
        return None
    p10, p50, p90 = (float(value) for value in np.percentile(narrow, [10, 50, 90]))
    return Pitch(p50, 12.0 * float(np.log2(p90 / p10)), narrow.size * _STEP_S)


def _voiced_hz(samples: Samples, voice: Timeline, floor_hz: float, ceiling_hz: float) -> npt.NDArray[np.float64]:
    if len(samples) < 4 * SAMPLE_RATE_HZ / floor_hz:  # Praat wants three periods in its window
        return np.zeros(0)
    sound = parselmouth.Sound(samples.astype(np.float64) / FULL_SCALE, sampling_frequency=SAMPLE_RATE_HZ)
    track = sound.to_pitch_ac(time_step=_STEP_S, pitch_floor=floor_hz, pitch_ceiling=ceiling_hz)
    hz = np.asarray(track.selected_array["frequency"], dtype=np.float64)
    edges = np.array([edge for one in voice for edge in (one.start_s, one.end_s)])
    inside = np.searchsorted(edges, np.asarray(track.xs()), side="right") % 2 == 1
    voiced: npt.NDArray[np.float64] = hz[inside & (hz > 0.0)]
    return voiced

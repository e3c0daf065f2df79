"""Syllables found in the sound alone, as a cross-check of the words (de Jong & Wempe 2009)."""

import numpy as np
import numpy.typing as npt

from voicedrill.speech.pieces import voiced_pieces
from voicedrill.speech.pitch import PitchTrack
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline

_STEP_S = 0.01
_STEP = round(_STEP_S * SAMPLE_RATE_HZ)
_FRAME = 2 * _STEP
_LOUDEST_PERCENTILE = 99
_FAINTEST = 1e-12


def syllable_nuclei(
    samples: Samples, voice: Timeline, track: PitchTrack, settings: Settings = SETTINGS
) -> npt.NDArray[np.float64]:
    """Return the times of the syllable nuclei, in seconds.

    A nucleus is a peak of the smoothed level that is voiced, stands at most `Settings.nuclei_below_peak_db`
    below the loudest of this speaker, and is parted from the one before by a dip of at least
    `Settings.nuclei_dip_db`.

    Parameters
    ----------
    samples : ndarray of int16
        The speaker's sound from time 0.
    voice : Timeline
        When the speaker speaks.
    track : PitchTrack
        Pitch of the same sound.
    """
    tracks = [(piece.start_s, _levels_db(piece.sound, settings)) for piece in voiced_pieces(samples, voice, settings)]
    if not any(level_db.size for _, level_db in tracks):
        return np.zeros(0)
    loudest_db = float(np.percentile(np.concatenate([level_db for _, level_db in tracks]), _LOUDEST_PERCENTILE))
    faintest_db = loudest_db - settings.nuclei_below_peak_db
    peaks = [
        start_s + (index + 1) * _STEP_S
        for start_s, level_db in tracks
        for index in _peaks(level_db, faintest_db, settings.nuclei_dip_db)
    ]
    time_s = np.array(peaks, dtype=np.float64)
    nuclei: npt.NDArray[np.float64] = time_s[track.voiced_at(time_s)]
    return nuclei


def _levels_db(sound: npt.NDArray[np.float64], settings: Settings) -> npt.NDArray[np.float64]:
    """Return the level every 10 ms: the power in the band of the vowels under a Gaussian window."""
    if len(sound) < _FRAME:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(sound, _FRAME)[::_STEP] * np.hanning(_FRAME)
    first, last = (round(hz * _FRAME / SAMPLE_RATE_HZ) for hz in (settings.nuclei_low_hz, settings.nuclei_high_hz))
    power = np.sum(np.square(np.abs(np.fft.rfft(frames)[:, first : last + 1])), axis=1)
    half = max(1, round(settings.nuclei_window_s / _STEP_S / 2))
    window = np.exp(-0.5 * np.square(2.0 * np.arange(-half, half + 1) / half))  # two deviations to each side
    smooth = np.convolve(power, window / np.sum(window))[half : half + len(power)]
    level_db: npt.NDArray[np.float64] = 10.0 * np.log10(np.maximum(smooth, _FAINTEST))
    return level_db


def _peaks(level_db: npt.NDArray[np.float64], faintest_db: float, dip_db: float) -> list[int]:
    """Return the peaks that rise ``dip_db`` above the valleys on both sides (the edges count as valleys)."""
    found: list[int] = []
    best, valley_db = -1, -np.inf
    for index, level in enumerate(level_db.tolist()):
        if best >= 0 and level > level_db[best]:
            best = index
        elif best >= 0 and level <= level_db[best] - dip_db:
            found.append(best)
            best, valley_db = -1, level
        elif best < 0:
            valley_db = min(valley_db, level)
            if level >= valley_db + dip_db and level >= faintest_db:
                best = index
    if best >= 0:
        found.append(best)
    return found

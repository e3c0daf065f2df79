"""How loud speech is, how far it stands above the noise, and whether it is clipped."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicedrill.speech.activity import SILENCE_DBFS
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline

_NOTHING = 10.0 ** (SILENCE_DBFS / 10.0)
"""Power up to which a frame holds no sound: what a gate or a device that is off leaves behind."""


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
    """Return the RMS level of ``samples`` without their mean (DC offset); -96 dBFS for silence or nothing."""
    return _decibels(float(np.var(samples / FULL_SCALE))) if samples.size else SILENCE_DBFS


@dataclass(frozen=True)
class LevelTrack:
    """Power and clipped samples of a sound, frame by frame (`Settings.frame_s`); made by `level_track`."""

    power: npt.NDArray[np.float64]
    clipped: npt.NDArray[np.int64]
    settings: Settings

    def speech_dbfs(self, voice: Timeline) -> float | None:
        """Return the RMS level of the frames within the voice; None when they hold no sound.

        Frames `Settings.loudness_gate_db` below their common level are left out (the relative gate of ITU-R
        BS.1770), so that pauses and faint word ends, which the voice detector takes in or not, weigh nothing.
        """
        power = self.power[self._speech(voice)]
        if power.size == 0:
            return None
        loud = power >= np.mean(power) * 10.0 ** (-self.settings.loudness_gate_db / 10.0)
        return _decibels(float(np.mean(power[loud])))

    @property
    def is_faint(self) -> bool:
        """True when something stands out of the noise, but nothing is loud enough for a voice to be looked for."""
        if self.power.size == 0:
            return False
        loudest, usual = _decibels(float(np.max(self.power))), _decibels(float(np.median(self.power)))
        return usual + self.settings.snr_min_db <= loudest < self.settings.voice_floor_dbfs

    def loudness(self, voice: Timeline) -> Loudness | None:
        """Measure the level of the one who speaks in ``voice``; None when the sound holds no speech."""
        speech_dbfs = self.speech_dbfs(voice)
        if speech_dbfs is None:
            return None
        frame = round(self.settings.frame_s * SAMPLE_RATE_HZ)
        clipped_ratio = float(np.mean(self.clipped[self._speech(voice)])) / frame
        return Loudness(speech_dbfs, self.noise_dbfs(voice), clipped_ratio)

    def noise_dbfs(self, voice: Timeline) -> float | None:
        """Return the median level of the frames without voice, empty ones left out; None when there are none."""
        quiet = ~self._covered(voice, self.settings.noise_guard_s) & self._sounding
        return _decibels(float(np.median(self.power[quiet]))) if np.any(quiet) else None

    @property
    def _sounding(self) -> npt.NDArray[np.bool_]:
        sounding: npt.NDArray[np.bool_] = self.power > _NOTHING
        return sounding

    def _speech(self, voice: Timeline) -> npt.NDArray[np.bool_]:
        return self._covered(voice, -self.settings.frame_s / 2) & self._sounding

    def _covered(self, voice: Timeline, widen_s: float) -> npt.NDArray[np.bool_]:
        """Mark the frames that touch the voice widened by ``widen_s``; narrowed when that is negative."""
        frame_s = self.settings.frame_s
        marks = np.zeros(len(self.power), dtype=np.bool_)
        for one in voice:
            first = max(0, int(np.floor((one.start_s - widen_s) / frame_s + 1e-6)))
            last = int(np.ceil((one.end_s + widen_s) / frame_s - 1e-6))
            marks[first : max(first, last)] = True
        return marks


def level_track(samples: Samples, settings: Settings = SETTINGS) -> LevelTrack:
    """Measure every whole frame of ``samples``, each without its mean, so that a DC offset is no sound."""
    powers, clipped = [np.zeros(0)], [np.zeros(0, np.int64)]
    for frames in _blocks(samples, settings):
        powers.append(np.var(frames / FULL_SCALE, axis=1))
        clipped.append(np.sum(_clipped(frames.reshape(-1), settings).reshape(frames.shape), axis=1))
    return LevelTrack(np.concatenate(powers), np.concatenate(clipped), settings)


def loudness(samples: Samples, voice: Timeline, settings: Settings = SETTINGS) -> Loudness | None:
    """Measure the level of one speaker; None when the sound holds no speech.

    Parameters
    ----------
    samples : ndarray of int16
        The speaker's sound from time 0.
    voice : Timeline
        When the speaker speaks.
    """
    return level_track(samples, settings).loudness(voice)


def _blocks(samples: Samples, settings: Settings) -> Iterator[Samples]:
    """Yield the sound in blocks of shape (frames, samples of a frame), each about `Settings.piece_s` long."""
    frame = round(settings.frame_s * SAMPLE_RATE_HZ)
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    many = max(1, round(settings.piece_s / settings.frame_s))
    for first in range(0, len(frames), many):
        yield frames[first : first + many]


def _clipped(samples: npt.NDArray[np.int16], settings: Settings) -> npt.NDArray[np.bool_]:
    """Mark the samples in runs of `Settings.clip_run` or more at or above `Settings.clip_level`."""
    limit = int(np.ceil(settings.clip_level * FULL_SCALE))
    loud = (samples >= limit) | (samples <= -limit)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], loud.astype(np.int8), [0]))))
    runs = edges[1::2] - edges[::2]
    loud[loud] = np.repeat(runs >= settings.clip_run, runs)
    return loud


def _decibels(power: float) -> float:
    return max(SILENCE_DBFS, 10.0 * float(np.log10(power))) if power > 0.0 else SILENCE_DBFS

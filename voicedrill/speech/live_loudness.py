"""How loud the trainee speaks just now, beside the usual."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np

from voicedrill.speech.activity import SILENCE_DBFS
from voicedrill.speech.loudness import level_dbfs, loudness
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Interval, Timeline


@dataclass(frozen=True, slots=True)
class LoudnessNow:
    """What can be said of the latest speech.

    Attributes
    ----------
    trusted : bool
        It stands far enough above the noise for any measure of it.
    clipped : bool
        The microphone is overdriven.
    beside_usual_db : float or None
        Loudness less the usual one, in dB; None when it cannot be told.
    """

    trusted: bool = False
    clipped: bool = False
    beside_usual_db: float | None = None


class LiveLoudness:
    """Follows the latest speech of one trainee (`Settings.loudness_min_s` of it), block by block.

    Parameters
    ----------
    baseline : mapping of str to float
        The trainee's usual (``loudness_dbfs``, ``noise_dbfs``); empty when there is none.
    settings : Settings
        The thresholds.
    """

    def __init__(self, baseline: Mapping[str, float], settings: Settings = SETTINGS) -> None:
        self._settings = settings
        self._usual_dbfs = baseline.get("loudness_dbfs")
        self._usual_noise_dbfs = baseline.get("noise_dbfs")
        self._speech: deque[Samples] = deque()
        self._speech_s = 0.0
        self._noise: deque[tuple[float, float]] = deque()
        """End and level of the blocks without speech."""

    def push(self, samples: Samples, end_s: float, *, voiced: bool) -> None:
        """Take the next block, which ends at ``end_s``; ``voiced``: the trainee speaks in it."""
        if voiced:
            self._speech.append(samples)
            self._speech_s += _length_s(samples)
            while self._speech_s - _length_s(self._speech[0]) >= self._settings.loudness_min_s:
                self._speech_s -= _length_s(self._speech.popleft())
            return
        level = level_dbfs(samples)
        if level > SILENCE_DBFS:  # a microphone that is off says nothing of the room
            self._noise.append((end_s, level))
        while self._noise and self._noise[0][0] < end_s - self._settings.live_window_s:
            self._noise.popleft()

    def forget_speech(self) -> None:
        """Forget the latest speech: what was said before says nothing of what is said now."""
        self._speech.clear()
        self._speech_s = 0.0

    def now(self) -> LoudnessNow:
        """Measure the latest speech; with too little of it nothing can be told."""
        if self._speech_s < self._settings.loudness_min_s:
            return LoudnessNow()
        whole = Timeline.of((Interval(0.0, self._speech_s),))
        found = loudness(np.concatenate(self._speech), whole, self._settings)
        if found is None:
            return LoudnessNow()
        noise_dbfs = median(level for _, level in self._noise) if self._noise else None
        clipped = found.clipped_ratio > self._settings.clip_max_ratio
        trusted = noise_dbfs is None or found.speech_dbfs - noise_dbfs >= self._settings.snr_min_db
        if clipped or not trusted or self._usual_dbfs is None:
            return LoudnessNow(trusted, clipped)
        beside_db = found.speech_dbfs - self._usual_dbfs
        return LoudnessNow(trusted, clipped, None if self._other_gain(beside_db, noise_dbfs) else beside_db)

    def _other_gain(self, beside_db: float, noise_dbfs: float | None) -> bool:
        """Tell whether the noise moved with the speech: the microphone was set in another way, or moved."""
        if noise_dbfs is None or self._usual_noise_dbfs is None:
            return False
        moved_db = noise_dbfs - self._usual_noise_dbfs
        return abs(moved_db) >= self._settings.gain_change_db and moved_db * beside_db > 0.0


def _length_s(samples: Samples) -> float:
    return len(samples) / SAMPLE_RATE_HZ

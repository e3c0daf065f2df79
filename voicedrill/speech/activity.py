"""When a voice begins and ends, from the detector's probabilities; the same for live sound and for files."""

from dataclasses import dataclass
from typing import Literal

from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.speech.settings import SETTINGS, Settings

CHUNK_SAMPLES = 512
CHUNK_S = CHUNK_SAMPLES / SAMPLE_RATE_HZ
SILENCE_DBFS = -96.0
"""Level given to digital silence: one step of 16 bits."""

_EPSILON_S = 1e-6


@dataclass(frozen=True, slots=True)
class Edge:
    """A voice began or ended at ``t_s``, which lies before the moment it could be noticed."""

    kind: Literal["start", "end"]
    t_s: float


class ActivityTracker:
    """Turns a detector's probabilities into edges, with hysteresis and a level gate.

    A chunk is voiced when its probability holds (`Settings.voice_enter` to begin, `Settings.voice_exit` to
    go on) and its level stands above both the absolute limit and the running noise floor. The noise floor
    falls at once to quieter sound and rises slowly while nobody speaks.
    """

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self._settings = settings
        self._noise_dbfs: float | None = None
        self.reset()

    @property
    def speaking(self) -> bool:
        """True between a start and its end."""
        return self._speaking

    @property
    def last_voice_s(self) -> float | None:
        """End of the latest voiced chunk of the voice that began, or may be beginning; None in silence."""
        return self._last_voice_s

    def reset(self) -> None:
        """Forget the voice, keep the noise floor."""
        self._speaking = False
        self._run_start_s: float | None = None
        self._onset_s: float | None = None
        self._last_voice_s: float | None = None
        self._voiced_s = 0.0

    def push(self, probability: float, level_dbfs: float, end_s: float) -> Edge | None:
        """Take the next chunk of 512 samples.

        Parameters
        ----------
        probability : float
            Speech probability 0..1.
        level_dbfs : float
            RMS level of the chunk; minus infinity for digital silence.
        end_s : float
            Time of the chunk's end.

        Returns
        -------
        Edge or None
            A start is dated back to the onset, an end to the end of the voice.
        """
        voiced = probability >= self._settings.voice_exit and self._loud_enough(level_dbfs)
        self._follow_noise(probability, level_dbfs)
        if voiced:
            return self._voiced_chunk(probability, end_s)
        self._run_start_s = None
        return self._silent_chunk(end_s)

    def finish(self) -> Edge | None:
        """End the sound: close a voice that is still open."""
        edge = Edge("end", self._last_voice_s) if self._speaking and self._last_voice_s is not None else None
        self.reset()
        return edge

    def _voiced_chunk(self, probability: float, end_s: float) -> Edge | None:
        if self._run_start_s is None:
            self._run_start_s = end_s - CHUNK_S
        if self._onset_s is None:
            if probability < self._settings.voice_enter:
                return None
            # the rise before the threshold was crossed already belongs to the voice
            self._onset_s = self._run_start_s
            self._voiced_s = end_s - CHUNK_S - self._run_start_s
        self._last_voice_s = end_s
        self._voiced_s += CHUNK_S
        if self._speaking or self._voiced_s < self._settings.voice_min_s - _EPSILON_S:
            return None
        self._speaking = True
        return Edge("start", self._onset_s)

    def _silent_chunk(self, end_s: float) -> Edge | None:
        if self._last_voice_s is None:
            return None
        silence_s = end_s - self._last_voice_s
        allowed_s = self._settings.voice_silence_s if self._speaking else self._settings.voice_closure_s
        return self.finish() if silence_s >= allowed_s - _EPSILON_S else None

    def _loud_enough(self, level_dbfs: float) -> bool:
        if level_dbfs < self._settings.voice_floor_dbfs:
            return False
        return self._noise_dbfs is None or level_dbfs >= self._noise_dbfs + self._settings.voice_margin_db

    def _follow_noise(self, probability: float, level_dbfs: float) -> None:
        if probability >= self._settings.voice_exit:
            return
        level_dbfs = max(level_dbfs, SILENCE_DBFS)
        if self._noise_dbfs is None:
            self._noise_dbfs = level_dbfs
        rise_db = self._settings.noise_rise_db_per_s * CHUNK_S
        self._noise_dbfs = min(level_dbfs, self._noise_dbfs + rise_db)

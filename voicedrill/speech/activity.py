"""When a voice begins and ends, from the detector's probabilities; the same for live sound and for files."""

from collections import deque
from dataclasses import dataclass
from math import inf, log10
from statistics import fmean
from typing import Literal

from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.speech.settings import SETTINGS, Settings

CHUNK_SAMPLES = 512
CHUNK_S = CHUNK_SAMPLES / SAMPLE_RATE_HZ
SILENCE_DBFS = -96.0
"""Level given to digital silence: one step of 16 bits."""

_EPSILON_S = 1e-6
_LOUD_CHUNKS = 3
"""A tenth of a second: whose voice it is shows in its loudest such stretch."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A voice began or ended at ``t_s``, which lies before the moment it could be noticed."""

    kind: Literal["start", "end"]
    t_s: float


class NoiseFloor:
    """The level of the room: falls at once to quieter sound and rises slowly while nobody speaks."""

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self._settings = settings
        self._noise_dbfs: float | None = None

    def stands_out(self, level_dbfs: float) -> bool:
        """Tell whether a chunk is loud enough to be a voice, whatever the detector says."""
        if level_dbfs < self._settings.voice_floor_dbfs:
            return False
        return self._noise_dbfs is None or level_dbfs >= self._noise_dbfs + self._settings.voice_margin_db

    def follow(self, probability: float, level_dbfs: float) -> None:
        """Take the next chunk."""
        if probability >= self._settings.voice_exit:
            return
        level_dbfs = max(level_dbfs, SILENCE_DBFS)
        if self._noise_dbfs is None:
            self._noise_dbfs = level_dbfs
        rise_db = self._settings.noise_rise_db_per_s * CHUNK_S
        self._noise_dbfs = min(level_dbfs, self._noise_dbfs + rise_db)


class ActivityTracker:
    """Turns a detector's probabilities into edges, with hysteresis and a level gate.

    A chunk is voiced when its probability holds (`Settings.voice_enter` to begin, `Settings.voice_exit` to
    go on) and its level stands above both the absolute limit and the running `NoiseFloor`.

    With ``gate_dbfs`` only one person's voice counts: it is told once its loudest tenth of a second is as loud as
    that of speech at the gate, and goes on through sound that is at most `Settings.gate_soft_db` quieter than that;
    unless ``others`` speak in the room, through any sound within `Settings.gate_lead_s` of a loud moment.

    Parameters
    ----------
    settings : Settings
    gate_dbfs : float or None
        RMS level of the quietest utterance that can be this person's; None lets every voice in. Both it and
        ``others`` may be changed at any time.
    """

    def __init__(self, settings: Settings = SETTINGS, gate_dbfs: float | None = None) -> None:
        self._settings = settings
        self.gate_dbfs = gate_dbfs
        self.others = False
        self._near_loud_s = -inf
        self._noise = NoiseFloor(settings)
        self._powers: deque[float] = deque(maxlen=_LOUD_CHUNKS)
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
        self._loud_s: float | None = None

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
        voiced = probability >= self._settings.voice_exit and self._noise.stands_out(level_dbfs)
        self._noise.follow(probability, level_dbfs)
        self._powers.append(10.0 ** (level_dbfs / 10.0))
        voiced = voiced and self._is_own(level_dbfs, end_s)
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
        if self._latest_dbfs >= self._loud_dbfs:
            self._loud_s = end_s
        if self._speaking or self._loud_s is None or self._voiced_s < self._settings.voice_min_s - _EPSILON_S:
            return None
        self._speaking = True
        onset_s = self._onset_s
        if self.others:  # what was heard long before it became loud was one of them
            onset_s = max(onset_s, self._loud_s - self._settings.gate_lead_s)
        return Edge("start", onset_s)

    def _silent_chunk(self, end_s: float) -> Edge | None:
        if self._last_voice_s is None:
            return None
        silence_s = end_s - self._last_voice_s
        allowed_s = self._settings.voice_silence_s if self._speaking else self._settings.voice_closure_s
        return self.finish() if silence_s >= allowed_s - _EPSILON_S else None

    def _is_own(self, level_dbfs: float, end_s: float) -> bool:
        """Tell whether a voiced chunk can be this person's: hardly softer than loud speech, or shortly after it."""
        if self._latest_dbfs >= self._loud_dbfs - self._settings.others_below_db:
            self._near_loud_s = end_s
        if not self.others and end_s - self._near_loud_s <= self._settings.gate_lead_s:
            return True
        return level_dbfs >= self._loud_dbfs - self._settings.gate_soft_db

    @property
    def _latest_dbfs(self) -> float:
        """Level of the latest tenth of a second."""
        power = fmean(self._powers)
        return 10.0 * log10(power) if power > 0.0 else -inf

    @property
    def _loud_dbfs(self) -> float:
        return -inf if self.gate_dbfs is None else self.gate_dbfs + self._settings.gate_crest_db

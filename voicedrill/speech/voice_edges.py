"""One person's voice, chunk by chunk: edges at the true beginnings and ends."""

import numpy as np

from voicedrill.speech.activity import CHUNK_S, ActivityTracker, Edge
from voicedrill.speech.frames import FRAME_S, FRAME_SAMPLES, frame_levels
from voicedrill.speech.level_gate import LevelGate
from voicedrill.speech.onset import refined_end_s, refined_onset_s
from voicedrill.speech.samples import Samples
from voicedrill.speech.settings import SETTINGS, Settings

_KEPT_FRAMES = 300
"""Three seconds are kept to look for beginnings in."""


class VoiceEdges:
    """Finds one person's voice; the same for a live call and for a kept sound.

    Parameters
    ----------
    gate : LevelGate
        Tells this person from others; whoever owns it teaches it.
    settings : Settings
    """

    def __init__(self, gate: LevelGate, settings: Settings = SETTINGS) -> None:
        self._settings = settings
        self._gate = gate
        self._tracker = ActivityTracker(settings)
        self._rest: Samples = np.zeros(0, np.int16)
        self._levels = np.zeros(0)
        self._levels_from_s = 0.0
        self._now_s = 0.0
        self._latest_s = 0.0

    @property
    def speaking(self) -> bool:
        """True between a start and its end."""
        return self._tracker.speaking

    def push(self, chunk: Samples, probability: float, level_dbfs: float) -> Edge | None:
        """Take the next 512 samples with their speech probability 0..1 and their level."""
        self._keep(chunk)
        self._now_s += CHUNK_S
        self._tracker.gate_dbfs = self._gate.gate_dbfs
        self._tracker.others = self._gate.others
        return self._refined(self._tracker.push(probability, level_dbfs, self._now_s))

    def finish(self) -> Edge | None:
        """End the sound: close a voice that is still open."""
        return self._refined(self._tracker.finish())

    def _keep(self, chunk: Samples) -> None:
        sound = np.concatenate([self._rest, chunk])
        new = frame_levels(sound)
        self._rest = sound[len(new) * FRAME_SAMPLES :]
        self._levels = np.concatenate([self._levels, new])
        dropped = max(0, len(self._levels) - _KEPT_FRAMES)
        self._levels = self._levels[dropped:]
        self._levels_from_s += dropped * FRAME_S

    def _refined(self, edge: Edge | None) -> Edge | None:
        if edge is None:
            return None
        refine = refined_onset_s if edge.kind == "start" else refined_end_s
        t_s = self._levels_from_s + refine(self._levels, edge.t_s - self._levels_from_s, self._settings)
        # voices follow each other, whatever was found around their edges
        self._latest_s = max(self._latest_s, t_s)
        return Edge(edge.kind, self._latest_s)

"""Whose voice it is, by its level: the trainee is near the microphone, other people in the room are further away."""

from collections import deque

import numpy as np

from voicedrill.speech.activity import CHUNK_S, SILENCE_DBFS
from voicedrill.speech.settings import SETTINGS, Settings


class OwnLevel:
    """Learns how loud the one who belongs to this microphone speaks, from every voice in it.

    Half of all voices' energy lies above the level that is looked for: neighbours 10 dB quieter would have to talk
    ten times as long to move it. What was heard long ago weighs less when `memory_s` is given.

    Parameters
    ----------
    settings : Settings
    memory_s : float or None
        Seconds of voice after which half of the weight is gone; None never forgets.
    """

    def __init__(self, settings: Settings = SETTINGS, memory_s: float | None = None) -> None:
        self._settings = settings
        self._kept = 1.0 if memory_s is None else 0.5 ** (CHUNK_S / memory_s)
        self._energies = np.zeros(round(-SILENCE_DBFS) + 1)
        self._voiced_s = 0.0

    def hear(self, level_dbfs: float) -> None:
        """Take a chunk of voice."""
        self._voiced_s += CHUNK_S
        self._energies *= self._kept
        self._energies[max(0, round(level_dbfs - SILENCE_DBFS))] += 10.0 ** (level_dbfs / 10.0)

    @property
    def gate_dbfs(self) -> float | None:
        """RMS level below which an utterance is somebody else's; None before enough voice was heard."""
        if self._voiced_s < self._settings.gate_learn_s:
            return None
        below = np.cumsum(self._energies)
        median_dbfs = float(np.searchsorted(below, below[-1] / 2.0)) + SILENCE_DBFS
        return median_dbfs - self._settings.gate_learn_db - self._settings.gate_below_db


class Others:
    """Notices that other people speak: voice that for some time has no loud moment near it."""

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self._settings = settings
        self._voiced_s = 0.0
        self._apart_s = 0.0
        self._loud_s = -np.inf
        self._waiting: deque[float] = deque()

    @property
    def present(self) -> bool:
        """True when so much of the voice is theirs that it matters."""
        return self._apart_s >= max(self._settings.others_min_s, self._settings.others_min_share * self._voiced_s)

    def hear(self, level_dbfs: float, end_s: float, gate_dbfs: float) -> None:
        """Take a chunk of voice that ends at ``end_s``; ``gate_dbfs`` is the trainee's gate."""
        self._voiced_s += CHUNK_S
        near_s = self._settings.gate_lead_s
        while self._waiting and end_s - self._waiting[0] > near_s:
            self._waiting.popleft()
            self._apart_s += CHUNK_S
        if level_dbfs >= gate_dbfs + self._settings.gate_crest_db - self._settings.others_below_db:
            self._loud_s = end_s
            self._waiting.clear()
        elif end_s - self._loud_s > near_s:
            self._waiting.append(end_s)


class LevelGate:
    """The gate of one microphone, given by the headset check or learned from what is heard.

    Parameters
    ----------
    gate_dbfs : float or None
        RMS level below which an utterance is not the trainee's while other people speak; None learns it. While
        nobody else is heard the gate is open (or `Settings.gate_open_db` lower, when it is given): a soft word of the
        trainee must not be lost in a quiet room. There, who speaks more softly than the gate was given for is learned
        too.
    settings : Settings
    memory_s : float or None
        See `OwnLevel`.
    in_company : bool
        Other people are known to be near: the given gate holds from the beginning, whatever is heard.
    """

    def __init__(
        self,
        gate_dbfs: float | None = None,
        settings: Settings = SETTINGS,
        memory_s: float | None = None,
        *,
        in_company: bool = False,
    ) -> None:
        self._given_dbfs = gate_dbfs
        self._in_company = in_company
        self._settings = settings
        self._own = OwnLevel(settings, memory_s)
        self._others = Others(settings)

    @property
    def others(self) -> bool:
        """True when other people speak near this microphone."""
        return self._in_company or self._others.present

    @property
    def gate_dbfs(self) -> float | None:
        """The gate that holds now; None lets every voice in."""
        if self.others:
            return self._own_gate_dbfs
        return None if self._given_dbfs is None else self._given_dbfs - self._settings.gate_open_db

    def hear(self, probability: float, level_dbfs: float, end_s: float) -> None:
        """Take a chunk: its speech probability, level and end."""
        self.learn(probability, level_dbfs)
        self.look(probability, level_dbfs, end_s)

    def learn(self, probability: float, level_dbfs: float) -> None:
        """Take a chunk for the trainee's level only."""
        if self._is_voice(probability, level_dbfs):
            self._own.hear(level_dbfs)

    def look(self, probability: float, level_dbfs: float, end_s: float) -> None:
        """Take a chunk for the presence of others only."""
        if not self._is_voice(probability, level_dbfs):
            return
        gate_dbfs = self._own_gate_dbfs
        if gate_dbfs is not None:
            self._others.hear(level_dbfs, end_s, gate_dbfs)

    @property
    def _own_gate_dbfs(self) -> float | None:
        learned_dbfs = self._own.gate_dbfs
        if self._given_dbfs is None:
            return learned_dbfs
        if self._in_company:
            return self._given_dbfs
        return None if learned_dbfs is None else min(self._given_dbfs, learned_dbfs)

    def _is_voice(self, probability: float, level_dbfs: float) -> bool:
        return probability >= self._settings.voice_enter and level_dbfs >= self._settings.voice_floor_dbfs

"""What is found in one speaker's sound alone: level, pitch and syllables, for the whole call and any part of it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicedrill.speech.loudness import LevelTrack, Loudness, level_track
from voicedrill.speech.nuclei import syllable_nuclei
from voicedrill.speech.pitch import PitchTrack
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Timeline


@dataclass(frozen=True)
class SideSound:
    """The tracks of one speaker's sound.

    Attributes
    ----------
    levels : LevelTrack
        Of the whole sound.
    loudness : Loudness or None
        None when the sound holds no speech.
    pitch : PitchTrack
        Within the voice.
    nuclei_s : ndarray
        Times of the syllable nuclei.
    """

    levels: LevelTrack
    loudness: Loudness | None
    pitch: PitchTrack
    nuclei_s: npt.NDArray[np.float64]

    @classmethod
    def of(cls, side: SideInput, settings: Settings = SETTINGS) -> "SideSound":
        """Measure the sound of a speaker; there must be one."""
        assert side.samples is not None
        levels = level_track(side.samples, settings)
        pitch = side.pitch(settings)
        nuclei_s = syllable_nuclei(side.samples, side.voice, pitch, settings)
        return cls(levels, levels.loudness(side.voice), pitch, nuclei_s)

    def syllables(self, spans: Timeline) -> int:
        """Return how many syllables are heard in ``spans``."""
        edges = [edge for one in spans for edge in (one.start_s, one.end_s)]
        return int(np.sum(np.searchsorted(edges, self.nuclei_s, side="right") % 2)) if edges else 0

"""A long sound in pieces that are small enough to be worked on as floating-point numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline


@dataclass(frozen=True)
class Piece:
    """A stretch of sound as numbers from -1 to 1, its mean (DC offset) removed."""

    start_s: float
    sound: npt.NDArray[np.float64]


def voiced_pieces(samples: Samples, voice: Timeline, settings: Settings = SETTINGS) -> Iterator[Piece]:
    """Yield the stretches of ``samples`` in which there is voice, in order.

    Each has `Settings.piece_margin_s` of sound before and after the voice; voices that are nearer to each
    other share a piece, and none is longer than `Settings.piece_s`.
    """
    margin_s, longest = settings.piece_margin_s, round(settings.piece_s * SAMPLE_RATE_HZ)
    for stretch in voice.bridged(2 * margin_s):
        begin = max(0, round((stretch.start_s - margin_s) * SAMPLE_RATE_HZ))
        end = min(len(samples), round((stretch.end_s + margin_s) * SAMPLE_RATE_HZ))
        for first in range(begin, end, longest):
            sound = samples[first : min(end, first + longest)].astype(np.float64) / FULL_SCALE
            yield Piece(first / SAMPLE_RATE_HZ, sound - np.mean(sound))

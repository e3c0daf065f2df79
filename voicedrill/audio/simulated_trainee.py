"""Trainees who need no microphone: they hear the customer block by block and speak what they were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from voicedrill.audio.stream import BLOCK_S
from voicedrill.speech.samples import Samples

FINISHED_S = 0.6
"""Silence after which the customer's line has ended; she may pause for up to 0.5 s inside one."""

_AUDIBLE = 104
"""Peak above which a block of the customer is heard: -50 dBFS."""

_NOISE = 18
"""Half width of the even noise floor: -70 dBFS in the mean."""


class TraineeSource(Protocol):
    """Somebody at the other end of a `SimulatedStream`."""

    def hear(self, customer: Samples, t_s: float) -> Samples:
        """Take the block the customer plays from ``t_s`` on; return what the trainee says at the same time.

        Both are 20 ms; ``t_s`` counts from the stream's first block.
        """

    @property
    def done(self) -> bool:
        """True when the trainee will not speak again."""


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """Something to say, and when.

    Attributes
    ----------
    samples : ndarray of int16
        Mono, 16 kHz.
    after_s : float
        Wait this long after the customer has finished (never less than `FINISHED_S`, her own pauses).
    into_s : float or None
        Instead, begin this long after the beginning of her line; when the line is shorter, after it.
    """

    samples: Samples
    after_s: float = FINISHED_S
    into_s: float | None = None


class SilentTrainee:
    """Never says a word; the line is not dead, though: there is a faint noise."""

    def __init__(self, seed: int = 0) -> None:
        self._noise = np.random.default_rng(seed)

    @property
    def done(self) -> bool:
        """Always true."""
        return True

    def hear(self, customer: Samples, t_s: float) -> Samples:  # noqa: ARG002 - silence answers everything
        """Return noise."""
        return self._room(len(customer))

    def _room(self, count: int) -> Samples:
        return self._noise.integers(-_NOISE, _NOISE, count, np.int16, endpoint=True)


class ScriptedTrainee(SilentTrainee):
    """Says one utterance after the other, each when its time has come.

    An utterance waits until the customer has been heard since the one before it ended, so the trainee never
    talks on into the silence in which her answer is due.
    """

    def __init__(self, utterances: Sequence[Utterance], seed: int = 0) -> None:
        super().__init__(seed)
        self._waiting = list(utterances)
        self._saying: Samples = np.zeros(0, np.int16)
        self._heard = False
        self._line_began_s: float | None = None
        self._last_voice_s = 0.0

    @property
    def done(self) -> bool:
        """True when everything has been said."""
        return not self._waiting and not len(self._saying)

    def hear(self, customer: Samples, t_s: float) -> Samples:
        """Listen to the customer and go on speaking, begin, or wait."""
        self._listen(customer, t_s)
        if not len(self._saying) and self._waiting and self._is_time_for(self._waiting[0], t_s):
            self._saying = self._waiting.pop(0).samples
        block = self._room(len(customer))
        if len(self._saying):
            said, self._saying = self._saying[: len(block)], self._saying[len(block) :]
            mixed = block[: len(said)].astype(np.int32) + said
            block[: len(said)] = np.clip(mixed, -32_768, 32_767)
            self._heard = False
        return block

    def _listen(self, customer: Samples, t_s: float) -> None:
        if np.abs(customer.astype(np.int32)).max(initial=0) > _AUDIBLE:
            self._heard = True
            self._last_voice_s = t_s + BLOCK_S
            if self._line_began_s is None:
                self._line_began_s = t_s
        elif t_s - self._last_voice_s >= FINISHED_S:
            self._line_began_s = None

    def _is_time_for(self, utterance: Utterance, t_s: float) -> bool:
        if not self._heard:
            return False
        if utterance.into_s is not None and self._line_began_s is not None:
            return t_s - self._line_began_s >= utterance.into_s
        return t_s - self._last_voice_s >= max(utterance.after_s, FINISHED_S)


class FileTrainee(ScriptedTrainee):
    """Waits for the end of the customer's first line, then speaks a whole recording without a break.

    Parameters
    ----------
    samples : ndarray of int16
        The recording, mono, 16 kHz.
    start_after_s : float
        Silence after the customer's first line before it begins.
    """

    def __init__(self, samples: Samples, start_after_s: float = FINISHED_S, seed: int = 0) -> None:
        super().__init__([Utterance(samples, start_after_s)], seed)

"""The customer's ears: from the trainee's samples to voice edges, turn ends and words."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from voicedrill.audio.stream import BLOCK_S
from voicedrill.engines.ports import VoiceActivity
from voicedrill.runtime.transcriber import Transcriber, Understood
from voicedrill.speech.activity import CHUNK_SAMPLES, ActivityTracker, Edge
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.turn_end import TurnEnd
from voicedrill.speech.words import Word

PRE_ROLL_S = 0.3
"""Sound before the onset that the recogniser gets too (design.md §10)."""
_KEPT_S = 1.2
_ASK_EVERY_BLOCKS = 10


@dataclass(frozen=True, slots=True)
class TurnSpan:
    """A turn of the trainee that has ended."""

    turn: int
    start_s: float
    end_s: float


class Ears:
    """Listens to one trainee for one call.

    Parameters
    ----------
    activity : VoiceActivity
        The voice activity detector.
    transcriber : Transcriber
        What turns sound into words.
    """

    def __init__(self, activity: VoiceActivity, transcriber: Transcriber) -> None:
        self._activity = activity
        self._transcriber = transcriber
        self._tracker = ActivityTracker()
        self._turn_end = TurnEnd()
        self._kept: deque[Samples] = deque(maxlen=round(_KEPT_S / BLOCK_S))
        self._chunk = np.zeros(0, np.int16)
        self._turn = 0
        self._turn_start_s: float | None = None
        self._blocks = 0
        self._last_word: str | None = None

    def hear(self, samples: Samples, end_s: float) -> tuple[list[Edge], TurnSpan | None]:
        """Take a block that ends at ``end_s``; return voice edges and the turn that has ended with it."""
        self._kept.append(samples)
        self._blocks += 1
        edges = self._edges(samples, end_s)
        was_open = self._turn_start_s is not None
        for edge in edges:
            self._note(edge, end_s)
        if was_open:
            self._transcriber.feed(samples)
            if self._blocks % _ASK_EVERY_BLOCKS == 0:
                self._transcriber.ask()
        return edges, self._ended(end_s)

    def understood(self) -> list[Understood]:
        """Return what the transcriber has understood since the last call."""
        results = self._transcriber.results()
        for result in results:
            if result.turn == self._turn and result.stage == "so_far":
                self._last_word = result.words[-1].word if result.words else None
        return results

    def close(self, end_s: float) -> tuple[TurnSpan | None, list[Understood]]:
        """End the call: close an open turn and return its span with the last words."""
        span = None
        if self._turn_start_s is not None:
            span = TurnSpan(self._turn, self._turn_start_s, end_s)
            self._turn_start_s = None
        return span, self._transcriber.close()

    def _edges(self, samples: Samples, end_s: float) -> list[Edge]:
        waiting = np.concatenate([self._chunk, samples])
        edges = []
        while len(waiting) >= CHUNK_SAMPLES:
            chunk, waiting = waiting[:CHUNK_SAMPLES], waiting[CHUNK_SAMPLES:]
            chunk_end_s = end_s - len(waiting) / SAMPLE_RATE_HZ
            edge = self._tracker.push(self._activity.probability(chunk), level_dbfs(chunk), chunk_end_s)
            if edge is not None:
                edges.append(edge)
        self._chunk = waiting
        return edges

    def _note(self, edge: Edge, end_s: float) -> None:
        if edge.kind == "end":
            self._turn_end.voice_ended(edge.t_s)
            self._transcriber.ask()
            return
        self._turn_end.voice_started(edge.t_s)
        if self._turn_start_s is None:
            self._begin(edge.t_s, end_s)

    def _begin(self, onset_s: float, end_s: float) -> None:
        self._turn += 1
        self._turn_start_s = onset_s
        self._last_word = None
        sound = np.concatenate(list(self._kept))
        wanted = round((end_s - onset_s + PRE_ROLL_S) * SAMPLE_RATE_HZ)
        sound = sound[-min(wanted, len(sound)) :]
        self._transcriber.begin(self._turn, end_s - len(sound) / SAMPLE_RATE_HZ)
        self._transcriber.feed(sound)

    def _ended(self, now_s: float) -> TurnSpan | None:
        if self._turn_start_s is None:
            return None
        ended_s = self._turn_end.ended_at(now_s, self._last_word)
        if ended_s is None:
            return None
        self._transcriber.end()
        span = TurnSpan(self._turn, self._turn_start_s, ended_s)
        self._turn_start_s = None
        return span


def mean_confidence(words: tuple[Word, ...]) -> float:
    """Return the mean confidence of the words, 0 when there are none."""
    return sum(word.conf for word in words) / len(words) if words else 0.0

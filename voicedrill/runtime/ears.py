"""The customer's ears: from the trainee's samples to voice edges, turn ends and words."""

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from voicedrill.audio.stream import BLOCK_S
from voicedrill.engines.ports import VoiceActivity
from voicedrill.runtime.transcriber import Transcriber, Understood
from voicedrill.runtime.voice import VoiceFinder
from voicedrill.speech.activity import Edge
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.turn_end import TurnEnd
from voicedrill.speech.words import Word

_KEPT_S = 3.0
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
        What turns sound into words. While other people speak in the room it hears only the trainee's voice.
    gate_dbfs : float or None
        Level below which a voice is not this trainee's, from the headset check; None learns it during the call.
    in_company : bool
        The headset check heard other people in the room.
    patient : bool
        Wait as in an interview before a turn has ended.
    """

    def __init__(
        self,
        activity: VoiceActivity,
        transcriber: Transcriber,
        gate_dbfs: float | None = None,
        *,
        in_company: bool = False,
        patient: bool = False,
    ) -> None:
        self._transcriber = transcriber
        self._voice = VoiceFinder(activity, gate_dbfs, in_company=in_company)
        self._turn_end = TurnEnd(patient=patient)
        self._kept: deque[Samples] = deque(maxlen=round(_KEPT_S / BLOCK_S))
        self._held: list[Samples] = []
        """Sound after the voice, until it is known whether the voice goes on."""
        self._turn = 0
        self._turn_start_s: float | None = None
        self._blocks = 0
        self._so_far: tuple[str, ...] = ()
        self._voiced: dict[int, list[Edge]] = {}
        """The edges of each turn whose words are still to come."""

    def hear(self, samples: Samples, end_s: float) -> tuple[list[Edge], TurnSpan | None]:
        """Take a block that ends at ``end_s``; return voice edges and the turn that has ended with it."""
        self._kept.append(samples)
        self._blocks += 1
        edges = self._voice.hear(samples)
        was_open = self._turn_start_s is not None
        for edge in edges:
            self._note(edge, end_s)
        if was_open:
            self._feed(samples, end_s, edges)
            if self._blocks % _ASK_EVERY_BLOCKS == 0:
                self._transcriber.ask()
        return edges, self._ended(end_s)

    def understood(self) -> list[Understood]:
        """Return what the transcriber has understood since the last call."""
        results = [self._own_words(result) for result in self._transcriber.results()]
        for result in results:
            if result.turn == self._turn and result.stage == "so_far":
                self._so_far = tuple(word.word for word in result.words)
        return results

    @property
    def shut_out_s(self) -> float:
        """Seconds of voice that was too soft to be the trainee's, since the trainee's own was last heard."""
        return self._voice.shut_out_s

    def close(self, end_s: float) -> tuple[TurnSpan | None, list[Understood]]:
        """End the call: close an open turn and return its span with the last words."""
        span = None
        if self._turn_start_s is not None:
            span = TurnSpan(self._turn, self._turn_start_s, end_s)
            self._turn_start_s = None
            self._voiced[self._turn].append(Edge("end", end_s))
            self._drop_held()
        return span, [self._own_words(result) for result in self._transcriber.close()]

    def _own_words(self, result: Understood) -> Understood:
        """Return the final words of a turn without those that others said in its silences."""
        if result.stage != "final":
            return result
        edges = self._voiced.pop(result.turn, [])
        if not self._voice.others:
            return result
        times = [edge.t_s for edge in edges]
        margin_s = SETTINGS.mute_margin_s
        voice = Timeline.of(
            Interval(start_s - margin_s, end_s + margin_s)
            for start_s, end_s in zip(times[::2], times[1::2], strict=False)
        )
        own = (word for word in result.words if voice.covering((word.start_s + word.end_s) / 2))
        return replace(result, words=tuple(own))

    def _feed(self, samples: Samples, end_s: float, edges: list[Edge]) -> None:
        self._held.append(samples)
        if self._voice.others and not self._voice.speaking:
            return
        sound = np.concatenate(self._held)
        self._held.clear()
        starts = [edge.t_s for edge in edges if edge.kind == "start"]
        self._transcriber.feed(self._own(sound, starts[0], end_s) if starts else sound)

    def _own(self, sound: Samples, onset_s: float, end_s: float) -> Samples:
        """Return ``sound``, which ends at ``end_s``, without what others said before the trainee's onset."""
        if not self._voice.others:
            return sound
        own = round((end_s - onset_s + SETTINGS.mute_margin_s) * SAMPLE_RATE_HZ)
        return np.concatenate([np.zeros(max(0, len(sound) - own), np.int16), sound[-min(own, len(sound)) :]])

    def _drop_held(self) -> None:
        if self._held:
            self._transcriber.feed(np.zeros_like(np.concatenate(self._held)))
            self._held.clear()

    def _note(self, edge: Edge, end_s: float) -> None:
        if edge.kind == "end":
            self._voiced[self._turn].append(edge)
            self._turn_end.voice_ended(edge.t_s)
            self._transcriber.ask()
            return
        self._turn_end.voice_started(edge.t_s)
        if self._turn_start_s is None:
            self._begin(edge.t_s, end_s)
        self._voiced[self._turn].append(edge)

    def _begin(self, onset_s: float, end_s: float) -> None:
        self._turn += 1
        self._voiced[self._turn] = []
        self._turn_start_s = onset_s
        self._so_far = ()
        sound = np.concatenate(list(self._kept))
        wanted = round((end_s - onset_s + SETTINGS.preroll_s) * SAMPLE_RATE_HZ)
        sound = sound[-min(wanted, len(sound)) :]
        self._transcriber.begin(self._turn, end_s - len(sound) / SAMPLE_RATE_HZ)
        self._transcriber.feed(self._own(sound, onset_s, end_s))

    def _ended(self, now_s: float) -> TurnSpan | None:
        if self._turn_start_s is None:
            return None
        ended_s = self._turn_end.ended_at(now_s, self._so_far)
        if ended_s is None:
            return None
        self._drop_held()
        self._transcriber.end()
        span = TurnSpan(self._turn, self._turn_start_s, ended_s)
        self._turn_start_s = None
        return span


def mean_confidence(words: tuple[Word, ...]) -> float:
    """Return the mean confidence of the words, 0 when there are none."""
    return sum(word.conf for word in words) / len(words) if words else 0.0

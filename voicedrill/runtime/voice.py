"""When somebody speaks, in a kept sound and in a call that goes on."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from voicedrill.engines.ports import VoiceActivity
from voicedrill.speech.activity import CHUNK_S, CHUNK_SAMPLES, Edge
from voicedrill.speech.energy_gate import EnergyGate
from voicedrill.speech.level_gate import LevelGate
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.voice_edges import VoiceEdges

_TELL_EVERY_CHUNKS = 1000


def find_voice(
    samples: Samples,
    activity: VoiceActivity,
    tell: Callable[[float], None] = lambda _: None,
) -> Timeline:
    """Return when the owner of this microphone speaks; how loud that is, is learned from the whole sound.

    Parameters
    ----------
    samples : ndarray of int16, shape (n,)
    activity : VoiceActivity
        A detector that has heard nothing else.
    tell : callable
        Told the part that is done, 0..1, again and again.
    """
    return hear_out(samples, activity, tell).voice


@dataclass(frozen=True)
class HeardOut:
    """What a whole sound tells of the owner of its microphone.

    Attributes
    ----------
    voice : Timeline
        When the owner speaks.
    gate_dbfs : float or None
        RMS level below which an utterance is somebody else's; None where nobody else speaks.
    """

    voice: Timeline
    gate_dbfs: float | None

    @property
    def in_company(self) -> bool:
        """True when other people speak near the microphone."""
        return self.gate_dbfs is not None


def hear_out(samples: Samples, activity: VoiceActivity, tell: Callable[[float], None] = lambda _: None) -> HeardOut:
    """Hear a whole sound; the parameters are those of `find_voice`."""
    sparing = SparingActivity(activity)
    heard = []
    for number, chunk in enumerate(_chunks(samples)):
        heard.append(sparing.hear(chunk))
        if number % _TELL_EVERY_CHUNKS == 0:
            tell(number * CHUNK_SAMPLES / len(samples))
    gate = LevelGate()
    for probability, level in heard:
        gate.learn(probability, level)
    for number, (probability, level) in enumerate(heard, start=1):
        gate.look(probability, level, number * CHUNK_S)
    voice = _voice(samples, heard, gate)
    if not gate.others:
        return HeardOut(voice, None)
    # what was let in tells the level better than everybody's voice together
    own = [level for number, (_, level) in enumerate(heard) if voice.covering((number + 0.5) * CHUNK_S)]
    gate_dbfs = gate.gate_dbfs if not own else _mean_dbfs(own) - SETTINGS.gate_below_db
    return HeardOut(_voice(samples, heard, LevelGate(gate_dbfs, in_company=True)), gate_dbfs)


class VoiceFinder:
    """Finds the trainee's voice while it is spoken.

    Parameters
    ----------
    activity : VoiceActivity
        A detector that has heard nothing else.
    gate_dbfs : float or None
        RMS level below which an utterance is somebody else's; None learns it as the call goes on.
    in_company : bool
        Other people were heard in this room before.
    """

    def __init__(self, activity: VoiceActivity, gate_dbfs: float | None = None, *, in_company: bool = False) -> None:
        self._activity = SparingActivity(activity)
        self._gate = LevelGate(gate_dbfs, memory_s=SETTINGS.gate_memory_s, in_company=in_company)
        self._edges = VoiceEdges(self._gate)
        self._waiting: Samples = np.zeros(0, np.int16)
        self._now_s = 0.0
        self.shut_out_s = 0.0
        """Seconds of voice that was too soft to be the trainee's, since the trainee's own was last heard."""

    @property
    def speaking(self) -> bool:
        """True between a start and its end."""
        return self._edges.speaking

    @property
    def others(self) -> bool:
        """True when other people speak in the room."""
        return self._gate.others

    def hear(self, samples: Samples) -> list[Edge]:
        """Take the next samples, any number; return the edges that became certain."""
        waiting = np.concatenate([self._waiting, samples])
        edges = []
        while len(waiting) >= CHUNK_SAMPLES:
            chunk, waiting = waiting[:CHUNK_SAMPLES], waiting[CHUNK_SAMPLES:]
            self._now_s += CHUNK_S
            probability, level = self._activity.hear(chunk)
            self._gate.hear(probability, level, self._now_s)
            edge = self._edges.push(chunk, probability, level)
            if edge is not None:
                edges.append(edge)
            if self._edges.speaking:
                self.shut_out_s = 0.0
            elif probability >= SETTINGS.voice_enter and level >= SETTINGS.voice_floor_dbfs:
                self.shut_out_s += CHUNK_S
        self._waiting = waiting
        return edges


class SparingActivity:
    """Asks the detector only about sound that stands out of the noise; before it, some of what it has missed."""

    def __init__(self, activity: VoiceActivity) -> None:
        self._activity = activity
        self._gate = EnergyGate()
        self._missed: deque[Samples] = deque(maxlen=round(SETTINGS.energy_lead_s / CHUNK_S))

    def hear(self, chunk: Samples) -> tuple[float, float]:
        """Return speech probability and level of the next 512 samples; probability 0 when it cannot be speech."""
        level = level_dbfs(chunk)
        probability = 0.0
        if self._gate.opens(level):
            while self._missed:
                self._activity.probability(self._missed.popleft())
            probability = self._activity.probability(chunk)
        else:
            self._missed.append(chunk)
        self._gate.follow(probability, level)
        return probability, level


def _chunks(samples: Samples) -> Iterator[Samples]:
    """Yield the sound in the detector's chunks, the last one filled up; a long sound is not copied."""
    for first in range(0, len(samples), CHUNK_SAMPLES):
        chunk = samples[first : first + CHUNK_SAMPLES]
        yield np.pad(chunk, (0, CHUNK_SAMPLES - len(chunk))) if len(chunk) < CHUNK_SAMPLES else chunk


def _voice(samples: Samples, heard: list[tuple[float, float]], gate: LevelGate) -> Timeline:
    """Return the voice that the gate lets in, from the detector's probabilities and levels."""
    voice = VoiceEdges(gate)
    edges = [voice.push(chunk, *one) for chunk, one in zip(_chunks(samples), heard, strict=True)]
    return _timeline([edge for edge in [*edges, voice.finish()] if edge is not None], len(samples) / SAMPLE_RATE_HZ)


def _mean_dbfs(levels_dbfs: list[float]) -> float:
    """Return the level of the mean power."""
    return 10.0 * float(np.log10(np.mean(10.0 ** (np.array(levels_dbfs) / 10.0))))


def _timeline(edges: list[Edge], duration_s: float) -> Timeline:
    starts = [edge.t_s for edge in edges if edge.kind == "start"]
    ends = [min(edge.t_s, duration_s) for edge in edges if edge.kind == "end"]
    return Timeline.of(Interval(start_s, end_s) for start_s, end_s in zip(starts, ends, strict=True))

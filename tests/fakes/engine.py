"""A whole call engine on a simulated stream, with fakes for everything that needs a model."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fakes.fake_activity import FakeActivity
from fakes.fake_speech_to_text import FakeSpeechToText, spoken
from fakes.fake_synthesiser import FakeSynthesiser
from fakes.virtual_call import MINIMAL, casting

from voicedrill.audio.recording import CallRecording
from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.simulated_trainee import ScriptedTrainee, Utterance
from voicedrill.audio.stream import Block, CallStream
from voicedrill.history.folder import CallFolderWriter, CallHeader
from voicedrill.runtime.call_engine import CallEngine
from voicedrill.runtime.call_parts import CallParts
from voicedrill.runtime.detecting import load_detector
from voicedrill.runtime.ears import Ears
from voicedrill.runtime.speaker import Speaker
from voicedrill.runtime.transcriber import SteppedTranscriber
from voicedrill.runtime.updates import Update

HEADER = CallHeader(
    persona_id="minimal",
    persona_version=1,
    persona_text=MINIMAL,
    case="late_lamp",
    seed=1,
    app_version="0",
    rubric_version=1,
)


class WatchedStream(SimulatedStream):
    """Does something before a block is given: press a button, break the device, close."""

    def __init__(self, trainee: ScriptedTrainee, *at: tuple[float, Callable[[], None]]) -> None:
        super().__init__(trainee)
        self._at = sorted(at, key=lambda one: one[0])

    def watch(self, call_s: float, act: Callable[[], None]) -> None:
        """Do ``act`` at ``call_s`` on the call clock (the phone rings for one second before it)."""
        self._at = sorted([*self._at, (call_s, act)], key=lambda one: one[0])

    def blocks(self) -> Iterator[Block]:
        for number, block in enumerate(super().blocks()):
            while self._at and self._at[0][0] <= number * 0.02 - 1.0 + 1e-9:
                self._at.pop(0)[1]()
            yield block


@dataclass
class Call:
    """An engine that is ready to run, and its parts."""

    engine: CallEngine
    stream: WatchedStream
    parts: CallParts
    updates: list[Update]


def build(folder: Path, *texts: str, conf: float = 1.0, into_s: float | None = None, **temper: float) -> Call:
    """Return a call in which the trainee says the texts, each after the customer has finished.

    ``into_s``: the second text begins so long after her line began.
    """
    utterances = [Utterance(spoken(text), into_s=into_s if place == 1 else None) for place, text in enumerate(texts)]
    stream = WatchedStream(ScriptedTrainee(utterances))
    cast = casting(**temper)
    return assemble(folder, stream, cast, FakeSpeechToText(*texts, conf=conf))


def assemble(folder: Path, stream: CallStream, cast: object, speech_to_text: FakeSpeechToText) -> Call:
    """Put the parts together."""
    updates: list[Update] = []
    parts = CallParts(
        casting=cast,
        stream=stream,
        ears=Ears(FakeActivity(), SteppedTranscriber(speech_to_text)),
        speaker=Speaker(stream, FakeSynthesiser(), cast.persona.voice, stepped=True),
        detector=load_detector(),
        writer=CallFolderWriter(folder, HEADER),
        recording=CallRecording(folder / "audio.wav"),
    )
    return Call(CallEngine(parts, updates.append), stream, parts, updates)

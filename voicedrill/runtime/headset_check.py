"""The headset check: a guided minute on a stream, in a thread of its own."""

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from voicedrill.audio.duplex_stream import DuplexStream
from voicedrill.audio.stream import Block, CallStream
from voicedrill.engines.ports import SpeechToText, VoiceActivity, Voicing
from voicedrill.engines.progress import Progress
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.engines.voices import open_synthesiser
from voicedrill.errors import UserError
from voicedrill.runtime.headset_steps import (
    READ_S,
    STEPS,
    TALK_S,
    ListenStep,
    QuietStep,
    SpeechStep,
    Step,
    StepName,
)
from voicedrill.runtime.headset_updates import (
    CheckEnded,
    CheckFinished,
    CheckUpdate,
    HeadsetResult,
    StepBegan,
    StepProgress,
    StepStuck,
)
from voicedrill.runtime.transcriber import ThreadedTranscriber
from voicedrill.runtime.updates import Failed, Preparing
from voicedrill.speech.baseline import Room, Take, baseline_of, speech_dbfs
from voicedrill.speech.headset_findings import findings, needs_half_duplex
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.samples import Samples

_LOG = logging.getLogger(__name__)

PASSAGE = "I have been waiting for nine days now. I called you three times, and nobody ever called me back."
PASSAGE_VOICING = Voicing("en-us+f3", 175.0, 6.0)
"""As loud as the angriest customer."""

_TELL_EVERY_BLOCKS = 5


@dataclass(frozen=True)
class CheckEngines:
    """What the check needs besides the devices."""

    speech_to_text: SpeechToText
    passage: Samples
    new_activity: Callable[[], VoiceActivity]


def load_check_engines(progress: Progress) -> CheckEngines:
    """Load the recogniser and speak the passage.

    Raises
    ------
    voicedrill.errors.EngineError
        When a model or an engine is missing.
    """
    progress("Loading the speech model", None)
    speech_to_text = load_speech_to_text(progress)
    progress("Loading the voice", None)
    synthesiser = open_synthesiser()
    try:
        passage = synthesiser.render(PASSAGE, PASSAGE_VOICING).samples
    finally:
        synthesiser.close()
    return CheckEngines(speech_to_text, passage, SileroActivity)


class HeadsetCheck:
    """Runs the steps one after the other and tells what it finds, on the check's own thread.

    After the last step, and when it is stuck, it lets go of the devices and waits for `again` or `end`. The last
    update is always `CheckEnded` or `voicedrill.runtime.updates.Failed`.

    Parameters
    ----------
    input_device, output_device : str or None
        Names of microphone and loudspeaker; None for the system's own choice.
    listener : callable
        Told what happens.
    open_stream : callable
        Opens the devices; tests give a stream of their own.
    load : callable
        Loads the engines.
    """

    def __init__(
        self,
        input_device: str | None,
        output_device: str | None,
        listener: Callable[[CheckUpdate], None],
        open_stream: Callable[[str | None, str | None], CallStream] = DuplexStream,
        load: Callable[[Progress], CheckEngines] = load_check_engines,
    ) -> None:
        self._devices = input_device, output_device
        self._tell = listener
        self._open_stream, self._load = open_stream, load
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._step: Step | None = None
        self._name: StepName = STEPS[0]
        self._next: StepName | None = STEPS[0]
        self._outcome: StepStuck | CheckFinished | None = None
        self._blocks = self._xruns = 0
        self._room = Room(None)
        self._takes: dict[StepName, Take] = {}
        self._thread = threading.Thread(target=self._run, name="headset-check")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def finish_step(self, step: StepName) -> None:
        """End this step, the reading or the talking, with what was heard; no effect when it is over already."""
        self._inbox.put(lambda: self._finish_step(step))

    def again(self, step: StepName) -> None:
        """Go on from this step, whatever is under way; what later steps heard is forgotten."""
        self._inbox.put(lambda: self._ask_for(step))

    def end(self) -> None:
        """Stop and let go of the devices."""
        self._ended.set()
        self._inbox.put(lambda: None)  # wakes it when it waits

    def join(self) -> None:
        """Wait until the check has ended."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._engines = self._load(lambda text, fraction: self._tell(Preparing(text, fraction)))
            while not self._ended.is_set():
                self._tell(Preparing("Opening microphone and loudspeaker", None))
                self._stream = self._open_stream(*self._devices)
                self._follow()
                self._wait()
        except UserError as error:
            self._tell(Failed(str(error)))
        except Exception:  # noqa: BLE001
            # The window must learn of it, whatever it was; the traceback is for the log.
            _LOG.exception("the headset check stopped")
            self._tell(Failed("The headset check stopped because of a fault in the program."))
        else:
            self._tell(CheckEnded())

    def _follow(self) -> None:
        """Go from step to step until there is an outcome; the devices are free when it returns."""
        self._outcome = None
        with ExitStack() as opened:
            opened.callback(self._drop_step)
            opened.callback(self._stream.close)  # first of all: the microphone is let go of whatever else fails
            for block in self._stream.blocks():
                while not self._inbox.empty():
                    self._inbox.get()()
                if self._ended.is_set():
                    return
                if self._next is not None:
                    self._begin(self._next)
                if self._step is not None:
                    self._hear(self._step, block)
                if self._outcome is not None:
                    return

    def _wait(self) -> None:
        """Tell the outcome, and wait until a step is to be done again or all is to end."""
        if self._outcome is not None:
            self._tell(self._outcome)
        while self._next is None and not self._ended.is_set():
            self._inbox.get()()

    def _ask_for(self, name: StepName) -> None:
        self._next = name

    def _begin(self, name: StepName) -> None:
        self._drop_step()
        for later in STEPS[STEPS.index(name) :]:
            self._takes.pop(later, None)
        self._name, self._next, self._step = name, None, self._new_step(name)
        self._tell(StepBegan(name))

    def _drop_step(self) -> None:
        step, self._step = self._step, None
        if step is not None:
            step.close()

    def _hear(self, step: Step, block: Block) -> None:
        step.hear(block)
        self._blocks += 1
        self._xruns += block.xrun
        if self._blocks % _TELL_EVERY_BLOCKS == 0:
            self._tell(StepProgress(self._name, step.fraction, level_dbfs(block.trainee)))
        if step.done:
            self._drop_step()
            self._note(step)

    def _new_step(self, name: StepName) -> Step:
        engines = self._engines
        activity = engines.new_activity()
        if name == "quiet":
            return QuietStep(activity)
        if name == "listen":
            return ListenStep(self._stream, engines.passage, activity)
        transcriber = ThreadedTranscriber(engines.speech_to_text)
        if name == "read":
            return SpeechStep(activity, transcriber, READ_S, to_the_end=True)
        return SpeechStep(activity, transcriber, TALK_S, to_the_end=False)

    def _finish_step(self, name: StepName) -> None:
        if self._name == name and isinstance(self._step, SpeechStep):
            self._step.finish()

    def _note(self, step: Step) -> None:
        match step:
            case QuietStep():
                self._room = Room(*step.levels_dbfs(), latency_s=self._stream.latency_s)
            case ListenStep():
                self._room = self._room_with_bleed(step)
            case SpeechStep():
                self._takes[self._name] = step.take()
        if self._room.noise_dbfs is None or any(take.level is None for take in self._takes.values()):
            self._outcome = StepStuck(self._name, self._result())
        elif self._name != STEPS[-1]:
            self._next = STEPS[STEPS.index(self._name) + 1]
        else:
            self._outcome = CheckFinished(self._result())

    def _room_with_bleed(self, step: ListenStep) -> Room:
        copy, heard_dbfs = step.found()
        room, stated_s = self._room, self._stream.latency_s
        if copy is None:
            return Room(room.noise_dbfs, room.neighbours_dbfs, None, stated_s)
        latency_s = max(0.0, stated_s + copy.lag_s)
        return Room(room.noise_dbfs, room.neighbours_dbfs, heard_dbfs, latency_s, latency_measured=True)

    def _result(self) -> HeadsetResult:
        takes = tuple(self._takes.values())
        found = findings(self._room, takes)
        usable = all(one.state != "mend" for one in found)
        return HeadsetResult(
            self._stream.input_name,
            self._stream.output_name,
            self._room,
            found,
            baseline_of(takes, self._room) if usable else None,
            needs_half_duplex(self._room, takes),
            speech_dbfs(takes),
            self._xruns,
        )

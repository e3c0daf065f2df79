"""A whole call without audio devices, through the same engine."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.simulated_trainee import FileTrainee, ScriptedTrainee, TraineeSource, Utterance
from voicedrill.audio.sound import read_sound
from voicedrill.audio.stream import BLOCK_S
from voicedrill.engines.ports import Synthesiser, Voicing
from voicedrill.engines.progress import Progress
from voicedrill.engines.silero import SileroActivity
from voicedrill.persona.casting import Casting
from voicedrill.persona.schema import ScriptLine
from voicedrill.runtime.call_setup import Engines, build_call
from voicedrill.runtime.updates import Update
from voicedrill.runtime.voice import hear_out
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

TRAINEE_VOICE = Voicing("en-us+f5", 185.0)
"""Of eSpeak's voices the one that the recogniser understands best, and not the customer's."""

ROBOT = "demo"
"""Who practises in a demo, so that its calls are nobody's progress."""

PATIENCE_S = 12.0
"""A trainee with nothing left to say hangs up when the customer has been silent, or was answered, for this long."""


LEARN_S = 60
"""Length of a recording from which its speaker's level is learned before the call, as the headset check would."""


@dataclass(frozen=True)
class DemoCall:
    """What a demo call was."""

    folder: Path
    outcome: str
    duration_s: float
    wall_s: float


class _DoneTrainee:
    """Hangs up some time after everything has been said and the customer has answered, or when nobody wants it."""

    def __init__(self, trainee: TraineeSource, gives_up: Callable[[], bool]) -> None:
        self._trainee = trainee
        self._gives_up = gives_up
        self._quiet_s = 0.0
        self.hang_up: Callable[[], None] = lambda: None

    @property
    def done(self) -> bool:
        """True when everything was said."""
        return self._trainee.done

    def hear(self, customer: Samples, t_s: float) -> Samples:
        """Pass everything through, and count."""
        self._quiet_s = self._quiet_s + BLOCK_S if self.done else 0.0
        if self._gives_up() or (self._quiet_s > PATIENCE_S and not np.any(customer)):
            self._quiet_s = 0.0
            self.hang_up()
        return self._trainee.hear(customer, t_s)


def scripted_trainee(lines: tuple[ScriptLine, ...], casting: Casting, synthesiser: Synthesiser) -> ScriptedTrainee:
    """Return a trainee who speaks the lines of a script with a synthetic voice."""
    utterances = [
        Utterance(synthesiser.render(casting.spoken(line.say), TRAINEE_VOICE).samples, line.after_s, line.into_s)
        for line in lines
    ]
    return ScriptedTrainee(utterances, seed=casting.seed)


def trainee_for(name: str, casting: Casting, synthesiser: Synthesiser) -> TraineeSource:
    """Return the trainee called ``good`` or ``poor``, or the one recorded in a file.

    Raises
    ------
    voicedrill.errors.DataError
        When the file cannot be used.
    """
    scripts = casting.case.trainee
    if name == "good":
        return scripted_trainee(scripts.good, casting, synthesiser)
    if name == "poor":
        return scripted_trainee(scripts.poor, casting, synthesiser)
    return FileTrainee(_recorded(name), seed=casting.seed)


def learned_gate(samples: Samples) -> float | None:
    """Return the level below which a voice is not that of the recording's speaker; None when nobody else is heard."""
    return hear_out(samples[: LEARN_S * SAMPLE_RATE_HZ], SileroActivity()).gate_dbfs


def _recorded(name: str) -> Samples:
    return np.round(read_sound(Path(name)).mean(axis=0)).astype(np.int16)


def run_demo(
    casting: Casting,
    persona_text: str,
    trainee: str,
    folder: Path,
    engines: Engines,
    listener: Callable[[Update], None],
    progress: Progress,
    *,
    fast: bool,
    gives_up: Callable[[], bool] = lambda: False,
) -> DemoCall:
    """Run a whole call with a simulated trainee.

    Parameters
    ----------
    trainee : str
        ``good``, ``poor`` or the path of a recording.
    folder : Path
        Becomes the call folder; absent or empty.
    fast : bool
        In lock-step with the sample clock, as fast as the machine can, instead of in real time.
    gives_up : callable
        Asked again and again whether the trainee should hang up.

    Raises
    ------
    voicedrill.errors.UserError
        When a file, the folder or an engine cannot be used.
    """
    progress("Giving the trainee a voice", None)
    source = _DoneTrainee(trainee_for(trainee, casting, engines.synthesiser), gives_up)
    gate_dbfs = None if trainee in ("good", "poor") else learned_gate(_recorded(trainee))
    began_s = time.monotonic()
    stream = SimulatedStream(source, realtime=not fast)
    engine = build_call(
        casting, persona_text, folder, stream, engines, listener, stepped=fast, gate_dbfs=gate_dbfs, trainee=ROBOT
    )
    source.hang_up = engine.hang_up
    outcome = engine.run()
    return DemoCall(folder, outcome, engine.now_s, time.monotonic() - began_s)

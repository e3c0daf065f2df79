"""What has to be there before a call can begin."""

import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from voicedrill import __version__
from voicedrill.audio.reconnecting_stream import ReconnectingStream
from voicedrill.audio.recording import CallRecording
from voicedrill.audio.stream import CallStream
from voicedrill.audio.telephone import Line
from voicedrill.content.detection import Detector
from voicedrill.engines.manifest import SENTENCE_MODEL, load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.ports import SpeechToText
from voicedrill.engines.progress import Progress
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.engines.voices import open_synthesiser
from voicedrill.errors import EngineError, UserError
from voicedrill.history.baselines import CheckedHeadset
from voicedrill.history.folder import AUDIO_WAV, ME, CallFolderWriter, CallHeader
from voicedrill.persona.casting import Casting, Promise, cast
from voicedrill.persona.explanations import did_you_mean
from voicedrill.persona.schema import Persona
from voicedrill.runtime.call_engine import CallEngine
from voicedrill.runtime.call_parts import CallParts
from voicedrill.runtime.detecting import load_detector
from voicedrill.runtime.ears import Ears
from voicedrill.runtime.speaker import Speaker
from voicedrill.runtime.transcriber import SteppedTranscriber, ThreadedTranscriber
from voicedrill.runtime.updates import Update
from voicedrill.scoring.rubric import RUBRIC_VERSION

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Engines:
    """The loaded engines of a call; close them after it."""

    speech_to_text: SpeechToText
    synthesiser: NamedSynthesiser
    detector: Detector

    def close(self) -> None:
        """Let go of the synthesiser's child process; safe to call twice."""
        self.synthesiser.close()


def load_engines(progress: Progress, warn: Callable[[str], None] | None = None) -> Engines:
    """Load everything a call needs, fetching the models at first use.

    Without the sentence model, and no network to fetch it, behaviours are found by patterns alone. ``warn`` is told in
    a sentence, on any thread, when the natural voice cannot speak, now or in the call; without it the log is.

    Raises
    ------
    voicedrill.errors.EngineError
        When the speech model or an engine is missing.
    """
    progress("Loading the speech model", None)
    speech_to_text = load_speech_to_text(progress)
    progress("Loading the voice", None)
    return Engines(speech_to_text, open_synthesiser(warn), _load_detector(progress))


def _load_detector(progress: Progress) -> Detector:
    progress("Loading the sentence model", None)
    try:
        ModelStore(models_dir(), load_manifest()).get(SENTENCE_MODEL, progress)
        return load_detector(by_meaning=True)
    except EngineError as error:
        log.info("Behaviours are found by patterns alone, which miss more: %s", error)
        return load_detector(by_meaning=False)


def cast_case(persona: Persona, case_id: str | None, seed: int, promise: Promise | None = None) -> Casting:
    """Cast the persona; an unknown case is a user's mistake.

    Raises
    ------
    voicedrill.errors.UserError
        When the persona has no such case.
    """
    try:
        return cast(persona, case_id, seed, promise)
    except KeyError:
        cases = [case.id for case in persona.cases]
        guess = did_you_mean(str(case_id), cases)
        raise UserError(f"'{persona.id}' has no case '{case_id}'.{guess} Its cases are: {', '.join(cases)}.") from None


def build_call(
    casting: Casting,
    persona_text: str,
    folder: Path,
    stream: CallStream,
    engines: Engines,
    listener: Callable[[Update], None],
    *,
    stepped: bool,
    keep_audio: bool = True,
    headset: CheckedHeadset | None = None,
    gate_dbfs: float | None = None,
    cues: bool = False,
    push_to_talk: bool = False,
    rings: bool = False,
    line: Line = "clear",
    trainee: str = ME,
    started_at: str = "",
    consent: Mapping[str, bool] | None = None,
) -> CallEngine:
    """Put a call together; its folder is made, nothing runs yet.

    Parameters
    ----------
    headset : CheckedHeadset or None
        What is known of the microphone, and of how the trainee usually speaks into it.
    gate_dbfs : float or None
        Without a headset check: level below which a voice is not the trainee's, where others are known to speak too.
    cues : bool
        Give hints during the call.
    push_to_talk : bool
        The microphone is off but for the times between ``unmute`` and ``mute``.
    rings : bool
        The phone rings until it is answered; else it is answered by itself.
    line : Line
        What the customer sounds like to the trainee.
    trainee : str
        Who practises.
    started_at : str
        Wall time, ISO 8601; empty where it does not matter.
    consent : mapping, optional
        What the trainee agreed to.

    Raises
    ------
    voicedrill.errors.UserError
        When the folder is not empty or cannot be written.
    """
    baseline = headset.baseline if headset else {}
    header = CallHeader(
        persona_id=casting.persona.id,
        persona_version=casting.persona.version,
        persona_text=persona_text,
        case=casting.case.id,
        seed=casting.seed,
        promise=casting.promise,
        app_version=__version__,
        rubric_version=RUBRIC_VERSION,
        models={
            "speech_to_text": engines.speech_to_text.model_name,
            "voice": engines.synthesiser.name,
            "behaviours": engines.detector.name,
        },
        baseline=baseline or None,
        trainee=trainee,
        started_at=started_at,
        consent=dict(consent or {}),
        settings={
            "half_duplex": stream.half_duplex,
            "keep_audio": keep_audio,
            "cues": cues,
            "push_to_talk": push_to_talk,
            **({} if line == "clear" else {"line": line}),
        },
    )
    with ExitStack() as opened:
        writer = CallFolderWriter(folder, header)
        opened.callback(writer.close)
        recording = CallRecording(folder / AUDIO_WAV) if keep_audio else None
        if recording is not None:
            opened.callback(recording.close)
        activity = SileroActivity()
        opened.pop_all()
    transcriber = SteppedTranscriber if stepped else ThreadedTranscriber  # begins a thread: nothing may fail after it
    parts = CallParts(
        casting=casting,
        stream=stream,
        ears=Ears(
            activity,
            transcriber(engines.speech_to_text),
            baseline.get("gate_dbfs", gate_dbfs),
            in_company="neighbours_dbfs" in baseline if baseline else gate_dbfs is not None,
            patient=casting.persona.kind == "interview",
        ),
        speaker=Speaker(stream, engines.synthesiser, casting.persona.voice, stepped=stepped),
        detector=engines.detector,
        writer=writer,
        recording=recording,
        baseline=baseline,
        cues=cues,
        push_to_talk=push_to_talk,
        rings=rings,
        reconnecting=stream if isinstance(stream, ReconnectingStream) else None,
    )
    return CallEngine(parts, listener)

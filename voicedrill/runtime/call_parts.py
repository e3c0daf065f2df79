"""What a call is made of, and what it is told while its devices are gone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from voicedrill.audio.reconnecting_stream import ReconnectingStream
from voicedrill.audio.recording import CallRecording
from voicedrill.audio.stream import CallStream
from voicedrill.content.detection import Detector
from voicedrill.history.folder import CallFolderWriter
from voicedrill.persona.casting import Casting
from voicedrill.runtime.ears import Ears
from voicedrill.runtime.speaker import Speaker


@dataclass(frozen=True)
class CallParts:
    """Everything a call is made of; the engine owns none of it."""

    casting: Casting
    stream: CallStream
    ears: Ears
    speaker: Speaker
    detector: Detector
    writer: CallFolderWriter
    recording: CallRecording | None
    baseline: Mapping[str, float] = field(default_factory=dict)
    """The trainee's usual, as in `CallHeader.baseline`; empty when there is none."""
    cues: bool = False
    """Give hints during the call."""
    push_to_talk: bool = False
    """The microphone is off until it is switched on, also at the beginning."""
    rings: bool = False
    """The phone rings until it is answered; else it is answered by itself."""
    reconnecting: ReconnectingStream | None = None
    """The stream, where the call can go on with other devices."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Devices to go on with; None for the system's usual one."""

    input_device: str | None
    output_device: str | None

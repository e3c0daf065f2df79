"""What the window needs of the program behind it; `voicedrill.app` wires the real things."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from voicedrill.history.folder import CallFolder
from voicedrill.persona.schema import Persona
from voicedrill.runtime.updates import Update
from voicedrill.scoring.scorecard import Scorecard
from voicedrill.speech.measurement import Measurement

Recording = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer that can be called, with the text of her file."""

    persona: Persona
    text: str


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A customer file that cannot be used, and the sentence that says why."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """All customers found, and the files that are broken."""

    customers: tuple[Customer, ...]
    broken: tuple[BrokenFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Devices:
    """Names of the microphones and loudspeakers, the usual ones first."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallChoice:
    """What was chosen for a call; a device is None for the system's usual one."""

    customer: Customer
    case_id: str
    seed: int
    input_device: str | None
    output_device: str | None
    headset: bool
    keep_audio: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A finished call, measured and scored.

    ``report`` is the page with the full report; ``recording`` is the sound of both voices, shape (channels, n) at
    16 kHz, or None when only the words were kept.
    """

    folder: CallFolder
    measurement: Measurement
    scorecard: Scorecard
    report: Path
    recording: Recording | None


class Call(Protocol):
    """A running call. Nothing here blocks, except `join`."""

    def start(self) -> None:
        """Begin on another thread."""

    def hang_up(self) -> None:
        """End the call, also while it is being prepared."""

    def press(self, kind: str, text: str = "") -> None:
        """Pass on a button: hold, resume, mute, unmute, pause, continue, repeat, supervisor or note."""

    def join(self) -> None:
        """Wait until the call's threads have ended."""


class Backend(Protocol):
    """The program behind the window. Everything but `call` and `stop` may take long and may raise `UserError`."""

    def shelf(self) -> Shelf:
        """Read the customers."""

    def devices(self) -> Devices:
        """Look for microphones and loudspeakers, newly plugged ones too."""

    def call(self, choice: CallChoice, listener: Callable[[Update], None]) -> Call:
        """Return a call that is not yet started."""

    def result(self, folder: Path) -> Result:
        """Measure and score a call and write its report."""

    def keep_notes(self, folder: Path, notes: tuple[str, ...]) -> None:
        """Keep what was noted and did not reach the call before it ended."""

    def play(self, samples: Recording) -> None:
        """Play a moment of a recording; returns when it has begun."""

    def stop(self) -> None:
        """Stop what plays."""

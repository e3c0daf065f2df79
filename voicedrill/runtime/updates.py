"""What a running call tells whoever shows it (window, terminal)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Phase = Literal["preparing", "ringing", "talking", "hold", "paused", "ended"]


@dataclass(frozen=True, slots=True)
class Preparing:
    """Something is being made ready: ``fraction`` 0..1, or None when the length is unknown."""

    text: str
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """The call entered another phase."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class Caption:
    """Words that were said; ``final`` is False while the trainee is still being understood."""

    speaker: Literal["customer", "trainee"]
    text: str
    t_s: float
    final: bool = True


@dataclass(frozen=True, slots=True)
class Levels:
    """How loud both sides are now (about ten times a second), in dBFS, and the call clock."""

    t_s: float
    customer_dbfs: float
    trainee_dbfs: float


@dataclass(frozen=True, slots=True)
class Mood:
    """The customer's mood in a word that could be heard: icy, fed up, losing patience, listening, relieved."""

    word: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A calm hint while the trainee speaks, at most one at a time; an empty text takes it away."""

    text: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the trainee should know while the call goes on, one sentence."""

    message: str


@dataclass(frozen=True, slots=True)
class DeviceLost:
    """The call waits because its microphone or loudspeaker is gone: a sentence, and what is there now by name."""

    message: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Ways to go on, while the trainee takes a breath."""

    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The call could not start or go on: one sentence with a way out; what was recorded is kept in ``folder``."""

    message: str
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The call is over and its folder complete."""

    folder: Path
    outcome: str


Update = Preparing | PhaseChanged | Caption | Levels | Mood | Cue | Warned | DeviceLost | Suggested | Failed | Finished

"""What the call needs of an engine, without saying which.

All audio at this border is mono ``int16`` at 16 kHz.
"""

from dataclasses import dataclass
from typing import Protocol

from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.words import Word


class Recogniser(Protocol):
    """Hears one turn. Word times count from the first sample accepted."""

    def accept(self, samples: Samples) -> None:
        """Take the next samples of the turn."""

    def partial(self) -> list[Word]:
        """Return the words so far, quickly; they may still change, and their times are rough."""

    def final(self) -> list[Word]:
        """Return the words of the whole turn; nothing can be accepted afterwards."""


class SpeechToText(Protocol):
    """A loaded recognition model."""

    @property
    def model_name(self) -> str:
        """Name and version of the model, as written into ``call.json``."""

    def recogniser(self) -> Recogniser:
        """Return a fresh recogniser for one turn."""


class VoiceActivity(Protocol):
    """Says how likely it is that somebody speaks."""

    def probability(self, samples: Samples) -> float:
        """Return the speech probability 0..1 of the next 512 samples (32 ms)."""

    def reset(self) -> None:
        """Forget what was heard so far."""


@dataclass(frozen=True, slots=True)
class Voicing:
    """How a line is to be spoken.

    Attributes
    ----------
    voice : str
        The engine's voice, for example ``en-us+f2`` for eSpeak; empty for the engine's default.
    rate_wpm : float
        Words per minute as really heard (the adapter calibrates each voice).
    gain_db : float
        Loudness relative to the voice's usual level; never above +6.
    pitch_st : float
        Semitones above the engine's own pitch.
    formant : float
        Factor on the formants: above 1 a smaller speaker.
    range_factor : float
        Factor on the pitch range, around the median.
    """

    voice: str = ""
    rate_wpm: float = 165.0
    gain_db: float = 0.0
    pitch_st: float = 0.0
    formant: float = 1.0
    range_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A spoken line: its samples and the times of its words from the first sample."""

    samples: Samples
    words: tuple[Word, ...]

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE_HZ


class Synthesiser(Protocol):
    """Text in, speech out. The same text and voicing always give the same samples."""

    def render(self, text: str, voicing: Voicing) -> Rendered:
        """Speak ``text``. Raises `voicedrill.errors.EngineError` when the engine fails twice."""

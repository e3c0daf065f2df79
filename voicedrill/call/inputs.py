"""What the session is told besides the events that are kept."""

from dataclasses import dataclass

from voicedrill.call.events import Event
from voicedrill.speech.words import Word

PUSH_TO_TALK = "push_to_talk"
"""Text of a ``mute`` or ``unmute`` that was not pressed by itself but came of releasing or holding the key."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passes; sent about ten times a second."""

    t_s: float


@dataclass(frozen=True, slots=True)
class WordsSoFar:
    """What the trainee has said of the turn that is under way."""

    t_s: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class HangUp:
    """The trainee hung up."""

    t_s: float


Input = Event | Tick | WordsSoFar | HangUp

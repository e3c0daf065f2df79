"""What the session asks of the worker."""

from dataclasses import dataclass

from voicedrill.call.events import Event, Outcome, StopReason
from voicedrill.persona.schema import Manner


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a line as soon as it is rendered.

    Attributes
    ----------
    line_id : int
        Counts the lines of the call from 1.
    beat, text : str
        Which beat it is, and the line for reading.
    spoken : str
        The line for the voice.
    yields : bool
        She ends with a question or an invitation.
    anger : float
        0..1: how it is to sound.
    not_before_s : float
        Earliest time on the call clock.
    manner : str or None
        ``quiet`` or ``loud``: how it is said besides her anger.
    """

    line_id: int
    beat: str
    text: str
    spoken: str
    yields: bool
    anger: float
    not_before_s: float = 0.0
    manner: Manner | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop the line that plays or is being made."""

    reason: StopReason


@dataclass(frozen=True, slots=True)
class Record:
    """Write an event that the session itself made into the call folder."""

    event: Event


@dataclass(frozen=True, slots=True)
class Finish:
    """The call is over."""

    outcome: Outcome


Command = Say | Stop | Record | Finish

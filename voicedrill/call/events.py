"""The events of a call, as they stand line by line in ``events.jsonl`` (design.md §4)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from voicedrill.speech.rounding import rounded
from voicedrill.speech.words import Word

Speaker = Literal["customer", "trainee"]
StopReason = Literal["finished", "barge_in", "cut_in_by_mistake", "ended"]
Outcome = Literal[
    "resolved", "accepts_limit", "supervisor", "hang_up", "timeout", "trainee_hung_up", "completed", "cut_off"
]


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    t_s: float
    """Seconds since `Connected` on the call clock."""


class SpokenWord(BaseModel):
    """A word of a line or of a turn, as stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: str
    start_s: float
    end_s: float


class HeardWord(SpokenWord):
    """A word of the trainee, with the recogniser's confidence 0..1."""

    conf: float = 1.0

    def as_word(self) -> Word:
        """Return the plain value used by the measures."""
        return Word(self.word, self.start_s, self.end_s, self.conf)


class HeardBehaviour(BaseModel):
    """What a trainee's turn does, and the words that show it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    confidence: float
    quote: str
    by: Literal["pattern", "embedding"] = "pattern"


class Ringing(_Event):
    """The phone rings; ``t_s`` is negative or 0."""

    type: Literal["ringing"] = "ringing"


class Connected(_Event):
    """The call clock starts: ``t_s`` is 0."""

    type: Literal["connected"] = "connected"


class CustomerLine(_Event):
    """The customer begins a line; the times are the planned ones.

    ``yields`` says that she ends with a question or an invitation, so coming in is no interruption.
    """

    type: Literal["customer_line"] = "customer_line"
    line_id: int
    beat: str
    text: str
    words: tuple[SpokenWord, ...]
    end_s: float
    yields: bool


class CustomerStopped(_Event):
    """The customer's line ended, or was stopped after ``played_s`` seconds of it."""

    type: Literal["customer_stopped"] = "customer_stopped"
    line_id: int
    played_s: float
    reason: StopReason


class SpeechStart(_Event):
    """Somebody's voice begins; ``t_s`` is the refined onset."""

    type: Literal["speech_start"] = "speech_start"
    by: Speaker


class SpeechEnd(_Event):
    """Somebody's voice ends; ``t_s`` is the end of the voice, not the moment it was noticed."""

    type: Literal["speech_end"] = "speech_end"
    by: Speaker


class TraineeTurn(_Event):
    """A turn of the trainee with its words and behaviours; ``t_s`` is when it was understood."""

    type: Literal["trainee_turn"] = "trainee_turn"
    start_s: float
    end_s: float
    text: str
    words: tuple[HeardWord, ...] = ()
    behaviours: tuple[HeardBehaviour, ...] = ()
    asked: tuple[str, ...] = ()
    """Facts that its questions are about by their meaning, though none of the words that ask for a fact is used."""
    offered: tuple[str, ...] = ()
    """What it offers or promises by its meaning, though none of the policy's words is used."""
    named: tuple[str, ...] = ()
    """Facts of her trouble that its statements are about, in whatever words."""

    @property
    def confidence(self) -> float:
        """Mean confidence of the words, 0 when there are none."""
        return sum(word.conf for word in self.words) / len(self.words) if self.words else 0.0


class Temper(_Event):
    """The customer's temper changed: new values, what caused it, and why."""

    type: Literal["temper"] = "temper"
    anger: float
    trust: float
    patience: float
    cause: str
    quote: str
    delta: dict[str, float]
    reason: str


TOO_MUCH = "too_much"
"""State of the ``pause`` with which a trainee stops a call that is too much."""
DEVICE = "device"
"""State of the ``pause`` and ``continue`` that come of a device that was lost and is there again."""


class Button(_Event):
    """The trainee pressed something, or a device changed; ``text`` and ``state`` as needed."""

    type: Literal[
        "hold", "resume", "mute", "unmute", "pause", "continue", "repeat", "supervisor", "device", "cue", "note"
    ]
    text: str = ""
    state: str = ""


class Ended(_Event):
    """The call is over."""

    type: Literal["ended"] = "ended"
    outcome: Outcome


Event = Annotated[
    Ringing
    | Connected
    | CustomerLine
    | CustomerStopped
    | SpeechStart
    | SpeechEnd
    | TraineeTurn
    | Temper
    | Button
    | Ended,
    Field(discriminator="type"),
]

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Event)


def parse_event(line: str | bytes) -> Event:
    """Read one line of ``events.jsonl``.

    Raises
    ------
    pydantic.ValidationError
        When the line is no event.
    """
    return _ADAPTER.validate_json(line)


def event_line(event: Event) -> str:
    """Return the event as one JSON line without line end; times are rounded to a millisecond."""
    plain = _ADAPTER.validate_python(rounded(event.model_dump()))
    unused = {
        name for name in ("asked", "offered", "named") if isinstance(plain, TraineeTurn) and not getattr(plain, name)
    }
    return plain.model_dump_json(exclude=unused)

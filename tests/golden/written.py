"""A written call: who says what and when, and what a trainer expects of its result (``calls/*.yaml``)."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from voicedrill.call.events import Outcome
from voicedrill.persona.yaml_reader import read
from voicedrill.scoring.scorecard import Band

CALLS = Path(__file__).parent / "calls"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Moment(_Part):
    """One thing that happens: a line of the customer, a turn of the trainee, or a button.

    Attributes
    ----------
    customer, says : str
        Beat and text of a line; ``{slot}`` is filled as the call was cast.
    trainee : str
        The words of a turn as the recogniser gave them.
    press : str
        A button.
    after_s : float
        Silence before it, in seconds; by default as usual for the speaker.
    into_s : float
        The trainee starts so many seconds into the line before, instead of after it.
    stops_s : float
        The line is broken off after so many seconds.
    conf : float
        Confidence of the recogniser in every word, 0..1.
    unsure : dict
        Words that have another confidence.
    temper : (float, float)
        Anger and trust of the customer from here on.
    because : str
        What moved it, a key of `voicedrill.persona.temper.RULES`.
    """

    customer: str = ""
    says: str = ""
    trainee: str = ""
    press: Literal["hold", "resume", "supervisor"] | None = None
    after_s: float | None = None
    into_s: float | None = None
    stops_s: float | None = None
    conf: float = 0.95
    unsure: dict[str, float] = {}
    temper: tuple[float, float] | None = None
    because: str = ""


class Trainer(_Part):
    """What a trainer would write about the call; made before the program's result was seen.

    Attributes
    ----------
    says : str
        The verdict in the trainer's words.
    band : tuple of str
        The bands that are right.
    auto_fail : tuple of str
        What fails the call.
    low, partly, full : tuple of str
        Items with a score of at most 0.5, between, and of at least 0.9.
    quotes : dict
        Items, each with words that must be among its evidence.
    not_applicable : tuple of str
        Items without a score.
    to_change : tuple of str
        Items that must be among the few to change first.
    never_quoted : tuple of str
        Words that must not be held against the trainee.
    disputed : dict
        Where the program is wrong and not yet mended: ``band`` or an item, each with the reason.
    """

    says: str
    band: tuple[Band, ...]
    auto_fail: tuple[str, ...] = ()
    low: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    quotes: dict[str, str] = {}
    not_applicable: tuple[str, ...] = ()
    to_change: tuple[str, ...] = ()
    never_quoted: tuple[str, ...] = ()
    disputed: dict[str, str] = {}


class WrittenCall(_Part):
    """A call as it was written, and what a trainer expects of it."""

    persona: str
    case: str
    seed: int
    call: tuple[Moment, ...]
    outcome: Outcome
    trainer: Trainer


def names() -> list[str]:
    """Return the names of all written calls."""
    return sorted(path.stem for path in CALLS.glob("*.yaml"))


def written_call(name: str) -> WrittenCall:
    """Read a written call."""
    path = CALLS / f"{name}.yaml"
    return WrittenCall.model_validate(read(path.read_text(encoding="utf-8"), path.name).data)

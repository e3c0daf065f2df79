"""What a detector says about a turn."""

from dataclasses import dataclass
from typing import Literal, Protocol

CHARGES = frozenset(
    (
        "defensive", "profanity", "taking_offence", "judging", "over_promise", "liability", "wrong_fact",
        "repeat_question", "unverified_disclosure", "scripted",
    )
)  # fmt: skip
"""Behaviours that cost the trainee something: never taken from words that were hardly understood."""


@dataclass(frozen=True, slots=True)
class Detection:
    """One behaviour found in a turn, with the words that show it.

    Attributes
    ----------
    id : str
        Behaviour id of design.md §7.
    confidence : float
        0..1.
    quote : str
        The words of the turn that show it, exactly as they stand there.
    by : {"pattern", "embedding"}
        What found it.
    """

    id: str
    confidence: float
    quote: str
    by: Literal["pattern", "embedding"] = "pattern"


class Detector(Protocol):
    """Finds behaviours in one turn."""

    @property
    def name(self) -> str:
        """What it is made of, with versions, as written into ``call.json``."""

    def detect(self, text: str, prev: str = "") -> list[Detection]:
        """Return the behaviours of ``text``; ``prev`` is the customer's line before it."""

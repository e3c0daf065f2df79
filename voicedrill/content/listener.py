"""Listens to the trainee's turns of one call, knowing the case."""

from typing import Protocol

from voicedrill.content.call_memory import CallMemory
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import CHARGES, Detection, Detector
from voicedrill.persona.casting import Casting

CLEAR_CONFIDENCE = 0.6
"""Mean word confidence from which a turn can be charged with anything (measures.md §4, ASR hardening)."""


class Listener(Protocol):
    """Hears the turns of one call or interview."""

    def hear(self, text: str, confidence: float, told: frozenset[str], prev: str = "") -> list[Detection]:
        """Return the behaviours of a finished turn and remember it; the parameters are those of `CaseListener`."""


class CaseListener:
    """Finds behaviours turn by turn; remembers what the trainee asked and said before.

    Parameters
    ----------
    detector : Detector
        Finds the behaviours that need no case.
    casting : Casting
        The customer and her case.
    """

    def __init__(self, detector: Detector, casting: Casting) -> None:
        self._detector = detector
        self._reader = CaseReader(casting)
        self._memory = CallMemory()

    def hear(self, text: str, confidence: float, told: frozenset[str], prev: str = "") -> list[Detection]:
        """Return the behaviours of a finished turn and remember it.

        Parameters
        ----------
        text : str
            The turn as recognised.
        confidence : float
            Mean word confidence, 0..1; below `CLEAR_CONFIDENCE` nothing in `CHARGES` is returned.
        told : frozenset of str
            Ids of the facts the customer has told so far.
        prev : str
            The customer's line before it.
        """
        found = self._found(text, prev)
        heard = self._judged(found, text, confidence, told, prev)
        self._memory = self._reader.remembered(text, found, self._memory, prev)
        return heard

    def _found(self, text: str, prev: str) -> list[Detection]:
        return self._detector.detect(text, prev)

    def _judged(
        self, found: list[Detection], text: str, confidence: float, told: frozenset[str], prev: str
    ) -> list[Detection]:
        bound = self._reader.behaviours(text, found, told, self._memory, prev)
        restated = self._reader.restates(text, found)
        offer = None if any(one.id == "solution" for one in found) else self._reader.solution(text)
        heard = [one for one in found if one.id != "paraphrase"] + [one for one in (restated, offer) if one] + bound
        return heard if confidence >= CLEAR_CONFIDENCE else [one for one in heard if one.id not in CHARGES]

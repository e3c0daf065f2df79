"""Listens to the answers of one interview."""

from voicedrill.content.detection import Detection, Detector
from voicedrill.content.listener import CLEAR_CONFIDENCE

CHARGES = frozenset(("profanity", "ranting"))
"""Behaviours that cost the candidate something: never taken from words that were hardly understood."""


class InterviewListener:
    """A `voicedrill.content.listener.Listener` for interviews.

    Parameters
    ----------
    answers : Detector
        Finds what the clauses of an answer tell.
    language : Detector
        Finds swearing, as on a call.
    """

    def __init__(self, answers: Detector, language: Detector) -> None:
        self._answers = answers
        self._language = language

    def hear(self, text: str, confidence: float, told: frozenset[str], prev: str = "") -> list[Detection]:  # noqa: ARG002
        """Return what a finished turn tells, clause by clause; ``told`` and the case play no part."""
        swearing = [one for one in self._language.detect(text, prev) if one.id == "profanity"]
        heard = [*self._answers.detect(text, prev), *swearing]
        return heard if confidence >= CLEAR_CONFIDENCE else [one for one in heard if one.id not in CHARGES]

"""Finds the behaviours of a turn clause by clause: what patterns name, and what words and meaning together show."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from voicedrill.content.behaviours import Match, PatternDetector, rounded_off
from voicedrill.content.clause_traits import ClausesOfTurn, Floats, clause_texts
from voicedrill.content.detection import CHARGES, Detection
from voicedrill.content.head import Head
from voicedrill.content.segmentation import Segmenter
from voicedrill.content.text import Utterance, normalise

_LIKELY = 0.5
"""Probability below which nothing is said that no pattern names."""
_LIKELY_CHARGE = 0.6
"""The same for what costs the trainee something (`voicedrill.content.detection.CHARGES`)."""
_FEWEST_WORDS = 3
"""A shorter turn shows only what a pattern names: "no" is no refusal to help."""
_SURE_PATTERN = 0.9
"""Confidence from which a pattern may say more than the calibrated probability."""


class Embedder(Protocol):
    """Gives the meaning of clauses as points."""

    def embed(self, clauses: Sequence[str]) -> Floats:
        """Return one embedding of length 1 a clause, shape ``(len(clauses), 384)``."""


class ClauseDetector:
    """A `voicedrill.content.detection.Detector` that also finds what no pattern names.

    Parameters
    ----------
    patterns : PatternDetector
        What they find counts; what they say only looks like a behaviour does not.
    segmenter : Segmenter
        Cuts turns into clauses.
    head : Head
        Finds what no pattern names, and says how sure everything is.
    embedder : Embedder
        Gives the clauses' meaning.
    name : str
        What ``call.json`` calls them.
    """

    def __init__(
        self, patterns: PatternDetector, segmenter: Segmenter, head: Head, embedder: Embedder, name: str = "clauses"
    ) -> None:
        self.name = name
        self._patterns = patterns
        self._segmenter = segmenter
        self._head = head
        self.embedder = embedder

    def detect(self, text: str, prev: str = "") -> list[Detection]:
        """Return each behaviour at most once, with its surest words; in the order of the head."""
        said = normalise(text)
        matches = self._patterns.matches(said)
        turn = clauses_of_turn(said, prev, self._segmenter, matches, self._patterns.barred(said), self.embedder)
        if not turn.spans:
            return []
        sums = self._head.sums(turn)
        found = []
        for column, behaviour in enumerate(self._head.ids):
            best = int(np.argmax(sums[:, column]))
            total = float(sums[best, column])
            by_pattern = behaviour in matches
            probability = self._head.probability(column, total, by_pattern)
            likely = probability >= (_LIKELY_CHARGE if behaviour in CHARGES else _LIKELY)
            by_meaning = likely and total >= self._head.threshold[column] and len(said.words) >= _FEWEST_WORDS
            if by_pattern or by_meaning:
                found.append(_detection(behaviour, probability, turn, best, matches.get(behaviour, [])))
        return found


def clauses_of_turn(
    said: Utterance,
    prev: str,
    segmenter: Segmenter,
    matches: Mapping[str, Sequence[Match]],
    barred: Mapping[str, Sequence[tuple[int, int]]],
    embedder: Embedder,
) -> ClausesOfTurn:
    """Return a turn cut into clauses, with everything the head sees of them."""
    spans = tuple(segmenter.clauses(said))
    points = embedder.embed(clause_texts(said, spans))
    hits = tuple(_touching(first, last, matches) for first, last in spans)
    against = tuple(
        frozenset(
            behaviour
            for behaviour, ones in barred.items()
            if behaviour not in hit and any(a <= last and first <= b for a, b in ones)
        )
        for (first, last), hit in zip(spans, hits, strict=True)
    )
    return ClausesOfTurn(said, spans, prev, points, hits, against)


def _touching(first: int, last: int, matches: Mapping[str, Sequence[Match]]) -> dict[str, float]:
    touching = {
        behaviour: [one.confidence for one in ones if one.first <= last and first <= one.last]
        for behaviour, ones in matches.items()
    }
    return {behaviour: max(confidences) for behaviour, confidences in touching.items() if confidences}


def _detection(
    behaviour: str, probability: float, turn: ClausesOfTurn, number: int, matches: Sequence[Match]
) -> Detection:
    said = turn.said
    if not matches:
        return Detection(behaviour, round(probability, 3), said.quote(*turn.spans[number]), "embedding")
    best = max(matches, key=lambda one: (one.confidence, -one.first, one.last))
    sure = max(probability, best.confidence) if best.confidence >= _SURE_PATTERN else probability
    return Detection(behaviour, round(sure, 3), said.quote(best.first, rounded_off(said, best.last)), "pattern")

"""The clause detector, with a head whose weights can be read."""

from collections.abc import Sequence

import numpy as np
import pytest

from voicedrill.content.behaviours import PatternDetector
from voicedrill.content.clause_detector import ClauseDetector
from voicedrill.content.detection import Detection
from voicedrill.content.head import Head
from voicedrill.content.patterns import compile_patterns
from voicedrill.content.segmentation import Segmenter

IDS = ("apology", "solution", "firm")
PATTERNS = """
version: 1
behaviours:
  apology:
    found: [{confidence: 0.95, say: [i am sorry about]}]
    unless: [no apologies]
"""
MEANS_HELP = {"you get a new one": 0, "have another on us": 0}
PLACES, ECHOES = 6, 3


class TwoMeanings:
    """An embedder that knows one meaning."""

    def embed(self, clauses: Sequence[str]) -> np.ndarray:
        points = np.zeros((len(clauses), 384), np.float32)
        for row, clause in enumerate(clauses):
            points[row, MEANS_HELP.get(clause, 1)] = 1.0
        return points


@pytest.fixture
def detector() -> ClauseDetector:
    dense = np.zeros((384 + PLACES + ECHOES + len(IDS), len(IDS)), np.float32)
    dense[0, 1] = 1.0  # three times this: the scale of points
    dense[384 + PLACES + ECHOES, 0] = 2.0
    words = np.zeros((2, len(IDS)), np.float32)
    words[0, 0] = 4.0
    words[1, 2] = 9.0
    head = Head(
        IDS, {"apologies": 0, "last year": 1}, words, dense, np.full(3, -1.0, np.float32),
        np.zeros(3, np.float32), np.array([[1.0] * 3, [0.0] * 3, [0.0] * 3], np.float32),
    )  # fmt: skip
    return ClauseDetector(PatternDetector(compile_patterns(PATTERNS)), Segmenter({}, -1.0), head, TwoMeanings())


def test_words_meaning_and_patterns_each_find(detector: ClauseDetector) -> None:
    found = detector.detect("I am sorry about that. Well. You get a new one! Last year")
    assert [(one.id, one.quote, one.by) for one in found] == [
        ("apology", "I am sorry about that", "pattern"),
        ("solution", "You get a new one", "embedding"),
        ("firm", "Last year", "embedding"),
    ]
    assert detector.detect("okay my apologies")[0] == Detection("apology", 0.802, "okay my apologies", "embedding")


def test_a_sure_pattern_keeps_its_confidence_and_a_calibrated_one_has_the_probability(detector: ClauseDetector) -> None:
    apology, solution = detector.detect("i am sorry about it. have another on us")
    assert apology.confidence == 0.95
    assert solution.confidence == pytest.approx(1 / (1 + np.exp(-2.0)), abs=0.001)


@pytest.mark.parametrize("text", ["", "   ", "...", "\x00\x07", "🙂🙂", "<b></b>"])
def test_nothing_said_shows_nothing(detector: ClauseDetector, text: str) -> None:
    assert detector.detect(text, text) == []


def test_a_very_long_turn_is_read_to_its_end(detector: ClauseDetector) -> None:
    found = detector.detect("well and then this happened. " * 1000 + "my apologies")
    assert [one.quote for one in found] == ["my apologies"]


def test_an_anti_pattern_also_stops_what_the_head_would_find(detector: ClauseDetector) -> None:
    assert [one.id for one in detector.detect("you get apologies")] == ["apology"]
    assert detector.detect("you get no apologies") == []


@pytest.mark.parametrize("text", ["apologies", "my apologies"])
def test_a_turn_of_one_or_two_words_shows_only_what_a_pattern_names(detector: ClauseDetector, text: str) -> None:
    assert detector.detect(text) == []
    assert detector.detect(f"{text} now then")

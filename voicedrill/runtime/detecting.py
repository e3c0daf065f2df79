"""Loads the behaviour detector."""

from functools import cache
from importlib import resources

from voicedrill.content.behaviours import PatternDetector
from voicedrill.content.detection import Detector
from voicedrill.content.patterns import compile_patterns


@cache
def load_detector() -> Detector:
    """Return the detector with the shipped patterns; it holds no state, so one serves all calls."""
    text = resources.files("voicedrill.content").joinpath("behaviours.yaml").read_text(encoding="utf-8")
    return PatternDetector(compile_patterns(text))

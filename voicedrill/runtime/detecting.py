"""Loads the behaviour detector."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np

from voicedrill.content.behaviours import PatternDetector
from voicedrill.content.clause_detector import ClauseDetector, Embedder
from voicedrill.content.detection import Detector
from voicedrill.content.head import Head
from voicedrill.content.interview import InterviewDetector
from voicedrill.content.interview_listener import InterviewListener
from voicedrill.content.listener import CaseListener, Listener
from voicedrill.content.offer_matcher import OfferMatcher
from voicedrill.content.patterns import compile_patterns, patterns_version
from voicedrill.content.segmentation import Segmenter
from voicedrill.content.topic_matcher import TopicMatcher
from voicedrill.engines.manifest import SENTENCE_MODEL, load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.sentence_embedder import load_sentence_embedder
from voicedrill.errors import EngineError
from voicedrill.persona.casting import Casting

HEAD_FILE = Path(str(resources.files("voicedrill.content").joinpath("behaviour_head.npz")))
"""Weights trained by ``models/behaviours/train.py``."""
WITHOUT_MODEL = (
    "The sentence model is not on this machine: behaviours are found by patterns alone, which miss more. "
    "Run 'voicedrill models get'."
)


def load_detector(*, by_meaning: bool | None = None) -> Detector:
    """Return the detector; it holds no state, so one serves all calls.

    Parameters
    ----------
    by_meaning : bool, optional
        True: patterns and sentence embeddings; False: patterns alone, which find less; None: with embeddings when their
        model is on this machine.

    Raises
    ------
    voicedrill.errors.EngineError
        When embeddings are asked for and their model is not there or damaged.
    """
    if by_meaning is None:
        by_meaning = sentence_model() is not None
    return _clause_detector() if by_meaning else load_patterns()


@cache
def _clause_detector() -> ClauseDetector:
    segmenter, head = load_head()
    patterns = load_patterns()
    model = load_manifest().entry(SENTENCE_MODEL).folder_name
    digest = hashlib.sha256(HEAD_FILE.read_bytes()).hexdigest()[:8]
    return ClauseDetector(patterns, segmenter, head, load_embedder(), f"{patterns.name}, head {digest}, {model}")


@cache
def load_patterns() -> PatternDetector:
    """Return the shipped patterns."""
    text = resources.files("voicedrill.content").joinpath("behaviours.yaml").read_text(encoding="utf-8")
    return PatternDetector(compile_patterns(text), f"patterns {patterns_version(text)}")


@cache
def load_interview_patterns() -> InterviewDetector:
    """Return what finds the parts of an interview answer."""
    text = resources.files("voicedrill.content").joinpath("interview.yaml").read_text(encoding="utf-8")
    return InterviewDetector(compile_patterns(text))


def listener_for(casting: Casting, detector: Detector) -> Listener:
    """Return a fresh listener for one call or interview."""
    if casting.persona.kind == "interview":
        return InterviewListener(load_interview_patterns(), detector)
    return CaseListener(detector, casting)


class Meant(NamedTuple):
    """What a turn asks for, offers and names by its meaning."""

    asked: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def meaning_for(casting: Casting, detector: Detector) -> Callable[[str], Meant]:
    """Return what finds the facts and offers that a turn is about by meaning; without the sentence model nothing."""
    if casting.persona.kind == "interview" or not isinstance(detector, ClauseDetector):
        return lambda _: Meant()
    topics, offers = TopicMatcher(casting, detector.embedder), OfferMatcher(casting, detector.embedder)
    return lambda text: Meant(topics.asked(text), offers.offered(text), topics.named(text))


def load_head() -> tuple[Segmenter, Head]:
    """Return the trained segmenter and head."""
    with np.load(HEAD_FILE) as file:
        joints = zip(file["joints"].tolist(), file["joint_weights"].astype(float).tolist(), strict=True)
        segmenter = Segmenter(dict(joints), float(file["joint_bias"]))
        head = Head(
            ids=tuple(file["ids"].tolist()),
            groups={group: row for row, group in enumerate(file["groups"].tolist())},
            group_weights=file["group_weights"].astype(np.float32),
            dense_weights=file["dense_weights"].astype(np.float32),
            bias=file["bias"],
            threshold=file["threshold"],
            scale=file["scale"],
        )
    return segmenter, head


def sentence_model() -> Path | None:
    """Return the folder of the sentence model, or None when it is not on this machine."""
    return ModelStore(models_dir(), load_manifest()).path(SENTENCE_MODEL)


def load_embedder() -> Embedder:
    """Return the sentence embedder.

    Raises
    ------
    voicedrill.errors.EngineError
        When its model is not there or damaged.
    """
    folder = sentence_model()
    if folder is None:
        raise EngineError(WITHOUT_MODEL)
    return load_sentence_embedder(folder)

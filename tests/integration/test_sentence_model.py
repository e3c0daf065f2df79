"""The fetched sentence model and the trained head, as a call uses them."""

import numpy as np
import pytest

from voicedrill.content.detection import Detector
from voicedrill.engines.sentence_embedder import SentenceEmbedder
from voicedrill.errors import EngineError
from voicedrill.runtime.detecting import load_detector, load_embedder


@pytest.fixture(scope="module")
def detector() -> Detector:
    return load_detector(by_meaning=True)


def test_like_sentences_lie_close() -> None:
    sorry, apology, router = load_embedder().embed(["i am so sorry", "my apologies to you", "restart the router"])
    assert sorry @ apology > sorry @ router + 0.2
    assert np.linalg.norm(sorry) == pytest.approx(1.0, abs=1e-5)


def test_a_clause_does_not_depend_on_its_neighbours() -> None:
    embedder = load_embedder()
    alone = embedder.embed(["i will send it today"])
    assert np.array_equal(embedder.embed(["thank you", "i will send it today"])[1:], alone)
    assert embedder.embed([]).shape == (0, 384)


def test_what_no_pattern_names_is_found_by_meaning(detector: Detector) -> None:
    text = "a week without any heating in january, with a baby in the house, nobody should have to live like that"
    assert "empathy" not in {one.id for one in load_detector(by_meaning=False).detect(text)}
    assert "empathy" in {one.id for one in detector.detect(text, "our heating has been off for a week")}


def test_quotes_are_words_of_the_turn(detector: Detector) -> None:
    text = "Oh I'm so sorry to hear that, could I take your order number? I'll send a new one out today."
    found = detector.detect(text)
    assert {"apology", "question", "solution"} <= {one.id for one in found}
    assert all(one.quote in text and 0 < one.confidence <= 1 for one in found)


def test_the_name_says_what_it_is_made_of(detector: Detector) -> None:
    assert detector.name.startswith("patterns ")
    assert "all-minilm" in detector.name


def test_a_damaged_model_is_named(tmp_path) -> None:
    with pytest.raises(EngineError, match="models get"):
        SentenceEmbedder(tmp_path)

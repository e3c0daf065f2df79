"""Questions matched to facts by meaning, here by words that mean the same to a fake model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from voicedrill.content.topic_matcher import CLEARLY, NEAR, TopicMatcher
from voicedrill.persona.casting import cast
from voicedrill.persona.loader import load_persona

MINIMAL = (Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")


class FakeEmbedder:
    """Puts a text on one of three axes by a word in it; ``near:0.41`` gives the cosine to the first axis."""

    def embed(self, clauses: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self._point(clause) for clause in clauses], np.float32)

    def _point(self, clause: str) -> tuple[float, float, float]:
        for word, other in (("near", 0.0), ("torn", 1.0)):
            if word in clause:
                cosine = float(clause.split(word)[1].split(maxsplit=1)[0]) / 1000
                rest = float(np.sqrt(1 - cosine**2))
                return (cosine, rest * other, rest * (1 - other))
        if "order" in clause or "reference" in clause:
            return (1.0, 0.0, 0.0)
        if "wrong" in clause or "problem" in clause or "happened" in clause:
            return (0.0, 1.0, 0.0)
        return (0.0, 0.0, 0.0)


def asked(text: str) -> tuple[str, ...]:
    return TopicMatcher(cast(load_persona(MINIMAL, "m"), None, 1), FakeEmbedder()).asked(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (f"which one is it near {round(NEAR * 1000) + 1} please", ("order",)),
        (f"which one is it near {round(NEAR * 1000) - 1} please", ()),
        ("which order was it", ("order",)),
        ("near 900 it is", ()),
        ("which order was it. and what is the problem there", ("order", "trouble")),
        ("why", ()),
        ("", ()),
    ],
)
def test_a_question_near_enough_to_a_fact_asks_for_it(text: str, facts: tuple[str, ...]) -> None:
    assert asked(text) == facts


@pytest.mark.parametrize(("lead", "facts"), [(CLEARLY + 0.004, ("order",)), (CLEARLY - 0.004, ())])
def test_it_must_be_clearly_nearer_than_to_any_other(lead: float, facts: tuple[str, ...]) -> None:
    angle = float(np.pi / 4 - np.arcsin(lead / np.sqrt(2)))
    cosine = round(float(np.cos(angle)) * 1000)
    assert asked(f"which one is it torn {cosine} please") == facts

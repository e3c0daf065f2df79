"""Offers matched by meaning, here by words that mean the same to a fake model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from voicedrill.content.offer_matcher import NEAR, PROMISED, OfferMatcher
from voicedrill.content.offering import offering_clauses
from voicedrill.content.turn import turn
from voicedrill.persona.casting import cast
from voicedrill.persona.loader import load_persona

PERSONA = load_persona(
    (Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8"), "minimal.yaml"
)
POLICY = PERSONA.cases[0].policy
ALLOWED, FORBIDDEN = POLICY.may_offer[0], POLICY.must_not_promise[0]


class FakeEmbedder:
    """One axis for what may be offered, one for what may not, one for all else; ``allowed0.5`` is a cosine."""

    def embed(self, clauses: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self._point(clause) for clause in clauses], np.float32)

    def _point(self, clause: str) -> tuple[float, float, float]:
        for name, axis in (("allowed", 0), ("forbidden", 1)):
            if name in clause:
                point = [0.0, 0.0, 0.0]
                cosine = float(clause.split(name)[1].split(maxsplit=1)[0]) / 1000
                point[axis], point[2] = cosine, float(np.sqrt(1 - cosine**2))
                return point[0], point[1], point[2]
        if clause in {ALLOWED.about, *ALLOWED.words}:
            return 1.0, 0.0, 0.0
        return (0.0, 1.0, 0.0) if clause in {FORBIDDEN.about, *FORBIDDEN.words} else (0.0, 0.0, 0.0)


def offered(text: str) -> tuple[str, ...]:
    return OfferMatcher(cast(PERSONA, None, 1), FakeEmbedder()).offered(text)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        (f"I can do allowed {round(NEAR * 1000) + 1}", (ALLOWED.id,)),
        (f"I can do allowed {round(NEAR * 1000) - 1}", ()),
        (f"I can do forbidden {round(PROMISED * 1000) + 1}", (FORBIDDEN.id,)),
        (f"I can do forbidden {round(PROMISED * 1000) - 1}", ()),
        ("I cannot do allowed 900", ()),
        ("you wanted allowed 900", ()),
        ("I can allowed", ()),
        ("", ()),
        ("I will do allowed 900 . and I will do forbidden 900", (ALLOWED.id, FORBIDDEN.id)),
    ],
)
def test_what_is_near_enough_is_offered(text: str, offers: tuple[str, ...]) -> None:
    assert offered(text.replace("allowed ", "allowed").replace("forbidden ", "forbidden")) == offers


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("I can send a truck out tomorrow", ["send a truck out tomorrow"]),
        ("Would it help if I sent an engineer?", ["sent an engineer"]),
        ("Our data team could try to restore the files.", ["restore the files"]),
        ("Tonight I move you to a garden room", ["move you to a garden room"]),
        ("I'm afraid I can't do that", []),
        ("I can see that you waited", []),
        ("I can do it if my manager agrees", []),
        ("Do you mean there is a mistake on the ring?", []),
        ("you said you would get it", []),
    ],
)
def test_clauses_that_offer(text: str, clauses: list[str]) -> None:
    assert offering_clauses(turn(text)) == clauses

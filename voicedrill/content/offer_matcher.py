"""Which offer or promise a clause makes by its meaning, when it uses none of the words that the policy lists."""

import re
from typing import Final

import numpy as np

from voicedrill.content.clause_detector import Embedder
from voicedrill.content.offering import offering_clauses
from voicedrill.content.turn import turn
from voicedrill.persona.casting import Casting

NEAR: Final = 0.45
"""Cosine from which a clause makes an offer. With `CLEARLY` chosen on 78 clauses of our own to the customers of the
library, 65 of which offer something: precision 0.98, recall 0.78."""
CLEARLY: Final = 0.05
"""So much nearer than to any other offer or promise of the case."""
PROMISED: Final = 0.6
"""Cosine from which it makes a promise that policy forbids: nobody is taken at a word that was not said."""
_FEWEST_WORDS: Final = 2
_FOLLOW_UP: Final = re.compile(r"(?:(?:personally|also|then) )?(?:call|ring|phone|text|tell|let|inform|update) you\b")
_OFFERS_NOTHING: Final = (
    "call you back", "call you tomorrow to check", "have an answer by then", "send you an email", "look into it",
    "find out what happened", "check it for you", "talk to my colleague", "help you with that", "take care of it",
    "understand how you feel", "make a note of it", "get back to you", "be in touch today", "ask a question",
)  # fmt: skip
"""What agents say they will do that settles nothing."""


class OfferMatcher:
    """Finds the offers and the forbidden promises of a case in the clauses that offer something.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    embedder : Embedder
        Gives the meaning of clauses.
    """

    def __init__(self, casting: Casting, embedder: Embedder) -> None:
        self._embedder = embedder
        policy = casting.case.policy
        self._nothing = embedder.embed(_OFFERS_NOTHING)
        self._forbidden = frozenset(one.id for one in policy.must_not_promise)
        said = [(offer.id, (offer.about, *offer.words)) for offer in policy.may_offer]
        said += [(promise.id, (promise.about, *promise.words)) for promise in policy.must_not_promise]
        self._offers = {name: embedder.embed([casting.written(text) for text in texts]) for name, texts in said}

    def offered(self, text: str) -> tuple[str, ...]:
        """Return the ids of what the turn offers or promises, in the order of the turn."""
        clauses = [
            clause
            for clause in offering_clauses(turn(text))
            if clause.count(" ") + 1 >= _FEWEST_WORDS and not _FOLLOW_UP.match(clause)
        ]
        found = (self._about(clause) for clause in clauses)
        return tuple(dict.fromkeys(offer for offer in found if offer is not None))

    def _about(self, clause: str) -> str | None:
        point = self._embedder.embed([clause])[0]
        near = sorted(((float(np.max(points @ point)), offer) for offer, points in self._offers.items()), reverse=True)
        if not near:
            return None
        nearest, offer = near[0]
        other = max(near[1][0] if len(near) > 1 else 0.0, float(np.max(self._nothing @ point)))
        enough = PROMISED if offer in self._forbidden else NEAR
        return offer if nearest >= enough and nearest - other >= CLEARLY else None

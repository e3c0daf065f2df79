"""Which fact a question is about by its meaning, when it uses none of the words that the customer's file lists."""

from typing import Final

import numpy as np

from voicedrill.content.clause_detector import Embedder
from voicedrill.content.question_kind import kind_of
from voicedrill.content.text import clauses
from voicedrill.content.turn import turn
from voicedrill.persona.casting import Casting

NEAR: Final = 0.45
"""Cosine from which a question is about a fact. With `CLEARLY` chosen on 35 questions to one customer, of which 21 ask
for a fact, and on what was answered wrongly in conversations: better no answer than another's."""
CLEARLY: Final = 0.08
"""So much nearer than to any other fact, and than to `_ABOUT_NO_FACT`."""
_FEWEST_WORDS: Final = 3
_OPENERS: Final = frozenset((
    "what", "which", "who", "when", "where", "why", "how", "is", "are", "was", "were", "do", "does", "did", "have",
    "has", "had", "can", "could", "may", "would", "will", "tell", "give", "remind", "confirm", "let",
))  # fmt: skip
"""First words of a question; without one of them a sentence with a question mark echoes what she said."""
NAMED: Final = 0.48
"""Cosine from which a statement is about a fact of her trouble. The kindest sentences that fit every case reach
0.43 (14 of them, 40 cases), what was said about a case in other words mostly more than 0.49."""
_FEWEST_NAMING: Final = 4
_ASKS_NOTHING: Final = frozenset(("proposal", "more"))
_ABOUT_NO_FACT: Final = (
    "is that right", "is that okay for you", "would you like that", "does that work for you", "may i call you back",
    "can you hear me", "are you still there", "can i put you on hold", "would you mind holding for a moment",
    "can i help you with anything else", "is there anything else i can do", "how are you today", "how can i help you",
    "could you repeat that", "would a refund be okay", "what do you think of that", "could you please calm down",
)  # fmt: skip
"""Questions that ask for nothing she could tell."""


class TopicMatcher:
    """Finds the fact of a case that a question is about.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    embedder : Embedder
        Gives the meaning of questions.
    """

    def __init__(self, casting: Casting, embedder: Embedder) -> None:
        self._embedder = embedder
        self._none = embedder.embed(_ABOUT_NO_FACT)
        self._facts = {
            fact.id: embedder.embed([
                casting.written(text) for text in (*fact.asked_by, fact.about, f"what is {fact.about}")
            ])
            for fact in casting.case.facts
        }  # fmt: skip
        self._told = {
            fact.id: embedder.embed([casting.written(text) for text in fact.say])
            for fact in casting.case.facts
            if fact.problem
        }

    def asked(self, text: str) -> tuple[str, ...]:
        """Return the facts that the questions of a turn are about, in the order of the turn."""
        said = turn(text)
        spans = [span for span in said.questions if span[1] - span[0] + 1 >= _FEWEST_WORDS]
        questions = (" ".join(said.said.words[first : last + 1]) for first, last in spans)
        asking = (one for one in questions if one.split()[0] in _OPENERS and kind_of(one) not in _ASKS_NOTHING)
        found = (self._about(question) for question in asking)
        return tuple(dict.fromkeys(fact for fact in found if fact is not None))

    def named(self, text: str) -> tuple[str, ...]:
        """Return the facts that the statements of a turn are about, in whatever words."""
        said = turn(text)
        asked = {index for first, last in said.questions for index in range(first, last + 1)}
        parts = (
            " ".join(said.said.words[first : last + 1])
            for first, last in clauses(said.said)
            if last - first + 1 >= _FEWEST_NAMING and not asked.issuperset(range(first, last + 1))
        )
        found = (self._nearest(part) for part in parts)
        return tuple(dict.fromkeys(fact for near, fact in found if near >= NAMED))

    def _nearest(self, part: str) -> tuple[float, str]:
        point = self._embedder.embed([part])[0]
        near = ((float(np.max(points @ point)), fact) for fact, points in self._told.items())
        return max(near, default=(0.0, ""))

    def _about(self, question: str) -> str | None:
        point = self._embedder.embed([question])[0]
        near = sorted(((float(np.max(points @ point)), fact) for fact, points in self._facts.items()), reverse=True)
        if not near:
            return None
        others = max(near[1][0] if len(near) > 1 else 0.0, float(np.max(self._none @ point)))
        nearest, fact = near[0]
        return fact if nearest >= NEAR and nearest - others >= CLEARLY else None

"""What the head sees of a clause: its word groups, its place in the turn, what it echoes, what the patterns found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from voicedrill.content.keys import stem
from voicedrill.content.text import Utterance, normalise, questions

Floats = NDArray[np.float32]

_LONGEST_GROUP = 3
_EDGE = "|"
_ECHOED = 4
"""Words of the customer's line in a clause beyond which more say nothing more."""
_LONG = 20
_MANY = 8
_EMPTY_WORDS = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "my", "your", "our", "his", "her", "its", "their", "i", "you",
    "we", "they", "he", "she", "it", "me", "us", "them", "is", "are", "was", "were", "be", "been", "am", "do", "does",
    "did", "have", "has", "had", "will", "would", "can", "could", "may", "might", "shall", "should", "of", "to", "for",
    "on", "in", "at", "by", "with", "from", "and", "or", "so", "not", "what", "which", "who", "when", "where", "how",
    "why", "there", "here", "any", "some", "please", "but", "if", "no", "yes", "okay", "just",
))  # fmt: skip
"""Words that echo nothing when they come again."""

GROUP_SCALE = np.float32(0.6)
POINT_SCALE = np.float32(3.0)
ECHO_SCALE = np.float32(2.0)
HIT_SCALE = np.float32(1.5)
"""Sizes of the traits beside each other, so that one penalty fits all while the head is trained. Ours."""


def word_groups(said: Utterance, first: int, last: int) -> Iterator[str]:
    """Yield each group of one to three neighbouring words of a clause, its edges marked; some more than once."""
    words = [_EDGE, *said.words[first : last + 1], _EDGE]
    for size in range(1, _LONGEST_GROUP + 1):
        for at in range(len(words) - size + 1):
            if words[at : at + size] != [_EDGE]:
                yield " ".join(words[at : at + size])


@dataclass(frozen=True)
class ClausesOfTurn:
    """A turn cut into clauses, with the embeddings of each and what the patterns found in it.

    Attributes
    ----------
    said : Utterance
        The turn.
    spans : tuple of (int, int)
        First and last word of each clause.
    prev : str
        The customer's line before it.
    points : array of float32, shape (clauses, 384)
        Embeddings of `texts`.
    hits : tuple of mapping of str to float
        For each clause the confidence of the patterns that touch it, by behaviour.
    barred : tuple of frozenset of str
        For each clause the behaviours that an anti-pattern says it only looks like.
    """

    said: Utterance
    spans: tuple[tuple[int, int], ...]
    prev: str
    points: Floats
    hits: tuple[Mapping[str, float], ...]
    barred: tuple[frozenset[str], ...]

    @cached_property
    def _prev_stems(self) -> frozenset[str]:
        return _stems(normalise(self.prev).words)

    @cached_property
    def _asked(self) -> list[tuple[int, int]]:
        return questions(self.said)

    def dense(self, number: int, ids: Sequence[str]) -> Floats:
        """Return the numbers of a clause, in the order that the head was trained on.

        The embedding, the place in the turn (first, last, only, how many, how long, asking), the echo of the
        customer's line (words, share, whether there is one), and the patterns of ``ids``.
        """
        point, hits = self.points[number], self.hits[number]
        return np.concatenate((
            point * POINT_SCALE,
            self._place(number),
            self._echo(number) * ECHO_SCALE,
            np.array([hits.get(one, 0.0) for one in ids], np.float32) * HIT_SCALE,
        ))  # fmt: skip

    def _place(self, number: int) -> Floats:
        first, last = self.spans[number]
        count = len(self.spans)
        asks = any(a <= last and first <= b for a, b in self._asked)
        length = min(last - first + 1, _LONG) / _LONG
        return np.array(
            [number == 0, number == count - 1, count == 1, min(count, _MANY) / _MANY, length, asks], np.float32
        )

    def _echo(self, number: int) -> Floats:
        first, last = self.spans[number]
        own = _stems(self.said.words[first : last + 1])
        shared = len(own & self._prev_stems)
        words = min(shared, _ECHOED) / _ECHOED
        return np.array([words, shared / max(1, len(own)), bool(self._prev_stems)], np.float32)


def clause_texts(said: Utterance, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the words of each clause as one text, for embedding."""
    return [" ".join(said.words[first : last + 1]) for first, last in spans]


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if len(word) > 1 and word not in _EMPTY_WORDS)

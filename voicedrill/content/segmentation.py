"""Segmentation: where one clause of a turn ends and the next begins, with or without punctuation.

A recogniser writes no punctuation, so the ends are learned: every place between two words is scored by the words
around it, with weights trained on the corpus in ``models/behaviours`` (there the braces and the sentence marks say
where clauses end).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voicedrill.content.text import ASK, STOP, Utterance

_MARKS = (ASK, STOP)
_EDGE = "|"


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Splits turns into clauses.

    Attributes
    ----------
    weights : mapping of str to float
        Weight of each trait in `joint_traits`; traits it lacks weigh nothing.
    bias : float
        Added to every sum; a clause ends where the sum is above 0.
    """

    weights: Mapping[str, float]
    bias: float

    def clauses(self, said: Utterance) -> list[tuple[int, int]]:
        """Return first and last word of each clause, both included, without the sentence marks."""
        found = []
        for first, last in sentences(said):
            start = first
            for joint in range(first, last):
                if self._ends(said.words[first : last + 1], joint - first) and joint + 1 - start >= 2 <= last - joint:
                    found.append((start, joint))
                    start = joint + 1
            found.append((start, last))
        return found

    def _ends(self, words: Sequence[str], at: int) -> bool:
        return self.bias + sum(self.weights.get(trait, 0.0) for trait in joint_traits(words, at)) > 0


def sentences(said: Utterance) -> list[tuple[int, int]]:
    """Return first and last word of each stretch between sentence marks."""
    found, first = [], 0
    for index, word in enumerate((*said.words, STOP)):
        if word in _MARKS:
            if index > first:
                found.append((first, index - 1))
            first = index + 1
    return found


def joint_traits(words: Sequence[str], at: int) -> tuple[str, ...]:
    """Return what can be said of the joint after word ``at``: the words on both sides, alone and in pairs."""
    before = words[at]
    before2 = words[at - 1] if at else _EDGE
    after = words[at + 1] if at + 1 < len(words) else _EDGE
    after2 = words[at + 2] if at + 2 < len(words) else _EDGE
    after3 = words[at + 3] if at + 3 < len(words) else _EDGE
    return (
        f"<{before}",
        f">{after}",
        f"<>{before} {after}",
        f"<<{before2} {before}",
        f">>{after} {after2}",
        f">>>{after} {after2} {after3}",
    )

"""The head: from the traits of a clause to how likely it shows each behaviour. Trained by ``models/behaviours``."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from voicedrill.content.clause_traits import GROUP_SCALE, ClausesOfTurn, Floats, word_groups

BARRED = np.float32(-99.0)
"""Sum of a clause that an anti-pattern speaks against."""
LOWEST = -8.0
"""Sums below this are all alike: as unlikely as can be told."""


@dataclass(frozen=True)
class Head:
    """A linear model for every behaviour, all in one.

    Attributes
    ----------
    ids : tuple of str
        Behaviours, in the order of the columns.
    groups : mapping of str to int
        Row of each known word group in ``group_weights``.
    group_weights : array of float32, shape (groups, behaviours)
        Weights of `voicedrill.content.clause_traits.word_groups`.
    dense_weights : array of float32, shape (traits, behaviours)
        Weights of `voicedrill.content.clause_traits.ClausesOfTurn.dense`.
    bias : array of float32, shape (behaviours,)
        Added to the sum.
    threshold : array of float32, shape (behaviours,)
        Sum of a turn's best clause from which the behaviour is found where no pattern says so.
    scale : array of float32, shape (3, behaviours)
        Slope, worth of a pattern, and shift that turn the sum into a probability; fitted on rows that were kept back.
    """

    ids: tuple[str, ...]
    groups: Mapping[str, int]
    group_weights: Floats
    dense_weights: Floats
    bias: Floats
    threshold: Floats
    scale: Floats

    def sums(self, turn: ClausesOfTurn) -> Floats:
        """Return how strongly each clause shows each behaviour, shape ``(clauses, behaviours)``; `BARRED` for none."""
        rows = []
        for number, (first, last) in enumerate(turn.spans):
            known = sorted({self.groups[one] for one in word_groups(turn.said, first, last) if one in self.groups})
            lexical = self.group_weights[known].sum(axis=0) * GROUP_SCALE
            row = lexical + turn.dense(number, self.ids) @ self.dense_weights + self.bias
            row[[behaviour in turn.barred[number] for behaviour in self.ids]] = BARRED
            rows.append(row)
        return np.stack(rows) if rows else np.zeros((0, len(self.ids)), np.float32)

    def probability(self, behaviour: int, total: float, pattern: bool) -> float:
        """Return the probability 0..1 of a behaviour, by the sum of the best clause and whether a pattern matched."""
        slope, worth, shift = self.scale[:, behaviour]
        return float(1 / (1 + np.exp(-(slope * max(total, LOWEST) + worth * pattern + shift))))

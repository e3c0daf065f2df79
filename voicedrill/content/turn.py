"""A turn as the checks of a case look at it: its words, numbers, values and spelt runs, each worked out once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from voicedrill.content.keys import Index, pieces_of
from voicedrill.content.numbers import Piece
from voicedrill.content.spelling import Spelt, spelt
from voicedrill.content.text import ASK, STOP, Utterance, normalise, questions
from voicedrill.content.values import LONG_NUMBER, Value, values

_CURRENCY = "£$€"
_NEIGHBOURS = 5
"""Words before and after a value that may say what it is about."""
_LONGEST_NAME = 3
"""Words of a turn taken together when a name is looked for ("heart lee")."""


@dataclass(frozen=True, eq=False)
class Turn:
    """What was said, prepared."""

    said: Utterance

    @cached_property
    def pieces(self) -> list[Piece]:
        """Its words with numbers made whole."""
        return pieces_of(self.said)

    @cached_property
    def index(self) -> Index:
        """Where its words stand."""
        return Index(self.pieces)

    @cached_property
    def values(self) -> list[Value]:
        """Its amounts, dates, counts and so on; a number after a currency sign is an amount."""
        return [self._as_amount(value) for value in values(self.pieces)]

    @cached_property
    def questions(self) -> list[tuple[int, int]]:
        """First and last word of each of its parts in question form."""
        return questions(self.said)

    @cached_property
    def spelt(self) -> list[Spelt]:
        """Its runs of letters and digits."""
        return spelt(self.said.words, self.pieces)

    @cached_property
    def codes(self) -> list[Value]:
        """Its runs that mix letters and digits."""
        unbroken = (run for run in self.spelt if not run.after and len(run.before) >= LONG_NUMBER)
        mixed = (run for run in unbroken if any(map(str.isalpha, run.before)) and any(map(str.isdecimal, run.before)))
        return [Value("code", run.before, run.first, run.last) for run in mixed]

    @cached_property
    def joined_words(self) -> frozenset[str]:
        """Its words, alone and joined with the one or two after them."""
        return frozenset(self._joined())

    def around(self, first: int, last: int) -> Sequence[str]:
        """Return the words of the same sentence near the words ``first`` to ``last``, and these."""
        words = self.said.words
        start, end = first, last
        while start > max(0, first - _NEIGHBOURS) and words[start - 1] not in (ASK, STOP):
            start -= 1
        while end < min(len(words) - 1, last + _NEIGHBOURS) and words[end + 1] not in (ASK, STOP):
            end += 1
        return words[start : end + 1]

    def _joined(self) -> Iterator[str]:
        words = self.said.words
        for size in range(1, _LONGEST_NAME + 1):
            for at in range(len(words) - size + 1):
                yield "".join(words[at : at + size])

    def _as_amount(self, value: Value) -> Value:
        start = self.said.tokens[value.first].start
        signed = start > 0 and self.said.original[start - 1] in _CURRENCY
        return replace(value, kind="amount", unit="") if signed and value.kind in ("count", "reference") else value


@lru_cache(maxsize=4096)  # also the texts of a customer, which every call of hers reads again
def turn(text: str) -> Turn:
    """Prepare a text; the turn and her line before it are looked at by several checks."""
    return Turn(normalise(text))

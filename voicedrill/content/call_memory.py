"""What the trainee said earlier in a call, as far as later turns are judged by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.content.detection import Detection
from voicedrill.content.text import Utterance, clauses

_KIND = frozenset(("empathy", "apology", "reassurance"))
_KIND_WORDS = 4
"""A kind sentence of fewer words ("I am sorry") may be said again."""


@dataclass(frozen=True, slots=True)
class CallMemory:
    """The trainee's turns so far.

    Attributes
    ----------
    asked : frozenset of str
        Ids of the facts the trainee asked about.
    kind_sentences : tuple of str
        Normalised kind sentences (empathy, apology, reassurance).
    untied_empathy : int
        Turns with empathy that named nothing of the case.
    """

    asked: frozenset[str] = frozenset()
    kind_sentences: tuple[str, ...] = ()
    untied_empathy: int = 0


def kind_sentences(said: Utterance, found: Sequence[Detection]) -> list[tuple[str, str]]:
    """Return each kind sentence as (normalised clause, quote)."""
    kind = []
    for one in (one for one in found if one.id in _KIND):
        at = said.original.find(one.quote)
        for first, last in clauses(said):
            if said.tokens[first].start <= at < said.tokens[last].end and last - first + 1 >= _KIND_WORDS:
                kind.append((" ".join(said.words[first : last + 1]), said.quote(first, last)))
    return kind

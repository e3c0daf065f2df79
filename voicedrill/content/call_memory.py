"""What the trainee said earlier in a call, as far as later turns are judged by it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.content.detection import Detection
from voicedrill.content.text import Utterance, clauses

KIND = frozenset(("empathy", "apology", "reassurance", "appreciation"))
"""Behaviours that are kind words."""
_KIND_WORDS = 4
"""A kind sentence of fewer words ("I am sorry") may be said again."""
_NEARLY_WORDS = 5
_NEARLY_SAME = 0.8
"""A sentence of so many words, of which so many come again, is the same."""


@dataclass(frozen=True, slots=True)
class CallMemory:
    """The trainee's turns so far.

    Attributes
    ----------
    asked : frozenset of str
        Ids of the facts the trainee asked about.
    kind_sentences : tuple of str
        Normalised kind sentences.
    untied : int
        Turns with kind sentences that named nothing of the case.
    """

    asked: frozenset[str] = frozenset()
    kind_sentences: tuple[str, ...] = ()
    untied: int = 0

    def has_said(self, sentence: str) -> bool:
        """Whether a kind sentence was said before, word for word or nearly."""
        return any(same_sentence(sentence, earlier) for earlier in self.kind_sentences)


@dataclass(frozen=True, slots=True)
class KindSentence:
    """A kind sentence of a turn: its normalised words, and the words as they stand in the turn."""

    behaviour: str
    words: str
    quote: str


def same_sentence(one: str, other: str) -> bool:
    """Whether two normalised sentences are one: the same words, or nearly all of five or more."""
    if one == other:
        return True
    words, other_words = one.split(), other.split()
    longer = max(len(words), len(other_words))
    common = sum((Counter(words) & Counter(other_words)).values())
    return min(len(words), len(other_words)) >= _NEARLY_WORDS and common >= _NEARLY_SAME * longer


def kind_sentences(said: Utterance, found: Sequence[Detection]) -> list[KindSentence]:
    """Return the kind sentences of a turn that are long enough to matter."""
    kind = []
    parts = clauses(said) if any(one.id in KIND for one in found) else []
    for one in (one for one in found if one.id in KIND):
        start = said.original.find(one.quote)
        end = start + len(one.quote)
        touched = [part for part in parts if said.tokens[part[0]].start < end and start < said.tokens[part[1]].end]
        if touched and touched[-1][1] - touched[0][0] + 1 >= _KIND_WORDS:
            first, last = touched[0][0], touched[-1][1]
            kind.append(KindSentence(one.id, " ".join(said.words[first : last + 1]), said.quote(first, last)))
    return kind

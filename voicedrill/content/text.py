"""Text as the patterns see it: lower case, no contractions, every word still tied to the original.

Input is what a recogniser gives (lower case, no punctuation) or what a person types.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_PIECE = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)*|[.!?;:…–—\n]+")
_MARK = re.compile(r"[.!?;:…–—\n]")
_FILLERS = frozenset(("um", "uh", "er", "erm", "ah", "hm", "hmm", "mm"))
_STUTTERS = frozenset(("i", "we", "you", "the", "a", "to", "and", "that", "is", "it", "my", "your"))
_WHOLE = {
    "can't": "cannot", "cant": "cannot", "won't": "will not", "wont": "will not", "shan't": "shall not",
    "ain't": "is not", "let's": "let us", "y'all": "you all", "im": "i am", "ive": "i have", "dont": "do not",
    "didnt": "did not", "doesnt": "does not", "isnt": "is not", "youre": "you are", "thats": "that is",
    "whats": "what is", "gonna": "going to", "wanna": "want to", "gotta": "got to", "u": "you", "ur": "your",
    "pls": "please", "plz": "please", "thx": "thanks", "ok": "okay",
}  # fmt: skip
_ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_JOINED = frozenset((("can", "not"), ("post", "code"), ("e", "mail"), ("voice", "mail")))
_IS_BASES = frozenset(
    ("it", "that", "this", "what", "he", "she", "there", "here", "who", "where", "how", "when", "why")
)  # fmt: skip

ASK = "?"
"""The word that stands for a question mark."""
STOP = "."
"""The word that stands for every other end of a sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, and where it stands in the original.

    Attributes
    ----------
    word : str
        Lower case; `ASK` or `STOP` for the end of a sentence.
    start, end : int
        Its characters in the original. The words of one contraction share them.
    """

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Utterance:
    """A normalised text."""

    original: str
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words, with `ASK` and `STOP` where the original had sentence marks."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each word once."""
        return frozenset(self.words)

    @cached_property
    def normal(self) -> str:
        """The words, each followed by one space."""
        return "".join(f"{word} " for word in self.words)

    def quote(self, first: int, last: int) -> str:
        """Return the original characters from word ``first`` to word ``last``, both included."""
        return self.original[self.tokens[first].start : self.tokens[last].end]

    def offset(self, index: int) -> int:
        """Return where word ``index`` begins in `normal`; its length for the index after the last word."""
        return self._offsets[index] if index < len(self.words) else len(self.normal)

    def word_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last word of the characters ``start:end`` of `normal`."""
        first = bisect_right(self._offsets, start) - 1
        return first, max(first, bisect_right(self._offsets, end - 1) - 1)

    @cached_property
    def _offsets(self) -> list[int]:
        offsets, position = [], 0
        for word in self.words:
            offsets.append(position)
            position += len(word) + 1
        return offsets


def normalise(text: str) -> Utterance:
    """Lower the text, expand contractions, drop fillers and stutters; sentence marks become words."""
    tokens: list[Token] = []
    for match in _PIECE.finditer(text):
        for word in _expanded(match[0]):
            _append(tokens, Token(word, match.start(), match.end()))
    return Utterance(text, tuple(tokens))


def _append(tokens: list[Token], token: Token) -> None:
    last = tokens[-1].word if tokens else ""
    if token.word in _FILLERS or (token.word == last and token.word in _STUTTERS):
        return
    if (last, token.word) in _JOINED:
        tokens[-1] = Token(last + token.word, tokens[-1].start, token.end)
        return
    tokens.append(token)


def _expanded(piece: str) -> Iterator[str]:
    if _MARK.match(piece):
        yield ASK if ASK in piece else STOP
        return
    word = piece.lower().replace("’", "'")
    if word[0].isdigit():
        yield word.replace(",", "")
    elif word in _WHOLE:
        yield from _WHOLE[word].split()
    else:
        yield from _uncontracted(word)


def _uncontracted(word: str) -> Iterator[str]:
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            yield from (*_uncontracted(word.removesuffix(ending)), full)
            return
    base = word.removesuffix("'s")
    yield base
    if base != word and base in _IS_BASES:
        yield "is"


_UNOPENED_WORDS = 8
"""A sentence with a question mark but no opener ("your postcode?") is asked with its last words."""
_ONE_OPENING = 2
"""Openers this close together open one question: "can you tell me"."""
_BREAKS = frozenset(("but", "so", "and", "then", "because"))

_FREE_OPENER = re.compile(
    r"(?<!\S)(?:(?:can|could|may|would|shall|do|did|have|are|were|will) (?:you|i|we)|would (?:it|that)"
    r"|(?:did|has|have|does) (?:any|some|no)(?:body|one|thing)"
    r"|what (?:is|was|are|were|did|does|do|would|could|should|can|will|has|have|if|happened"
    r"|time|date|kind|sort|type|exactly|name|size|model|order|number|went)"
    r"|which (?:one|of|day|time|date|\S+ (?:is|are|did|do|was|were|would|have|shall|should|can|could|may|will))"
    r"|who (?:did|do|does|was|is|are|has|can|could|should|will|would|told)"
    r"|what (?:suits|works|bothers|makes|made|brings|caused|else|about)"
    r"|(?:when|where|why|how) (?:did|do|does|is|was|were|are|has|have|would|could|should|can|will|exactly)"
    r"|how (?:long|many|much|often|big|old|far|late|soon|large|bad|about)"
    r"|let (?:me|us) know (?:what|when|which|where|how|the|your|more|exactly)"
    r"|tell me|walk me|give me|remind me|confirm (?:the|your|that|for)|provide (?:me|us|the|your)"
    r"|(?:i|we)(?: (?:just|also|still|will|would|do)){0,3} need (?:the|your|to (?:ask|know|have|take))"
    r"|(?:i|we) will (?:just )?(?:ask you|take your)) "
)
_START_OPENER = re.compile(
    r"(?:^|(?<=^and )|(?<=^so )|(?<=[.?] )|(?<= and )|(?<= so )|(?<= but )|(?<=okay )|(?<=right )|(?<=well )"
    r"|(?<=then ))"
    r"(?:is|was|has|does|did|are|were|had) (?:it|this|that|there|the|your|they|he|she|any|anyone|anything) "
    r"|(?:^|(?<=[.?] )|(?<=okay )|(?<=and ))(?:your|and your|the) (?:\S+ ){1,3}(?:please|[?]) "
)
_TOLD_BEFORE = frozenset(
    ("understand", "know", "imagine", "see", "appreciate", "hear", "realise", "realize", "about", "i", "explain", "out",
     "can", "could")
)  # fmt: skip
_ENDS_QUESTION = re.compile(
    r"(?<!\S)(?:because|but|thanks?|sorry|let me|so (?:i|we|that)|(?:i|we) (?:will|am|are|can|have|do|understand|see)) "
)


def clauses(said: Utterance) -> list[tuple[int, int]]:
    """Return first and last word of each clause: split at sentence marks and at but, so, and, then, because."""
    found, first = [], 0
    for index, word in enumerate((*said.words, STOP)):
        if word in (ASK, STOP) or word in _BREAKS:
            if index > first:
                found.append((first, index - 1))
            first = index if word in _BREAKS else index + 1
    return found


def questions(said: Utterance) -> list[tuple[int, int]]:
    """Return first and last word of each part in question or request form; a question mark is not needed."""
    starts = {said.word_span(match.start(), match.start() + 1)[0] for match in _START_OPENER.finditer(said.normal)}
    for match in _FREE_OPENER.finditer(said.normal):
        first = said.word_span(match.start(), match.start() + 1)[0]
        if first == 0 or said.words[first - 1] not in _TOLD_BEFORE:
            starts.add(first)
    starts.update(_unopened(said, starts))
    ordered = sorted(starts)
    firsts = [first for at, first in enumerate(ordered) if at == 0 or first - ordered[at - 1] > _ONE_OPENING]
    return [(first, _question_end(said, first, limit)) for first, limit in pairwise((*firsts, len(said.words)))]


def _unopened(said: Utterance, starts: set[int]) -> Iterator[int]:
    first = 0
    for index, word in enumerate(said.words):
        if word == ASK and index > first and not any(first <= start < index for start in starts):
            yield max(first, index - _UNOPENED_WORDS)
        if word in (ASK, STOP):
            first = index + 1


def _question_end(said: Utterance, first: int, limit: int) -> int:
    for index in range(first + 1, limit):
        if said.words[index] in (ASK, STOP):
            return index - 1
        if index >= first + 3 and _ENDS_QUESTION.match("".join(f"{w} " for w in said.words[index : index + 2])):
            return index - 1
    return limit - 1

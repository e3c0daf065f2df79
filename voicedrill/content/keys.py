"""Key phrases of a case found in what was said, tolerant of inflection, number form and one misheard word."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicedrill.content.numbers import Piece, canonical, off_by_one
from voicedrill.content.text import ASK, STOP, Utterance, normalise

_FUNCTION_WORDS = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "my", "your", "our", "his", "her", "its", "their", "i",
    "you", "we", "they", "he", "she", "it", "me", "us", "them", "is", "are", "was", "were", "be", "been", "am",
    "do", "does", "did", "have", "has", "had", "will", "would", "can", "could", "may", "might", "shall", "should",
    "of", "to", "for", "on", "in", "at", "by", "with", "from", "and", "or", "so", "not", "what", "which", "who",
    "when", "where", "how", "why", "there", "here", "any", "some", "please",
))  # fmt: skip
_PLURALS = ("s",)
_ENDINGS = ("ement", "ment", "ations", "ation", "ing", "edly", "ied", "ie", "ed", "ly", "ion", "e", "y")
_FUZZY_LENGTH = 5
"""Shorter words must be heard exactly: too many real words lie one letter away."""


@dataclass(frozen=True, slots=True)
class Key:
    """A phrase to look for.

    Attributes
    ----------
    pieces : tuple of Piece
        Its content words and numbers; when it has function words only, all of them.
    verbatim : bool
        It has function words only ("when did"), so that they must stand side by side, in order.
    """

    pieces: tuple[Piece, ...]
    verbatim: bool = False

    @property
    def number(self) -> Piece | None:
        """The number, amount or date in it, if any."""
        return next((piece for piece in self.pieces if piece.kind != "word"), None)


def key(phrase: str) -> Key:
    """Prepare a phrase (slots already filled) for `find`."""
    return _key(phrase)


@lru_cache(maxsize=4096)
def _key(phrase: str) -> Key:
    pieces = [piece for piece in canonical(normalise(phrase).words) if piece.text not in (ASK, STOP)]
    content = [piece for piece in pieces if piece.kind != "word" or piece.text not in _FUNCTION_WORDS]
    return Key(tuple(content or pieces), verbatim=not content)


def pieces_of(said: Utterance) -> list[Piece]:
    """Return the words of an utterance with its numbers made whole."""
    return canonical(said.words)


def find(wanted: Key, pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """Return the first and last word where the key stands in ``pieces``, or None.

    The words may come in any order, close together in one sentence. Function words are ignored, words compare without
    their endings and a long word may have one letter wrong; of three or more content words one may be missing or wrong.
    Numbers must have the same digits.
    """
    if not wanted.pieces:
        return None
    if wanted.verbatim:
        return _find_verbatim(wanted.pieces, pieces)
    allowed = 1 if len(wanted.pieces) >= 3 and wanted.number is None else 0
    width = 2 * len(wanted.pieces) + 3
    for start, piece in enumerate(pieces):
        if not any(_same(target, piece) for target in wanted.pieces):
            continue
        window = _sentence(pieces[start : start + width])
        hits = [next((near for near in window if _same(target, near)), None) for target in wanted.pieces]
        matched = [hit for hit in hits if hit is not None]
        if len(matched) + allowed >= len(hits):
            return piece.first, max(hit.last for hit in matched)
    return None


def _find_verbatim(wanted: Sequence[Piece], pieces: Sequence[Piece]) -> tuple[int, int] | None:
    texts = [piece.text for piece in wanted]
    for start in range(len(pieces) - len(wanted) + 1):
        if [piece.text for piece in pieces[start : start + len(wanted)]] == texts:
            return pieces[start].first, pieces[start + len(wanted) - 1].last
    return None


def _sentence(pieces: Sequence[Piece]) -> Sequence[Piece]:
    end = next((index for index, piece in enumerate(pieces) if piece.text in (ASK, STOP)), len(pieces))
    return pieces[:end]


def _same(wanted: Piece, heard: Piece) -> bool:
    if wanted.kind == "word" or heard.kind == "word":
        return wanted.kind == heard.kind and same_word(wanted.text, heard.text)
    if wanted.kind == "date" or heard.kind == "date":
        return wanted.text == heard.text
    if wanted.digits == heard.digits:
        return True
    return len(wanted.digits) >= 4 and wanted.digits in heard.digits


def same_word(wanted: str, heard: str) -> bool:
    """Whether two words are the same but for their endings, or for one letter in a long word."""
    if wanted == heard or stem(wanted) == stem(heard):
        return True
    long_enough = min(len(wanted), len(heard)) >= _FUZZY_LENGTH
    return long_enough and wanted[0] == heard[0] and off_by_one(stem(heard), stem(wanted))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the word without its common English endings; at least three letters stay."""
    base = _without(word, _PLURALS)
    base = _without(base, _ENDINGS)
    return base[:-1] if len(base) > 3 and base[-1] == base[-2] else base


def _without(word: str, endings: Sequence[str]) -> str:
    fitting = (end for end in endings if word.endswith(end) and len(word) - len(end) >= 3 and not word.endswith("ss"))
    return word.removesuffix(next(fitting, ""))


def content_words(phrase: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning (four letters or more)."""
    return frozenset(stem(word) for word in normalise(phrase).words if len(word) >= 4 and word not in _FUNCTION_WORDS)

"""Key phrases of a case found in what was said, tolerant of inflection, number form and one misheard word."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicedrill.content.numbers import Piece, canonical, off_by_one
from voicedrill.content.text import ASK, STOP, Utterance, normalise

FUNCTION_WORDS = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "my", "your", "our", "his", "her", "its", "their", "i",
    "you", "we", "they", "he", "she", "it", "me", "us", "them", "is", "are", "was", "were", "be", "been", "am",
    "do", "does", "did", "have", "has", "had", "will", "would", "can", "could", "may", "might", "shall", "should",
    "of", "to", "for", "on", "in", "at", "by", "with", "from", "and", "or", "so", "not", "what", "which", "who",
    "when", "where", "how", "why", "there", "here", "any", "some", "please",
))  # fmt: skip
"""Words that say nothing of the matter."""
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
    strict : bool
        None of its words may be missing; they may stand farther apart.
    """

    pieces: tuple[Piece, ...]
    verbatim: bool = False
    strict: bool = False

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
    content = [piece for piece in pieces if piece.kind != "word" or piece.text not in FUNCTION_WORDS]
    return Key(tuple(content or pieces), verbatim=not content)


def pieces_of(said: Utterance) -> list[Piece]:
    """Return the words of an utterance with its numbers made whole."""
    return canonical(said.words)


class Index:
    """The pieces of a text, so that many keys are found in it quickly.

    Parameters
    ----------
    pieces : sequence of Piece
        From `pieces_of`.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._by_text: defaultdict[str, list[int]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[int]] = defaultdict(list)
        self._long: defaultdict[str, set[str]] = defaultdict(set)
        self._numbers: list[int] = []
        self._places: dict[tuple[str, str], list[int]] = {}
        for at, piece in enumerate(pieces):
            self._by_text[piece.text].append(at)
            if piece.kind != "word":
                self._numbers.append(at)
                continue
            self._by_stem[stem(piece.text)].append(at)
            if len(piece.text) >= _FUZZY_LENGTH:
                self._long[piece.text[0]].add(piece.text)
        self._stops = sorted((*self._by_text.get(ASK, ()), *self._by_text.get(STOP, ()), len(pieces)))

    def find(self, wanted: Key, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Return the first and last word where the key stands, or None.

        The words may come in any order, close together in one sentence. Function words are ignored, words compare
        without their endings and a long word may have one letter wrong; of three or more content words one may be
        missing or wrong. Numbers must have the same digits.

        Parameters
        ----------
        wanted : Key
            The key.
        start, end : int
            Only the words from ``start`` up to ``end``, which is left out, are looked at.
        """
        if not wanted.pieces or not self._pieces:
            return None
        end = self._pieces[-1].last + 1 if end is None else end
        if wanted.verbatim:
            return self._find_verbatim(wanted.pieces, start, end)
        spare = len(wanted.pieces) >= 3 and wanted.number is None and not wanted.strict
        needed = len(wanted.pieces) - spare
        places = self._places_of_all(wanted.pieces, spare)
        if not places:
            return None
        width = 3 * len(wanted.pieces) + 6 if wanted.strict else 2 * len(wanted.pieces) + 3
        for first in sorted({at for found in places for at in found}):
            if self._pieces[first].first < start:
                continue
            limit = min(first + width, self._stops[bisect_left(self._stops, first)])
            hits = [
                found[at] for found in places if (at := bisect_left(found, first)) < len(found) and found[at] < limit
            ]
            last = max((self._pieces[hit].last for hit in hits), default=end)
            if len(hits) >= needed and last < end:
                return self._pieces[first].first, last
        return None

    def _find_verbatim(self, wanted: Sequence[Piece], start: int, end: int) -> tuple[int, int] | None:
        texts = [piece.text for piece in wanted]
        for first in self._by_text.get(texts[0], ()):
            found = self._pieces[first : first + len(texts)]
            if found[0].first >= start and found[-1].last < end and [piece.text for piece in found] == texts:
                return found[0].first, found[-1].last
        return None

    def _places_of_all(self, wanted: Sequence[Piece], spare: int) -> list[list[int]]:
        """Return where each piece stands, without those that stand nowhere; nothing when more than ``spare`` do not."""
        places = []
        for piece in wanted:
            found = self._places_of(piece)
            if found:
                places.append(found)
            elif spare:
                spare -= 1
            else:
                return []
        return places

    def _places_of(self, wanted: Piece) -> list[int]:
        """Return where a piece stands, in order."""
        found = self._places.get((wanted.kind, wanted.text))
        if found is None:
            found = self._word(wanted.text) if wanted.kind == "word" else self._number(wanted)
            self._places[wanted.kind, wanted.text] = found
        return found

    def _word(self, wanted: str) -> list[int]:
        base = stem(wanted)
        found = self._by_stem.get(base, [])
        long = self._long.get(wanted[0]) if len(wanted) >= _FUZZY_LENGTH else None
        if not long:
            return found
        alike = (word for word in long if off_by_one(stem(word), base))
        return sorted({*found, *(at for word in alike for at in self._by_text[word])})

    def _number(self, wanted: Piece) -> list[int]:
        return [at for at in self._numbers if _same_number(wanted, self._pieces[at])]


def find(wanted: Key, pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """Return the first and last word where one key stands in ``pieces``, or None; see `Index.find`."""
    return Index(pieces).find(wanted)


def _same_number(wanted: Piece, heard: Piece) -> bool:
    if wanted.kind == "date" or heard.kind == "date":
        return wanted.kind == heard.kind and same_date(wanted.text, heard.text)
    if wanted.digits == heard.digits:
        return True
    return len(wanted.digits) >= 4 and wanted.digits in heard.digits


def same_date(one: str, other: str) -> bool:
    """Whether two dates (``march-3``, ``-3`` without a month) are the same as far as both are said."""
    month, _, day = one.partition("-")
    other_month, _, other_day = other.partition("-")
    return day == other_day and (month == other_month or not (month and other_month))


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
    return frozenset(stem(word) for word in normalise(phrase).words if len(word) >= 4 and word not in FUNCTION_WORDS)

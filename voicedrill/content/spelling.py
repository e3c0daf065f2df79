"""Spelling: references and names said letter by letter, ``a b four four seven one`` or ``b for bravo``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicedrill.content.numbers import Piece
from voicedrill.content.text import ASK, STOP

_NATO = (
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima",
    "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey",
    "xray", "yankee", "zulu",
)  # fmt: skip
_LETTER_NAMES = {
    "ay": "a", "eh": "a", "hey": "a", "bee": "b", "be": "b", "see": "c", "sea": "c", "dee": "d", "eff": "f",
    "gee": "g", "aitch": "h", "eye": "i", "jay": "j", "kay": "k", "el": "l", "ell": "l", "em": "m", "en": "n",
    "pea": "p", "pee": "p", "queue": "q", "cue": "q", "are": "r", "ess": "s", "tea": "t", "tee": "t", "you": "u",
    "vee": "v", "ex": "x", "why": "y", "zed": "z", "zee": "z",
}  # fmt: skip
_SOUNDS_LIKE_DIGIT = {
    "for": "④", "to": "②", "too": "②", "won": "①", "ate": "⑧", "nein": "⑨", "tree": "③", "free": "③", "sex": "⑥",
    "fife": "⑤", "niner": "⑨",
}  # fmt: skip
"""Words that may be a misheard digit, as a sign that is no digit yet."""
_AS_DIGITS = str.maketrans("①②③④⑤⑥⑧⑨", "12345689")
_ZEROS = frozenset(("oh", "o"))
_ALSO_WORDS = frozenset(("a", "i"))
_AS_IN = (("for",), ("like",), ("as", "in"))
_LOST_CHARACTERS = 2
"""Characters that one word the recogniser did not know may stand for (``nineteen``)."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A run of letters and digits.

    Attributes
    ----------
    before, after : str
        Its characters, lower case, ``o`` written as ``0``, ``for`` and the like as ``④``; ``after`` is what follows
        one word that is no letter and no number, and is empty when the run is unbroken.
    first, last : int
        The words it came from.
    """

    before: str
    after: str
    first: int
    last: int

    def shows(self, told: str) -> bool:
        """Whether it holds ``told`` (as `characters` gives it), character by character."""
        return told in self.before or told in self.after

    def may_show(self, told: str) -> bool:
        """Whether it is ``told`` but for one character, or for one word that was not understood or sounds like one."""
        before, after = self.before.translate(_AS_DIGITS), self.after.translate(_AS_DIGITS)
        if not after:
            return any(_one_off(told, window) for window in _windows(before, len(told)))
        for at in range(1, len(told)):
            if before.endswith(told[:at]):
                return any(after.startswith(told[at + lost :]) for lost in range(_LOST_CHARACTERS + 1))
        return False


def characters(text: str) -> str:
    """Return letters and digits alone, lower case, ``o`` written as ``0``, as both sound the same."""
    return "".join(sign for sign in text.lower() if sign.isalnum()).replace("o", "0")


def spelt(words: Sequence[str], pieces: Sequence[Piece]) -> list[Spelt]:
    """Return the runs of letters and digits, also two runs with one other word between them.

    Parameters
    ----------
    words : sequence of str
        Words of `voicedrill.content.text.normalise`.
    pieces : sequence of Piece
        The same words with their numbers made whole.
    """
    runs = list(_runs(words, pieces))
    joined = [
        Spelt(one.before, other.before, one.first, other.last)
        for one, other in pairwise(runs)
        if other.first - one.last == 2 and words[one.last + 1] not in (ASK, STOP)
    ]
    return runs + joined


def _runs(words: Sequence[str], pieces: Sequence[Piece]) -> Iterator[Spelt]:
    signs, first, last, sure, at = "", 0, 0, False, 0
    while at < len(pieces):
        said, taken, certain = _said(words, pieces, at)
        if said:
            first = first if signs else pieces[at].first
            last = pieces[at + taken - 1].last
            signs, sure = signs + said, sure or certain
        elif signs:
            if sure:
                yield Spelt(signs, "", first, last)
            signs, sure = "", False
        at += taken
    if signs and sure:
        yield Spelt(signs, "", first, last)


def _said(words: Sequence[str], pieces: Sequence[Piece], at: int) -> tuple[str, int, bool]:
    """Return the characters at a piece, how many pieces they take, and whether they can be nothing else."""
    piece = pieces[at]
    word = words[piece.first]
    if piece.kind == "number":
        typed = piece.first == piece.last and any(sign.isalpha() for sign in word) and any(map(str.isdecimal, word))
        return characters(word) if typed else piece.digits, 1, True
    if piece.kind != "word":
        return "", 1, False
    if word == "double" and at + 1 < len(pieces):
        if pieces[at + 1].text in ("u", "you"):
            return "w", 2, True
        letter, taken, sure = _said(words, pieces, at + 1)
        return (letter * 2, taken + 1, sure) if len(letter) == 1 else ("", 1, False)
    if word in _SOUNDS_LIKE_DIGIT:
        return _SOUNDS_LIKE_DIGIT[word], 1, False
    if word in _ZEROS:
        return "0", 1, False
    letter = word if len(word) == 1 and word.isalpha() else _LETTER_NAMES.get(word, "")
    if letter:
        taken = _with_example(pieces, at, letter)
        return letter, taken, taken > 1 or (len(word) == 1 and word not in _ALSO_WORDS)
    if word in _NATO:
        return word[0], 1, True
    mixed = not word.isalpha() and word.isalnum()
    return characters(word) if mixed else "", 1, mixed


def _with_example(pieces: Sequence[Piece], at: int, letter: str) -> int:
    """Return how many words the letter takes: ``b for bravo`` three, ``b as in bravo`` four, ``b`` one."""
    for joint in _AS_IN:
        end = at + 1 + len(joint)
        if tuple(piece.text for piece in pieces[at + 1 : end]) == joint and end < len(pieces):
            example = pieces[end].text
            return len(joint) + 2 if len(example) > 1 and example.startswith(letter) else 1
    return 1


def _windows(signs: str, length: int) -> Iterator[str]:
    for size in (length - 1, length, length + 1):
        for at in range(max(0, len(signs) - size) + 1):
            yield signs[at : at + size]


def _one_off(told: str, heard: str) -> bool:
    if abs(len(told) - len(heard)) > 1:
        return False
    start = 0
    while start < min(len(told), len(heard)) and told[start] == heard[start]:
        start += 1
    rest, other = told[start:], heard[start:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]

"""Number words and digits brought to one form, so that facts can be compared however they were said.

``four four seven one nine``, ``forty four seven nineteen`` and ``44719`` become ``44719``; ``thirty two pounds fifty``
and ``£32.50`` become ``32.50``; ``third of march``, ``march the third`` and ``3 March`` become ``march-3``;
``on the ninth`` becomes ``-9``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "number", "amount", "date"]

_DIGITS = {
    "zero": 0, "oh": 0, "o": 0, "nought": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000}
NUMBER_WORDS = frozenset((*_DIGITS, *_TEENS, *_TENS, *_SCALES))
"""Words that are cardinal numbers or parts of them."""
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
"""Month names, lower case."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Weekday names, lower case."""
_MONEY = frozenset(("pound", "pounds", "dollar", "dollars", "euro", "euros", "quid", "bucks"))
_CENTS = frozenset(("pence", "cents", "cent", "p"))
_BEFORE_DAY = frozenset(("on", "by", "until", "till", "from", "since", "before", "after"))
_AFTER_DAY = frozenset((
    "?", ".", "is", "was", "and", "but", "so", "that", "at", "i", "you", "we", "it", "right", "correct", "then",
    "because", "to", "until", "by", "in", "when", "or", "yes", "no", "not", "with", "from", "for", *WEEKDAYS,
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a whole number, and the words ``first`` to ``last`` it came from."""

    text: str
    kind: Kind
    first: int
    last: int

    @property
    def digits(self) -> str:
        """The digits alone, for comparing: ``32.50`` gives ``3250``, ``march-3`` gives ``3``."""
        return "".join(sign for sign in self.text if sign.isdecimal()) if self.kind != "word" else ""


def canonical(words: Sequence[str]) -> list[Piece]:
    """Return the words with numbers, amounts and dates each made into one piece."""
    pieces: list[Piece] = []
    index = 0
    while index < len(words):
        piece = _date(words, index) or _amount(words, index) or _number(words, index)
        pieces.append(piece or Piece(words[index], "word", index, index))
        index = pieces[-1].last + 1
    return pieces


def off_by_one(heard: str, expected: str) -> bool:
    """Whether two digit strings differ by one digit: changed, missing or too many (a likely mishearing)."""
    if heard == expected or abs(len(heard) - len(expected)) > 1:
        return False
    if len(heard) == len(expected):
        return sum(a != b for a, b in zip(heard, expected, strict=True)) == 1
    longer, shorter = sorted((heard, expected), key=len, reverse=True)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _number(words: Sequence[str], at: int) -> Piece | None:
    """Numbers said one after the other are one string of digits, as people read out references."""
    digits, index = "", at
    while index < len(words):
        if words[index] in ("double", "triple") and index + 1 < len(words) and words[index + 1] in _DIGITS:
            digits += str(_DIGITS[words[index + 1]]) * (2 if words[index] == "double" else 3)
            index += 2
            continue
        value, taken = _cardinal(words, index)
        in_decimals = digits and ("." in digits or "." in value)
        if not taken or in_decimals or (words[index] in ("oh", "o") and not digits):
            break
        digits += value
        index += taken
    return Piece(digits, "number", at, index - 1) if digits else None


def _cardinal(words: Sequence[str], at: int) -> tuple[str, int]:
    """Return one cardinal (``two hundred and five``) as digits and how many words it takes; 0 when there is none."""
    word = words[at]
    if word[0].isdecimal():
        dotted = word.count(".") == 1
        return "".join(sign for sign in word if sign.isdecimal() or (dotted and sign == ".")), 1
    value, taken = _below_hundred(words, at) if word not in _SCALES else (1, 0)
    if not taken and word not in _SCALES:
        return "", 0
    total = 0
    while at + taken < len(words) and words[at + taken] in _SCALES:
        total += value * _SCALES[words[at + taken]]
        taken += 1
        joint = taken + 1 if at + taken < len(words) and words[at + taken] == "and" else taken
        value, more = _below_hundred(words, at + joint)
        taken = joint + more if more else taken
    return str(total + value), taken


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int]:
    word = words[at] if at < len(words) else ""
    if word in _TENS:
        unit = _DIGITS.get(words[at + 1], 0) if at + 1 < len(words) else 0
        return _TENS[word] + unit, 2 if unit else 1
    if word in _TEENS:
        return _TEENS[word], 1
    if word in _DIGITS:
        return _DIGITS[word], 1
    return 0, 0


def _amount(words: Sequence[str], at: int) -> Piece | None:
    whole = _number(words, at)
    if whole is None:
        return None
    after = whole.last + 1
    if after >= len(words) or words[after] not in _MONEY:
        return Piece(_money(whole.text), "amount", at, whole.last) if "." in whole.text else None
    cents = _number(words, after + 1 + _is(words, after + 1, "and"))
    if cents is None or len(cents.digits) > 2 or "." in whole.text:
        return Piece(_money(whole.text), "amount", at, after)
    last = cents.last + (cents.last + 1 < len(words) and words[cents.last + 1] in _CENTS)
    return Piece(_money(f"{whole.text}.{cents.digits:0>2}"), "amount", at, last)


def _is(words: Sequence[str], at: int, word: str) -> bool:
    return at < len(words) and words[at] == word


def _money(text: str) -> str:
    return text.removesuffix(".00")


def _date(words: Sequence[str], at: int) -> Piece | None:
    if words[at] in MONTHS:
        day_at = at + 1 + _is(words, at + 1, "the")
        day, taken = _day(words, day_at)
        return Piece(f"{words[at]}-{day}", "date", at, day_at + taken - 1) if taken else None
    if words[at] == "the":
        return _day_alone(words, at)
    day, taken = _day(words, at)
    month_at = at + taken + _is(words, at + taken, "of")
    if taken and month_at < len(words) and words[month_at] in MONTHS:
        return Piece(f"{words[month_at]}-{day}", "date", at, month_at)
    return None


def _day_alone(words: Sequence[str], at: int) -> Piece | None:
    """Return ``the ninth`` at the end of a phrase; "the first time" and "the second one" are no days."""
    named = at + 1 < len(words) and (words[at + 1] in _ORDINALS or words[at + 1] in _TENS)
    day, taken = _day(words, at + 1) if named else (0, 0)
    after = at + 1 + taken
    if not taken or words[after - 1] not in _ORDINALS:
        return None
    month_at = after + _is(words, after, "of")
    if month_at < len(words) and words[month_at] in MONTHS:
        return Piece(f"{words[month_at]}-{day}", "date", at, month_at)
    ends = after == len(words) or words[after] in _AFTER_DAY
    sure = day > 3 or (at > 0 and words[at - 1] in _BEFORE_DAY)
    return Piece(f"-{day}", "date", at, after - 1) if ends and sure else None


def _day(words: Sequence[str], at: int) -> tuple[int, int]:
    """Return a day of the month and how many words it takes; 0 words when there is none."""
    if at >= len(words):
        return 0, 0
    word = words[at]
    if word[0].isdecimal():
        digits = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
        return (int(digits), 1) if len(digits) <= 2 and digits.isdecimal() and int(digits) <= 31 else (0, 0)
    if word in _ORDINALS:
        return _ORDINALS[word], 1
    if word in _TENS and at + 1 < len(words) and words[at + 1] in _ORDINALS:
        return _TENS[word] + _ORDINALS[words[at + 1]], 2
    value, taken = _below_hundred(words, at)
    return (value, taken) if 0 < value <= 31 else (0, 0)

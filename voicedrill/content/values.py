"""Values: what can be told exactly, read from a text.

References, amounts, counts, dates, weekdays, times, codes, streets and goods.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voicedrill.content.keys import FUNCTION_WORDS, same_date, stem
from voicedrill.content.misheard import misheard_date, misheard_day, misheard_digits, misheard_name
from voicedrill.content.numbers import MONTHS, WEEKDAYS, Piece
from voicedrill.content.spelling import characters

Kind = Literal["reference", "amount", "count", "date", "weekday", "time", "code", "street", "thing", "person"]

LONG_NUMBER = 4
"""Digits from which a number is a reference, not a count; a bare number of one digit less is one too."""
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0, "hour": 1 / 24, "minute": 1 / 1440}
_MONTH_OPENERS = frozenset(("in", "since", "last", "of", "until", "early", "late", "mid", "this"))
_ALSO_WORDS = frozenset(("march", "may"))
_CLOCK_OPENERS = frozenset(("at", "around", "about", "by", "until", "till", "before", "after", "past", "from"))
_CLOCK_ENDS = frozenset(("o'clock", "oclock", "am", "pm", "noon", "midnight"))
_PART_OF_DAY = frozenset(("morning", "afternoon", "evening", "night", "noon"))
_NAMED_TIMES = {"noon": 720, "midday": 720, "midnight": 720}
_HALF_DAY = 720
_TIMES = {"once": "1", "twice": "2"}
_NO_COUNT_BEFORE = frozenset(("at", "all", "for", "just", "only"))
_AFTER_ONCE = frozenset(("", "?", ".", "and", "but", "already", "before", "so", "is", "yesterday", "today", "about"))
_STREETS = frozenset((
    "road", "street", "lane", "avenue", "close", "drive", "square", "court", "crescent", "terrace", "gardens", "row",
    "hill", "way", "place", "park", "grove", "mews",
))  # fmt: skip
_LONGEST_STREET = 2
"""Words of a street's name before ``road`` and the like."""
_THINGS = frozenset((
    "armchair", "bed", "bicycle", "bike", "binoculars", "blender", "boiler", "bookcase", "bookshelf", "bracelet",
    "camera", "carpet", "cello", "chair", "clarinet", "clock", "coat", "computer", "cooker", "couch", "cupboard",
    "desk", "dishwasher", "doll", "dollhouse", "dress", "drone", "drums", "dryer", "flute", "freezer", "fridge",
    "guitar", "harp", "headphones", "heater", "helmet", "jacket", "kettle", "keyboard", "lamp", "laptop", "mattress",
    "microscope", "microwave", "mirror", "mixer", "mower", "necklace", "oven", "piano", "printer", "radio", "router",
    "rug", "saxophone", "scooter", "skateboard", "sofa", "speaker", "stove", "stroller", "suitcase", "tablet",
    "telescope", "television", "tent", "toaster", "trainers", "trampoline", "treadmill", "tricycle", "trumpet", "tv",
    "viola", "violin", "wardrobe", "washer", "wheelchair",
))  # fmt: skip
"""Goods that one can buy, so that one can stand in the place of another."""
_RELATIVES = frozenset((
    "son", "daughter", "grandson", "granddaughter", "nephew", "niece", "husband", "wife", "brother", "sister", "mother",
    "father", "grandmother", "grandfather", "cousin", "uncle", "aunt",
))  # fmt: skip
_COMPOUND_THINGS = frozenset((
    ("washing", "machine"), ("coffee", "machine"), ("sewing", "machine"), ("vacuum", "cleaner"), ("mobile", "phone"),
    ("lawn", "mower"), ("coffee", "maker"), ("dining", "table"), ("air", "fryer"), ("games", "console"),
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value and the words ``first`` to ``last`` it came from.

    Attributes
    ----------
    kind : str
        What it is.
    text : str
        Digits of a reference, an amount (``32.50``) or a count; ``march-3`` for a date, where either part may be
        missing; a weekday; ``2:30`` for a time, half past two in the night or in the afternoon; a code's characters;
        ``12 mill lane``; the name of a thing.
    unit : str
        What is counted (``day``, ``bag``), for counts.
    """

    kind: Kind
    text: str
    first: int
    last: int
    unit: str = ""

    @property
    def digits(self) -> str:
        """The digits alone."""
        return "".join(sign for sign in self.text if sign.isdecimal())

    @property
    def days(self) -> float | None:
        """The length of time in days, for counts of a unit of time."""
        return float(self.text) * _DAYS[self.unit] if self.unit in _DAYS else None

    @property
    def is_one_word(self) -> bool:
        """Whether number and unit are one word (``once``, ``fortnight``), which sounds like no digit."""
        return bool(self.unit) and self.first == self.last

    @property
    def is_exact(self) -> bool:
        """Whether there is anything to compare: a single digit without a unit says nothing."""
        return self.kind != "count" or bool(self.unit)


def same(told: Value, heard: Value) -> bool:
    """Whether both are one value, however said: "a fortnight" and "fourteen days", "half past two" and "two thirty"."""
    if told.kind == "date" and heard.kind == "date":
        return same_date(told.text, heard.text)
    if told.kind == "time" and heard.kind in ("reference", "count") and not heard.unit:
        return told.digits == heard.digits.lstrip("0")
    if told.kind == "count" and heard.kind == "count":
        lengths = told.days is not None and told.days == heard.days
        return lengths or (told.text == heard.text and told.unit == heard.unit)
    return told.kind == heard.kind and told.text == heard.text


def comparable(told: Value, heard: Value) -> bool:
    """Whether one may stand in the other's place: same kind, counts of the same things, lengths of time."""
    if told.kind == "count":
        return heard.kind == "count" and (told.unit == heard.unit or (told.days is not None and heard.days is not None))
    return told.kind == heard.kind


def misheard(told: Value, heard: Value) -> bool:
    """Whether the heard value is the told one with one error of the recogniser."""
    if told.kind == "weekday":
        return misheard_day(told.text, heard.text)
    if told.kind == "date":
        return misheard_date(told.text, heard.text)
    if told.kind == "time":
        return _misheard_time(told.text, heard.text)
    if told.kind == "person":
        return told.text.endswith(heard.text) or misheard_name(told.text, heard.text)
    if told.kind == "thing":
        return misheard_name(told.text, heard.text)
    if told.kind == "street":
        return _misheard_street(told, heard)
    if told.is_one_word != heard.is_one_word:
        return _near_length(told, heard)
    if told.kind == "count" and told.unit != heard.unit:
        return _near_length(told, heard) or told.text == heard.text
    return misheard_digits(told.digits, heard.digits)


def _misheard_time(told: str, heard: str) -> bool:
    (hour, minute), (other_hour, other_minute) = told.split(":"), heard.split(":")
    hours = 0 if hour == other_hour else 1 if misheard_digits(hour, other_hour) else 2
    minutes = 0 if minute == other_minute else 1 if "00" in (minute, other_minute) else 2
    if minutes == 2 and misheard_digits(minute, other_minute):
        minutes = 1
    return hours + minutes == 1


def _misheard_street(told: Value, heard: Value) -> bool:
    names = zip(told.text.split()[1:], heard.text.split()[1:], strict=False)
    wrong_words = sum(one != other and not misheard_name(one, other) for one, other in names)
    number = 0 if told.digits == heard.digits else 1 if misheard_digits(told.digits, heard.digits) else 2
    return number + wrong_words <= 1


def _near_length(told: Value, heard: Value) -> bool:
    """Whether another unit says about the same ("over a week" for nine days)."""
    one, other = told.days, heard.days
    return one is not None and other is not None and max(one, other) < 1.5 * min(one, other)


def values(pieces: Sequence[Piece]) -> list[Value]:
    """Return the values in a text of which the numbers were made whole, in order."""
    found, index = [], 0
    while index < len(pieces):
        value, taken = _value(pieces, index)
        if value is not None:
            found.append(value)
        index += taken
    return found


def code(phrase: str) -> str:
    """Return the characters of a phrase that is a code (letters and digits mixed: ``AB-4471``, ``SW1A 2AB``), or ""."""
    signs = characters(phrase)
    words = phrase.replace("-", " ").split()
    coded = all(len(word) == 1 or any(sign.isdecimal() for sign in word) or word.isupper() for word in words)
    mixed = any(sign.isdecimal() for sign in signs) and any(sign.isalpha() for sign in phrase)
    return signs if coded and mixed and len(signs) >= LONG_NUMBER else ""


def _value(pieces: Sequence[Piece], at: int) -> tuple[Value | None, int]:
    """Return the value that begins at a piece, if any, and how many pieces it takes."""
    piece = pieces[at]
    clock = _clock(pieces, at)
    if clock is not None:
        return clock
    if piece.kind == "amount":
        return Value("amount", piece.text, piece.first, piece.last), 1
    if piece.kind == "date":
        return Value("date", piece.text, piece.first, piece.last), 1
    if piece.kind == "number":
        return _number(pieces, at)
    return _word(pieces, at)


def _word(pieces: Sequence[Piece], at: int) -> tuple[Value | None, int]:
    piece, after = pieces[at], _text(pieces, at + 1)
    if piece.text in WEEKDAYS:
        return Value("weekday", piece.text, piece.first, piece.last), 1
    if piece.text in MONTHS and (piece.text not in _ALSO_WORDS or _text(pieces, at - 1) in _MONTH_OPENERS):
        return Value("date", f"{piece.text}-", piece.first, piece.last), 1
    if piece.text == "fortnight":
        return Value("count", "2", piece.first, piece.last, "week"), 1
    if piece.text in _THINGS:
        return Value("thing", piece.text, piece.first, piece.last), 1
    if piece.text in _RELATIVES:
        return Value("person", piece.text, piece.first, piece.last), 1
    if (piece.text, after) in _COMPOUND_THINGS:
        return Value("thing", f"{piece.text} {after}", piece.first, pieces[at + 1].last), 2
    if piece.text in _TIMES and (piece.text == "twice" or _is_once(pieces, at)):
        return Value("count", _TIMES[piece.text], piece.first, piece.last, stem("times")), 1
    if piece.text in ("a", "an") and after == "couple":
        unit_at = at + 3 if _text(pieces, at + 2) == "of" else at + 2
        unit = stem(_text(pieces, unit_at))
        return (Value("count", "2", piece.first, pieces[unit_at].last, unit), unit_at - at + 1) if unit else (None, 1)
    if piece.text in ("a", "an") and stem(after) in _DAYS:
        return Value("count", "1", piece.first, pieces[at + 1].last, stem(after)), 2
    return None, 1


def _is_once(pieces: Sequence[Piece], at: int) -> bool:
    """Whether ``once`` counts: not in "at once", "once more", "once the parcel is here"."""
    return _text(pieces, at - 1) not in _NO_COUNT_BEFORE and _text(pieces, at + 1) in _AFTER_ONCE


def _street(pieces: Sequence[Piece], at: int) -> tuple[Value, int] | None:
    """Return ``12 mill lane``."""
    for taken in range(2, _LONGEST_STREET + 2):
        name = [piece.text for piece in pieces[at + 1 : at + taken]]
        if _text(pieces, at + taken) in _STREETS and all(
            word.isalpha() and word not in FUNCTION_WORDS for word in name
        ):
            last = pieces[at + taken]
            text = " ".join((pieces[at].digits, *name, last.text))
            return Value("street", text, pieces[at].first, last.last), taken + 1
    return None


def _number(pieces: Sequence[Piece], at: int) -> tuple[Value, int]:
    street = _street(pieces, at)
    if street is not None:
        return street
    piece, after = pieces[at], _text(pieces, at + 1)
    if len(piece.digits) >= LONG_NUMBER:
        return Value("reference", piece.digits, piece.first, piece.last), 1
    plain = after.isalpha() and after not in FUNCTION_WORDS
    if not plain and len(piece.digits) == LONG_NUMBER - 1:
        return Value("reference", piece.digits, piece.first, piece.last), 1
    unit = stem(after) if plain else ""
    return Value("count", piece.digits, piece.first, pieces[at + plain].last, unit), 1 + plain


def _clock(pieces: Sequence[Piece], at: int) -> tuple[Value, int] | None:
    """Return a time of day: ``half past two``, ``quarter to five``, ``2:30``, ``nine o'clock``, ``at nine``."""
    piece, first, second = pieces[at], _text(pieces, at + 1), _text(pieces, at + 2)
    if piece.text in _NAMED_TIMES:
        return _time(_NAMED_TIMES[piece.text], piece.first, piece.last), 1
    if piece.text in ("half", "quarter") and first in ("past", "to", "after", "before"):
        return _relative(pieces, at, 30 if piece.text == "half" else 15, at + 1)
    if piece.kind != "number":
        return None
    if first in ("past", "to") and len(piece.digits) <= 2 and _minutes(pieces, at + 2) is not None:
        return _relative(pieces, at, int(piece.digits or 0), at + 1)
    if first == "." and _is_typed_clock(pieces, at):
        return _time(60 * int(piece.digits) + int(second), piece.first, pieces[at + 2].last), 3
    minutes = _minutes(pieces, at)
    if minutes is None:
        return None
    taken = _clock_end(pieces, at + 1)
    opened = _text(pieces, at - 1) in _CLOCK_OPENERS and len(piece.digits) < LONG_NUMBER
    alone = not first.isalpha() or first in FUNCTION_WORDS or first in WEEKDAYS or first in ("tomorrow", "today")
    if taken or (opened and alone):
        return _time(minutes, piece.first, pieces[at + taken].last), taken + 1
    return None


def _clock_end(pieces: Sequence[Piece], at: int) -> int:
    """Return how many pieces say that the number before is a time."""
    first, second, third = _text(pieces, at), _text(pieces, at + 1), _text(pieces, at + 2)
    if first in _CLOCK_ENDS:
        return 1
    if first in ("a", "p") and second == "m":
        return 2
    if first in ("a", "p") and second == "." and third == "m":
        return 3
    return 3 if first == "in" and second == "the" and third in _PART_OF_DAY else 0


def _relative(pieces: Sequence[Piece], at: int, minutes: int, joint: int) -> tuple[Value, int] | None:
    hour = _minutes(pieces, joint + 1)
    if hour is None:
        return None
    shift = minutes if pieces[joint].text in ("past", "after") else -minutes
    return _time(hour + shift, pieces[at].first, pieces[joint + 1].last), joint + 2 - at


def _minutes(pieces: Sequence[Piece], at: int) -> int | None:
    """Return the minutes since midnight that a number says as a time (``9``, ``230``, ``1430``), or None."""
    digits = pieces[at].digits if 0 <= at < len(pieces) and pieces[at].kind == "number" else ""
    if not digits or len(digits) > 4:
        return None
    hour, minute = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return 60 * hour + minute if 0 < hour <= 24 and minute < 60 else None


def _is_typed_clock(pieces: Sequence[Piece], at: int) -> bool:
    minute = pieces[at + 2] if at + 2 < len(pieces) else None
    hour = pieces[at].digits
    return (
        minute is not None and len(minute.text) == 2 and minute.text.isdecimal() and len(hour) <= 2 and int(hour) <= 24
    )


def _time(minutes: int, first: int, last: int) -> Value:
    minutes = minutes % _HALF_DAY or _HALF_DAY
    hour = minutes // 60 or 12
    return Value("time", f"{hour}:{minutes % 60:02}", first, last)


def _text(pieces: Sequence[Piece], at: int) -> str:
    return pieces[at].text if 0 <= at < len(pieces) else ""

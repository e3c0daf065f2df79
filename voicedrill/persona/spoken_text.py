"""A persona's line as written, in the words people say: for any speech engine."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from num2words import num2words

LONGEST_LINE: Final = 600
"""Characters in one line; about forty seconds of speech, more than any caller says in one breath."""

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_ABBREVIATIONS: Final = {
    "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "e.g.": "for example", "i.e.": "that is",
    "approx.": "approximately", "vs.": "versus",
}  # fmt: skip
_UNITS: Final = {
    "km": "kilometre", "cm": "centimetre", "mm": "millimetre", "kg": "kilogram", "lb": "pound", "lbs": "pound",
    "ml": "millilitre", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "Mbps": "megabit per second",
    "kWh": "kilowatt hour", "mins": "minute", "min": "minute", "hrs": "hour", "hr": "hour",
}  # fmt: skip
_COINS: Final = {"$": ("dollar", "cent", "cents"), "£": ("pound", "penny", "pence"), "€": ("euro", "cent", "cents")}
_INITIALS: Final = frozenset({"TV", "ID", "PIN", "SMS", "UK", "US", "USA", "VIP", "CEO", "PDF", "USB", "ATM", "DVD"})
_SAID_AS_WORDS: Final = frozenset({"PIN"})
_UNSPEAKABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufe0f\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    r"|</?[A-Za-z][^>]*>|\*\*|__|`|\]\(",
)


def refusal(text: str) -> str | None:
    """Why a line cannot be spoken, in one sentence; None if it can.

    Parameters
    ----------
    text : str
        The line with its slots filled or not; a slot counts as written.
    """
    if not any(sign.isalnum() for sign in _UNSPEAKABLE.sub("", text)):
        return "The line has no words to say; write a sentence or remove it."
    if len(text) > LONGEST_LINE:
        return f"The line has {len(text)} characters; a voice says at most {LONGEST_LINE} at a time, so split it."
    if found := _UNSPEAKABLE.search(text):
        return f"The line has {found.group()!a}, which no voice can say; take emoji, markup and control signs out."
    return None


@lru_cache(maxsize=4096)  # every line she may still say is looked at again whenever her temper changes
def spoken(text: str) -> str:
    """Write a line in the words people say.

    Fractions and numeric dates such as "3/4" stay as they are: what they mean is not in the line.

    Parameters
    ----------
    text : str
        The line as written in the persona, its slots filled.
    """
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return " ".join(text.split())


def _number(written: str) -> str:
    plain = written.replace(",", "")
    words = num2words(plain) if "." in plain else num2words(int(plain))
    return str(words).replace(",", "")


def _ordinal(written: str) -> str:
    return str(num2words(int(written), to="ordinal")).replace(",", "")


def _year(written: str) -> str:
    return str(num2words(int(written), to="year"))


def _counted(written: str, one: str, many: str) -> str:
    return f"{_number(written)} {one if written == '1' else many}"


def _one_by_one(signs: str) -> str:
    return " ".join(_number(sign) if sign.isdigit() else sign for sign in signs)


def _money(match: re.Match[str]) -> str:
    sign, whole, part, scale = match.groups()
    coin, one_cent, cents = _COINS[sign]
    if scale:
        return f"{_number(f'{whole}.{part}' if part else whole)} {scale} {coin}s"
    units = _counted(whole, coin, f"{coin}s")
    if not part or int(part) == 0:
        return units
    rest = _counted(str(int(part)), one_cent, cents)
    return rest if int(whole.replace(",", "")) == 0 else f"{units} and {rest}"


def _clock(match: re.Match[str]) -> str:
    hour, minutes, half = match["hour"], match["minutes"], match["half"]
    words = [_number(str(int(hour)))]
    if minutes and int(minutes):
        words.append(f"oh {_number(minutes[1])}" if minutes[0] == "0" else _number(minutes))
    elif not half:
        words.append("o'clock" if 1 <= int(hour) <= 12 else "hundred")
    if half:
        words.append(f"{half[0].upper()} M")
    return " ".join(words)


def _date(match: re.Match[str]) -> str:
    month, day, year = match.groups()
    return f"{month} {_ordinal(day)}" + (f", {_year(year)}" if year else "")


def _unit(match: re.Match[str]) -> str:
    amount, unit = match.groups()
    one = _UNITS[unit]
    first, *rest = one.split(" per ")
    return " per ".join([_counted(amount, first, f"{first}s"), *rest])


def _phone(match: re.Match[str]) -> str:
    return ", ".join(_one_by_one(group) for group in re.findall(r"\d+", match[0]))


def _order(match: re.Match[str]) -> str:
    return ", ".join(_one_by_one(part) for part in re.findall(r"[A-Z]+|\d+", match[0]))


def _email(match: re.Match[str]) -> str:
    said = {"@": "at", ".": "dot", "_": "underscore", "-": "dash", "+": "plus"}
    parts = re.findall(r"[A-Za-z]+|\d|[@._+-]", match[0])
    return " ".join(said.get(part) or (_number(part) if part.isdigit() else part) for part in parts)


def _slash(match: re.Match[str]) -> str:
    return " " if match["before"].lower() == "and" else " or "


def _capitals(match: re.Match[str]) -> str:
    word = match[0]
    if word in _SAID_AS_WORDS:
        return word.lower()
    return " ".join(word) if word in _INITIALS else word.lower()


_AMOUNT: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII), _email),
    (
        re.compile("|".join(rf"(?<!\w){re.escape(short)}" for short in _ABBREVIATIONS)),
        lambda match: _ABBREVIATIONS[match[0]],
    ),
    (re.compile(r"\betc\.(?=\s*$)"), lambda _: "et cetera."),
    (re.compile(r"\betc\."), lambda _: "et cetera"),
    (re.compile(r"\bNo\. ?(?=\d)|#(?=\d)"), lambda _: "number "),
    (re.compile(r"(?<![A-Z0-9a-z] )\bSt\.(?= [A-Z])|(?<=\b(?:to|at|in) )\bSt\.(?= [A-Z])"), lambda _: "Saint"),
    (re.compile(r"\bSt\."), lambda _: "Street"),
    (
        re.compile(r"([$£€])(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?(?: (thousand|million|billion)\b)?(?!\d)"),
        _money,
    ),
    (re.compile(r"(?:\+\d{1,3}[ -])?(?:\(\d{3}\) ?|\b\d{3}[ .-])\d{3}[ .-]\d{4}\b|\b\d{3}-\d{4}\b"), _phone),
    (
        re.compile(
            r"\b(?P<hour>[01]?\d|2[0-3])(?::(?P<minutes>[0-5]\d))? ?"
            r"(?P<half>[aApP]\.?[mM]\b\.?(?= [a-z])|[aApP]\.?[mM]\b)"
        ),
        _clock,
    ),
    (re.compile(r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)\b(?P<half>)"), _clock),
    (re.compile(r"\b[A-Z]{1,5}-?\d{2,}\b|(?<![\d,./])\b\d{5,}\b(?![,./]\d|%)"), _order),
    (re.compile(rf"\b({_MONTHS}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? ((?:19|20)\d\d)\b)?"), _date),
    (re.compile(r"\b(\d{1,9})(?:st|nd|rd|th)\b"), lambda match: _ordinal(match[1])),
    (re.compile(r"(?<=\b[io]n )((?:19|20)\d\d)\b|(?<=since )((?:19|20)\d\d)\b"), lambda match: _year(match[0])),
    (re.compile(rf"({_AMOUNT}) ?%"), lambda match: f"{_number(match[1])} percent"),
    (re.compile(rf"({_AMOUNT}) ?({'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"), _unit),
    (re.compile(rf"(?<![\d/.,])(?:{_AMOUNT})(?![\d/])"), lambda match: _number(match[0])),
    (re.compile(r"\b(?P<before>[A-Za-z]+)/(?=[A-Za-z])"), lambda match: match["before"] + _slash(match)),
    (re.compile(r"&"), lambda _: " and "),
    (re.compile(r"@"), lambda _: " at "),
    (re.compile(r"\b[A-Z]{2,}\b"), _capitals),
)

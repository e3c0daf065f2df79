"""Contradiction: a number, date or weekday said where another one was told."""

from voicedrill.content.numbers import Piece, off_by_one

_SOUND_ALIKE = frozenset((frozenset(("tuesday", "thursday")), frozenset(("sunday", "someday"))))
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def contradicts(heard: Piece, expected: Piece, known: frozenset[str]) -> bool:
    """Whether a number, date or weekday stands where another was told; one digit off is a mishearing, not a mistake."""
    if expected.kind == "word":
        pair = frozenset((heard.text, expected.text))
        days = heard.text in _WEEKDAYS and expected.text in _WEEKDAYS
        return days and heard.text not in known and len(pair) == 2 and pair not in _SOUND_ALIKE
    if heard.kind == "word" or (heard.kind == "date") != (expected.kind == "date"):
        return False
    if heard.kind == "date" and heard.text.split("-")[0] != expected.text.split("-")[0]:
        return heard.text not in known
    if heard.digits in known or heard.digits == expected.digits or len(heard.digits) != len(expected.digits):
        return False
    return not off_by_one(heard.digits, expected.digits)

"""Values in a text."""

import pytest

from voicedrill.content.turn import turn
from voicedrill.content.values import code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half past two", [("time", "2:30", "")]),
        ("at two thirty", [("time", "2:30", "")]),
        ("at 14:30", [("time", "2:30", "")]),
        ("9 a.m.", [("time", "9:00", "")]),
        ("quarter to five", [("time", "4:45", "")]),
        ("at nine times", [("count", "9", "tim")]),
        ("at noon", [("time", "12:00", "")]),
        ("a week ago", [("count", "1", "week")]),
        ("a fortnight", [("count", "2", "week")]),
        ("a couple of days", [("count", "2", "day")]),
        ("in april", [("date", "april-", "")]),
        ("we may march on", []),
        ("on the ninth", [("date", "-9", "")]),
        ("the ninth time", []),
        ("on the ninth of june", [("date", "june-9", "")]),
        ("£78", [("amount", "78", "")]),
        ("a hundred pounds", [("amount", "100", "")]),
        ("order 44719", [("reference", "44719", "")]),
        ("room 214", [("reference", "214", "")]),
        ("four bags", [("count", "4", "bag")]),
        ("one", [("count", "1", "")]),
        ("1.5.2 ² bags", [("reference", "152", "")]),
    ],
)
def test_values(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.kind, one.text, one.unit) for one in turn(text).values] == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("AB4471", "ab4471"), ("SW1A 2AB", "sw1a2ab"), ("12 Mill Lane", ""), ("44719", ""), ("BA 123", "ba123")],
)
def test_codes(phrase: str, expected: str) -> None:
    assert code(phrase) == expected

"""Numbers however they are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.content.numbers import canonical, off_by_one


def pieces(text: str) -> list[str]:
    return [piece.text for piece in canonical(text.split())]


@pytest.mark.parametrize(
    ("said", "canon"),
    [
        ("four four seven one nine", ["44719"]),
        ("forty four seven nineteen", ["44719"]),
        ("double four seven oh nine", ["44709"]),
        ("triple seven", ["777"]),
        ("nineteen ninety nine", ["1999"]),
        ("two thousand and twenty six", ["2026"]),
        ("one hundred and five", ["105"]),
        ("thirty two pounds fifty", ["32.50"]),
        ("thirty two pounds and five pence", ["32.05"]),
        ("thirty two pounds", ["32"]),
        ("32.00", ["32"]),
        ("32.50", ["32.50"]),
        ("third of march", ["march-3"]),
        ("march the twenty third", ["march-23"]),
        ("3 march", ["march-3"]),
        ("march 3rd", ["march-3"]),
        ("oh i see", ["oh", "i", "see"]),
        ("i may have one", ["i", "may", "have", "1"]),
        ("one second please", ["1", "second", "please"]),
        ("we march on", ["we", "march", "on"]),
    ],
)
def test_canonical(said: str, canon: list[str]) -> None:
    assert pieces(said) == canon


def test_a_piece_knows_its_words() -> None:
    words = ["you", "paid", "thirty", "two", "pounds", "fifty", "yesterday"]
    amount = next(piece for piece in canonical(words) if piece.kind == "amount")
    assert (amount.first, amount.last, amount.digits) == (2, 5, "3250")


WORDS = ("four", "twenty", "hundred", "pounds", "the", "march", "third", "and", "double", "oh", "12", "fifty")


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_every_word_is_in_exactly_one_piece(words: list[str]) -> None:
    covered = [index for piece in canonical(words) for index in range(piece.first, piece.last + 1)]
    assert covered == list(range(len(words)))


@pytest.mark.parametrize(
    ("heard", "expected", "near"),
    [
        ("44719", "44719", False),
        ("44718", "44719", True),
        ("4471", "44719", True),
        ("447199", "44719", True),
        ("44781", "44719", False),
        ("447", "44719", False),
    ],
)
def test_off_by_one_digit(heard: str, expected: str, near: bool) -> None:
    assert off_by_one(heard, expected) is near

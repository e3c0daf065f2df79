"""Key phrases found in what was said."""

import pytest

from voicedrill.content.keys import find, key, pieces_of
from voicedrill.content.text import normalise


@pytest.mark.parametrize(
    ("phrase", "text", "there"),
    [
        ("order number", "could i have the order numbers please", True),
        ("order number", "the number of your order", True),
        ("order number", "older number", True),
        ("order number", "phone number", False),
        ("order number", "i have your order. the number", False),
        ("44719", "order four four seven one nine", True),
        ("44719", "four four seven one eight", False),
        ("£32.50", "thirty two pounds fifty", True),
        ("3 March", "on the third of march", True),
        ("3 March", "on the third of may", False),
        ("broken lamp", "the lamp arrived broken", True),
        ("broken lamp", "the lamp arrived", False),
        ("refund", "we are refunding it", True),
        ("delivery", "it was delivered", True),
        ("first line of your address", "the first line of the dress", True),
        ("name", "a name", True),
        ("name", "the same", False),
        ("when did", "and when did you call", True),
        ("when did", "did i say when", False),
        ("", "anything", False),
    ],
)
def test_find(phrase: str, text: str, there: bool) -> None:
    assert (find(key(phrase), pieces_of(normalise(text))) is not None) is there

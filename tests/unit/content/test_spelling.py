"""References and names said letter by letter."""

import pytest

from voicedrill.content.keys import pieces_of
from voicedrill.content.spelling import Spelt, characters, spelt
from voicedrill.content.text import normalise


def runs(text: str) -> list[str]:
    said = normalise(text)
    return [one.before for one in spelt(said.words, pieces_of(said)) if not one.after]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it is a b four four seven one", ["ab4471"]),
        ("b for bravo double u nineteen", ["bw19"]),
        ("b as in bravo two", ["b2"]),
        ("hotel bravo twenty nine oh seven", ["hb2907"]),
        ("double l seven", ["ll7"]),
        ("h a r t l e y", ["hartley"]),
        ("AB4471", ["ab4471"]),
        ("i am here for you", []),
        ("", []),
    ],
)
def test_runs(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("before", "after", "shows", "may_show"),
    [
        ("ab4471", "", True, True),
        ("xab4471y", "", True, True),
        ("ab4472", "", False, True),
        ("ab447", "", False, True),
        ("ab44771", "", False, True),
        ("ab④471", "", False, True),
        ("ab4492", "", False, False),
        ("ab", "4471", False, True),
        ("ab4", "1", False, True),
        ("ab4", "9", False, False),
    ],
)
def test_one_character_may_be_wrong(before: str, after: str, shows: bool, may_show: bool) -> None:
    run = Spelt(before, after, 0, 0)
    assert run.shows(characters("AB-4471")) is shows
    assert run.may_show(characters("AB-4471")) is may_show

import pytest

from voicedrill.content.segmentation import Segmenter, joint_traits, sentences
from voicedrill.content.text import normalise

SEGMENTER = Segmenter({">could": 2.0, "<>that could": 1.0, ">i": 1.5, "<so": -3.0}, -1.2)


def parts(text: str) -> list[str]:
    said = normalise(text)
    return [said.quote(first, last) for first, last in SEGMENTER.clauses(said)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sorry to hear that could you give me the number", ["sorry to hear that", "could you give me the number"]),
        ("Sorry to hear that. Could you give me the number?", ["Sorry to hear that", "Could you give me the number"]),
        ("thank you i will call", ["thank you", "i will call"]),
        ("okay could you", ["okay could you"]),
        ("well so could", ["well so could"]),
        ("no", ["no"]),
        ("", []),
        ("...!?", []),
    ],
    ids=str,
)
def test_clauses_end_where_the_words_around_say_so(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_no_clause_is_shorter_than_two_words_unless_its_sentence_is() -> None:
    said = normalise("could i could i could i. yes")
    assert all(last > first for first, last in SEGMENTER.clauses(said)[:-1])


def test_every_word_is_in_one_clause() -> None:
    said = normalise("i could i could see that i could. thank you could i i i")
    words = [at for first, last in SEGMENTER.clauses(said) for at in range(first, last + 1)]
    assert words == [at for first, last in sentences(said) for at in range(first, last + 1)]


def test_a_joint_is_seen_with_the_words_on_both_sides() -> None:
    assert joint_traits(["a", "b", "c"], 0) == ("<a", ">b", "<>a b", "<<| a", ">>b c", ">>>b c |")

"""Times of the words as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.engines.word_times import spoken_words
from voicedrill.engines.written_words import written_words
from voicedrill.speech.words import Word


def at(*words: str) -> tuple[Word, ...]:
    """Each word lasts a second."""
    return tuple(Word(word, float(index), index + 1.0) for index, word in enumerate(words))


@pytest.mark.parametrize(
    ("text", "spoken", "times"),
    [
        ("Good morning.", ("Good", "morning."), [("Good", 0, 1), ("morning.", 1, 2)]),
        ("It is $12, you say?", ("It", "is", "twelve", "dollars,", "you", "say?"), [
            ("It", 0, 1), ("is", 1, 2), ("$12,", 2, 4), ("you", 4, 5), ("say?", 5, 6),
        ]),
        ("44719.", ("four", "four", "seven", "one", "nine."), [("44719.", 0, 5)]),
        ("Mr. Lee", ("Mister", "Lee"), [("Mr.", 0, 1), ("Lee", 1, 2)]),
        ("ab cd", ("efgh",), [("ab", 0, 0.5), ("cd", 0.5, 1)]),
        ("lost word", ("lost",), [("lost", 0, 1), ("word", 1, 1)]),
        ("", ("hm",), []),
        ("quiet", (), [("quiet", 0, 0)]),
    ],
)  # fmt: skip
def test_a_written_word_has_the_time_of_what_is_said_for_it(
    text: str, spoken: tuple[str, ...], times: list[tuple[str, float, float]]
) -> None:
    found = written_words(text, at(*spoken))
    assert [(one.word, one.start_s, one.end_s) for one in found] == times


_WORDS = st.lists(st.sampled_from(["I", "paid", "$12.50", "44719", "Mr.", "yes,", "no!"]), max_size=8)


@given(_WORDS, _WORDS)
def test_every_written_word_is_there_once_and_in_order(written: list[str], spoken: list[str]) -> None:
    text = " ".join(written)
    found = written_words(text, at(*spoken))
    assert [one.word for one in found] == spoken_words(text)
    edges = [edge for one in found for edge in (one.start_s, one.end_s)]
    assert edges == sorted(edges)

"""Normalising: contractions, fillers, marks, and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.content.text import clauses, normalise, questions


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("I'm sorry, you can't.", "i am sorry you cannot ."),
        ("i can not do that", "i cannot do that"),
        ("it’s here and that's that", "it is here and that is that"),
        ("the customer's order won't come", "the customer order will not come"),
        ("i'd've said um we'll see", "i would have said we will see"),
        ("i i am the the one", "i am the one"),
        ("four four seven", "four four seven"),
        ("Really?! £1,234.50 - ok", "really ? 1234.50 okay"),
        ("your post code or e-mail", "your postcode or email"),
        ("", ""),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert normalise(text).normal.strip() == normal


def test_the_words_of_a_contraction_quote_the_contraction() -> None:
    said = normalise("Well, I'm SORRY about that!")
    assert said.words[1:4] == ("i", "am", "sorry")
    assert said.quote(1, 3) == "I'm SORRY"


def test_characters_of_the_normal_form_lead_back_to_words() -> None:
    said = normalise("I can't find it.")
    start = said.normal.index("cannot")
    assert said.word_span(start, start + len("cannot ")) == (1, 1)
    assert said.offset(1) == start
    assert said.offset(99) == len(said.normal)


@given(st.text(max_size=80))
def test_every_quote_is_a_part_of_the_original(text: str) -> None:
    said = normalise(text)
    for index in range(len(said.words)):
        assert said.quote(index, index) in text
        assert said.word_span(said.offset(index), said.offset(index + 1)) == (index, index)


def test_clauses_split_at_marks_and_joining_words() -> None:
    said = normalise("I see. i called you but nobody came because it rained")
    assert [said.quote(*one) for one in clauses(said)] == [
        "I see",
        "i called you",
        "but nobody came",
        "because it rained",
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("can you tell me your name", ["can you tell me your name"]),
        ("sorry to hear that what is your order number", ["what is your order number"]),
        ("could i have your name so i can look it up", ["could i have your name"]),
        ("i will need your reference", ["i will need your reference"]),
        ("okay is it the blue one", ["is it the blue one"]),
        ("when did it arrive did you open it", ["when did it arrive", "did you open it"]),
        ("I see. Your postcode?", ["Your postcode"]),
        ("i know what happened", []),
        ("i understand how long you waited", []),
        ("the problem is the lamp", []),
        ("i will call you tomorrow", []),
    ],
)
def test_questions_need_no_question_mark(text: str, asked: list[str]) -> None:
    said = normalise(text)
    assert [said.quote(*one) for one in questions(said)] == asked

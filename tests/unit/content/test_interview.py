"""The clauses of interview answers, with the shipped patterns: what each one is, and what nearly is."""

from itertools import pairwise

import pytest
from fakes.interview_call import detector
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.content.interview import CLASSES
from voicedrill.content.interview_clauses import story_clauses
from voicedrill.content.text import normalise

IDS = {*CLASSES, "specific", "ranting"}


def found(text: str) -> list[tuple[str, str]]:
    return [(one.id, one.quote) for one in detector().detect(text)]


def ids(text: str) -> set[str]:
    return {one.id for one in detector().detect(text)}


YES = {
    "situation": [
        "in my previous role i had a caller who was very upset", "the customer was screaming at the counter",
        "he had been waiting for two hours", "one day a woman came in with a broken kettle",
        "I was working at a call centre.", "we were short staffed that evening", "my job was to handle returns",
        "last summer a passenger missed her flight", "his order was late",
    ],
    "action": [
        "i listened to her", "then I calmly repeated the problem", "i made sure he had my number",
        "what i did was call the depot", "i did not take it personally", "we replaced the part",
        "so i rang the courier", "i went to my manager", "i was able to find another seat",
    ],
    "outcome": [
        "in the end he left happy", "as a result the complaint was withdrawn", "she thanked me",
        "they renewed the contract", "he calmed down", "she left us a five star review",
        "he got his refund in two days",
        "we never had that problem again", "she still comes back every month",
    ],
    "hypothetical": [
        "i would listen", "I'd stay calm.", "if a customer is angry we would apologise", "i could offer a voucher",
        "imagine a guest complains about the soup", "i will try to calm them down",
    ],
    "ranting": [
        "customers are idiots", "she was such a pain", "people like that should be banned", "it was his own fault",
        "they just want free stuff", "i can't stand people who shout", "He was a complete idiot!",
        "those customers always lie", "he should have read the contract",
    ],
    "specific": [
        "it was last december", "he waited for forty minutes", "she paid 35 pounds", "at a hotel", "on a monday",
        "an elderly lady", "in 2019", "two years ago", "as a receptionist",
    ],
}  # fmt: skip
NO = {
    "situation": ["i am good with people", "he was happy with that", "thank you for the question", "i would be calm"],
    "action": [
        "i would listen", "i used to work in sales", "i did not know what to do", "when i started", "i will send it",
        "if i asked him", "he asked me",
    ],
    "outcome": ["he was not happy", "i would hope he is satisfied", "if he calmed down", "i wanted to be happy"],
    "hypothetical": [
        "i told him that i would call him back", "he asked if i would help", "i would like to tell you about a guest",
        "i would say it was in march", "next time i would call her sooner", "i explained what i would do",
        "every morning i would open the shop",
    ],
    "ranting": [
        "he called me an idiot", "she said our service was ridiculous", "i never thought he was stupid", "he was angry",
        "it was a nightmare for her", "a difficult customer", "the customer was rude at first",
    ],
    "specific": ["a customer was angry", "i listened to him", "i am a hundred percent sure", "i always help"],
}  # fmt: skip


@pytest.mark.parametrize(("behaviour", "text"), [(name, text) for name, texts in YES.items() for text in texts])
def test_found(behaviour: str, text: str) -> None:
    assert behaviour in ids(text)
    assert behaviour in ids(text.lower().rstrip(".!"))


@pytest.mark.parametrize(("behaviour", "text"), [(name, text) for name, texts in NO.items() for text in texts])
def test_not_found(behaviour: str, text: str) -> None:
    assert behaviour not in ids(text)


def test_each_clause_has_its_class_and_quote_in_order() -> None:
    assert found(
        "last year a guest was furious because his room was dirty i apologised and i cleaned it and offered him "
        "another one in the end he thanked me"
    ) == [
        ("situation", "last year a guest was furious"),
        ("specific", "last year"),
        ("situation", "because his room was dirty"),
        ("action", "i apologised"),
        ("action", "i cleaned it"),
        ("action", "offered him another one"),
        ("outcome", "in the end he thanked me"),
    ]


def test_a_clause_without_a_subject_goes_on_only_with_an_action() -> None:
    assert ("action", "offered a refund") in found("i apologised and offered a refund")
    assert ("action", "asked for a refund") not in found("he was furious and asked for a refund")


def test_punctuation_and_case_change_nothing() -> None:
    written = "Last year a guest was furious. I listened to him, and then I apologised. In the end he left happy."
    heard = "last year a guest was furious i listened to him and then i apologised in the end he left happy"
    assert [(name, quote.lower().rstrip(",")) for name, quote in found(written)] == found(heard)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []), ("...", []), ("and", ["and"]),
        ("i asked him what he needed", ["i asked him what he needed"]),
        ("he was late so i called him", ["he was late", "i called him"]),
        ("he said he was late and left", ["he said he was late and left"]),
        ("i rang her then the customer was calm", ["i rang her", "then the customer was calm"]),
        ("i thought it was fine but it was not", ["i thought it was fine", "it was not"]),
    ],
)  # fmt: skip
def test_clauses(text: str, parts: list[str]) -> None:
    said = normalise(text)
    assert [said.quote(first, last) for first, last in story_clauses(said)] == parts


@pytest.mark.parametrize("text", ["", " ", "um uh", "💥 <b>x</b> \x00", "où est la gare", "12 34", "?" * 50])
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert not ids(text) - {"specific"}


def test_five_thousand_words() -> None:
    text = "last year a guest was furious and i apologised to him and he thanked me " * 330
    assert len(text.split()) > 4900
    assert len(detector().detect(text)) == 330 * 4


words = st.sampled_from(
    ("i", "we", "he", "would", "apologised", "and", "then", "the", "customer", "was", "in", "end", "thanked", ".", "?")
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(words, max_size=40))
def test_clauses_cover_every_word_once_and_quotes_stand_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    said = normalise(text)
    spans = story_clauses(said)
    assert all(first <= last for first, last in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    left = set(range(len(said.words))) - {at for first, last in spans for at in range(first, last + 1)}
    assert {said.words[at] for at in left} <= {".", "?", "and", "but", "so"}
    for one in detector().detect(text):
        assert one.id in IDS
        assert one.quote in text
        assert 0.0 < one.confidence <= 1.0

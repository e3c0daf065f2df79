"""Kind words that belong to the case, and recited ones."""

import pytest
from fakes.spoken_cases import bank

from voicedrill.content.call_memory import CallMemory, same_sentence
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import Detection

BANK = CaseReader(bank())
ASKED = frozenset(("reference",))


def scripted(*turns: tuple[str, str], prev: str = "") -> list[bool]:
    """Return for each turn of (behaviour, text) whether it is scripted."""
    memory, heard = CallMemory(ASKED), []
    for behaviour, text in turns:
        found = [Detection(behaviour, 0.9, text)]
        heard.append(any(one.id == "scripted" for one in BANK.behaviours(text, found, frozenset(), memory, prev)))
        memory = BANK.remembered(text, found, memory, prev)
    return heard


@pytest.mark.parametrize(
    ("second", "recited"),
    [
        (("empathy", "i completely understand your frustration"), True),
        (("apology", "i sincerely apologise for any inconvenience caused"), True),
        (("reassurance", "we will do our very best to help you today"), True),
        (("appreciation", "we really appreciate your patience and your business"), True),
        (("empathy", "being charged twice must be upsetting"), False),
        (("empathy", "fifteen days is far too long"), False),
        (("apology", "i am sorry that you had to ring four times"), False),
        (("apology", "i am sorry about the payment"), False),
        (("appreciation", "thank you for waiting"), False),
        (("appreciation", "thank you for telling me that"), False),
        (("appreciation", "thanks so much"), False),
        (("appreciation", "we really appreciate your patience and have a nice day"), False),
        (("appreciation", "thank you very much for your call goodbye"), False),
        (("empathy", "i completely understand your frustration goodbye"), True),
        (("reassurance", "we will help you"), False),
        (("question", "i completely understand your frustration"), False),
    ],
)
def test_from_the_second_untied_turn_on(second: tuple[str, str], recited: bool) -> None:
    assert scripted(("empathy", "i can imagine how you must feel"), second) == [False, recited]


def test_words_of_her_last_line_tie_the_sentence() -> None:
    turns = ("empathy", "i can imagine how you must feel"), ("empathy", "that must be hard on your daughter")
    assert scripted(*turns) == [False, True]
    assert scripted(*turns, prev="I could not buy shoes for my daughter.") == [False, False]


@pytest.mark.parametrize(
    ("again", "same"),
    [
        ("i am so sorry you were charged twice for this", True),
        ("i am very sorry you were charged twice for this", True),
        ("i am sorry the payment was booked twice", False),
    ],
)
def test_a_sentence_that_comes_again(again: str, same: bool) -> None:
    assert scripted(("apology", "i am so sorry you were charged twice for this"), ("apology", again)) == [False, same]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a b c d e", "a b c d x", True),
        ("a b c d e", "a b c x y", False),
        ("a b c d", "a b c x", False),
        ("a b c d", "a b c d", True),
        ("a b c d e f", "a b c d e", True),
        ("a b c d e f g", "a b c d e", False),
    ],
)
def test_nearly_the_same(one: str, other: str, same: bool) -> None:
    assert same_sentence(one, other) is same
    assert same_sentence(other, one) is same

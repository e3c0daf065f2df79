"""Questions asked twice, and account data before the check."""

import pytest
from fakes.spoken_cases import bank

from voicedrill.content.call_memory import CallMemory
from voicedrill.content.case_reader import CaseReader

BANK = CaseReader(bank())
TOLD = frozenset(("wait", "calls", "noticed", "surname"))


def charges(
    text: str, told: frozenset[str] = TOLD, asked: frozenset[str] = frozenset(("reference",)), prev: str = ""
) -> list[str]:
    return [one.id for one in BANK.behaviours(text, [], told, CallMemory(asked), prev)]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("how many times did you call us", True),
        ("can you tell me how long have you waited", True),
        ("and what is your surname please", True),
        ("i am sorry to hear that what is your surname", True),
        ("can you confirm your surname please", True),
        ("what is your account number", False),
        ("how long have you waited and what is the account number", False),
        ("just to confirm how long have you waited it was fifteen days", False),
        ("just to confirm it was fifteen days", False),
        ("how often did you ring four times", False),
        ("so how long have you waited was it fifteen days", False),
        ("did you say fifteen days", False),
        ("sorry what is your surname", False),
        ("sorry i did not catch that what is your surname", False),
        ("could you repeat your surname please", False),
        ("the line is bad could you say your surname again", False),
        ("how do you spell your surname", False),
        ("what is your surname once more please", False),
        ("thank you for your surname", False),
        ("thank you for telling me how many times you rang", False),
        ("i will find out when did you notice it", False),
        ("that is all i need to know about your surname", False),
        ("i need to know your surname", True),
        ("may i have your surname please", True),
    ],
)
def test_a_question_for_what_was_told(text: str, again: bool) -> None:
    assert ("repeat_question" in charges(text)) is again
    assert "repeat_question" not in charges(text, told=frozenset())


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("i see you live at fifteen mill lane", True),
        ("is your address still 15 Mill Lane", True),
        ("there are twelve hundred and fifty pounds on it", True),
        ("you have £1,250 there", True),
        ("your balance is low", True),
        ("can i ask for your balance please", False),
        ("what is your address", False),
        ("i see you live at fifty mill lane", False),
        ("could i have your reference number", False),
    ],
)
def test_account_data_before_the_check(text: str, given: bool) -> None:
    nothing = frozenset[str]()
    assert ("unverified_disclosure" in charges(text, nothing, nothing)) is given
    assert "unverified_disclosure" not in charges(text, nothing)
    assert "unverified_disclosure" not in charges(text, frozenset(("reference",)), nothing)


def test_what_she_told_herself_is_no_disclosure() -> None:
    text, nothing = "so you live at fifteen mill lane", frozenset[str]()
    assert charges(text, frozenset(("street",)), nothing) == []
    assert charges(text, nothing, nothing, prev="I live at 15 Mill Lane.") == []
    assert charges(text, nothing, nothing, prev="I live in the same old place.") == ["unverified_disclosure"]

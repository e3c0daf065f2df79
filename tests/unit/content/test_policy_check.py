"""The policy check: offers, promises beyond policy, giving in."""

import pytest
from fakes.spoken_cases import bank, hotel

from voicedrill.content.case_reader import CaseReader

BANK, HOTEL = CaseReader(bank()), CaseReader(hotel())
DEMAND = "I want my money back today, and I will not hang up before I get it."


@pytest.mark.parametrize(
    ("text", "promised", "sure"),
    [
        ("i will give you an immediate refund", ("refund",), True),
        ("you will get your money back today", ("refund",), True),
        ("i guarantee you will have your money back today", ("refund",), True),
        ("i promise we are going to refund it today", ("refund",), True),
        ("it will be refunded today", ("refund",), True),
        ("your money back today is guaranteed", ("refund",), True),
        ("if you like i will refund it today", ("refund",), True),
        ("i can refund you today", ("refund",), False),
        ("we could refund it today", ("refund",), False),
        ("i will give you a goodwill payment of fifty pounds", ("goodwill",), True),
        ("i can offer you a goodwill payment of £31", ("goodwill",), False),
        ("i can offer you a goodwill payment of thirty pounds", (), False),
        ("i will pay you fifty pounds", ("goodwill",), False),
        ("i cannot refund it today", (), False),
        ("i am not able to give you an immediate refund", (), False),
        ("there will be no immediate refund", (), False),
        ("let me check whether we can refund it today", (), False),
        ("you will get your money back today if my manager agrees", (), False),
        ("if my manager agrees you will get an immediate refund", (), False),
        ("i will refund it today once the dispute is closed", (), False),
        ("i would have to ask my manager about an immediate refund", (), False),
        ("i will try to get you an immediate refund", (), False),
        ("so you want your money back today", (), False),
        ("i understand that you expect an immediate refund", (), False),
        ("i am sorry that we promised you a refund today", (), False),
        ("they said you will get your money back today", (), False),
        ("can you tell me who promised you a refund today", (), False),
        ("i promise it will never happen again", (), False),
        ("i guarantee that somebody will call you today", (), False),
        ("i will give back the fee", (), False),
    ],
)
def test_promises_beyond_policy(text: str, promised: tuple[str, ...], sure: bool) -> None:
    assert BANK.forbidden(text) == promised
    found = BANK.promised(text)
    assert [one.confidence >= 0.9 for one in found] == [sure] * len(promised)
    assert all(one.quote in text for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "okay fine then you can have it",
        "all right you will get it",
        "all right, I'll do that for you.",
        "very well then i will make an exception",
        "fine have it your way",
        "okay i will arrange that",
        "yes i can do that for you",
        "i have told you no but okay you will get that",
        "consider it done",
        "deal",
        "that is no problem",
        "no problem at all",
        "we can make that happen",
        "you have my word",
    ],
)
def test_granting_what_she_demands_is_giving_in(text: str) -> None:
    found = BANK.gave_in(text, DEMAND)
    assert found is not None
    assert (found.id, found.confidence < 0.9, found.quote in text) == ("over_promise", True, True)
    assert BANK.forbidden(text, DEMAND) == ("refund",)
    assert BANK.gave_in(text, "") is None
    assert BANK.gave_in(text, "I want you to open a dispute.") is None
    assert BANK.gave_in(text, "I do not want my money back today, I want an answer.") is None


@pytest.mark.parametrize(
    "text",
    [
        "i cannot do that",
        "i will not do that",
        "i understand that you want it",
        "i can do that only if my manager agrees",
        "let me check whether i can do that",
        "of course i understand that",
        "it is a big deal for you i know",
        "that is not possible",
        "it is no big deal",
        "that is fine but it is not allowed",
        "i see no problem with the account",
        "i would like to do that but i cannot",
        "i will open a dispute for you",
        "okay",
        "yes i see",
    ],
)
def test_holding_the_limit_is_no_giving_in(text: str) -> None:
    assert BANK.gave_in(text, DEMAND) is None


def test_what_the_stated_limit_denies_counts_too() -> None:
    assert BANK.gave_in("all right you will get that", "And I demand compensation for my time!") is not None
    assert BANK.gave_in("all right you will get that", "And I demand a letter about it!") is None


def test_without_a_policy_nothing_is_checked() -> None:
    assert (BANK.has_policy, HOTEL.has_policy) == (True, False)
    text = "i will give you a full refund and a free week"
    assert HOTEL.promised(text) == ()
    assert HOTEL.offered(text) == ()
    assert HOTEL.solution(text) is None
    assert HOTEL.gave_in("okay you will get it", "I want a full refund!") is None

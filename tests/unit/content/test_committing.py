"""Promises that the policy forbids, in the words of every day."""

import pytest

from voicedrill.content.committing import commits, kinds_of
from voicedrill.content.text import normalise

REFUND = ("refund", "money back")
WHOLE = ("full refund", "refund everything")
FEE = ("waive the fee",)
LATE = ("late check-out",)
EXTRA = ("compensation of",)
TODAY = ("deliver it today",)
BOTH = ("refund and a replacement",)


def said_in(words: tuple[str, ...], text: str) -> str:
    """Return the words that promise what the policy names so, or ""."""
    said = normalise(text)
    spans = [span for kind in kinds_of(words) if (span := commits(kind, said))]
    return said.quote(*spans[0]) if spans else ""


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (REFUND, "consider it refunded"),
        (REFUND, "the two hundred and forty pounds will be back in your account tomorrow"),
        (REFUND, "i'm going to reverse that second charge for you right now"),
        (REFUND, "i'll pay you back right now"),
        (REFUND, "you won't be out of pocket i promise"),
        (WHOLE, "i'm taking both nights off your bill"),
        (WHOLE, "this stay won't cost you anything"),
        (FEE, "you're not going to pay that overdraft fee"),
        (FEE, "the fee is on us"),
        (FEE, "i'll get rid of the overdraft charge for you"),
        (LATE, "you can have your room till two on sunday"),
        (LATE, "we'll push your check out to two o'clock"),
        (EXTRA, "i'll add something extra for your time"),
        (EXTRA, "you'll get twenty pounds on top"),
        (TODAY, "i'll have a driver round with it this afternoon"),
        (TODAY, "it's coming today"),
        (BOTH, "you get the new one and i'll refund the eighty nine pounds too"),
        (BOTH, "you can keep the money and have the new one too"),
    ],
)
def test_a_promise_in_everyday_words(words: tuple[str, ...], text: str) -> None:
    assert said_in(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (REFUND, "i can't just put the money back sorry"),
        (REFUND, "if the shop agrees you'll have that money back in your account"),
        (REFUND, "once the shop has answered you'll get all of it back"),
        (REFUND, "i'd love to pay you back but i can't"),
        (REFUND, "so you want the two hundred and forty pounds back in your account"),
        (REFUND, "i'm not going to pretend you'll get it back today"),
        (WHOLE, "i'll refund one night"),
        (WHOLE, "i won't charge you for the second night"),
        (WHOLE, "the room is free so you can move today"),
        (FEE, "i'll ask whether we can waive the fee"),
        (FEE, "there's no charge for the call"),
        (LATE, "you can leave your bags here until two"),
        (LATE, "you can have a quiet room until sunday"),
        (EXTRA, "i'd love to throw in something for your time but i'm not allowed to"),
        (TODAY, "i'll send it today and it will be there on thursday"),
        (TODAY, "you'll have an email from me by tonight"),
        (BOTH, "you'll get the refund or the new telescope"),
        (BOTH, "you can have either the refund or the replacement"),
    ],
)
def test_what_is_denied_asked_conditional_or_allowed_promises_nothing(words: tuple[str, ...], text: str) -> None:
    assert not said_in(words, text)


def test_a_policy_that_names_no_kind_has_none() -> None:
    assert kinds_of(("a new sofa", "paint the wall")) == ()

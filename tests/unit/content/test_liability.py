"""Admissions of fault."""

import pytest

from voicedrill.content.liability import liability
from voicedrill.content.text import normalise

ADMISSIONS = (
    "this is our fault",
    "it was our mistake and i am sorry",
    "that was entirely my fault",
    "we are fully responsible for this",
    "we are to blame",
    "we made a mistake",
    "i am sorry we made an error with your payment",
    "we messed up",
    "we lost your parcel",
    "our driver lost it",
    "the courier made a mistake",
    "it was the driver's fault",
    "we should have called you",
    "we charged you twice by mistake",
    "the mistake was on our side",
    "that is on us",
    "we take full responsibility",
    "i accept liability for the damage",
    "we will pay for all the damage",
    "you could sue us",
    "we were negligent",
    "we got this wrong",
)
NONE = (
    "i am sorry this happened",
    "i am sorry for your experience",
    "i take responsibility for getting this sorted",
    "i will take responsibility for your case",
    "i take full responsibility from here",
    "i am responsible for your account from now on",
    "it is not our fault",
    "if it was our mistake we will put it right",
    "if it turns out that we made a mistake we will tell you",
    "i do not know yet whether it was our fault",
    "it may be our mistake",
    "i understand you think it is our fault",
    "you said that we lost your parcel",
    "let me find out whose fault it was",
    "i cannot say that we are responsible",
    "we will find out if the driver made a mistake",
    "sorry i lost you for a second",
    "we should have an answer by friday",
    "i want to find out what went wrong",
    "how did the mistake happen",
    "i have made a note of the error message",
    "you are right to be angry",
)


@pytest.mark.parametrize("text", ADMISSIONS)
def test_admitted(text: str) -> None:
    found = liability(normalise(text))
    assert found is not None
    assert found.quote in text


@pytest.mark.parametrize("text", NONE)
def test_not_admitted(text: str) -> None:
    assert liability(normalise(text)) is None

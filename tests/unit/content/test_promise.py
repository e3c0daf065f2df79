"""Promises with a time."""

import pytest

from voicedrill.content.promise import promises


@pytest.mark.parametrize(
    ("text", "who", "when", "precise"),
    [
        ("i will call you by five tomorrow", "i", "by five tomorrow", True),
        ("by five tomorrow i will call you", "i", "by five tomorrow", True),
        ("I'll call you back in half an hour.", "i", "in half an hour", True),
        ("you'll get an e-mail within the hour", "you", "within the hour", True),
        ("within two working days you will hear from me", "you", "within two working days", True),
        ("our technician will be there on friday afternoon", "our technician", "on friday afternoon", True),
        ("the driver must answer within two working days", "the driver", "within two working days", True),
        ("the refund takes three working days", "the refund", "takes three working days", True),
        ("a colleague will ring you first thing monday", "a colleague", "first thing monday", True),
        ("we will have it with you on the ninth of june", "we", "on the ninth of june", True),
        ("i am sending you a new one today", "i", "today", True),
        ("i will ring you at nine", "i", "at nine", True),
        ("we will get back to you soon", "we", "soon", False),
        ("i will send it as soon as possible", "i", "as soon as possible", False),
        ("they will be in touch shortly", "they", "shortly", False),
        ("i will look into it asap", "i", "asap", False),
    ],
)
def test_who_and_by_when(text: str, who: str, when: str, precise: bool) -> None:
    (one,) = promises(text)
    assert (one.who, one.when_text, one.precise) == (who, when, precise)
    assert one.what
    assert one.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "i will take care of this",
        "you will have to wait until friday",
        "you must send it by friday",
        "will you be at home tomorrow",
        "they said somebody will call you tomorrow",
        "i will not call you tomorrow",
        "so you waited for nine days and called on friday",
        "is it coming today",
        "",
    ],
)
def test_no_promise(text: str) -> None:
    assert promises(text) == ()


def test_each_promise_has_its_own_time() -> None:
    found = promises("i will speak to my manager and tomorrow morning i will ring you and it will arrive on thursday")
    assert [(one.what, one.when_text) for one in found] == [
        ("ring you", "tomorrow morning"),
        ("arrive", "on thursday"),
    ]

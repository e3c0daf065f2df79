import pytest

from voicedrill.speech.acknowledgement import is_acknowledgement, is_backchannel
from voicedrill.speech.words import Word


def _words(text: str, conf: float = 1.0) -> list[Word]:
    return [Word(word, n, n + 1, conf) for n, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("text", "conf", "holds"),
    [
        ("mhmm", 1.0, True),
        ("Okay.", 1.0, True),
        ("i see", 1.0, True),
        ("oh dear yes", 1.0, True),
        ("oh dear yes okay", 1.0, False),
        ("mm them", 0.9, True),
        ("a", 0.9, True),
        ("them mm a", 0.9, False),
        ("the", 1.0, True),
        ("the okay", 0.9, True),
        ("the parcel", 0.9, False),
        ("the a", 0.9, True),
        ("the a of", 0.9, False),
        ("hadn't", 0.59, True),
        ("hadn't", 0.6, False),
        ("i", 1.0, True),
        ("no", 1.0, False),
        ("", 1.0, False),
    ],
)
def test_backchannels(text: str, conf: float, holds: bool) -> None:
    assert is_backchannel(_words(text, conf), 3) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("oh no i'm so sorry", True),
        ("I’m sorry, take your time.", True),
        ("i'm sorry but", False),
        ("take your", False),
        ("", False),
    ],
)
def test_acknowledgements(text: str, holds: bool) -> None:
    assert is_acknowledgement(_words(text)) is holds

import pytest

from voicedrill.speech.quote import quote
from voicedrill.speech.words import Word

TEXT = "And nobody ever called me, not once!"
WORDS = tuple(Word(text, n * 0.5, (n + 1) * 0.5) for n, text in enumerate(TEXT.split()))


@pytest.mark.parametrize(
    ("at_s", "ending", "expected"),
    [
        (2.0, "went_on", "And nobody ever called …"),
        (2.01, "went_on", "And nobody ever called me, …"),
        (1.5, "stopped", "And nobody ever —"),
        (1.5 + 0.01, "stopped", "And nobody ever c—"),
        (1.5 + 0.3, "stopped", "And nobody ever cal—"),
        (2.0 + 0.3, "stopped", "And nobody ever called m—"),
        (3.5, "finished", "… nobody ever called me, not once!"),
        (0.0, "stopped", ""),
    ],
)
def test_the_last_words_before_the_moment(at_s: float, ending: str, expected: str) -> None:
    assert quote(WORDS, at_s, ending) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("at_s", "first"), [(3.0 - 0.01, "And"), (3.0, "And"), (3.0 + 0.01, "…")])
def test_three_seconds_are_quoted(at_s: float, first: str) -> None:
    assert quote(WORDS, at_s, "went_on").split()[0] == first


def test_nothing_said_is_nothing_quoted() -> None:
    assert quote((), 3.0, "went_on") == ""


@pytest.mark.parametrize(("last", "expected"), [("ago.", "days ago. …"), ("ago", "days ago —")])
def test_a_stop_after_a_whole_sentence_breaks_no_word_off(last: str, expected: str) -> None:
    words = (Word("days", 0.0, 0.5), Word(last, 0.5, 1.0))
    assert quote(words, 1.2, "stopped") == expected

import pytest

from voicedrill.speech.word_errors import word_errors


@pytest.mark.parametrize(
    ("reference", "heard", "count"),
    [("", "", 0), ("a b c", "a b c", 0), ("a b c", "a x c", 1), ("a b c", "a c", 1), ("a c", "a b c", 1),
     ("", "a b", 2), ("a b", "", 2), ("a b c d", "b c d e", 2)],
)  # fmt: skip
def test_words_put_in_left_out_or_exchanged_are_counted(reference: str, heard: str, count: int) -> None:
    assert word_errors(reference.split(), heard.split()) == count

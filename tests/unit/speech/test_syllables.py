import pytest

from voicedrill.speech.syllables import syllables

WORDS = {
    1: "the i you he made called asked stopped stayed through wait know cause house eight please bring these plates",
    2: "hello parcel table little sorry order refund tickets wanted needed houses going being payment lately "
    "create business quiet people someone pages service question station issue today again",
    3: "another customer delivery's yesterday engineer idea terrible manager completely remember resolving "
    "everything reaction replacement apologised area",
    4: "january situation apologise definitely security supervisor information",
    5: "unfortunately immediately",
}


@pytest.mark.parametrize(("word", "count"), [(word, n) for n, words in WORDS.items() for word in words.split()])
def test_everyday_words(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (1 if count >= 3 else 0)


def test_the_sum_over_a_text_is_right() -> None:
    text = (
        "please call stella ask her to bring these things with her from the store six spoons of fresh snow peas five "
        "thick slabs of blue cheese and maybe a snack for her brother bob we also need a small plastic snake and a "
        "big toy frog for the kids she can scoop these things into three red bags and we will go meet her wednesday "
        "at the train station"
    )
    assert sum(map(syllables, text.split())) == pytest.approx(77, abs=1)


@pytest.mark.parametrize(("word", "count"), [("", 0), ("42", 0), ("--", 0), ("hmm", 1), ("Don’t", 1), ("b", 1)])
def test_odd_words(word: str, count: int) -> None:
    assert syllables(word) == count

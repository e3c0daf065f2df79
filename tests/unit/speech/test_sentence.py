import pytest

from voicedrill.speech.sentence import sentence_open
from voicedrill.speech.words import Word

EPS = 0.01


def _words(text: str, start_s: float = 0.0, conf: float = 1.0) -> list[Word]:
    return [Word(word, start_s + n * 0.5, start_s + (n + 1) * 0.5, conf) for n, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("i ordered it and", True),
        ("please give me your", True),
        ("i think that we", True),
        ("my name is", True),
        ("the parcel should", True),
        ("yes it is", False),
        ("i can", False),
        ("tell me where my parcel is", False),
        ("nobody came", False),
        ("is", False),
        ("", False),
    ],
)
def test_what_the_last_word_tells(text: str, opened: bool) -> None:
    assert sentence_open(_words(text), 60.0, 0.6) is opened


@pytest.mark.parametrize(("conf", "opened"), [(0.59, False), (0.6, True)])
def test_unsure_words_tell_nothing(conf: float, opened: bool) -> None:
    assert sentence_open(_words("i ordered it and", conf=conf), 60.0, 0.6) is opened
    assert sentence_open([*_words("two"), *_words("of those", 0.9, conf)], 0.7, 0.6) is opened


@pytest.mark.parametrize(
    ("after", "pause_s", "opened"),
    [("of those", 0.99, True), ("of those", 1.0, False), ("i want it back", 0.5, False)],
)
def test_what_the_next_word_tells(after: str, pause_s: float, opened: bool) -> None:
    words = [*_words("i have a set"), *_words(after, 2.0 + pause_s)]
    assert sentence_open(words, 2.1, 0.6) is opened


@pytest.mark.parametrize(
    ("text", "held", "opened"),
    [
        # without a word that tells more the sound must make up for the doubt
        ("nobody came", 0.6 - EPS, False),
        ("nobody came", 0.6, False),
        ("nobody came", 0.6 + EPS, True),
        # words that tell are outweighed only by a voice that had clearly ended
        ("i ordered it and", -1.5 + EPS, True),
        ("i ordered it and", -1.5, False),
        ("i ordered it and", -1.5 - EPS, False),
    ],
)
def test_the_sound_adds_to_the_words(text: str, held: float, opened: bool) -> None:
    assert sentence_open(_words(text), 60.0, 0.6, held=held) is opened


@pytest.mark.parametrize(
    ("before", "after", "conf", "opened"),
    [
        ("all he could do for", "he was not ill", 1.0, False),
        ("all he could do for", "he was not ill", 0.59, True),
        ("all he could do for", "him and me", 1.0, True),
        ("i called you and", "they told me", 1.0, True),
        ("i called you because", "i waited", 1.0, True),
    ],
)
def test_a_new_subject_begins_a_new_sentence(before: str, after: str, conf: float, opened: bool) -> None:
    said = _words(before)
    paused_s = said[-1].end_s + 0.2
    # held as far as a voice that is cut between two words often is, but not more than the words weigh
    words = [*said, *_words(after, paused_s + 0.2, conf)]
    assert sentence_open(words, paused_s, 0.6, held=-0.6) is opened

import pytest

from voicedrill.speech.fillers import find_fillers
from voicedrill.speech.measurement import Filler
from voicedrill.speech.words import Word


def _said(text: str, conf: float = 1.0) -> list[Word]:
    """One word every 0.3 s; a "|" is a pause of half a second."""
    words, at_s = [], 0.0
    for token in text.split():
        if token == "|":
            at_s += 0.5
            continue
        words.append(Word(token, at_s, at_s + 0.3, conf))
        at_s += 0.3
    return words


def _fillers(text: str) -> list[str]:
    return [one.text for one in find_fillers(_said(text))]


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("it's you know not that easy", ["you know"]),
        ("You know, I tried to call them", ["you know"]),
        ("so you know we are closed you know", ["you know", "you know"]),
        ("i mean we could send a new one", ["i mean"]),
        ("well i mean i could look", ["i mean"]),
        ("the parcel is basically lost", ["basically"]),
        ("it is sort of late", ["sort of"]),
        ("i was kind of hoping for that", ["kind of"]),
        ("actually we do have one", ["actually"]),
        ("well actually i can look", ["actually"]),
        ("it arrived | actually we sent it twice", ["actually"]),
        ("we sent it twice actually", ["actually"]),
        ("and like you know it was late", ["like", "you know"]),
        ("it was late and like really far", ["like"]),
        ("basically i mean it's sort of gone", ["basically", "i mean", "sort of"]),
    ],
)
def test_fillers(text: str, fillers: list[str]) -> None:
    assert _fillers(text) == fillers


@pytest.mark.parametrize(
    "text",
    [
        "", "parcel", "like", "you", "actually", "i mean", "kind of",
        "do you know the number", "did you know", "as you know we are closed", "let me know if you know",
        "i will let you know", "you know what happened", "you know that it was lost", "you know the number",
        "how do you know", "if you know it", "so that you know", "you know my name",
        "what i mean is this", "do i mean that", "i mean it", "i mean no harm", "that is what i mean",
        "i would like to help", "i'd like this", "it looks like rain", "like this one", "i like it",
        "and like i said it is gone", "something like that", "would you like me to check", "and like the other one",
        "what actually happened", "it was actually lost", "i actually sent it",
        "what kind of parcel", "that kind of thing", "this sort of problem", "you are very kind of course",
        "all kinds of things", "some sort of letter", "kind of you to say", "yeah kind of",
        "that is kind of you", "that's kind of you",
    ],
)  # fmt: skip
def test_no_fillers(text: str) -> None:
    assert _fillers(text) == []


def test_times_and_confidence() -> None:
    words = _said("it is you know lost")
    (found,) = find_fillers(words)
    assert found == Filler("you know", words[2].start_s, words[3].end_s)
    assert find_fillers(_said("it is you know lost", conf=0.59)) == ()
    assert len(find_fillers(_said("it is you know lost", conf=0.6))) == 1


def test_a_pause_parts_a_phrase() -> None:
    assert _fillers("it was for you | know your rights") == []

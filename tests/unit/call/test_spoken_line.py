"""What is left of a line that is cut off."""

import pytest

from voicedrill.call.commands import Say
from voicedrill.call.customer_mind import Answer
from voicedrill.call.events import CustomerLine, SpokenWord
from voicedrill.call.spoken_line import Rest, SpokenLine
from voicedrill.persona.dialogue import Reply
from voicedrill.persona.schema import Effects

TEXT = "It's 61947. I know it by heart. Write it down!"
SPOKEN = "It's 6 1 9 4 7. I know it by heart. Write it down!"


def line() -> SpokenLine:
    reply = Reply("number", TEXT, SPOKEN, False, Effects())
    spoken = SpokenLine(Say(1, "number", TEXT, SPOKEN, False, 0.5), Answer(reply), True)
    words = tuple(
        SpokenWord(word=word, start_s=float(index), end_s=index + 0.9) for index, word in enumerate(TEXT.split())
    )
    spoken.start(CustomerLine(t_s=0.0, line_id=1, beat="number", text=TEXT, words=words, end_s=14.0, yields=False))
    return spoken


@pytest.mark.parametrize(
    ("stopped_s", "first_written", "first_spoken"),
    [
        (0.5, "It's 61947.", "It's 6 1 9 4 7."),
        (1.5, "It's 61947.", "It's 6 1 9 4 7."),
        (2.5, "I know it by heart.", "I know it by heart."),
        (7.5, "Write it down!", "Write it down!"),
    ],
)
def test_she_takes_up_the_sentence_in_which_she_was_cut_off(
    stopped_s: float, first_written: str, first_spoken: str
) -> None:
    rest = line().rest(stopped_s)
    assert rest == Rest(TEXT[TEXT.index(first_written) :], SPOKEN[SPOKEN.index(first_spoken) :])


@pytest.mark.parametrize(("at_s", "invited"), [(0.1, True), (3.0, False), (1.95, True), (7.95, False)])
def test_coming_in_is_invited_at_the_start_and_between_sentences(at_s: float, invited: bool) -> None:
    assert line().invites(at_s) is invited

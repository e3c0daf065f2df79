from dataclasses import replace

import pytest
from golden import parcel

from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.echo import best_echo, echoes, problem_echoes, to_her
from voicedrill.scoring.phrasing import pronoun
from voicedrill.speech.measurement import Measurement, SideMeasures

NOTHING = Measurement(60.0, SideMeasures(), SideMeasures())


def said(*lines: str, beat: str = "opening") -> Conversation:
    call = parcel.Script()
    for at, line in enumerate(lines):
        call.says(beat, line, 10.0 * at, 10.0 * at + 8)
    return Conversation(call.in_order(), parcel.casting(), NOTHING, "resolved", 60.0)


@pytest.mark.parametrize(
    ("line", "back"),
    [
        ("I ordered a lamp, and it never came.", ["You ordered a lamp, and it never came"]),
        ("And I'm still here with my lamp, you see!", ["You are still here with your lamp"]),
        ("I was at home, and nobody called me.", ["You were at home, and nobody called you"]),
        ("Your website says Tuesday.", ["Our website says Tuesday"]),
        ("It is the lamp that worries us.", ["It is the lamp that worries you"]),
        ("I booked a lamp, and you sent me a chair.", ["You booked a lamp"]),
        ("This was Mrs. Miller of Mill Lane.", ["This was Mrs. Miller of Mill Lane"]),
        ("One lamp, two payments.", ["One lamp, two payments"]),
    ],
)
def test_her_words_turn_into_the_trainees(line: str, back: list[str]) -> None:
    assert [one.text for one in echoes(said(line), 60.0)] == back


@pytest.mark.parametrize(
    "line",
    [
        "You people are useless.", "Where is my lamp?", "I want my lamp today.", "Explain that lamp to me.",
        "A lamp.", "I told you about the lamp.", "Thank you for the lamp.", "My name is Miller.",
        "I " + "really " * 20 + "waited for the lamp.",
    ],
)  # fmt: skip
def test_accusations_questions_wishes_and_scraps_are_not_said_back(line: str) -> None:
    assert echoes(said(line), 60.0) == []


def test_an_attack_is_not_said_back() -> None:
    assert echoes(said("My lamp never came.", beat="attack"), 60.0) == []


def test_nothing_is_said_back_before_it_was_said() -> None:
    call = said("My lamp never came.", "It was promised for Tuesday.")
    assert [one.text for one in echoes(call, 10.0)] == ["Your lamp never came"]
    assert echoes(call, 0.0) == []


def test_a_line_without_planned_words_is_not_said_back_before_it_begins() -> None:
    call = said("My lamp never came.")
    later = call.lines[0].model_copy(update={"t_s": 20.0, "end_s": 24.0, "words": ()})
    assert echoes(replace(call, events=(later,)), 10.0) == []
    assert len(echoes(replace(call, events=(later,)), 30.0)) == 1


def test_the_last_line_is_taken_up_first_then_what_names_most_of_the_problem() -> None:
    call = said("My lamp was to come on Tuesday.", "The lamp is a present.", "I am waiting here.")
    last, before = best_echo(call, 19.0), best_echo(call, 60.0)
    assert last is not None
    assert last.text == "The lamp is a present"
    assert before is not None
    assert before.text == "Your lamp was to come on Tuesday"


def test_there_is_nothing_to_take_up_in_a_call_without_her_words() -> None:
    assert best_echo(said(), 60.0) is None
    assert problem_echoes(said(), 60.0, 2) == []


def test_sentences_for_a_paraphrase_cover_the_facts_and_keep_their_order() -> None:
    call = said("The lamp is a present.", "It was promised for Tuesday.", "My lamp is not here.")
    assert [one.facts for one in problem_echoes(call, 60.0, 2)] == [{"day"}, {"item"}]


@pytest.mark.parametrize(
    ("about", "word", "turned"),
    [
        ("how long she has waited", "she", "how long you have waited"),
        ("when she leaves", "she", "when you leave"),
        ("his date of birth", "he", "your date of birth"),
        ("what it did to his account", "he", "what it did to your account"),
        ("a room for her", "she", "a room for you"),
        ("the order number", "they", "the order number"),
        ("what they are owed", "they", "what you are owed"),
    ],
)
def test_what_is_said_of_her_turns_into_what_is_said_to_her(about: str, word: str, turned: str) -> None:
    assert to_her(about, pronoun(word)) == turned  # type: ignore[arg-type]

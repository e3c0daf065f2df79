import pytest
from fakes.small_calls import conversation, turns

from voicedrill.scoring.questions import is_open, questions_asked


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("can you tell me what happened", 1),
        ("may i have the order number and what did the driver say", 2),
        ("what happened to the lamp and when did it come and who did you speak to", 3),
        ("so a lamp on tuesday is that right", 0),
        ("is there anything else i can do", 0),
        ("how can i help you", 0),
        ("may i put you on hold", 0),
        ("your order number please", 1),
    ],
)
def test_questions_are_counted_by_their_form(text: str, count: int) -> None:
    assert len(questions_asked(conversation(turns((text, {"question": text}))))) == count


def test_without_the_detector_there_is_no_question() -> None:
    assert not questions_asked(conversation(turns(("can you tell me what happened", {}))))


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("can you tell me what happened", True), ("what is the problem", True), ("how did it arrive", True),
        ("could you walk me through it", True), ("what is your order number", False), ("when did it come", False),
        ("how many are missing", False), ("how long have you waited", False), ("tell me your name", False),
    ],
)  # fmt: skip
def test_an_open_question_lets_the_other_tell_it(question: str, opens: bool) -> None:
    assert is_open(question) == opens

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from voicedrill.call.events import Button, Ended, HeardWord, TraineeTurn, event_line, parse_event


@given(st.floats(-1, 4000), st.text(max_size=30))
def test_a_line_reads_back_as_the_same_event(t_s: float, text: str) -> None:
    event = Button(t_s=round(t_s, 3), type="note", text=text)
    line = event_line(event)
    assert "\n" not in line
    assert parse_event(line) == event


def test_times_are_kept_to_the_millisecond() -> None:
    assert parse_event(event_line(Ended(t_s=1.23456, outcome="resolved"))).t_s == 1.235


@pytest.mark.parametrize(
    "line",
    ["", "{}", "null", '{"type":"ended","t_s":1}', '{"type":"sings","t_s":1}', '{"type":"connected","t_s":0,"x":1}'],
)
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(ValidationError):
        parse_event(line)


def test_the_confidence_of_a_turn_is_the_mean_of_its_words() -> None:
    words = tuple(HeardWord(word="x", start_s=0, end_s=1, conf=conf) for conf in (0.5, 1.0))
    turn = TraineeTurn(t_s=2, start_s=0, end_s=1, text="x x", words=words)
    assert turn.confidence == 0.75
    assert turn.model_copy(update={"words": ()}).confidence == 0.0

import pytest

from voicedrill.speech.floor import FloorSpan, floor_states, units
from voicedrill.speech.timeline import Interval, Timeline


def _line(*pairs: tuple[float, float]) -> Timeline:
    return Timeline.of(Interval(*pair) for pair in pairs)


def test_states_of_the_floor() -> None:
    assert floor_states(_line((1.0, 4.0)), _line((3.0, 6.0), (6.5, 9.0)), 8.0) == (
        FloorSpan("nobody", 0.0, 1.0),
        FloorSpan("customer", 1.0, 3.0),
        FloorSpan("both", 3.0, 4.0),
        FloorSpan("trainee", 4.0, 6.0),
        FloorSpan("nobody", 6.0, 6.5),
        FloorSpan("trainee", 6.5, 8.0),
    )


def test_a_call_in_which_nobody_speaks() -> None:
    assert floor_states(Timeline(), Timeline(), 3.0) == (FloorSpan("nobody", 0.0, 3.0),)
    assert floor_states(Timeline(), Timeline(), 0.0) == ()


@pytest.mark.parametrize(("silence_s", "count"), [(0.19, 1), (0.2, 2), (0.21, 2)])
def test_silence_that_parts_units(silence_s: float, count: int) -> None:
    assert len(units(_line((0.0, 2.0), (2.0 + silence_s, 4.0)))) == count

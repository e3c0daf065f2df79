import pytest

from voicedrill.speech.measurement import Gap, Pauses
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.turns import Turn, find_gaps, find_pauses, find_turns


def _line(*pairs: tuple[float, float]) -> Timeline:
    return Timeline.of(Interval(*pair) for pair in pairs)


def test_units_join_to_a_turn_until_the_other_takes_the_floor() -> None:
    turns = find_turns(_line((0.0, 2.0), (3.0, 4.0), (8.0, 9.0)), _line((4.5, 6.0), (6.1, 7.0)))
    assert turns == (Turn("customer", 0.0, 4.0), Turn("trainee", 4.5, 7.0), Turn("customer", 8.0, 9.0))
    assert find_gaps(turns) == (Gap("customer", 4.0, 4.5, 0.5), Gap("trainee", 7.0, 8.0, 1.0))


def test_speech_wholly_inside_the_others_takes_no_floor() -> None:
    turns = find_turns(_line((0.0, 5.0), (5.5, 8.0)), _line((2.0, 3.0)))
    assert turns == (Turn("customer", 0.0, 8.0), Turn("trainee", 2.0, 3.0, takes_floor=False))
    assert find_gaps(turns) == ()


def test_an_overlapping_change_has_no_gap() -> None:
    turns = find_turns(_line((0.0, 5.0)), _line((4.8, 8.0)))
    assert [turn.takes_floor for turn in turns] == [True, True]
    assert find_gaps(turns) == ()


def test_nobody_speaks() -> None:
    assert find_turns(Timeline(), Timeline()) == ()
    assert find_gaps(()) == ()


@pytest.mark.parametrize(("silence_s", "count"), [(0.24, 0), (0.25, 1), (0.26, 1)])
def test_what_counts_as_a_pause(silence_s: float, count: int) -> None:
    voice = _line((0.0, 2.0), (2.0 + silence_s, 4.0))
    pauses = find_pauses(voice, _line((0.0, 4.0)), Timeline())
    assert pauses.count == count
    assert pauses.total_s == pytest.approx(count * silence_s)


def test_pauses_between_turns_and_holds_do_not_count() -> None:
    voice = _line((0.0, 2.0), (10.0, 12.0), (20.0, 22.0))
    turns = _line((0.0, 12.0), (20.0, 22.0))
    assert find_pauses(voice, turns, Timeline()) == Pauses(1, 8.0)
    assert find_pauses(voice, turns, _line((2.0, 9.0))) == Pauses(1, 1.0)
    assert find_pauses(voice, turns, _line((2.0, 10.0))) == Pauses(0, 0.0)

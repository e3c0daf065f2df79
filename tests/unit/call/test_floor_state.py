import pytest

from voicedrill.call.floor_state import TRANSITIONS, FloorState, Signal, UnexpectedSignalError, next_state


@pytest.mark.parametrize("state", FloorState)
@pytest.mark.parametrize("signal", Signal)
def test_the_table_is_the_whole_truth(state: FloorState, signal: Signal) -> None:
    expected = TRANSITIONS.get((state, signal))
    if expected is None:
        with pytest.raises(UnexpectedSignalError, match=f"'{signal}' cannot happen while the call is '{state}'"):
            next_state(state, signal)
    else:
        assert next_state(state, signal) is expected


def test_every_state_can_be_reached_and_every_call_can_end() -> None:
    reached = {FloorState.RINGING}
    for _ in FloorState:
        reached |= {after for (before, _), after in TRANSITIONS.items() if before in reached}
    assert reached == set(FloorState)
    for state in set(FloorState) - {FloorState.ENDED}:
        assert next_state(state, Signal.ENDED) is FloorState.ENDED


def test_nothing_follows_the_end() -> None:
    assert not [pair for pair in TRANSITIONS if pair[0] is FloorState.ENDED]


def test_a_voice_that_begins_can_always_end() -> None:
    for (_, signal), after in TRANSITIONS.items():
        if signal is Signal.VOICE_STARTS:
            assert (after, Signal.VOICE_ENDS) in TRANSITIONS

from dataclasses import replace

import pytest
from golden import parcel

from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.silences import long_pauses
from voicedrill.scoring.tone_findings import tone
from voicedrill.speech.measurement import DeadAir, Measurement, Pauses, SideMeasures, TurnSpan

ONE_TURN = Measurement(
    60.0,
    SideMeasures(phonation_s=6.0, pauses=Pauses(1, 2.0)),
    SideMeasures(),
    turns=(TurnSpan("trainee", 1.0, 20.0, ""),),
)


def call(pause_s: float, measurement: Measurement = ONE_TURN, button: str = "") -> Conversation:
    script = parcel.Script()
    script.answers("so", 1.0, 4.0)
    if button:
        script.presses(button, 4.5)
    script.answers("well then", 4.0 + pause_s, 12.0)
    return Conversation(script.in_order(), parcel.casting(), measurement, "resolved", 60.0)


@pytest.mark.parametrize(("pause_s", "found"), [(1.99, 0), (2.0, 1), (2.01, 1)])
def test_a_long_pause_inside_a_turn(pause_s: float, found: int) -> None:
    assert len(long_pauses(call(pause_s))) == found


def test_a_silence_between_two_turns_is_no_pause() -> None:
    turns = TurnSpan("trainee", 1.0, 4.0, ""), TurnSpan("trainee", 7.0, 12.0, "")
    assert long_pauses(call(3.0, replace(ONE_TURN, turns=turns))) == []


@pytest.mark.parametrize("button", ["hold", "pause"])
def test_holds_and_dead_air_are_no_pauses(button: str) -> None:
    assert long_pauses(call(3.0, button=button)) == []
    assert long_pauses(call(3.0, replace(ONE_TURN, dead_air=(DeadAir(4.0, 7.0),)))) == []


def test_a_long_pause_can_be_heard() -> None:
    note = tone(call(3.0), None)["pauses"]
    assert isinstance(note, dict)
    assert [one["what"] for one in note["where"]] == ["You paused for 3.0 seconds."]

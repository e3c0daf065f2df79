"""Hold, pause and the other buttons, on a counted clock."""

import pytest
from fakes.virtual_call import CALM, STORY, VirtualCall, call_at_story, casting

from voicedrill.call import settings
from voicedrill.call.commands import Finish, Stop
from voicedrill.call.floor_state import FloorState


def test_on_hold_she_waits_and_comes_back() -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.press("hold")
    assert call.session.state is FloorState.HOLD
    call.say("hey bob where is that lamp", "profanity")
    call.wait(settings.LONG_HOLD_S - 10)
    assert len(call.lines) == 1
    assert not call.tempers
    call.press("resume")
    assert call.lines[-1].beat == "back_from_hold"
    assert not call.tempers


def test_a_long_hold_annoys() -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.press("hold")
    call.wait(settings.LONG_HOLD_S + 0.1)
    call.press("resume")
    assert call.causes == ["long_hold"]


def test_she_does_not_hold_for_ever() -> None:
    call = VirtualCall(casting(anger=0.8))
    call.until_silent()
    call.press("hold")
    call.wait(settings.TIMEOUT_S)
    assert call.outcome == "hang_up"


def test_hold_while_she_speaks_comes_when_she_has_finished() -> None:
    call = VirtualCall(casting())
    call.until_she_speaks()
    call.press("hold")
    assert call.session.state is FloorState.SPEAKING
    call.until_silent()
    assert call.session.state is FloorState.HOLD


def test_hold_while_both_speak_comes_too() -> None:
    call = call_at_story(CALM)
    call.voice_on()
    call.press("hold")
    call.until_silent()
    call.wait(0.1)
    assert call.session.state is FloorState.HOLD_TRAINEE
    call.press("resume")
    assert call.session.state is FloorState.TRAINEE


def test_words_said_just_before_hold_are_heard_and_not_answered() -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.voice_on()
    call.wait(1.5)
    call.voice_off()
    call.press("hold")
    call.wait(0.7)
    call.turn("i am so sorry about the lamp", "apology", voice_s=2.0)
    assert "apology" in call.causes
    call.wait(3)
    call.press("resume")
    call.until_silent()
    call.wait(3)
    assert [line.beat for line in call.lines] == ["opening", "back_from_hold"]


def test_resume_without_hold_does_nothing() -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.press("resume")
    call.press("mute")
    assert len(call.lines) == 1


@pytest.mark.parametrize("kind", ["mute", "unmute", "note", "cue", "device"])
def test_other_buttons_do_not_move_her(kind: str) -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.press(kind)
    assert (len(call.lines), call.outcome) == (1, None)


def test_repeat_makes_her_say_it_again() -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.press("repeat")
    call.until_silent()
    assert call.lines[1].text == call.lines[0].text
    assert not call.tempers


def test_a_pause_of_the_practice_stops_the_call_and_costs_nothing() -> None:
    call = call_at_story(CALM)
    before = call.session.temper
    call.press("pause")
    call.until_silent()
    call.wait(120.0)
    assert call.lines[-1].text == STORY
    assert call.session.temper.patience == pytest.approx(before.patience, abs=0.001)
    call.press("continue")
    call.until_silent()
    assert STORY.endswith(call.lines[-1].text)
    assert "order" in call.session.told
    assert call.causes == ["heard"]


def test_the_supervisor_button_hands_her_over() -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.press("supervisor")
    assert call.lines[-1].beat == "handed_over"
    call.until_silent()
    assert call.outcome == "supervisor"


def test_the_supervisor_button_over_her_voice_ends_at_once() -> None:
    call = call_at_story(CALM)
    call.press("supervisor")
    assert call.commands[-2:] == [Stop("ended"), Finish("supervisor")]


def test_a_handing_over_that_was_talked_into_is_said_again() -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.press("supervisor")
    call.wait(0.1)
    call.say("i will put you through now")
    call.until_silent()
    assert call.outcome == "supervisor"

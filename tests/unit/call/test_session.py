"""The course of a call and its ends, on a counted clock."""

import pytest
from fakes.virtual_call import CALM, VirtualCall, call_at_story, casting

from voicedrill.call import settings
from voicedrill.call.commands import Finish, Say, Stop
from voicedrill.call.events import Connected, CustomerLine, Temper
from voicedrill.call.floor_state import FloorState, UnexpectedSignalError
from voicedrill.call.progress import LEAVES_FIRM_TURNS
from voicedrill.call.session import CallSession


def test_she_speaks_first_and_then_listens() -> None:
    call = VirtualCall(casting())
    assert call.session.state is FloorState.THINKING
    call.until_she_speaks()
    call.until_silent()
    assert [line.beat for line in call.lines] == ["opening"]
    assert call.session.told == {"trouble"}
    assert call.session.state is FloorState.LISTENING


def test_a_trainee_who_greets_first_gets_her_opening_as_the_answer() -> None:
    call = VirtualCall(casting(), render_s=2.0)
    call.wait(0.5)
    call.say("good morning this is sam", "greeting")
    call.until_she_speaks()
    assert [line.beat for line in call.lines] == ["opening", "opening"]
    assert call.stops[0] == (1, "cut_in_by_mistake")
    assert not call.tempers


def test_a_turn_is_answered_once() -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.say("can you give me the order number", "question")
    call.until_silent()
    call.wait(5.0)
    assert len(call.lines) == 2


def test_an_impossible_input_raises_and_changes_nothing() -> None:
    session = CallSession(casting())
    with pytest.raises(UnexpectedSignalError):
        session.step(CustomerLine(t_s=0, line_id=1, beat="x", text="x", words=(), end_s=1, yields=False))
    assert session.state is FloorState.RINGING
    assert isinstance(session.step(Connected(t_s=0.0))[0], Say)
    with pytest.raises(UnexpectedSignalError):
        session.step(Connected(t_s=1.0))
    assert session.state is FloorState.THINKING


def settled_call() -> VirtualCall:
    call = VirtualCall(casting(anger=0.4, trust=0.6))
    call.until_silent()
    call.say("good morning", "greeting")
    call.until_silent()
    call.say("so your lamp was due on tuesday and it has not come", "paraphrase", "empathy", "apology")
    call.until_silent()
    call.say("i will send a new lamp today and i will call you tomorrow", "solution", "next_steps", "ownership")
    assert call.lines[-1].beat == "settled"
    return call


def test_a_resolved_call_ends_with_a_goodbye() -> None:
    call = settled_call()
    call.until_silent()
    assert call.outcome is None
    call.say("thank you for your patience goodbye", "appreciation", "closing")
    assert call.lines[-1].beat == "goodbye"
    call.until_silent()
    assert call.outcome == "resolved"
    assert call.commands[-1] == Finish("resolved")


def test_when_settled_she_hangs_up_in_the_silence() -> None:
    call = settled_call()
    call.until_silent()
    call.wait(settings.SETTLED_SILENCE_S - 0.1)
    assert call.outcome is None
    call.wait(0.2)
    assert call.outcome == "resolved"


@pytest.mark.parametrize("how", ["hang_up", "supervisor"])
def test_what_is_settled_stays_settled(how: str) -> None:
    call = settled_call()
    call.until_silent()
    call.hang_up() if how == "hang_up" else call.press("supervisor")
    assert call.outcome == "resolved"


def test_hanging_up_before_is_the_trainees_doing() -> None:
    call = call_at_story(CALM)
    call.hang_up()
    assert call.commands[-2:] == [Stop("ended"), Finish("trainee_hung_up")]
    call.wait(1.0)
    call.press("hold")


def test_two_furious_turns_and_she_is_gone() -> None:
    call = VirtualCall(casting(anger=0.95))
    call.until_silent()
    call.say("calm down it is policy", "defensive")
    call.until_silent()
    assert call.outcome is None
    call.say("that is not my problem", "defensive")
    assert call.lines[-1].beat == "hangs_up"
    call.until_silent()
    assert call.outcome == "hang_up"


def test_a_turn_whose_answer_was_taken_back_counts_once() -> None:
    call = VirtualCall(casting(anger=0.95))
    call.until_silent()
    call.say("calm down it is policy", "defensive")
    call.wait(0.1)
    call.say("and that is that")
    call.until_silent()
    assert call.outcome is None
    assert call.lines[-1].beat != "hangs_up"


def test_time_runs_out() -> None:
    call = VirtualCall(casting(anger=0.3))
    call.until_silent()
    call.wait(0.1)
    for number in range(60):
        if call.outcome:
            break
        call.say(f"number {number} the lamp was due on tuesday")
        call.until_silent()
        call.wait(6.5)
    assert call.outcome == "timeout"
    assert call.now_s == pytest.approx(480, abs=30), "patience lasts eight minutes"


def test_every_change_of_temper_says_why() -> None:
    call = settled_call()
    assert all(isinstance(one, Temper) and one.reason and one.delta for one in call.tempers)


def test_she_leaves_when_the_limit_stands_and_she_cannot_take_it() -> None:
    call = VirtualCall(casting(anger=0.7, reactivity=0.6))
    call.until_silent()
    for count in range(LEAVES_FIRM_TURNS):
        assert call.outcome is None
        call.say(f"i cannot promise an hour this is number {count}", "firm")
        call.until_silent()
        call.wait(0.5)
    assert call.outcome == "hang_up"

"""Scenes of a call on a counted clock."""

import pytest
from fakes.virtual_call import STORY, VirtualCall, casting

from voicedrill.call import settings
from voicedrill.call.commands import Finish, Say, Stop
from voicedrill.call.customer_mind import MAX_BACKCHANNEL_CREDIT
from voicedrill.call.events import Connected, CustomerLine, Temper
from voicedrill.call.floor_state import FloorState, UnexpectedSignalError
from voicedrill.call.session import CallSession

CLEAR = "wait a moment please"
CALM, ANGRY = 0.4, 0.8


def call_at_story(anger: float, **temper: float) -> VirtualCall:
    """Return a call in which she has just begun her story."""
    call = VirtualCall(casting(anger=anger, holds_floor=0.5, **temper))
    call.until_silent()
    call.say("good morning what can i do for you", "greeting")
    call.until_she_speaks()
    assert call.lines[-1].text == STORY
    call.wait(1.5)
    return call


def causes(call: VirtualCall) -> list[str]:
    return [temper.cause for temper in call.tempers]


def stop_reasons(call: VirtualCall) -> list[str]:
    return [reason for _, reason in call.stops]


# -- the course of a call ---------------------------------------------------------------------------


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


# -- barge-in -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "limit_s"),
    [(CLEAR, settings.BARGE_IN_WITH_WORDS_S), ("wait", settings.BARGE_IN_S), ("", settings.BARGE_IN_S)],
)
@pytest.mark.parametrize(("late_s", "stops"), [(-0.02, False), (0.1, True)])
def test_a_voice_over_hers_takes_the_floor_at_the_threshold(
    text: str, limit_s: float, late_s: float, stops: bool
) -> None:
    call = call_at_story(CALM)
    began_s = call.now_s
    call.voice_on()
    if text:
        call.so_far(text)
    call.wait(limit_s + late_s)
    assert call.now_s - began_s == pytest.approx(limit_s + late_s)
    assert (Stop("barge_in") in call.commands) is stops
    assert ("interruption" in causes(call)) is stops


def test_calm_she_yields_and_finishes_what_she_wanted_to_say() -> None:
    call = call_at_story(CALM)
    call.say("wait a moment i have a question for you")
    assert stop_reasons(call)[-1] == "barge_in"
    assert causes(call).count("interruption") == 1
    call.until_silent()
    assert call.lines[-1].beat == "interrupted"
    first, said_before, rest = call.lines[-1].text.partition(" I stayed at home on Wednesday")
    assert first in {"Let me finish, please!", "I wasn't done yet!"}
    assert said_before + rest == STORY.removeprefix("I stayed at home on Tuesday.")
    assert "order" in call.session.told


def test_angry_she_talks_on_and_gives_up_after_a_while() -> None:
    call = call_at_story(ANGRY)
    began_s = call.now_s
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(settings.BARGE_IN_WITH_WORDS_S + settings.HOLDS_OUT_S - 0.1)
    assert causes(call).count("interruption") == 1
    assert Stop("barge_in") not in call.commands
    call.wait(0.3)
    assert Stop("barge_in") in call.commands
    assert call.now_s - began_s < settings.BARGE_IN_WITH_WORDS_S + settings.HOLDS_OUT_S + 0.3
    call.voice_off()
    call.wait(0.7)
    call.turn(CLEAR)
    assert call.lines[-1].beat == "interrupted"
    assert call.lines[-1].text.endswith("Nobody came and nobody called me.")
    assert causes(call).count("interruption") == 1


def test_she_gives_up_on_the_second_attempt_too() -> None:
    call = call_at_story(ANGRY)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(0.8)
    call.voice_off()
    call.wait(0.1)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(settings.BARGE_IN_WITH_WORDS_S + settings.HOLDS_OUT_S - 0.3)
    assert Stop("barge_in") not in call.commands
    call.wait(0.5)
    assert Stop("barge_in") in call.commands
    assert causes(call).count("interruption") == 1


@pytest.mark.parametrize(("anger", "yields"), [(0.49, True), (0.5, False), (0.51, False)])
def test_her_temper_before_the_interruption_decides(anger: float, yields: bool) -> None:
    call = call_at_story(anger)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(1.0)
    assert (Stop("barge_in") in call.commands) is yields


@pytest.mark.parametrize(("left_s", "charged"), [(0.4, False), (0.9, True)])
def test_coming_in_at_her_last_words_is_no_interruption(left_s: float, charged: bool) -> None:
    call = call_at_story(CALM)
    started = next(one for one in call.inputs if isinstance(one, CustomerLine) and one.text == STORY)
    call.wait(started.end_s - left_s - settings.BARGE_IN_WITH_WORDS_S - call.now_s)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(2.0)
    assert ("interruption" in causes(call)) is charged


@pytest.mark.parametrize("text", ["yes", "okay right", "mm-hm", "i see"])
def test_a_backchannel_calms_and_does_not_stop_her(text: str) -> None:
    call = call_at_story(ANGRY)
    before = call.session.temper.anger
    call.say(text, seconds=0.6)
    assert causes(call)[-1] == "backchannel"
    assert call.session.temper.anger < before
    call.until_silent()
    assert stop_reasons(call)[-1] == "finished"
    call.wait(2.0)
    assert call.lines[-1].text == STORY


def test_backchannels_do_not_calm_without_end() -> None:
    call = VirtualCall(casting(anger=ANGRY))
    call.until_silent()
    call.say("good morning")
    call.until_she_speaks()
    call.wait(1.0)
    for _ in range(4):
        call.say("yes", seconds=0.2)
    assert causes(call).count("backchannel") == MAX_BACKCHANNEL_CREDIT


# -- her own mistakes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("render_s", [0.1, 2.0])
def test_when_she_cuts_in_it_is_not_the_trainees_fault(render_s: float) -> None:
    call = VirtualCall(casting(anger=CALM), render_s)
    call.until_silent()
    call.say("can you give me the order number", "question")
    call.wait(0.16)  # with a fast voice she has just begun, with a slow one her line is still being made
    assert call.speaking is (render_s < 1)
    before = call.session.temper
    call.voice_on()
    call.wait(0.2)
    assert stop_reasons(call)[-1] == "cut_in_by_mistake"
    call.wait(2.0)
    assert call.session.temper.anger == before.anger
    assert "interruption" not in causes(call)
    call.voice_off()
    call.wait(0.7)
    call.turn("please")
    call.until_silent()
    assert [line.text for line in call.lines[1:]] == [STORY, STORY], "the wording is free again, the turn is answered"


def test_a_question_is_not_forgotten_when_its_answer_was_taken_back() -> None:
    call = VirtualCall(casting(anger=CALM))
    call.until_silent()
    call.say("good morning")
    call.until_silent()
    call.wait(0.5)
    call.session._mind._dialogue.told.discard("order")  # so that she has it still to tell
    call.say("can you give me the order number", "question")
    call.wait(0.1)
    call.voice_on()
    call.wait(0.4)
    call.voice_off()
    call.wait(0.7)
    call.turn("please")
    assert call.lines[-2].beat == call.lines[-1].beat == "order"


def test_the_rest_of_her_story_survives_a_withdrawn_resumption() -> None:
    call = call_at_story(CALM)
    call.say("wait a moment i have a question")
    call.wait(0.1)
    assert call.lines[-1].beat == "interrupted"
    call.voice_on()
    call.wait(0.5)
    call.voice_off()
    call.wait(0.7)
    call.turn("sorry")
    assert call.lines[-1].beat == "interrupted"
    assert call.lines[-1].text.endswith("Nobody came and nobody called me.")


# -- silence, hold, buttons -----------------------------------------------------------------------------


def test_silence_is_noticed_and_weighs_more_each_time() -> None:
    call = VirtualCall(casting(silence_s=7))
    call.until_silent()
    call.wait(6.9)
    assert len(call.lines) == 1
    call.wait(0.2)
    assert call.lines[-1].beat == "silence"
    for _ in range(2):
        call.until_silent()
        call.wait(7.1)
    anger = [temper.delta["anger"] for temper in call.tempers]
    assert len(anger) == 3
    assert anger[0] < anger[1] <= anger[2]
    call.wait(200)
    assert call.outcome in {"hang_up", "timeout"}


def test_an_announced_silence_is_excused_once() -> None:
    call = VirtualCall(casting(silence_s=7))
    call.until_silent()
    call.say("one moment please while i check", "hold")
    call.until_silent()
    count = len(call.lines)
    call.wait(settings.ANNOUNCED_SILENCE_S - 0.5)
    assert len(call.lines) == count
    call.wait(1.0)
    assert len(call.lines) == count + 1
    call.until_silent()
    call.wait(7.5)
    assert len(call.lines) == count + 2


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
    assert causes(call) == ["long_hold"]


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
    assert "apology" in causes(call)
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
    assert causes(call) == ["heard"]


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


# -- words that are not understood ------------------------------------------------------------------------


@pytest.mark.parametrize(("conf", "understood"), [(0.59, False), (0.6, True), (0.61, True)])
def test_unclear_words_move_nothing(conf: float, understood: bool) -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.say("that is not our fault", "defensive", conf=conf)
    assert ("defensive" in causes(call)) is understood
    assert (call.lines[-1].beat == "unclear") is not understood


@pytest.mark.parametrize(("voice_s", "asks"), [(0.5, False), (0.98, False), (1.0, True), (2.0, True)])
def test_a_noise_is_ignored_and_a_long_one_is_asked_about(voice_s: float, asks: bool) -> None:
    call = VirtualCall(casting())
    call.until_silent()
    call.say("", seconds=voice_s)
    assert (len(call.lines) == 2) is asks
    assert not call.tempers


def test_unclear_words_over_her_are_ignored() -> None:
    call = call_at_story(ANGRY)
    call.say("brown fox", "defensive", conf=0.3, seconds=0.3)
    call.until_silent()
    assert stop_reasons(call)[-1] == "finished"
    assert "defensive" not in causes(call)
    call.wait(3)
    assert call.lines[-1].text == STORY


# -- endings ----------------------------------------------------------------------------------------------


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
        call.say(f"thank you {number}", "appreciation")
        call.until_silent()
        call.wait(6.5)
    assert call.outcome == "timeout"
    assert call.now_s == pytest.approx(480, abs=30), "patience lasts eight minutes"


def test_every_change_of_temper_says_why() -> None:
    call = settled_call()
    assert all(isinstance(one, Temper) and one.reason and one.delta for one in call.tempers)

"""Who gives way when both speak, on a counted clock."""

import pytest
from fakes.virtual_call import ANGRY, CALM, STORY, TURN_SILENCE_S, VirtualCall, call_at_story, casting

from voicedrill.call import settings
from voicedrill.call.commands import Stop
from voicedrill.call.customer_mind import MAX_BACKCHANNEL_CREDIT
from voicedrill.call.events import CustomerLine
from voicedrill.speech.settings import SETTINGS

CLEAR = "wait a moment please"


@pytest.mark.parametrize(
    ("text", "limit_s"),
    [(CLEAR, SETTINGS.interruption_min_s), ("wait", SETTINGS.backchannel_max_s), ("", SETTINGS.backchannel_max_s)],
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
    assert ("interruption" in call.causes) is stops


def test_calm_she_yields_and_finishes_what_she_wanted_to_say() -> None:
    call = call_at_story(CALM)
    call.say("wait a moment i have a question for you")
    assert call.stop_reasons[-1] == "barge_in"
    assert call.causes.count("interruption") == 1
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
    call.wait(SETTINGS.interruption_min_s + settings.HOLDS_OUT_S - 0.1)
    assert call.causes.count("interruption") == 1
    assert Stop("barge_in") not in call.commands
    call.wait(0.3)
    assert Stop("barge_in") in call.commands
    assert call.now_s - began_s < SETTINGS.interruption_min_s + settings.HOLDS_OUT_S + 0.3
    call.voice_off()
    call.wait(0.7)
    call.turn(CLEAR)
    assert call.lines[-1].beat == "interrupted"
    assert call.lines[-1].text.endswith("Nobody came and nobody called me.")
    assert call.causes.count("interruption") == 1


def test_she_gives_up_on_the_second_attempt_too() -> None:
    call = call_at_story(ANGRY)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(0.8)
    call.voice_off()
    call.wait(0.3)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(SETTINGS.interruption_min_s + settings.HOLDS_OUT_S - 0.3)
    assert Stop("barge_in") not in call.commands
    call.wait(0.5)
    assert Stop("barge_in") in call.commands
    assert call.causes.count("interruption") == 1


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
    call.wait(started.end_s - left_s - SETTINGS.interruption_min_s - call.now_s)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(2.0)
    assert ("interruption" in call.causes) is charged


@pytest.mark.parametrize("text", ["yes", "okay right", "mm-hm", "i see"])
def test_a_backchannel_calms_and_does_not_stop_her(text: str) -> None:
    call = call_at_story(ANGRY)
    before = call.session.temper.anger
    call.say(text, seconds=0.6)
    assert call.causes[-1] == "backchannel"
    assert call.session.temper.anger < before
    call.until_silent()
    assert call.stop_reasons[-1] == "finished"
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
    assert call.causes.count("backchannel") == MAX_BACKCHANNEL_CREDIT


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
    assert call.stop_reasons[-1] == "cut_in_by_mistake"
    call.wait(2.0)
    assert call.session.temper.anger == before.anger
    assert "interruption" not in call.causes
    call.voice_off()
    call.wait(0.7)
    call.turn("please")
    call.until_silent()
    told = [line.text for line in call.lines[1:]]
    assert all(text.endswith(STORY) for text in told), "the wording is free again"
    assert told[0] == told[1], "the turn is answered"


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


@pytest.mark.parametrize("text", ["i will call you and", "i need your", "well um"])
def test_after_an_open_sentence_her_coming_in_is_her_mistake(text: str) -> None:
    call = goes_on_into_her(text, pause_s=2.4, late_s=0.3)
    assert call.stop_reasons[-1] == "cut_in_by_mistake"
    assert not {"interruption", "butting_in"} & {*call.causes}


@pytest.mark.parametrize(
    ("text", "pause_s", "late_s", "hers"),
    [
        ("that is the number", SETTINGS.open_pause_s - 0.04, 0.3, True),
        ("that is the number", SETTINGS.open_pause_s + 0.04, 0.3, False),
        ("that is the number", 0.9, SETTINGS.own_cut_in_s - 0.02, True),
        ("that is the number", 0.9, SETTINGS.own_cut_in_s + 0.02, False),
        ("i have the", SETTINGS.open_pause_s + 0.04, SETTINGS.own_cut_in_s - 0.02, True),
        ("i have the", SETTINGS.open_pause_s + 0.04, SETTINGS.own_cut_in_s + 0.02, False),
    ],
)
def test_whose_mistake_it_is_turns_at_the_limits(text: str, pause_s: float, late_s: float, hers: bool) -> None:
    call = goes_on_into_her(text, pause_s, late_s)
    assert (call.stop_reasons[-1] == "cut_in_by_mistake") is hers
    assert ("interruption" in call.causes) is not hers


def goes_on_into_her(text: str, pause_s: float, late_s: float) -> VirtualCall:
    """Return a call in which her story begins in a pause of the trainee's turn, and the trainee goes on."""
    call = VirtualCall(casting(anger=CALM, holds_floor=0.5), render_s=pause_s - TURN_SILENCE_S)
    call.until_silent()
    call.say(text)
    call.until_she_speaks()
    assert call.lines[-1].text == STORY
    call.wait(late_s)
    call.voice_on()
    call.wait(0.6)
    call.so_far("one more thing please")
    call.wait(0.6)
    return call


@pytest.mark.parametrize(("pause_s", "gives_up"), [(0.2, True), (0.3, False)])
def test_a_silence_too_short_for_a_pause_does_not_begin_the_talking_over_anew(pause_s: float, gives_up: bool) -> None:
    call = call_at_story(ANGRY)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(2.0)
    call.voice_off()
    call.wait(pause_s)
    call.voice_on()
    call.so_far(CLEAR)
    call.wait(SETTINGS.interruption_min_s + settings.HOLDS_OUT_S - 1.8)
    assert (Stop("barge_in") in call.commands) is gives_up

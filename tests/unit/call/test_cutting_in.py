"""She breaks into a turn on purpose: who pays for it, and who goes on."""

import pytest
from fakes.virtual_call import VirtualCall, casting

from voicedrill.call import settings
from voicedrill.persona.schema import Beat, When

ANNOYED = 0.7
CUTS = (
    Beat(id="no_excuse", when=When(on="cut_in", words=("unfortunately",)), say=("Unfortunately? Again?", "Not again.")),
    Beat(id="to_the_point", when=When(on="cut_in"), say=("Will you get to the point, please?", "And what now?")),
)
EXCUSE = "well i can see it here unfortunately the depot is closed"


def annoyed_call(anger: float = ANNOYED, cuts_in: float | None = 0.6, render_s: float = 0.2) -> VirtualCall:
    """Return a call in which her story is told and the trainee has just begun to speak."""
    cast = casting(anger=anger, reactivity=0.6, cuts_in=cuts_in)
    persona = cast.persona.model_copy(update={"beats": (*cast.persona.beats, *CUTS)})
    call = VirtualCall(type(cast)(persona, cast.case, cast.seed, cast.values), render_s)
    call.until_silent()
    call.say("good morning what can i do for you", "greeting")
    call.until_silent()
    call.wait(0.5)
    call.voice_on()
    call.wait(2.0)
    return call


@pytest.mark.parametrize(
    ("anger", "cuts_in", "words", "cuts"),
    [
        (ANNOYED, 0.6, EXCUSE, True),
        (ANNOYED, 0.6, "well i can see it here", False),
        (ANNOYED, None, EXCUSE, False),
        (0.4, 0.6, EXCUSE, False),
    ],
)
def test_she_cuts_in_only_when_angry_enough_and_at_her_words(
    anger: float, cuts_in: float | None, words: str, cuts: bool
) -> None:
    call = annoyed_call(anger, cuts_in)
    call.so_far(words)
    assert (call.lines[-1].beat == "no_excuse") is cuts


def test_nobody_is_charged_and_the_trainee_who_stops_is_not_answered_twice() -> None:
    call = annoyed_call()
    call.so_far(EXCUSE)
    call.until_she_speaks()
    call.wait(0.3)
    call.voice_off()
    call.turn(EXCUSE)
    before = len(call.lines)
    call.until_silent()
    call.wait(1.0)
    assert call.stop_reasons[-1] == "finished"
    assert len(call.lines) == before
    assert not {"interruption", "butting_in"} & set(call.causes)


def test_she_gives_up_when_the_trainee_talks_on_and_answers_the_whole_turn() -> None:
    call = annoyed_call()
    call.so_far(EXCUSE)
    call.until_she_speaks()
    rest = " but i will send a new lamp today and call you tomorrow before noon about it so you know where it is"
    call.so_far(EXCUSE + rest)
    call.wait(settings.HOLDS_OUT_S + 1.0)
    call.voice_off()
    call.wait(0.7)
    call.turn(EXCUSE + rest, "solution", "next_steps")
    assert call.lines[-1].beat != "no_excuse"
    assert not {"interruption", "butting_in"} & set(call.causes)


def test_a_trainee_who_rambles_is_cut_short() -> None:
    call = annoyed_call()
    call.so_far("well the thing is")
    call.wait(settings.RAMBLING_S - 2.5)
    call.so_far("well the thing is that the depot")
    assert call.lines[-1].beat != "to_the_point"
    call.wait(1.0)
    call.so_far("well the thing is that the depot and then")
    assert call.lines[-1].beat == "to_the_point"


def test_a_trainee_who_pauses_before_she_is_heard_keeps_the_turn() -> None:
    call = annoyed_call(render_s=1.0)
    call.so_far(EXCUSE)
    call.wait(0.1)
    call.voice_off()
    call.wait(0.3)
    call.voice_on()
    call.wait(0.5)
    assert not call.speaking
    call.voice_off()
    call.wait(0.7)
    call.turn(EXCUSE)
    assert call.lines[-1].beat != "no_excuse"


def test_she_does_so_twice_at_most() -> None:
    call = annoyed_call()
    for _ in range(6):
        if not call.session.state.value.startswith("trainee"):
            call.voice_on()
            call.wait(2.0)
        call.so_far(EXCUSE)
        call.wait(1.0)
        call.voice_off()
        call.wait(0.7)
        call.turn(EXCUSE)
        call.until_silent()
        call.wait(0.5)
        if call.outcome:
            break
    assert sum(line.beat in {"no_excuse", "to_the_point"} for line in call.lines) <= settings.CUT_INS

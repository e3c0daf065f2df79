"""An interview as a call: nothing moves the interviewer, and it ends when the last line is said."""

from pathlib import Path

from fakes.virtual_call import VirtualCall

from voicedrill.persona.casting import cast
from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Beat, Effects, When

TEXT = (Path(__file__).parents[2] / "data" / "personas" / "interviewer.yaml").read_text(encoding="utf-8")


def interview() -> VirtualCall:
    persona = load_persona(TEXT, "interviewer.yaml")
    ending = Beat(id="done", when=When(said=("ask_how",)), say=("Thank you.",), effects=Effects(ends=True), priority=9)
    call = VirtualCall(cast(persona.model_copy(update={"beats": (*persona.beats, ending)}), None, 1))
    call.until_silent()
    return call


def test_it_ends_completed_after_the_line_that_ends_it() -> None:
    call = interview()
    for text, *behaviours in (
        ("a man shouted at me last may", "situation"),
        ("he got his money and thanked me", "outcome"),
        ("i would stay calm and listen", "hypothetical"),
    ):
        call.say(text, *behaviours)
        call.until_silent()
        call.wait(0.5)
    assert [line.beat for line in call.lines] == ["ask_tell", "follow_up", "ask_how", "done"]
    assert call.outcome == "completed"


def test_nothing_moves_an_interviewer() -> None:
    call = interview()
    before = call.session.temper
    call.say("calm down it was their own damn fault", "defensive", "profanity", "taking_offence")
    call.until_silent()
    call.wait(20.0)
    assert call.lines[-1].beat == "silence"
    after = call.session.temper
    assert (after.anger, after.trust) == (before.anger, before.trust)
    assert not call.tempers

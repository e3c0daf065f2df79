from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest

from voicedrill.persona.casting import Promise, cast
from voicedrill.persona.dialogue import Dialogue, Heard, PossibleLine
from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Beat, Effects, When
from voicedrill.persona.temper import TemperState

MINIMAL = (Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")
PERSONA = load_persona(MINIMAL, "minimal.yaml")
TEMPER = TemperState(0.5, 0.5, 1.0)
TRIGGERS = ("opening", "turn", "silence", "interrupted", "unclear", "demand", "hold", "ending", "goodbye", "farewell")


def beat(name: str, priority: int = 5, say: tuple[str, ...] = (), effects: Effects | None = None, **when: Any) -> Beat:
    return Beat(id=name, when=When(**when), say=say or (f"{name}.",), priority=priority, effects=effects or Effects())


def dialogue(*beats: Beat, seed: int = 1) -> Dialogue:
    return Dialogue(cast(PERSONA.model_copy(update={"beats": beats}), None, seed))


def heard(*behaviours: str, asked: tuple[str, ...] = (), offered: tuple[str, ...] = ()) -> Heard:
    return Heard(frozenset(behaviours), asked, offered)


@pytest.mark.parametrize(
    ("when", "turn", "fits"),
    [
        ({"heard": ["apology"]}, heard("apology"), True),
        ({"heard": ["apology"]}, heard("empathy"), False),
        ({"not_heard": ["apology"]}, heard("apology"), False),
        ({"asked": "order"}, heard(asked=("order",)), True),
        ({"asked": "order"}, heard(), False),
        ({"offered": "refund"}, heard(offered=("refund",)), True),
        ({"offered": "refund"}, heard(), False),
        ({"anger": (0.5, 1.0)}, heard(), True),
        ({"anger": (0.51, 1.0)}, heard(), False),
        ({"anger": (0.0, 0.49)}, heard(), False),
        ({"told": ["order"]}, heard(), False),
        ({"not_told": ["order"]}, heard(), True),
        ({"said": ["other"]}, heard(), False),
        ({"not_said": ["other"]}, heard(), True),
        ({"acknowledged": True}, heard(), False),
        ({"acknowledged": False}, heard(), True),
        ({"on": "silence"}, heard(), False),
        ({"mentions": ["trouble"]}, Heard(mentioned=frozenset({"trouble"})), True),
        ({"mentions": ["trouble"]}, Heard(mentioned=frozenset({"order"})), False),
        ({"never_mentioned": ["trouble"]}, Heard(mentioned=frozenset({"trouble"})), False),
        ({"never_mentioned": ["trouble"]}, heard(), True),
        ({"never_heard": ["apology"]}, heard("apology"), False),
        ({"never_heard": ["apology"]}, heard("empathy"), True),
        ({"words": ["our policy"]}, Heard(text="That is Our Policy, sir"), True),
        ({"words": ["our policy"]}, Heard(text="our policyholders"), False),
        ({"offered_yet": True}, heard(offered=("refund",)), True),
        ({"offered_yet": True}, heard(), False),
        ({"offered_yet": False}, heard(offered=("an_hour",)), True),
        ({"firm": (1, 2)}, Heard(firm=0), False),
        ({"firm": (1, 2)}, Heard(firm=1), True),
        ({"firm": (1, 2)}, Heard(firm=2), True),
        ({"firm": (1, 2)}, Heard(firm=3), False),
        ({"lines": (0, 0)}, heard(), True),
        ({"lines": (1, 9)}, heard(), False),
        ({"promise": "kept"}, heard(), False),
    ],
)
def test_all_conditions_must_hold(when: dict[str, Any], turn: Heard, fits: bool) -> None:
    lines = dialogue(beat("special", 9, **when), beat("usual", 0))
    assert lines.reply("turn", turn, TEMPER).beat == ("special" if fits else "usual")


def test_what_was_said_and_told_counts_once_it_is_committed() -> None:
    lines = dialogue(
        beat("after", 9, said=["first"], told=["order"]), beat("first", 5, ("One.", "Two."), Effects(tells=("order",)))
    )
    first = lines.reply("turn", heard(), TEMPER)
    assert lines.reply("turn", heard(), TEMPER).beat == "first"
    lines.commit(first)
    assert lines.reply("turn", heard(), TEMPER).beat == "after"


def test_priority_then_precision_decides() -> None:
    plain, precise = beat("plain"), beat("precise", heard=["apology"], not_said=["plain"])
    assert dialogue(plain, precise).reply("turn", heard("apology"), TEMPER).beat == "precise"
    assert dialogue(beat("first", 6), precise).reply("turn", heard("apology"), TEMPER).beat == "first"


@pytest.mark.parametrize(("priority", "beat_id"), [(6, "fact_order"), (7, "loud"), (8, "loud")])
def test_a_question_is_answered_before_beats_of_lower_priority(priority: int, beat_id: str) -> None:
    reply = dialogue(beat("loud", priority)).reply("turn", heard(asked=("order",)), TEMPER)
    assert reply.beat == beat_id


def test_at_most_two_facts_are_told_at_once() -> None:
    lines = dialogue(beat("usual", 0))
    reply = lines.reply("turn", heard(asked=("order", "trouble")), TEMPER)
    assert reply.effects.tells == ("order", "trouble")
    assert len(reply.wordings) == 2
    lines.commit(reply)
    assert lines.told == {"order", "trouble"}


def test_digits_are_spoken_one_by_one() -> None:
    reply = dialogue(beat("usual", 0)).reply("turn", heard(asked=("order",)), TEMPER)
    assert any(value in reply.text for value in ("44719", "60352", "91846"))
    assert any(
        value in reply.spoken
        for value in ("four four seven one nine", "six zero three five two", "nine one eight four six")
    )


def test_no_wording_twice_and_stopgaps_when_all_are_spent() -> None:
    lines = dialogue(beat("usual", 0, ("One.", "Two.", "Three?")))
    said = [lines.reply("turn", heard(), TEMPER) for _ in range(20)]
    assert {one.text for one in said[:3]} == {"One.", "Two.", "Three?"}
    assert [one.yields for one in said[:3]] == [one.text == "Three?" for one in said[:3]]
    assert {one.beat for one in said[3:]} == {"stopgap_turn"}
    assert len({one.text for one in said}) == 20


def test_a_line_taken_back_may_be_said_again() -> None:
    lines = dialogue(beat("usual", 0, ("One.",)))
    first = lines.reply("turn", heard(), TEMPER)
    lines.take_back(first)
    assert lines.reply("turn", heard(), TEMPER) == first


@pytest.mark.parametrize("on", TRIGGERS)
def test_she_is_never_at_a_loss(on: str) -> None:
    lines = dialogue(beat("usual", 0, ("One.",)))
    outcome = "resolved" if on == "ending" else None
    for _ in range(50):
        assert lines.reply(on, heard(), TEMPER, outcome).text


def test_an_ending_needs_its_outcome() -> None:
    lines = dialogue(beat("happy", on="ending", outcome="resolved"), beat("sad", on="ending", outcome="hang_up"))
    assert lines.reply("ending", heard(), TEMPER, "hang_up").beat == "sad"
    assert lines.reply("ending", heard(), TEMPER, "timeout").beat == "stopgap_ending"


def test_the_seed_draws_the_wording() -> None:
    lines = {
        dialogue(beat("usual", 0, ("One.", "Two.", "Three.")), seed=seed).reply("turn", heard(), TEMPER).text
        for seed in range(30)
    }
    assert lines == {"One.", "Two.", "Three."}


def test_possible_lines_shrink_as_they_are_said() -> None:
    lines = dialogue(beat("usual", 0, ("One.", "Two.")))
    before = lines.possible_lines()
    said = lines.reply("turn", heard(), TEMPER)
    assert {*before} - {*lines.possible_lines()} == {PossibleLine(said.text, None)}


def asking(*again: str) -> Dialogue:
    """Return a dialogue in which she has just asked for a date."""
    asks = beat("when", 5, ("And when?",), heard=["solution"]).model_copy(
        update={"expects": ("next_steps",), "again": again}
    )
    lines = dialogue(asks, beat("kind", 4, ("Well.", "Oh."), heard=["empathy"]), beat("usual", 0, ("So?", "Yes?")))
    lines.commit(lines.reply("turn", heard("solution"), TEMPER))
    return lines


@pytest.mark.parametrize(
    ("turn", "beat_id"),
    [
        (heard("empathy"), "when_again"),
        (heard(), "when_again"),
        (heard("next_steps"), "usual"),
        (heard("empathy", "next_steps"), "kind"),
        (heard(offered=("refund",)), "usual"),
        (heard(asked=("order",)), "fact_order"),
    ],
)
def test_she_comes_back_to_what_was_ignored(turn: Heard, beat_id: str) -> None:
    assert asking("I asked you when.").reply("turn", turn, TEMPER).beat == beat_id


def test_she_comes_back_once_and_also_after_answering_a_question() -> None:
    lines = asking("I asked you when.", "When, please?")
    lines.commit(lines.reply("turn", heard(asked=("order",)), TEMPER))
    again = lines.reply("turn", heard(), TEMPER)
    assert again.beat == "when_again"
    lines.take_back(again)
    assert lines.reply("turn", heard(), TEMPER) == again
    lines.commit(again)
    assert lines.reply("turn", heard(), TEMPER).beat == "usual"


def test_she_says_what_is_right() -> None:
    lines = dialogue(beat("wrong", 8, ("No.",), heard=["wrong_fact"]), beat("usual", 0))
    reply = lines.reply("turn", Heard(frozenset({"wrong_fact"}), wrong=("trouble",)), TEMPER)
    assert reply.text == "No. The lamp was due on Tuesday and it never came."
    assert reply.yields
    assert lines.reply("turn", heard(), TEMPER).text == "usual."


def test_what_has_been_heard_counts_on_until_an_interviewer_asks_the_next_question() -> None:
    missing = beat("missing", 5, ("How did it end?", "And the end?"), never_heard=["outcome"])
    lines = dialogue(missing, beat("usual", 0, ("So?", "Yes?", "Mm.")))
    assert lines.reply("turn", heard("outcome"), TEMPER).beat == "usual"
    assert lines.reply("turn", heard(), TEMPER).beat == "usual"
    question = lines.reply("turn", heard(), TEMPER)
    lines.commit(replace(question, effects=Effects(asks="tell")))
    assert lines.reply("turn", heard(), TEMPER).beat == "missing"


@pytest.mark.parametrize(
    ("text", "rambling", "beat_id"),
    [
        ("I see but unfortunately", False, "no_unfortunately"),
        ("I see but", False, None),
        ("I see but", True, "get_on"),
        ("unfortunately", True, "no_unfortunately"),
    ],
)
def test_she_cuts_in_at_words_or_at_rambling(text: str, rambling: bool, beat_id: str | None) -> None:
    lines = dialogue(
        beat("no_unfortunately", on="cut_in", words=["unfortunately"]), beat("get_on", on="cut_in"), beat("usual", 0)
    )
    reply = lines.cut_in(Heard(text=text), TEMPER, rambling=rambling)
    assert (reply.beat if reply else None) == beat_id


@pytest.mark.parametrize("state", ["kept", "broken", "forgotten"])
def test_an_earlier_promise_changes_the_opening(state: Literal["kept", "broken", "forgotten"]) -> None:
    beats = [
        beat(one, on="opening", promise=one, say=("You said {promise}.",)) for one in ("kept", "broken", "forgotten")
    ]
    persona = PERSONA.model_copy(update={"beats": (*beats, beat("plain", on="opening"))})
    lines = Dialogue(cast(persona, None, 1, Promise("five o'clock", state)))
    reply = lines.reply("opening", Heard(), TEMPER)
    assert (reply.beat, reply.text, reply.spoken) == (state, *["You said five o'clock."] * 2)
    assert Dialogue(cast(persona, None, 1)).reply("opening", Heard(), TEMPER).beat == "plain"


def test_turns_join() -> None:
    one, two = heard("apology", asked=("order",)), heard("empathy", asked=("order", "trouble"), offered=("refund",))
    assert one.joined(two) == heard("apology", "empathy", asked=("order", "trouble"), offered=("refund",))
    assert one.joined(None) == one
    said = Heard(text="It was", mentioned=frozenset({"order"}), wrong=("order",), firm=1)
    assert said.joined(Heard(text="late.", mentioned=frozenset({"trouble"}), firm=2)) == Heard(
        text="It was late.", mentioned=frozenset({"order", "trouble"}), wrong=("order",), firm=2
    )

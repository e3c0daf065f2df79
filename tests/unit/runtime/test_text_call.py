"""Calls by text with the shipped customer: what must hold whatever her wordings are."""

import itertools
import re

import pytest

from voicedrill.persona.casting import Casting, cast, pick
from voicedrill.persona.schema import Ending
from voicedrill.runtime.detecting import load_detector
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.text_call import Answer, TextCall

PERSONA = find_persona("hartley_parcel")[0]
CASES = [case.id for case in PERSONA.cases]
ENDINGS = set(Ending.__args__)
RANDOM_LINES = (
    "Good morning, you are speaking with Sam. How can I help you today?",
    "I am so sorry.",
    "I am so sorry about the present for your grandson, that must be upsetting.",
    "May I have the order number please?",
    "When is the birthday?",
    "What is your address?",
    "So you waited for nine days, you called three times and the birthday is on Saturday, is that right?",
    "That is our policy.",
    "Calm down please.",
    "I will take care of it personally.",
    "I can send you a replacement by express.",
    "I will open an investigation and ask the driver.",
    "I will call you tomorrow before noon.",
    "I can give you the refund and a replacement as well.",
    "There is no compensation, because policy does not allow it, but I can send a replacement.",
    "Thank you for your patience.",
    "Just a moment, I will check that.",
    "Don't speak to me like that.",
    "I will put you through to my supervisor.",
    "Um.",
    "",
)


def play(casting: Casting, lines: list[str]) -> list[Answer]:
    """Say the lines until she ends the call."""
    call = TextCall(casting, load_detector())
    answers = [call.open()]
    for line in lines:
        answers.append(call.type(casting.written(line)))
        if answers[-1].ended is not None:
            break
    return answers


def script(casting: Casting, kind: str) -> list[str]:
    return [line.say for line in getattr(casting.case.trainee, kind)]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("seed", range(8))
def test_the_good_script_resolves_the_call_and_the_poor_one_never(case: str, seed: int) -> None:
    casting = cast(PERSONA, case, seed)
    assert play(casting, [*script(casting, "good"), "Thank you, goodbye."])[-1].ended == "resolved"
    assert play(casting, script(casting, "poor"))[-1].ended not in {"resolved", "accepts_limit"}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "line",
    [
        "I am so sorry.",
        "I am so sorry for the trouble, I apologise.",
        "I will send you a replacement by express and I will call you tomorrow before noon.",
        "I will open an investigation and I will call you on Thursday before noon.",
        "I understand how you feel.",
    ],
)
def test_one_good_thing_alone_settles_nothing(case: str, line: str) -> None:
    answers = play(cast(PERSONA, case, 2), [line] * 40)
    assert answers[-1].ended not in {"resolved", "accepts_limit"}


@pytest.mark.parametrize("case", CASES)
def test_silence_ends_by_patience(case: str) -> None:
    answers = play(cast(PERSONA, case, 4), [""] * 30)
    assert answers[-1].ended in {"hang_up", "timeout"}
    assert len(answers) < 15
    patience = [answer.temper.patience for answer in answers]
    assert all(later < earlier for earlier, later in itertools.pairwise(patience))


@pytest.mark.parametrize("line", ["um", "purple banana seven", "fuck off you idiot", "asdf qwer", "?!", "a" * 5000])
def test_whatever_is_said_a_hundred_times_ends_the_call(line: str) -> None:
    answers = play(cast(PERSONA, None, 6), [line] * 100)
    assert answers[-1].ended in ENDINGS
    assert answers[-1].ended not in {"resolved", "accepts_limit"}
    assert all(answer.text for answer in answers)


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_whatever_is_said_no_wording_comes_twice_and_every_slot_is_filled(start: int) -> None:
    for seed in range(start, start + 20):
        casting = cast(PERSONA, None, seed)
        lines = [RANDOM_LINES[pick(seed, f"line/{place}", len(RANDOM_LINES))] for place in range(14)]
        answers = play(casting, lines)
        said = [answer.text for answer in answers if answer.text]
        assert len(said) == len(set(said)), (seed, said)
        assert not [text for text in said if re.search(r"[{}]", text)]
        assert all(0 <= value <= 1 for one in answers for value in (one.temper.anger, one.temper.trust))
        assert [one.ended for one in answers[:-1]] == [None] * (len(answers) - 1)
        assert play(casting, lines) == answers or seed % 20


def test_an_insult_makes_her_angrier_than_an_apology() -> None:
    casting = cast(PERSONA, "lost", 1)
    rude, kind = (play(casting, ["Good morning.", line])[-1] for line in ("You are an idiot.", "I am so sorry."))
    assert rude.temper.anger > kind.temper.anger


def test_every_answer_is_the_json_that_was_promised() -> None:
    plain = play(cast(PERSONA, "lost", 1), ["I am so sorry about the telescope."])[-1].to_json()
    assert list(plain) == ["speaker", "text", "beat", "temper", "heard", "reasons", "ended"]
    assert plain["speaker"] == "customer"
    assert all(set(one) == {"event", "quote", "delta", "reason"} for one in plain["reasons"])


def test_hanging_up() -> None:
    call = TextCall(cast(PERSONA, "lost", 1), load_detector())
    call.open()
    assert call.hang_up().ended == "trainee_hung_up"


def test_hanging_up_on_a_settled_call_keeps_what_was_settled() -> None:
    casting = cast(PERSONA, "lost", 1)
    call = TextCall(casting, load_detector())
    call.open()
    for line in script(casting, "good"):
        answer = call.type(casting.written(line))
        if answer.beat == "resolved":
            break
    assert answer.ended is None
    assert call.hang_up().ended == "resolved"

"""Calls by text with scripted trainees: they differ as their names say, and what no call may contain is found."""

from dataclasses import replace

import pytest

from voicedrill.call.events import CustomerLine, Ended, TraineeTurn
from voicedrill.persona.schema import Persona
from voicedrill.persona.temper import TemperState
from voicedrill.runtime.detecting import load_patterns
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.simulation import CachedDetector, SimulatedCall, simulate
from voicedrill.runtime.text_call import Answer
from voicedrill.runtime.text_trainee import Manner


@pytest.fixture(scope="module")
def hartley() -> Persona:
    return find_persona("hartley_parcel")[0]


@pytest.fixture(scope="module")
def detector() -> CachedDetector:
    return CachedDetector(load_patterns())


def played(hartley: Persona, manner: Manner, seed: int, detector: CachedDetector) -> SimulatedCall:
    return simulate(hartley, "lost", manner, seed, detector)


@pytest.mark.parametrize("manner", Manner)
def test_every_trainee_comes_to_an_end_and_the_same_seed_to_the_same(
    manner: Manner, hartley: Persona, detector: CachedDetector
) -> None:
    call = played(hartley, manner, 3, detector)
    assert call.outcome != "endless"
    assert call == played(hartley, manner, 3, CachedDetector(load_patterns()))


def test_the_good_do_better_than_the_bad(hartley: Persona, detector: CachedDetector) -> None:
    outcomes = {manner: played(hartley, manner, 1, detector).outcome for manner in Manner}
    assert outcomes[Manner.IDEAL] == "resolved"
    assert outcomes[Manner.DEFENSIVE] == outcomes[Manner.OFFENDED] == "hang_up"
    assert {outcomes[manner] for manner in (Manner.PARROT, Manner.APOLOGY_ONLY, Manner.SOLUTION_ONLY)} <= {
        "hang_up",
        "timeout",
    }


def test_what_happened_is_kept_as_a_call_folder_keeps_it(hartley: Persona, detector: CachedDetector) -> None:
    call = played(hartley, Manner.IDEAL, 1, detector)
    turns = [event.text for event in call.events if isinstance(event, TraineeTurn)]
    lines = [event.text for event in call.events if isinstance(event, CustomerLine)]
    assert turns == list(call.said)
    assert " ".join(lines) == " ".join(answer.text for answer in call.answers)
    assert isinstance(call.events[-1], Ended)
    times = [event.t_s for event in call.events]
    assert times == sorted(times)


def test_the_transcript_says_who_says_what(hartley: Persona, detector: CachedDetector) -> None:
    text = played(hartley, Manner.SILENT, 1, detector).transcript()
    assert text.startswith("Mrs. Hartley: ")
    assert "\nTrainee: (silence)\nMrs. Hartley: " in text


@pytest.mark.parametrize(
    ("lines", "flaw"),
    [
        (("Well?", "Well?"), "said twice"),
        (("It is {order}.",), "not filled in"),
        (("It is 52836.",), "not hers"),
        (("It is 44719.",), None),
        (("", ""), None),
    ],
)
def test_flaws_are_found(lines: tuple[str, ...], flaw: str | None, hartley: Persona, detector: CachedDetector) -> None:
    call = played(hartley, Manner.SILENT, 1, detector)
    casting = replace(call.casting, values={**call.casting.values, "order": "44719"})
    answers = tuple(Answer(line, "x", TemperState(0.5, 0.5, 1.0)) for line in lines)
    found = replace(call, casting=casting, answers=answers).flaws()
    assert [one.split(":")[0] for one in found] == ([flaw] if flaw else [])


def test_a_line_that_fits_anything_is_a_fallback(hartley: Persona, detector: CachedDetector) -> None:
    call = played(hartley, Manner.SILENT, 1, detector)
    state = TemperState(0.5, 0.5, 1.0)
    answers = tuple(Answer("", beat, state) for beat in ("go_on", "stopgap_turn", "go_on_cold", "fact_item"))
    assert replace(call, answers=answers).fallbacks == 2

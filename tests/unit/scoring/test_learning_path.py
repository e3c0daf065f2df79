from pathlib import Path

import pytest

from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Case, Persona, Skill
from voicedrill.scoring.learning_path import Mark, NextCall, PastCall, marks, next_call

_FILE = Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml"
_BASE = load_persona(_FILE.read_text(encoding="utf-8"), _FILE.name)


def case(case_id: str, follows: str | None = None) -> Case:
    return _BASE.cases[0].model_copy(update={"id": case_id, "follows": follows})


def customer(
    name: str,
    difficulty: int,
    *skills: Skill,
    cases: tuple[Case, ...] = (case("first"), case("second")),
    kind: str = "call",
) -> Persona:
    update = {"id": name, "name": name, "difficulty": difficulty, "skills": skills, "cases": cases, "kind": kind}
    return _BASE.model_copy(update=update)


EASY = customer("easy", 1, "empathy", "listening", "solution")
OTHER = customer("other", 1, "apology", "concise")
MIDDLE = customer("middle", 2, "apology", "empathy")
HARD = customer("hard", 3, "empathy", "firmness")
ALL = (EASY, OTHER, MIDDLE, HARD)


def call(who: Persona, score: int | None, case_id: str = "first", **shown: float) -> PastCall:
    """Return a call in which each skill was shown so well, 0..1."""
    found: dict[Skill, Mark] = {skill: Mark(value, 8.0) for skill, value in shown.items()}  # type: ignore[misc]
    return PastCall(who.id, case_id, who.difficulty, who.skills[:2], score, found)


def advice(past: list[PastCall], personas: tuple[Persona, ...] = ALL) -> NextCall:
    found = next_call(past, personas)
    assert found is not None
    return found


def chosen(past: list[PastCall], personas: tuple[Persona, ...] = ALL) -> tuple[str, str, str]:
    found = advice(past, personas)
    return found.persona.id, found.case.id, found.skill


def test_the_first_call_is_the_easiest_customer_with_the_script() -> None:
    gentle = customer("zoe", 1, "calm").model_copy(update={"temper": _BASE.temper.model_copy(update={"anger": 0.2})})
    found = advice([], (*ALL, gentle))
    assert (found.persona.id, found.case.id, found.help) == ("zoe", "first", "script")
    assert found.why == "zoe is the easiest customer to begin with, and the good script helps you."
    assert chosen([])[:2] == ("easy", "first")


@pytest.mark.parametrize(
    ("past", "expected", "why"),
    [
        # nothing is known of apologising and being brief: they come before the skill that went badly
        (
            [call(EASY, 40, empathy=0.1, listening=0.2)],
            ("other", "first", "apology"),
            "You have not practised apologising yet: a call with other, difficulty 1, practises it.",
        ),
        # all were practised: the lowest mean
        (
            [call(EASY, 60, empathy=0.3, listening=0.9, apology=0.8, concise=0.8)],
            ("easy", "second", "empathy"),
            (
                "Empathy needs practice most (30 of 100 in your last call with it): "
                "a call with easy, difficulty 1, practises it."
            ),
        ),
        # a call about a skill of which nothing could be judged counts as practised, at the middle
        (
            [call(EASY, 60, empathy=0.9, listening=0.9), call(OTHER, 60, apology=0.9)],
            ("other", "second", "concise"),
            "Being brief could not be judged so far: a call with other, difficulty 1, practises it.",
        ),
    ],
)  # fmt: skip
def test_the_weakest_skill_comes_next(past: list[PastCall], expected: tuple[str, str, str], why: str) -> None:
    assert chosen(past) == expected
    assert advice(past).why == why


def test_few_calls_say_less_than_many() -> None:
    known = call(OTHER, 60, apology=0.9, concise=0.9)
    once = [call(EASY, 60, empathy=0.30, listening=0.33)]
    often = [call(EASY, 60, case_id, listening=0.33) for case_id in ("second", "first", "second")]
    assert chosen([*once, known])[2] == "empathy"
    assert chosen([*once, known, *often])[2] == "listening"


def test_only_the_latest_marks_count() -> None:
    late = [call(EASY, 60, empathy=0.7, listening=0.6), call(OTHER, 60, apology=0.9, concise=0.9)]
    early = call(EASY, 60, empathy=0.0)
    assert chosen([early, *late])[2] == "empathy"
    assert chosen([early, *late, *late, *late, *late])[2] == "empathy"
    assert chosen([early, *late, *late, *late, *late, *late])[2] == "listening"


def test_a_heavier_mark_counts_more() -> None:
    light = PastCall("easy", "first", 1, (), 60, {"empathy": Mark(0.0, 1.0), "listening": Mark(0.3, 30.0)})
    assert chosen([light, call(OTHER, 60, apology=0.9, concise=0.9)])[2] == "listening"


@pytest.mark.parametrize(("score", "difficulty"), [(69, 1), (70, 2), (71, 2), (None, 1)])
def test_the_next_difficulty_opens_when_one_is_mastered(score: int | None, difficulty: int) -> None:
    past = [call(OTHER, score, apology=0.1, concise=0.9, empathy=0.9, listening=0.9), call(OTHER, None, "second")]
    assert advice(past).persona.difficulty == difficulty


def test_no_difficulty_is_left_out() -> None:
    past = [call(EASY, 90, empathy=0.1, listening=0.9, apology=0.9, concise=0.9)]
    assert chosen(past) == ("middle", "first", "empathy")
    assert chosen([*past, call(MIDDLE, 90, empathy=0.1, firmness=0.9)]) == ("hard", "first", "empathy")


@pytest.mark.parametrize(
    ("scores", "difficulty", "eased"),
    [
        ((60,), 3, False), ((69, 69), 2, True), ((69, 70), 3, False), ((70, 69), 3, False), ((60, None, 60), 2, True),
        ((60, 60, 90), 3, False),
    ],
)  # fmt: skip
def test_two_failures_running_make_it_easier(scores: tuple[int | None, ...], difficulty: int, eased: bool) -> None:
    known = {"empathy": 0.1, "listening": 0.9, "apology": 0.9, "concise": 0.9, "firmness": 0.9}
    hard = [call(HARD, score, ("first", "second")[index % 2], **known) for index, score in enumerate(scores)]
    found = advice([call(EASY, 90), call(MIDDLE, 90), *hard])
    assert found.persona.difficulty == difficulty
    assert ("an easier call after two hard ones" in found.why) is eased


def test_the_easiest_customers_stay_within_reach_of_who_fails() -> None:
    found = advice([call(EASY, 20, empathy=0.1), call(OTHER, 20, apology=0.2, concise=0.2)])
    assert found.persona.difficulty == 1
    assert "easier" not in found.why


def test_the_same_case_never_comes_twice_running() -> None:
    known = {"empathy": 0.1, "listening": 0.9}
    assert chosen([call(EASY, 60, "second", **known)], (EASY,))[:2] == ("easy", "first")
    assert chosen([call(EASY, 60, "first", **known)], (EASY,))[:2] == ("easy", "second")
    single = customer("single", 1, "empathy", cases=(case("only"),))
    assert next_call([call(single, 60, "only", empathy=0.1)], (single,)) is None


def test_what_was_played_least_and_longest_ago_comes_first() -> None:
    alone = customer("alone", 1, "empathy", cases=(case("a"), case("b"), case("c")))
    low = {"empathy": 0.1}
    past = [call(alone, 60, one, **low) for one in ("b", "a")]
    assert chosen(past, (alone,))[1] == "c"
    assert chosen([*past, call(alone, 60, "c", **low)], (alone,))[1] == "b"
    assert chosen([call(alone, 60, one, **low) for one in ("a", "a", "b", "c")], (alone,))[1] == "b"


def test_a_case_that_follows_comes_only_after_its_first() -> None:
    pair = customer("pair", 1, "empathy", cases=(case("after", "first"), case("first")))
    assert chosen([], (pair,))[:2] == ("pair", "first")
    assert chosen([call(pair, 10, "first")], (pair,))[:2] == ("pair", "after")
    assert next_call([call(pair, None, "first")], (pair,)) is None


@pytest.mark.parametrize(
    ("scores", "expected"),
    [((), "script"), ((None,), "script"), ((10,), "hints"), ((69,), "hints"), ((70,), "none"), ((70, 20), "none")],
)
def test_help_fades_at_each_difficulty(scores: tuple[int | None, ...], expected: str) -> None:
    past = [call(OTHER, score, apology=0.9, concise=0.9) for score in scores]
    assert advice([*past, call(HARD, None)], (EASY, OTHER)).help == expected


def test_interviewers_are_no_part_of_the_path() -> None:
    interviewer = customer("boss", 1, "interview", "concise", kind="interview")
    assert next_call([], (interviewer,)) is None
    assert chosen([call(EASY, 60, empathy=0.9)], (interviewer, EASY))[0] == "easy"


def test_marks_are_weighted_means_of_what_was_scored() -> None:
    found = marks(
        [("calm", 1.0, 6.0), ("calm", 0.0, 2.0), ("calm", None, 9.0), ("empathy", 0.5, 0.0), ("details", 0.5, 4.0)]
    )
    assert found == {"calm": Mark(0.75, 8.0), "details": Mark(0.5, 4.0)}

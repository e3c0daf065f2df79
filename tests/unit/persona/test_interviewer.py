"""Interviewers: what their files may leave out, and calls may not."""

from pathlib import Path

import pytest

from voicedrill.persona.lint import lint
from voicedrill.persona.loader import load_persona
from voicedrill.persona.problems import PersonaError

FOLDER = Path(__file__).parents[2] / "data" / "personas"
TEXT = (FOLDER / "interviewer.yaml").read_text(encoding="utf-8")


def test_an_interviewer_needs_no_account_policy_facts_or_trainee() -> None:
    persona = load_persona(TEXT, "interviewer.yaml")
    assert persona.kind == "interview"
    assert [beat.effects.asks for beat in persona.beats[:3]] == ["tell", None, "how"]
    assert lint(TEXT, "interviewer.yaml") == []


def test_a_call_needs_them_and_the_message_says_which() -> None:
    with pytest.raises(PersonaError) as caught:
        load_persona(TEXT.replace("kind: interview", "kind: call"), "x.yaml")
    (problem,) = caught.value.problems
    lacking = "'service_desk' lacks 'account', 'policy', 'facts', 'trainee.good', 'trainee.poor', which a call needs."
    assert lacking in problem.message
    assert TEXT.splitlines()[problem.line - 1] == "cases:"


def test_a_question_is_of_one_of_two_kinds() -> None:
    with pytest.raises(PersonaError, match="must be one of tell, how"):
        load_persona(TEXT.replace("asks: tell", "asks: why"), "x.yaml")

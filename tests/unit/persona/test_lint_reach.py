"""Warnings of beats that never come up, of what nobody reacts to, and of words that come up twice."""

from pathlib import Path

import pytest

from voicedrill.persona.lint import lint

MINIMAL = (Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")
CASE = MINIMAL[MINIMAL.index("  - id: late_lamp") : MINIMAL.index("\nbeats:")]
TWO_CASES = MINIMAL.replace("\nbeats:", f"{CASE.replace('late_lamp', 'second')}\nbeats:")


def _warnings(text: str) -> list[str]:
    problems = lint(text, "x.yaml")
    assert [problem for problem in problems if problem.severity == "error"] == []
    return [problem.message for problem in problems]


def _beat(text: str) -> str:
    return f"{MINIMAL.rstrip()}\n  - id: more\n    {text}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (_beat("say: [One moment.]\n    when: {heard: [hold], firm: [2, 1]}"), "The range of 'firm'"),
        (_beat("say: [One moment.]\n    when: {heard: [hold], lines: [9, 3]}"), "The range of 'lines'"),
        (_beat("say: [One moment.]\n    when: {said: [more]}"), "it waits for itself"),
        (_beat("say: [And when?]\n    when: {heard: [hold]}\n    expects: [next_steps]"), "has no 'again'"),
        (_beat("say: [And when?]\n    when: {heard: [hold]}\n    again: [Well?]"), "but no 'expects'"),
        (_beat("say: ['No, wait.', 'no,  WAIT.']\n    when: {heard: [hold]}"), "has the same words"),
        (_beat("say: [Stop.]\n    when: {on: cut_in}"), "never cuts in"),
        (MINIMAL.replace("\ncases:", "\ntemper: {cuts_in: 0.6}\n\ncases:", 1), "'cuts_in' does nothing"),
        (MINIMAL.replace("difficulty: 1", "difficulty: 3"), "reacts to 'firm'"),
        (MINIMAL.replace("difficulty: 1", "difficulty: 3"), "no 'offered: exact_hour'"),
        (TWO_CASES.replace("- id: second", "- id: second\n    follows: late_lamp"), "'promise: kept'"),
    ],
)
def test_what_makes_a_call_poorer_is_named(text: str, message: str) -> None:
    assert any(message in warning for warning in _warnings(text)), _warnings(text)


def test_a_beat_cannot_wait_for_one_of_another_case() -> None:
    text = TWO_CASES.rstrip() + "\n  - id: one\n    cases: [late_lamp]\n    when: {heard: [hold]}\n    say: [Well.]\n"
    text += "  - id: two\n    cases: [second]\n    when: {said: [one]}\n    say: [Fine then.]\n"
    assert "The beat 'two' is never said: 'one' belongs to other cases." in _warnings(text)


def test_beats_that_exclude_each_other_may_share_their_words() -> None:
    text = _beat("say: [Aha.]\n    when: {heard: [hold]}")
    text += "  - id: other\n    when: {heard: [escalation], not_said: [more]}\n    say: [Aha.]\n"
    assert not any("same words" in warning for warning in _warnings(text))

"""The detect command: lines in, lines out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from voicedrill.cli.detect import command
from voicedrill.errors import UserError


def run(*options: str, lines: str) -> list[str]:
    result = CliRunner().invoke(command, [*options], input=lines, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_one_json_object_a_line() -> None:
    lines = 'i\'m sorry about the delay\n\n{"text": "Have a good day!", "prev": "Thanks, bye."}\n'
    rows = [json.loads(line) for line in run("--json", lines=lines)]
    assert rows[0] == {
        "text": "i'm sorry about the delay",
        "behaviours": [{"id": "apology", "confidence": 0.92, "quote": "i'm sorry about the delay", "by": "pattern"}],
    }
    assert rows[1] == {"text": "", "behaviours": []}
    assert (rows[2]["text"], rows[2]["behaviours"][0]["id"]) == ("Have a good day!", "closing")


def test_readable_without_json() -> None:
    shown = run(lines="i am sorry about the delay\nit is blue\n")
    assert shown[0] == "i am sorry about the delay"
    assert shown[1].split() == ["apology", "0.92", '"i', "am", "sorry", "about", "the", 'delay"']
    assert shown[2:] == ["it is blue", "    nothing found"]


@pytest.mark.parametrize(
    "line", ['{"text": ', '{"prev": "x"}', '{"text": 3}', '{"text": "x", "prev": 1}', '{"text": "x", "y": 1}']
)
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(UserError, match="line 2 of the input"):
        run("--json", lines=f"fine\n{line}\n")


def test_case_bound_behaviours_need_a_persona(persona_file: Path) -> None:
    lines = "i will give you your money back\ncould i have your order number\nwhat is your order number\n"
    plain = [json.loads(line) for line in run("--json", lines=lines)]
    bound = [json.loads(line) for line in run("--json", "--persona", str(persona_file), lines=lines)]
    assert [[one["id"] for one in row["behaviours"]] for row in plain][1:] == [["question"], ["question"]]
    found = [{one["id"] for one in row["behaviours"]} for row in bound]
    assert "over_promise" in found[0]
    assert "repeat_question" not in found[1]
    assert "repeat_question" in found[2]


def test_what_the_customer_said_before_is_told(persona_file: Path) -> None:
    line = json.dumps({"text": "what is your order number", "prev": "My order is 44719!"})
    row = json.loads(run("--json", "--persona", str(persona_file), lines=f"{line}\n")[0])
    assert "repeat_question" in [one["id"] for one in row["behaviours"]]


def test_an_unknown_customer_is_a_user_error() -> None:
    with pytest.raises(UserError, match="no customer"):
        run("--persona", "nobody_at_all", lines="hello\n")


PERSONA = """\
schema_version: 1
id: tester
name: Tess Ter
title: A broken lamp
trouble: Her lamp came in pieces
sector: retail
difficulty: 2
skills: [empathy]
minutes: 4
cases:
  - id: lamp
    title: Lamp arrived broken
    fault: ours
    brief:
      situation: A lamp arrived broken.
      account: {Customer: Tess Ter}
      policy: [A new lamp may be sent]
      goals: [Repeat the problem]
    facts:
      - {id: order, about: the order number, asked_by: [order number], say: [It is 4 4 7 1 9.], keys: ["44719"]}
    policy:
      may_offer:
        - {id: replace, about: a new lamp, words: [new lamp]}
      must_not_promise:
        - {id: refund, about: money back, words: [money back], why: not yet}
    trainee:
      good: [{say: "I can send a new lamp."}]
      poor: [{say: "Calm down."}]
beats:
  - id: opening
    when: {on: opening}
    say: [My lamp is broken!]
    effects: {story_done: true, tells: [order]}
  - {id: more, say: [Go on.]}
  - {id: gone, when: {on: ending, outcome: hang_up}, say: [Goodbye.]}
  - {id: passed_on, when: {on: ending, outcome: supervisor}, say: [At last.]}
  - {id: done, when: {on: ending, outcome: resolved}, say: [Thank you.]}
"""


@pytest.fixture
def persona_file(tmp_path: Path) -> Path:
    path = tmp_path / "tester.yaml"
    path.write_text(PERSONA, encoding="utf-8")
    return path

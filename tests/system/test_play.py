"""A call by text as another program would drive it."""

import json

import pytest
from fakes import program

KEYS = {"speaker", "text", "beat", "temper", "heard", "reasons", "ended"}


@pytest.mark.parametrize("case", ["lost", "neighbour"])
def test_one_json_line_for_each_line(case: str) -> None:
    said = ["Good morning, how can I help?", "", "I am so sorry about the parcel.", "May I have the order number?"]
    done = program.run(
        "play", "hartley_parcel", "--case", case, "--seed", "3", "--json", stdin="".join(f"{one}\n" for one in said)
    )
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == 1 + len(said) + 1
    assert all(set(one) == KEYS and set(one["temper"]) == {"anger", "trust", "patience"} for one in answers)
    assert all(one["text"] for one in answers[:-1])
    assert "apology" in answers[3]["heard"]
    assert any(one["event"].startswith("apology") for one in answers[3]["reasons"])
    assert answers[-1]["ended"] == "trainee_hung_up"
    assert done.stderr == ""


def test_the_same_words_give_the_same_call() -> None:
    said = "Hello.\nCalm down.\nThat is our policy.\n"
    calls = {program.run("play", "hartley_parcel", "--seed", "5", "--json", stdin=said).stdout for _ in range(2)}
    assert len(calls) == 1


def test_nothing_is_printed_after_the_end() -> None:
    done = program.run("play", "hartley_parcel", "--seed", "1", "--json", stdin="\n" * 50)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[-1]["ended"] in {"hang_up", "timeout"}
    assert [one["ended"] for one in answers[:-1]] == [None] * (len(answers) - 1)


def test_an_unknown_customer_is_one_sentence() -> None:
    assert "no customer 'nobody'" in program.refused(program.run("play", "nobody", "--json"))

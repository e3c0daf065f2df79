"""With the model fetched nothing needs a network; without it that is told."""

import json
from pathlib import Path

from fakes import program


def test_a_whole_call_without_network(tmp_path: Path) -> None:
    prefix, variables = program.without_network(tmp_path)
    done = program.run(
        "demo", "--trainee", "poor", "--seed", "1", "--fast", "--json", "--out", tmp_path / "call",
        prefix=prefix, **variables,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "hang_up"


def test_without_model_and_network_the_way_out_is_told(tmp_path: Path) -> None:
    prefix, variables = program.without_network(tmp_path)
    done = program.run(
        "demo", "--fast", "--json", "--out", tmp_path / "call",
        prefix=prefix, VOICEDRILL_MODEL_DIR=str(tmp_path / "models"), **variables,
    )  # fmt: skip
    assert "model" in program.refused(done)
    assert not (tmp_path / "call").exists()


def test_a_call_by_text_needs_neither(tmp_path: Path) -> None:
    prefix, variables = program.without_network(tmp_path)
    done = program.run(
        "play", "hartley_parcel", "--json", stdin="Good morning.\n",
        prefix=prefix, VOICEDRILL_MODEL_DIR=str(tmp_path / "models"), **variables,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["ended"] for line in done.stdout.splitlines()] == [None, None, "trainee_hung_up"]

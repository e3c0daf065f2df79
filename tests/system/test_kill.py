"""A program that is killed in the middle of a call leaves a call that can be judged."""

import json
import os
import subprocess
import time
from pathlib import Path

import pytest
from fakes import program


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kill a demo as soon as two turns of the trainee are in its events."""
    call = tmp_path_factory.mktemp("killed") / "call"
    process = subprocess.Popen(
        [*program.COMMAND, "demo", "--seed", "1", "--fast", "--json", "--out", str(call)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"VOICEDRILL_DATA_DIR": str(call.parent / "data")},
    )
    with process:
        limit_s = time.monotonic() + program.TIME_LIMIT_S
        events = call / "events.jsonl"
        while not events.exists() or events.read_bytes().count(b"trainee_turn") < 2:
            assert process.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < limit_s
        process.kill()
    return call


def test_it_is_cut_off_without_a_score_but_with_findings(killed: Path) -> None:
    done = program.run("score", killed, "--json")
    assert done.returncode == 0, done.stderr
    card = json.loads(done.stdout)
    assert (card["outcome"], card["score"], card["band"]) == ("cut_off", None, None)
    assert card["findings"]


def test_its_recording_lacks_a_second_at_most(killed: Path) -> None:
    lines = (killed / "events.jsonl").read_bytes().split(b"\n")[:-1]
    last_s = max(json.loads(line)["t_s"] for line in lines)
    recorded_s = ((killed / "audio.wav").stat().st_size - 44) / 4 / 16_000
    assert recorded_s >= last_s - 1.0


@pytest.mark.parametrize("kind", ["html", "vtt"])
def test_it_can_be_reported(killed: Path, kind: str, tmp_path: Path) -> None:
    done = program.run("report", killed, f"--{kind}", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").stat().st_size > 100


def test_it_can_be_measured(killed: Path) -> None:
    done = program.run("measure", killed, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["turns"]

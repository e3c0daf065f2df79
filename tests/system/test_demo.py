"""Whole calls through the real engines, as a user starts them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import soundfile
from fakes import program


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Run the good call twice and the poor one once."""
    folder = tmp_path_factory.mktemp("calls")
    results = {}
    for name, trainee in (("good", "good"), ("again", "good"), ("poor", "poor")):
        done = program.run(
            "demo", "--trainee", trainee, "--seed", "1", "--fast", "--json", "--out", folder / name,
            VOICEDRILL_DATA_DIR=str(folder / "data"),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        results[name] = json.loads(done.stdout)
    return results


def score(call: dict[str, Any]) -> dict[str, Any]:
    return json.loads((Path(call["call_dir"]) / "score.json").read_text(encoding="utf-8"))


def test_the_good_trainee_resolves_the_call(calls: dict[str, dict[str, Any]]) -> None:
    good = calls["good"]
    assert good["outcome"] == "resolved"
    assert good["band"] in {"ready", "nearly"}
    assert 0.5 < good["reply_latency_s"]["median"] < 1.3
    assert set(good) == {
        "call_dir", "outcome", "score", "band", "report", "reply_latency_s", "barge_in_s", "duration_s", "wall_s",
    }  # fmt: skip


def test_the_poor_trainee_does_not(calls: dict[str, dict[str, Any]]) -> None:
    assert calls["poor"]["outcome"] not in {"resolved", "accepts_limit"}
    assert calls["poor"]["band"] == "again"
    assert calls["poor"]["score"] <= calls["good"]["score"] - 30


def test_the_same_seed_gives_the_same_score_and_events(calls: dict[str, dict[str, Any]]) -> None:
    first, second = Path(calls["good"]["call_dir"]), Path(calls["again"]["call_dir"])
    for name in ("score.json", "events.jsonl", "call.json", "audio.wav"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_the_reports_say_different_things(calls: dict[str, dict[str, Any]]) -> None:
    judged = {name: {one["id"]: one["score"] for one in score(calls[name])["findings"]} for name in ("good", "poor")}
    assert judged["good"] != judged["poor"]
    pages = {name: Path(calls[name]["report"]).read_text(encoding="utf-8") for name in ("good", "poor")}
    assert pages["good"] != pages["poor"]
    for page in pages.values():
        assert not re.findall(r"(?:src|href)=[\"']https?:", page), "a report needs no network"


def test_every_finding_with_evidence_quotes_the_call(calls: dict[str, dict[str, Any]]) -> None:
    card = score(calls["poor"])
    assert any(one["evidence"] for one in card["findings"])
    for finding in card["findings"]:
        for evidence in finding["evidence"]:
            assert 0 <= evidence["start_s"] <= evidence["end_s"] <= calls["poor"]["duration_s"] + 0.1


def test_a_recording_can_be_the_trainee(calls: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    heard = tmp_path / "trainee.wav"
    sound, rate = soundfile.read(Path(calls["good"]["call_dir"]) / "audio.wav", dtype="int16")
    soundfile.write(heard, sound[: 20 * rate, 1], rate)
    done = program.run("demo", "--trainee", heard, "--seed", "1", "--fast", "--json", "--out", tmp_path / "call")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] in {"trainee_hung_up", "hang_up", "timeout"}


# -- mistakes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--persona", "hartly_parcel"), "Did you mean"),
        (("--case", "losst"), "has no case 'losst'"),
        (("--trainee", "absent.wav"), "absent.wav"),
        (("--seed", "one"), "one"),
        (("--persona", "absent.yaml"), "absent.yaml"),
    ],
)
def test_a_mistake_is_one_sentence(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = program.run("demo", *arguments, "--fast", "--json", "--out", tmp_path / "call")
    assert says in program.refused(done)
    assert not (tmp_path / "call").exists()


@pytest.mark.parametrize("content", [b"", b"this is no sound at all", b"RIFF\x00\x00\x00\x00WAVE"])
def test_a_file_that_is_no_sound(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(content)
    done = program.run("demo", "--trainee", tmp_path / "x.wav", "--fast", "--out", tmp_path / "call")
    assert "x.wav" in program.refused(done)


def test_an_empty_recording(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "x.wav", [], 16_000)
    done = program.run("demo", "--trainee", tmp_path / "x.wav", "--fast", "--out", tmp_path / "call")
    assert "x.wav" in program.refused(done)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = program.run("demo", "--fast", "--out", tmp_path)
    assert "not empty" in program.refused(done)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]

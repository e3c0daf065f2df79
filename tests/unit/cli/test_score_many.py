"""``voicedrill score`` on many calls: side by side, taken up again, compared, decoded again."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from fakes.fake_speech_to_text import FakeSpeechToText
from golden import parcel

from voicedrill.call.events import TraineeTurn
from voicedrill.cli.main import main
from voicedrill.engines import speech_to_text
from voicedrill.speech.samples import SAMPLE_RATE_HZ


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(one) for one in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def calls(tmp_path: Path) -> tuple[Path, Path]:
    return (
        parcel.write_call(tmp_path / "good", parcel.good_call()),
        parcel.write_call(tmp_path / "poor", parcel.poor_call()),
    )


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_any_number_of_jobs_prints_the_same(
    form: list[str], calls: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [calls[1], tmp_path / "absent", calls[0], calls[1]]
    assert run("score", *given, *form) == 2
    one = capsys.readouterr()
    for call in calls:
        (call / "score.json").unlink()
    assert run("score", *given, "--jobs", "2", *form) == 2
    assert capsys.readouterr() == one
    assert one.err.count("\n") == 1
    assert all((call / "score.json").is_file() for call in calls)


def test_resumed_calls_are_printed_as_judged_ones(calls: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    for form in ([], ["--json"]):
        assert run("score", *calls, *form) == 0
        judged = capsys.readouterr().out
        assert run("score", *calls, "--resume", *form) == 0
        assert capsys.readouterr().out == judged


def test_a_cluster_that_is_not_there_is_one_sentence(
    calls: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run("score", calls[0], "--dask", "tcp://127.0.0.1:1") == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1


def test_compare_shows_what_changed_and_a_summary(
    calls: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("score", *calls, "--json") == 0
    shutil.copytree(calls[1], tmp_path / "unscored")
    (tmp_path / "unscored" / "score.json").unlink()
    plain = json.loads((calls[0] / "score.json").read_bytes())
    finding = next(one for one in plain["findings"] if one["score"] == 1.0)
    finding["score"] = 0.25
    del plain["rubric_version"]
    (calls[0] / "score.json").write_text(json.dumps(plain | {"score": 80, "band": "nearly"}), encoding="utf-8")
    capsys.readouterr()
    assert run("score", *calls, tmp_path / "unscored", "--compare") == 2
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0].startswith(f"{calls[0]}: 80 nearly -> ")
    assert "rubric unknown -> " in lines[0]
    assert lines[1] == f"  {finding['id']}  0.25 -> 1.00"
    assert lines[2].startswith(f"{calls[1]}: ")
    assert lines[3].startswith("2 calls compared: mean change +")
    assert lines[3].endswith(", 1 changed band")
    assert "nothing to compare with" in shown.err


def test_compare_in_json_is_one_object_a_call(calls: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("score", *calls) == 0
    capsys.readouterr()
    assert run("score", *calls, "--compare", "--json", "--jobs", "2") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["call_dir"] for line in lines] == [str(call) for call in calls]
    assert all(set(line) == {"call_dir", "before", "after", "changed"} for line in lines)
    assert lines[0]["before"] == lines[0]["after"]
    assert set(lines[0]["after"]) == {"score", "band", "rubric_version"}


@pytest.mark.parametrize("other", [["--resume"], ["--retranscribe"], ["--undo"], ["--confirm", "over_promise=no"]])
def test_compare_writes_nothing_so_it_stands_alone(other: list[str], calls: tuple[Path, Path]) -> None:
    before = sorted(calls[1].iterdir())
    assert run("score", calls[1], "--compare", *other) == 2
    assert sorted(calls[1].iterdir()) == before


def test_jobs_are_at_least_one_and_not_for_a_cluster(calls: tuple[Path, Path]) -> None:
    assert run("score", calls[0], "--jobs", "0") == 2
    assert run("score", calls[0], "--jobs", "2", "--dask", "tcp://127.0.0.1:1") == 2


def test_words_decoded_again_change_no_score(
    calls: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    silence = np.zeros((60 * SAMPLE_RATE_HZ, 2), np.int16)
    soundfile.write(calls[0] / "audio.wav", silence, SAMPLE_RATE_HZ, "PCM_16")
    assert run("score", *calls, "--json") == 0
    scores = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    loaded: list[FakeSpeechToText] = []

    def load(*_: object) -> FakeSpeechToText:
        loaded.append(FakeSpeechToText())
        return loaded[-1]

    monkeypatch.setattr(speech_to_text, "load_speech_to_text", load)
    assert run("score", *calls, "--retranscribe", "--json") == 2
    shown = capsys.readouterr()
    again = [json.loads(line) for line in shown.out.splitlines()]
    words = sum(len(event.words) for event in parcel.good_call() if isinstance(event, TraineeTurn))
    assert again[0].pop("retranscribed") == {
        "transcript": str(calls[0] / "transcript-fake 1.jsonl"), "model": "fake 1", "words_before": words, "words": 0,
        "different": words, "word_error_rate": 1.0,
    }  # fmt: skip
    assert again == scores
    assert shown.err.count("\n") == 1
    assert "kept without sound" in shown.err
    assert run("score", calls[0], calls[0], "--retranscribe") == 0
    assert "words differ, word error rate 1.000" in capsys.readouterr().out
    assert len(loaded) == 2

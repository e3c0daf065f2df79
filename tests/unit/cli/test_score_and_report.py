import json
from pathlib import Path

import pytest
from golden import parcel

from voicedrill.cli.main import main


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


def test_score_prints_one_json_line_for_each_call(calls: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("score", *calls, "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["call_dir"] for line in lines] == [str(call) for call in calls]
    for line, call in zip(lines, calls, strict=True):
        del line["call_dir"]
        assert line == json.loads((call / "score.json").read_text(encoding="utf-8"))


def test_score_reads_well_without_json(calls: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("score", calls[1]) == 0
    shown = capsys.readouterr().out
    assert "of 100, again (outcome: hang_up)" in shown
    assert "Try: " in shown


def test_a_wrong_folder_is_one_sentence_and_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("score", tmp_path / "absent", "--json") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("kind", "name", "start"), [("html", "report.html", "<!DOCTYPE"), ("vtt", "transcript.vtt", "WEBVTT")]
)
def test_report_writes_and_prints_the_path(
    kind: str, name: str, start: str, calls: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("report", calls[0], f"--{kind}") == 0
    assert capsys.readouterr().out == f"{calls[0] / name}\n"
    assert (calls[0] / name).read_text(encoding="utf-8").startswith(start)
    other = tmp_path / "other.out"
    assert run("report", calls[0], f"--{kind}", "-o", other) == 0
    assert other.read_bytes() == (calls[0] / name).read_bytes()


@pytest.mark.parametrize("kinds", [[], ["--html", "--vtt"]])
def test_report_wants_exactly_one_kind(kinds: list[str], calls: tuple[Path, Path]) -> None:
    assert run("report", calls[0], *kinds) == 2


def test_report_says_where_it_cannot_write(calls: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("report", calls[0], "--vtt", "-o", calls[0] / "absent" / "x.vtt") == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_bad_folder_does_not_keep_the_others_from_being_judged(
    calls: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("score", calls[0], tmp_path / "nothing", calls[1], "--json") == 2
    shown = capsys.readouterr()
    assert [json.loads(line)["call_dir"] for line in shown.out.splitlines()] == [str(call) for call in calls]
    assert "no call folder" in shown.err

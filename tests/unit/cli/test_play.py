import io
import json

import pytest

from voicedrill.cli.main import main


def play(monkeypatch: pytest.MonkeyPatch, said: str, *arguments: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    with pytest.raises(SystemExit) as ended:
        main(["play", "hartley_parcel", *arguments])
    assert ended.value.code == 0


def test_a_line_of_json_for_each_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    play(monkeypatch, "Good morning.\n\nI am so sorry.\n", "--seed", "1", "--json")
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["ended"] for one in answers] == [None, None, None, None, "trainee_hung_up"]
    assert answers[0]["beat"].startswith("opening")
    assert answers[2]["beat"] == "silence"
    assert "apology" in answers[3]["heard"]


def test_a_last_line_without_line_end_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play(monkeypatch, "Good morning.", "--json")
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_no_input_is_a_hang_up(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    play(monkeypatch, "", "--json")
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["ended"] == "trainee_hung_up"


def test_it_stops_when_she_ends_the_call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    play(monkeypatch, "\n" * 60, "--json")
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[-1]["ended"] in {"hang_up", "timeout"}
    assert len(answers) < 20


def test_readable(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    play(monkeypatch, "Calm down.\n")
    shown = capsys.readouterr().out
    assert "Mrs. Hartley [" in shown
    assert "blame, denial or an order to calm down" in shown
    assert "the call is over: trainee hung up" in shown

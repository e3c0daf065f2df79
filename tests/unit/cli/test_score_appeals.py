"""``voicedrill score`` with what people say against it."""

import json
from pathlib import Path

import pytest
from golden import parcel

from voicedrill.cli.main import main
from voicedrill.runtime.detecting import WITHOUT_MODEL, load_patterns


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(one) for one in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def call(tmp_path: Path) -> Path:
    return parcel.write_call(tmp_path / "poor", parcel.poor_call())


def test_all_kinds_one_after_the_other_and_back(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("score", call, "--json") == 0
    before = capsys.readouterr().out
    written = (call / "score.json").read_bytes()
    changes = (("--dispute", "paraphrase@20.5"), ("--confirm", "over_promise=no"), ("--correct", "5=i am so sorry"))
    for change in changes:
        assert run("score", call, *change, "--json") == 0
    after = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert after["auto_fail"] == []
    assert after["without_notes"] == {"score": json.loads(before)["score"], "band": "again"}
    assert [one["id"] for one in after["findings"] if one.get("disputed")] == ["paraphrase"]
    assert {**after, "call_dir": None} == {**json.loads((call / "score.json").read_bytes()), "call_dir": None}
    for _ in range(2):
        assert run("score", call, "--undo", "--json") == 0
    assert "without_notes" in capsys.readouterr().out.splitlines()[-1]
    assert run("score", call, "--undo", "--json") == 0
    assert capsys.readouterr().out == before
    assert (call / "score.json").read_bytes() == written


def test_the_text_says_what_can_be_answered(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("score", call) == 0
    shown = capsys.readouterr().out
    assert "--confirm over_promise=yes or over_promise=no" in shown
    assert "I did, here: --dispute " in shown
    assert "without your notes" not in shown
    assert run("score", call, "--confirm", "over_promise=yes") == 0
    shown = capsys.readouterr().out
    assert "--confirm" not in shown
    assert "without your notes" in shown


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--dispute", "parafrase@5"], "Did you mean 'paraphrase'?"),
        (["--dispute", "paraphrase@500"], "You were not speaking at 500 s"),
        (["--dispute", "paraphrase"], "is not of the form FINDING@SECONDS"),
        (["--dispute", "@5"], "is not of the form FINDING@SECONDS"),
        (["--dispute", "paraphrase@soon"], "'soon' is no number of seconds"),
        (["--dispute", "paraphrase@nan"], "'nan' is no number of seconds"),
        (["--confirm", "over_promise=maybe"], "'maybe' is neither yes nor no"),
        (["--confirm", "profanity=yes"], "no auto-fail 'profanity'"),
        (["--correct", "=hello"], "is not of the form SECONDS=TEXT"),
        (["--correct", "3=hello"], "You were not speaking at 3 s"),
        (["--undo"], "nothing to undo"),
        (["--undo", "--confirm", "over_promise=yes"], "One change at a time"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(
    call: Path, options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("score", call, *options) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert sentence in shown.err
    assert shown.err.count("\n") == 1
    assert not (call / "notes.json").exists()


def test_an_appeal_is_for_one_call(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("score", call, call, "--undo") == 2
    assert "Give one CALL_DIR" in capsys.readouterr().err


def test_words_that_are_no_text_are_taken_as_far_as_they_go(call: Path) -> None:
    assert run("score", call, "--correct", "5=i am \udcff sorry") == 0
    notes = json.loads((call / "notes.json").read_text(encoding="utf-8"))
    assert notes["corrections"][0]["text"] == "i am ? sorry"


@pytest.mark.parametrize(
    ("words", "there", "said"), [("hello", False, True), ("", False, False), ("hello", True, False)]
)
def test_a_correction_without_the_sentence_model_says_so(
    call: Path, words: str, there: bool, said: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicedrill.cli.score.sentence_model", lambda: call if there else None)
    monkeypatch.setattr("voicedrill.cli.score.load_detector", load_patterns)
    assert run("score", call, "--correct", f"5={words}", "--json") == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert shown.err == (f"{WITHOUT_MODEL}\n" if said else "")

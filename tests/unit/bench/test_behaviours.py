"""The versions of the labelled utterances, and both detectors beside each other."""

import json
from pathlib import Path
from random import Random

import pytest
from fakes.fake_speech_to_text import FakeSpeechToText

from bench import behaviours
from bench.behaviours import as_recognised, by_detector, corrupted, labelled, load_rows, measured, spoken, versions
from bench.spoken import SILENCE, Speak
from voicedrill.content.detection import Detection, Detector
from voicedrill.errors import EngineError


class Keyword:
    """Finds the behaviours whose names are said."""

    name = "keywords"

    def detect(self, text: str, prev: str = "") -> list[Detection]:
        return [Detection(word, 1.0, word) for word in ("apology", "question") if word in f"{prev} {text}".split()]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("I'm SO sorry, Ms. O’Neil!", "i'm so sorry ms o’neil"),
        ("It's £20 – right?", "it's 20 right"),
        ("👍 <b>ok</b>", "b ok b"),
        ("…", ""),
    ],
)
def test_a_recogniser_writes_no_case_and_no_punctuation(text: str, heard: str) -> None:
    assert as_recognised(text) == heard


def test_one_word_in_ten_is_lost_or_another() -> None:
    said = " ".join(["said"] * 10_000)
    heard = corrupted(said, ["other"], Random(1)).split()
    other, lost = heard.count("other"), 10_000 - len(heard)
    assert other + lost == pytest.approx(1_000, rel=0.1)
    assert lost == pytest.approx(300, rel=0.15)
    assert heard == corrupted(said, ["other"], Random(1)).split()


def test_the_versions_keep_their_places_and_are_the_same_every_time() -> None:
    rows = [{"text": f"Line {number}, please. " * 5} for number in range(9)]
    texts = versions(rows)
    assert list(texts) == ["written", "recognised", "corrupted"]
    assert texts["written"] == [row["text"] for row in rows]
    assert texts["recognised"][3] == "line 3 please " * 4 + "line 3 please"
    assert texts["corrupted"] != texts["recognised"]
    assert versions(rows) == texts


def test_a_version_is_measured_with_the_line_before() -> None:
    rows = [
        {"text": "", "prev": "apology", "labels": ["apology"]},
        {"text": "", "prev": None, "labels": ["question"]},
    ]
    found = measured(rows, ["", "apology question"], Keyword())["behaviours"]
    assert found["apology"]["precision"]["value"] == 0.5
    assert found["question"]["recall"]["value"] == 1.0


def test_without_the_sentence_model_patterns_are_measured_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*, by_meaning: bool) -> Detector:
        if by_meaning:
            raise EngineError("The sentence model is not on this machine.")
        return Keyword()

    monkeypatch.setattr(behaviours, "load_detector", load)
    rows = [{"text": "apology", "prev": None, "labels": ["apology"]}]
    result = labelled(rows, None, {})
    assert result["patterns"]["written"]["behaviours"]["apology"]["f1"]["value"] == 1.0
    assert result["patterns"]["detector"] == "keywords"
    assert result["embeddings"] == {"not run": "The sentence model is not on this machine."}
    assert "--cache" in result["spoken"]["not run"]


def test_a_voice_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Speak:
        raise EngineError("Piper is not there.")

    monkeypatch.setattr(behaviours, "load_speech_to_text", FakeSpeechToText)
    voices = {"piper": missing, "quiet": lambda: lambda text: SILENCE}
    found, why = spoken(["a line", "👍"], tmp_path, voices)
    assert found == {"quiet": ["", ""]}
    assert why == {"piper": {"not run": "Piper is not there."}}


def test_both_detectors_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behaviours, "load_detector", lambda *, by_meaning: by_meaning)
    assert by_detector(lambda detector: {"meaning": detector}) == {
        "patterns": {"meaning": False},
        "embeddings": {"meaning": True},
    }


def test_the_utterances_are_read_from_the_named_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEDRILL_EVAL_DATA", str(tmp_path))
    assert load_rows()[0] == []
    row = {"text": "hello", "prev": None, "labels": []}
    (tmp_path / "behaviours_dev.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert load_rows() == ([row], "")

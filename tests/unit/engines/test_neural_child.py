"""How the child cuts long texts, and that a failure of the libraries is an answer."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.engines import neural_child
from voicedrill.engines.neural_child import PIECE_CHARS, answer, pieces


def test_sentences_are_spoken_one_by_one() -> None:
    assert list(pieces("Where is it? I have waited. Hello!")) == ["Where is it?", "I have waited.", "Hello!"]


def test_a_long_sentence_ends_at_a_comma_else_between_words() -> None:
    first, second = "a" * (PIECE_CHARS // 2) + ",", "b" * (PIECE_CHARS // 2 + 9)
    assert list(pieces(f"{first} {second}")) == [first, second]
    words = " ".join(["word"] * 100)
    assert all(set(piece.split()) == {"word"} for piece in pieces(words))


@given(st.text(max_size=400))
def test_nothing_is_lost_or_too_long(text: str) -> None:
    found = list(pieces(text))
    assert all(0 < len(piece) <= PIECE_CHARS for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


REQUEST = {"do": "speak", "model": "m", "text": "t", "length_scale": 1.0, "file": "f"}


@pytest.mark.parametrize(
    ("error", "sentence"), [(ImportError("DLL load\nfailed"), "DLL load failed"), (MemoryError(), "MemoryError")]
)
def test_a_failure_to_start_is_told_as_such(error: Exception, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(model: str) -> Any:
        raise error

    monkeypatch.setattr(neural_child, "load", fail)
    assert answer(REQUEST, {}) == {"error": sentence, "at": "start"}


def test_a_voice_is_loaded_once_and_another_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(neural_child, "load", lambda model: asked.append(model) or model)
    loaded: dict[str, Any] = {}
    for model in ("a", "a", "b"):
        assert answer({"do": "load", "model": model}, loaded) == {}
    assert asked == ["a", "b"]
    assert loaded == {"b": "b"}


def test_a_line_that_fails_is_told_as_such(tmp_path: Path) -> None:
    request = REQUEST | {"file": str(tmp_path / "line.wav")}
    pytest.importorskip("piper")
    assert answer(request, {"m": object()})["at"] == "speak"


def test_the_program_answers_each_request_and_ends_when_nobody_asks_any_more(tmp_path: Path) -> None:
    request = json.dumps(REQUEST | {"model": str(tmp_path / "none.onnx")})
    command = [sys.executable, "-P", neural_child.__file__]
    done = subprocess.run(command, input=f"{request}\n" * 2, capture_output=True, text=True, timeout=60, check=True)
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["at"] for reply in replies] == ["start", "start"]

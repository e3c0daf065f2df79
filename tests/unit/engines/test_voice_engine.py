"""Who speaks on this machine, and why."""

import re
from pathlib import Path

import pytest
from fakes.archives import manifest
from fakes.file_server import file_server
from fakes.neural import ENTRY, child

from voicedrill.engines import voice_engine
from voicedrill.engines.download import sha256_of
from voicedrill.engines.manifest import Manifest, Source
from voicedrill.engines.model_store import ModelStore
from voicedrill.engines.neural_process import NeuralProcess
from voicedrill.engines.neural_speed import known_factor
from voicedrill.engines.voice_engine import choose


@pytest.fixture(autouse=True)
def _with_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_engine, "find_spec", lambda name: name)


@pytest.fixture
def natural(tmp_path: Path) -> tuple[ModelStore, Manifest]:
    """A store with a natural voice in it, fetched from a server."""
    (tmp_path / "model").write_bytes(b"model")
    sums = sha256_of(tmp_path / "model")
    with file_server() as server:
        server.files |= {"tim.onnx": b"model", "tim.onnx.json": b"model"}
        source = Source(url=server.url("tim.onnx"), sha256=sums, size=5, beside={"tim.onnx.json": sums})
        known = manifest(source, bundle="natural", voice=ENTRY)
        store = ModelStore(tmp_path / "models", known)
        store.get("tiny")
    return store, known


def test_without_a_voice_the_system_speaks(tmp_path: Path) -> None:
    source = Source(package="tim-voice:tim/tim.onnx", sha256="0" * 64, size=5)
    known = manifest(source, bundle="natural", voice=ENTRY)
    choice = choose(tmp_path, ModelStore(tmp_path / "models", known), known)
    assert choice.reason
    assert not choice.installed
    assert "'voicedrill models get natural'" in choice.reason


def test_a_voice_that_works_is_probed_once(tmp_path: Path, natural: tuple[ModelStore, Manifest]) -> None:
    choice = choose(tmp_path, *natural, child())
    assert choice.reason is None
    assert choice.synthesiser.name.endswith("tiny 1.0")
    assert known_factor(tmp_path, choice.synthesiser.name) is not None
    choice.synthesiser.close()
    again = child(lives=0)
    choice = choose(tmp_path, *natural, again)
    assert choice.reason is None
    assert again._child is None
    choice.synthesiser.close()


@pytest.mark.parametrize(
    ("obstacle", "says"),
    [
        ("package", r"lacks the Python package piper-tts, .*: run `pip install \"voicedrill\[neural\]\"`\."),
        ("crash", r"does not work here, the system's voice speaks instead\. The speech engine could not be started"),
        ("slow", r"too slow for the natural voice \(0\.9 s for a second of speech, at most 0\.4 s will do\)"),
    ],
)
def test_what_stands_in_the_way_is_one_sentence(
    tmp_path: Path,
    natural: tuple[ModelStore, Manifest],
    monkeypatch: pytest.MonkeyPatch,
    obstacle: str,
    says: str,
) -> None:
    if obstacle == "package":
        monkeypatch.setattr(voice_engine, "find_spec", lambda name: None)
    if obstacle == "slow":
        monkeypatch.setattr(voice_engine, "real_time_factor", lambda process, voice: process.load(voice.model) or 0.9)
    process: NeuralProcess = child(lives=1 if obstacle == "slow" else 0)
    told: list[str] = []
    choice = choose(tmp_path, *natural, process, told.append)
    assert choice.reason
    assert choice.installed
    assert told == [choice.reason]
    assert re.search(says, choice.reason)
    assert process._child is None
    assert not (tmp_path / "speed.json").exists()


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"engine": "x", "real_time_factor": "fast"}', '{"engine": "other", "real_time_factor": 0.1}'],
)
def test_a_damaged_measurement_or_one_of_another_engine_does_not_count(tmp_path: Path, content: str) -> None:
    (tmp_path / "speed.json").write_text(content)
    assert known_factor(tmp_path, "x") is None

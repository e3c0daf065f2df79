"""Which voice speaks, and getting and removing the natural one."""

from pathlib import Path

import pytest
from fakes.archives import manifest
from fakes.fake_synthesiser import FakeSynthesiser
from fakes.file_server import file_server
from fakes.neural import ENTRY

from voicedrill.engines.download import sha256_of
from voicedrill.engines.manifest import Source
from voicedrill.engines.model_store import MODEL_DIR_VARIABLE
from voicedrill.engines.voice_engine import Choice
from voicedrill.runtime import customer_voices as module
from voicedrill.runtime.customer_voices import (
    customer_voices,
    get_natural_voice,
    natural_sample,
    remove_natural_voice,
)
from voicedrill.runtime.voice_offer import CustomerVoices
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.samples import SAMPLE_RATE_HZ


def choosing(monkeypatch: pytest.MonkeyPatch, reason: str | None, *, installed: bool) -> FakeSynthesiser:
    voice = FakeSynthesiser()
    monkeypatch.setattr(module, "choose_voice", lambda warn: Choice(voice, reason, installed))
    return voice


@pytest.mark.parametrize(
    ("reason", "installed", "natural", "trouble"),
    [
        (None, True, True, ""),
        ("It is too slow.", True, False, "It is too slow."),
        ("No natural voice is installed.", False, False, ""),
    ],
)
def test_what_speaks_and_why(
    monkeypatch: pytest.MonkeyPatch, reason: str | None, installed: bool, natural: bool, trouble: str
) -> None:
    voice = choosing(monkeypatch, reason, installed=installed)
    found = customer_voices()
    assert (found.name, found.natural, found.trouble) == (voice.name, natural, trouble)
    assert 60 < found.size_mb < 70
    assert voice.closed


@pytest.mark.parametrize(
    ("voices", "worth"),
    [
        (CustomerVoices("pyttsx3 2.99, eSpeak 1.51", False, 63.0), True),
        (CustomerVoices("pyttsx3 2.99, SAPI5", False, 63.0), False),
        (CustomerVoices("pyttsx3 2.99, eSpeak 1.51", True, 63.0, "Too slow."), False),
        (CustomerVoices("piper", True, 63.0), False),
    ],
)
def test_it_is_offered_only_in_place_of_a_machine(voices: CustomerVoices, worth: bool) -> None:
    assert voices.worth_offering == worth


def test_the_natural_voice_is_fetched_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_DIR_VARIABLE, str(tmp_path / "store"))
    monkeypatch.setattr(module, "install_packages", lambda progress: progress("Installing", None))
    (tmp_path / "model").write_bytes(b"model")
    sums = sha256_of(tmp_path / "model")
    told: list[str] = []
    with file_server() as server:
        server.files |= {"tim.onnx": b"model", "tim.onnx.json": b"model"}
        source = Source(url=server.url("tim.onnx"), sha256=sums, size=5, beside={"tim.onnx.json": sums})
        monkeypatch.setattr(module, "load_manifest", lambda: manifest(source, bundle="natural", voice=ENTRY))
        get_natural_voice(lambda text, fraction: told.append(text))
    assert told[0] == "Installing"
    assert [path.name for path in (tmp_path / "store").glob("*/*.onnx")] == ["tim.onnx"]
    remove_natural_voice()
    remove_natural_voice()
    assert not list((tmp_path / "store").glob("*/*.onnx"))


def test_the_shipped_sample_can_be_heard_and_takes_five_seconds() -> None:
    sample = natural_sample()
    assert 4.0 < len(sample) / SAMPLE_RATE_HZ < 6.0
    assert level_dbfs(sample) > -30.0

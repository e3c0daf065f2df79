"""Spoken utterances: what is kept is not made again."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from fakes.fake_speech_to_text import FakeSpeechToText

from bench import spoken
from bench.spoken import SILENCE, Speak, heard, recognised
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples


class Voice:
    """Speaks a sound as long as the text, and notes what it spoke."""

    def __init__(self) -> None:
        self.spoke: list[str] = []
        self.loaded = 0

    def load(self) -> Speak:
        self.loaded += 1
        return self.speak

    def speak(self, text: str) -> Samples:
        self.spoke.append(text)
        return np.full(1_000 * len(text), 100, np.int16)


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> Voice:
    monkeypatch.setattr(spoken, "recognised", lambda samples, stt: f"{len(samples)} samples")
    return Voice()


def test_each_text_is_spoken_once_and_heard_in_its_place(voice: Voice, tmp_path: Path) -> None:
    stt = FakeSpeechToText()
    assert heard(["one", "three", "one"], "v", voice.load, stt, tmp_path) == [
        "3000 samples", "5000 samples", "3000 samples",
    ]  # fmt: skip
    assert (voice.spoke, voice.loaded) == (["one", "three"], 1)
    assert heard(["three"], "v", voice.load, stt, tmp_path) == ["5000 samples"]
    assert voice.loaded == 1


def test_a_kept_sound_is_heard_again_without_the_voice(voice: Voice, tmp_path: Path) -> None:
    heard(["one"], "v", voice.load, FakeSpeechToText(), tmp_path)
    for file in (tmp_path / "v").glob("*.txt"):
        file.unlink()
    assert heard(["one"], "v", voice.load, FakeSpeechToText(), tmp_path) == ["3000 samples"]
    assert voice.spoke == ["one"]


def test_kept_words_are_not_heard_again(voice: Voice, tmp_path: Path) -> None:
    heard(["one"], "v", voice.load, FakeSpeechToText(), tmp_path)
    next((tmp_path / "v").glob("*.txt")).write_text("kept words", encoding="utf-8")
    assert heard(["one"], "v", voice.load, FakeSpeechToText(), tmp_path) == ["kept words"]


def test_every_voice_has_its_own_folder(voice: Voice, tmp_path: Path) -> None:
    for name in ("v", "w"):
        heard(["one"], name, voice.load, FakeSpeechToText(), tmp_path)
    assert voice.spoke == ["one", "one"]
    sounds = sorted(tmp_path.rglob("*.wav"))
    assert [file.parent.name for file in sounds] == ["v", "w"]
    assert {soundfile.info(file).samplerate for file in sounds} == {SAMPLE_RATE_HZ}


def test_a_text_without_words_is_silence(voice: Voice, tmp_path: Path) -> None:
    heard(["👍 …"], "v", voice.load, FakeSpeechToText(), tmp_path)
    assert voice.spoke == []


def test_nothing_is_recognised_in_silence() -> None:
    assert recognised(SILENCE, FakeSpeechToText()) == ""

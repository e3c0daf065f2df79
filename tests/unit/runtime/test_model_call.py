"""A model call from preparing to its folder, with engines that need nothing."""

from pathlib import Path

import pytest
from fakes.fake_speech_to_text import FakeSpeechToText
from fakes.fake_synthesiser import FakeSynthesiser
from fakes.virtual_call import MINIMAL

from voicedrill import paths
from voicedrill.history.folder import open_call
from voicedrill.runtime import model_call
from voicedrill.runtime.call_setup import Engines
from voicedrill.runtime.detecting import load_detector
from voicedrill.runtime.model_call import ModelCall, model_calls_dir
from voicedrill.runtime.updates import Failed, Finished, Update


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeSynthesiser:
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path / "cache")
    spoken = FakeSynthesiser()

    def load(progress: object) -> Engines:
        progress("Loading", None)
        return Engines(FakeSpeechToText(), spoken, load_detector())

    monkeypatch.setattr(model_call, "load_engines", load)
    return spoken


def made(text: str = MINIMAL, stop_at: int | None = None) -> list[Update]:
    told: list[Update] = []
    holder: list[ModelCall] = []

    def listen(update: Update) -> None:
        told.append(update)
        if len(told) == stop_at:
            holder[0].hang_up()

    holder.append(ModelCall(text, None, 1, listen))
    holder[0].start()
    holder[0].join()
    return told


def test_it_is_kept_outside_the_trainees_own_calls(voice: FakeSynthesiser) -> None:
    for _ in range(2):  # the second replaces the first
        last = made()[-1]
        assert isinstance(last, Finished)
        assert last.folder.parent == model_calls_dir()
        assert open_call(last.folder).outcome == last.outcome
    assert not paths.calls_dir().exists()
    assert voice.closed


@pytest.mark.parametrize("stop_at", [1, 12])
def test_it_can_be_given_up(voice: FakeSynthesiser, stop_at: int) -> None:
    assert made(stop_at=stop_at)[-1] == Failed("The model call was given up.")


def test_a_folder_that_cannot_be_made_is_one_sentence(voice: FakeSynthesiser, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    last = made()[-1]
    assert isinstance(last, Failed)
    assert "cache" in last.message

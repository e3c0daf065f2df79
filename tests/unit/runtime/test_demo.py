from pathlib import Path

import numpy as np
import pytest
import soundfile
from fakes.fake_activity import FakeActivity
from fakes.fake_speech_to_text import FakeSpeechToText
from fakes.fake_synthesiser import FakeSynthesiser
from fakes.virtual_call import MINIMAL, casting

from voicedrill.audio.simulated_trainee import FileTrainee, ScriptedTrainee, SilentTrainee
from voicedrill.audio.stream import BLOCK_SAMPLES
from voicedrill.errors import DataError, UserError
from voicedrill.history.folder import open_call
from voicedrill.runtime import call_setup, demo
from voicedrill.runtime.call_setup import Engines, build_call, cast_case
from voicedrill.runtime.demo import PATIENCE_S, TRAINEE_VOICE, _DoneTrainee, learned_gate, run_demo, trainee_for
from voicedrill.runtime.detecting import load_detector
from voicedrill.runtime.updates import PhaseChanged, Update
from voicedrill.speech.samples import SAMPLE_RATE_HZ

NOBODY = np.zeros(BLOCK_SAMPLES, np.int16)


@pytest.fixture
def engines() -> Engines:
    return Engines(FakeSpeechToText(), FakeSynthesiser(), load_detector())


@pytest.mark.parametrize("name", ["good", "poor"])
def test_a_scripted_trainee_speaks_every_line_of_the_case(name: str) -> None:
    synthesiser = FakeSynthesiser()
    trainee = trainee_for(name, casting(), synthesiser)
    assert isinstance(trainee, ScriptedTrainee)
    lines = getattr(casting().case.trainee, name)
    assert synthesiser.rendered == [casting().spoken(line.say) for line in lines]
    assert TRAINEE_VOICE.voice != casting().persona.voice.espeak


def test_a_recording_is_mixed_down(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "x.wav", np.full((16_000, 2), [0.1, 0.3]), 16_000)
    trainee = trainee_for(str(tmp_path / "x.wav"), casting(), FakeSynthesiser())
    assert isinstance(trainee, FileTrainee)
    (utterance,) = trainee._waiting
    assert utterance.samples == pytest.approx(np.full(16_000, 0.2 * 32_768), abs=2)


def test_a_file_that_is_not_there_is_told_before_any_folder_is_made(tmp_path: Path, engines: Engines) -> None:
    def nothing(*args: object) -> None:
        """Neither shown nor counted."""

    with pytest.raises(DataError, match=r"absent\.wav"):
        run_demo(
            casting(), MINIMAL, str(tmp_path / "absent.wav"), tmp_path / "call", engines, nothing, nothing, fast=True
        )
    assert not (tmp_path / "call").exists()


def test_a_trainee_with_nothing_left_to_say_hangs_up_in_her_silence() -> None:
    hung_up: list[float] = []
    trainee = _DoneTrainee(SilentTrainee(), lambda: False)
    blocks = round(PATIENCE_S / 0.02)
    trainee.hang_up = lambda: hung_up.append(1.0)
    for _ in range(blocks):
        trainee.hear(NOBODY, 0.0)
    trainee.hear(NOBODY + np.int16(100), 0.0)
    assert hung_up == []
    trainee.hear(NOBODY, 0.0)
    trainee.hear(NOBODY, 0.0)
    assert hung_up == [1.0]


def test_a_whole_demo_runs_on_fakes(tmp_path: Path) -> None:
    updates: list[Update] = []
    texts = [line.say for line in casting().case.trainee.poor]
    engines = Engines(FakeSpeechToText(*texts), FakeSynthesiser(), load_detector())
    call = run_demo(
        casting(), MINIMAL, "poor", tmp_path / "one", engines, updates.append, lambda text, fraction: None, fast=True
    )
    kept = open_call(tmp_path / "one")
    assert kept.outcome == call.outcome
    assert call.duration_s == pytest.approx(kept.events[-1].t_s)
    assert kept.header.models == {"speech_to_text": "fake 1", "voice": "fake 1", "behaviours": load_detector().name}
    assert kept.audio_path is not None
    assert isinstance(updates[0], PhaseChanged)


def test_an_unknown_case_names_the_others() -> None:
    with pytest.raises(UserError, match=r"'minimal' has no case 'late'.*late_lamp"):
        cast_case(casting().persona, "late", 1)


@pytest.mark.parametrize("stepped", [True, False])
def test_a_call_that_cannot_be_recorded_leaves_no_thread(
    stepped: bool, tmp_path: Path, engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(call_setup, "CallRecording", refuse)
    stream = type("Stream", (), {"half_duplex": False})()
    with pytest.raises(UserError, match="disk is full"):
        build_call(casting(), MINIMAL, tmp_path / "call", stream, engines, print, stepped=stepped)
    # conftest.py sees that no thread is left


@pytest.mark.parametrize(("below_db", "gated"), [(None, False), (15.0, True)])
def test_the_level_of_a_recorded_trainee_is_learned_beforehand(
    below_db: float | None, gated: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "SileroActivity", FakeActivity)
    own = np.resize(np.array([6000, -6000], np.int16), 3 * SAMPLE_RATE_HZ)
    silence = np.zeros(SAMPLE_RATE_HZ, np.int16)
    other = silence if below_db is None else np.rint(own * 10 ** (-below_db / 20)).astype(np.int16)
    gate_dbfs = learned_gate(np.concatenate([silence, other, silence, own, silence, other, silence, own]))
    assert (gate_dbfs is not None) is gated
    if gate_dbfs is not None:
        assert -14.7 - 20.0 < gate_dbfs < -14.7

